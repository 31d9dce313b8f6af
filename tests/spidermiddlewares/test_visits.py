"""When a known article is asked for again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.spidermiddlewares.visits import Visits
from tests.dataset.records import START, article, visit

HOURS = (1, 6, 24, 72, 168)


def asked_hours(root: Path, *, is_ranked: bool, step_hours: float, published: bool = True) -> list[float]:
    """Return the ages (hours) at which runs every *step_hours* visit an article that was published at START."""
    visited: list[float] = []
    for number in range(round(200 / step_hours)):
        age = number * step_hours
        with Session(root, "demo", clock=Clock(START + timedelta(hours=age))) as session:
            visits = Visits(session, max_count=10, visit_hours=HOURS)
            asked = visits.asks_for("demo:1", "https://demo.example/a/1", is_ranked=is_ranked)
            if asked == "known":
                continue
            now = START + timedelta(hours=age)
            record = article(1, run_id=session.run_id, published_at=START if published else None, captured_at=now)
            due = next((START + timedelta(hours=hours) for hours in HOURS if hours > age), None)
            observation = visit(record, status="new" if asked == "new" else "unchanged", next_visit_at=due)
            if asked == "new":
                session.add_article(record, observation, signature=None)
            else:
                session.add_observation(observation)
            visited.append(age)
    return visited


@pytest.mark.parametrize(
    ("step_hours", "is_ranked", "expected"),
    [
        pytest.param(3, False, [0, 3, 6, 24, 72, 168], id="on the schedule"),
        pytest.param(3, True, [0, 3, 6, 15, 24, 48, 72, 120, 168], id="once more in each wait while it is ranked"),
        pytest.param(0.5, True, [0, 0.5, 1, 3.5, 6, 15, 24, 48, 72, 120, 168], id="never a third time, however many runs"),
    ],
)  # fmt: skip
def test_an_article_is_visited(tmp_path: Path, step_hours: float, is_ranked: bool, expected: list[float]) -> None:
    assert asked_hours(tmp_path, is_ranked=is_ranked, step_hours=step_hours) == expected


def test_an_article_without_a_time_counts_from_its_first_visit(tmp_path: Path) -> None:
    assert asked_hours(tmp_path, is_ranked=True, step_hours=3, published=False) == [0, 3, 6, 15, 24, 48, 72, 120, 168]


@pytest.mark.parametrize(
    ("hours", "is_listed", "asked"), [(23, True, "known"), (24, True, "due"), (24, False, "known")],
    ids=["within a day", "after a day", "in no list"],
)  # fmt: skip
def test_an_article_that_was_gone_and_is_listed_is_asked_for_once_a_day(
    tmp_path: Path, hours: int, is_listed: bool, asked: str
) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        record = article(1, run_id=session.run_id, captured_at=START)
        session.add_article(record, visit(record, next_visit_at=None), signature=None)
        session.add_observation(visit(record, status="gone", captured_at=START, next_visit_at=None))

    with Session(tmp_path, "demo", clock=Clock(START + timedelta(hours=hours))) as session:
        visits = Visits(session, max_count=10, visit_hours=HOURS)
        assert visits.asks_for("demo:1", record.url, is_ranked=False, is_listed=is_listed) == asked
