"""A process that stores articles until no file may grow: `python fill_disk.py ROOT` prints how many were stored."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from records import START, article, visit

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.errors import DatasetError


def main(root: str) -> None:
    session = Session(Path(root), "demo", clock=Clock(START), sync_record_count=10)
    session.open()
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
    stored_count = fill(session)
    with pytest.raises(DatasetError, match="stores nothing more"):
        session.add_observation(visit(article(0, run_id=session.run_id), status="unchanged"))
    session.close()
    print(stored_count)


def fill(session: Session) -> int:
    """Store articles until the disk refuses; return how many were stored."""
    for number in range(10_000):
        made = article(number, run_id=session.run_id)
        try:
            session.add_article(made, visit(made), signature=None)
        except DatasetError as error:
            if "make room" not in str(error):
                raise
            return number
    raise AssertionError("expected the disk to be full")


if __name__ == "__main__":
    main(sys.argv[1])
