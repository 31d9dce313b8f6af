"""`-a visit=all`: every known article once more, over several runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.visit_round import next_of_round
from tests.dataset.records import START, article, visit


def run(root: Path, hours: float, limit: int) -> list[str]:
    """Visit what a round asks for at that hour; return the articles."""
    with Session(root, "demo", clock=Clock(START + timedelta(hours=hours))) as session:
        asked = [due.article_id for due in next_of_round(session, limit)]
        for name in asked:
            record = article(int(name.rpartition(":")[2]), run_id=session.run_id, captured_at=session.clock.now())
            session.add_observation(visit(record, status="unchanged", next_visit_at=None))
        return asked


def test_a_round_asks_for_every_known_article_once_over_several_runs_and_ends(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number in range(5):
            record = article(number, run_id=session.run_id)
            session.add_article(record, visit(record, next_visit_at=None), signature=None)

    asked = [run(tmp_path, 1000 + hours, limit=2) for hours in range(6)]

    assert [len(names) for names in asked] == [2, 2, 1, 0, 2, 2]
    assert sorted(name for names in asked[:4] for name in names) == [f"demo:{number}" for number in range(5)]
