"""When an article is visited again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.items import MissedPage
from newscrawl.pipelines.next_visits import changed_visit, missed_visit, next_attempt, next_visit

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
HOURS = [1.0, 6.0, 24.0, 72.0, 168.0]


def after(hours: float) -> datetime:
    return BEGIN + timedelta(hours=hours)


def missed(fate: str, hours: float) -> MissedPage:
    return MissedPage(
        kind="article",
        url="http://portal/1.html",
        article_id="portal:1",
        fate=fate,  # type: ignore[arg-type]
        reason="reason",
        http_status=None,
        captured_at=after(hours),
    )


def known(status: str) -> KnownArticle:
    return KnownArticle(
        article_id="portal:1",
        canonical_url="http://portal/1.html",
        revision=1,
        digest="d",
        published_at=BEGIN,
        modified_at=None,
        first_seen_at=BEGIN,
        last_seen_at=BEGIN,
        next_visit_at=None,
        duplicate_of=None,
        status=status,
        file="articles/date=2026-11-01/run.jsonl",
        line_offset=0,
        line_bytes=1,
    )


@pytest.mark.parametrize(
    ("age_hours", "due_hours"), [(0, 1), (1, 6), (5.9, 6), (30, 72), (167, 168), (168, None), (999, None)]
)
def test_visits_thin_out_after_publication_and_end(age_hours: float, due_hours: float | None) -> None:
    assert next_visit(BEGIN, after(age_hours), HOURS) == (due_hours and after(due_hours))


@pytest.mark.parametrize(
    ("age_hours", "due_hours"),
    [(0, 0.5), (0.5, 1), (1, 3.5), (2, 3.5), (4, 6), (40, 48), (50, 72), (160, 168), (168, 210), (400, 500)],
    ids=lambda hours: f"{hours} h",
)
def test_an_article_that_changed_is_visited_sooner(age_hours: float, due_hours: float) -> None:
    assert changed_visit(BEGIN, after(age_hours), HOURS) == after(due_hours)


@pytest.mark.parametrize(
    ("fate", "before", "due_hours"),
    [
        ("not_modified", "new", 24),
        ("failed", "unchanged", 10),
        ("failed", "failed", 24),
        ("blocked", "blocked", 24),
        ("gone", "unchanged", 34),
        ("gone", "gone", None),
    ],
)
def test_a_stored_article_that_was_not_read_is_asked_for_again(fate: str, before: str, due_hours: float | None) -> None:
    assert missed_visit(missed(fate, 10), known(before), HOURS) == (due_hours and after(due_hours))


def test_an_article_that_can_never_be_read_is_given_up() -> None:
    waits = [next_attempt(missed("failed", 0), attempt, HOURS) for attempt in range(1, 8)]

    assert waits == [after(0), *(after(hours) for hours in HOURS), None]
    assert next_attempt(missed("gone", 0), 1, HOURS) == after(1)
