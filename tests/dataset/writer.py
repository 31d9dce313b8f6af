"""A process that writes through a Session, to be killed: `python writer.py ROOT FIRST LAST [FAULT]`.

Like a crawl, it stores what the dataset does not know yet, so that it can be run again until all is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from records import START, article, page, ranking, visit

from newscrawl.clock import Clock
from newscrawl.dataset import Session, signature_of
from newscrawl.dataset.captures import CaptureLimits
from tests.killing.kill import Kill

ROTATED = CaptureLimits(rotate_bytes=12_000)


def main(root: str, first: str, last: str, fault: str = "") -> None:
    session = Session(Path(root), "demo", clock=Clock(START), sync_record_count=7, limits=ROTATED, fault=Kill(fault))
    print("\n".join(session.open().sentences()))
    for number in range(int(first), int(last)):
        known = session.article(f"demo:{number}")
        if known is None:
            _store(session, number, 1)
        elif known.revision == 1 and number % 3 == 0:
            _store(session, number, 2)
        if number % 5 == 0:
            session.add_ranking(ranking(number, run_id=session.run_id))
    session.close()


def _store(session: Session, number: int, revision: int) -> None:
    place = session.add_capture(page(number, revision))
    made = article(number, run_id=session.run_id, revision=revision, captures=(place,))
    session.add_article(made, visit(made), signature=signature_of(made.body))
    session.set_validators(made.url, f'"{number}-{revision}"', None)


if __name__ == "__main__":
    main(*sys.argv[1:])
