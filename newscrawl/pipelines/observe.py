"""What one visit to an article leaves behind, and when the next one is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from newscrawl.dataset.known import KnownArticle
from newscrawl.items import Article, MissedPage, Observation, VisitStatus

GONE_CHECK = timedelta(hours=24)
"""A stored article that is gone is asked for once more after this time: some come back."""


def observation_of(article: Article, status: VisitStatus, *, run_id: str, visit_hours: Sequence[float]) -> Observation:
    """Return the observation of a visit that read *article* whole, as its `revision`."""
    assert article.captured_at is not None  # noqa: S101  ValidatePipeline stands before
    due = changed_visit if status == "changed" else next_visit
    return Observation(
        portal=article.portal,
        article_id=article.article_id,
        url=article.url,
        captured_at=article.captured_at,
        run_id=run_id,
        status=status,
        http_status=200,
        revision=article.revision,
        comment_count=article.comment_count,
        view_count=article.view_count,
        next_visit_at=due(article.published_at, article.captured_at, visit_hours),
    )


def next_visit(published_at: datetime | None, captured_at: datetime, visit_hours: Sequence[float]) -> datetime | None:
    """Return the next due visit, in the zone of *captured_at*; None when the schedule has ended.

    *visit_hours* are hours after publication, ascending; an article without a time counts from its capture.
    """
    begin = published_at or captured_at
    for hours in visit_hours:
        due = begin + timedelta(hours=hours)
        if due > captured_at:
            return due.astimezone(captured_at.tzinfo)
    return None


def changed_visit(
    published_at: datetime | None, captured_at: datetime, visit_hours: Sequence[float]
) -> datetime | None:
    """Return the next visit of an article that has just been found changed: sooner, for one edit follows another.

    A quarter of the article's age from now, at least the schedule's first wait, and never later than the schedule
    says. The waits grow with the age, so that even an article that changes for ever is asked for ever more rarely.
    """
    scheduled = next_visit(published_at, captured_at, visit_hours)
    if not visit_hours:
        return scheduled
    age = captured_at - (published_at or captured_at)
    soon = captured_at + max(age / 4, timedelta(hours=visit_hours[0]))
    return soon if scheduled is None else min(soon, scheduled)


def missed_visit(missed: MissedPage, known: KnownArticle, visit_hours: Sequence[float]) -> datetime | None:
    """Return when the stored article *known* is asked for again after a visit that did not read it.

    One that has not changed follows its schedule. One that is gone is checked once more. After the first failure in a
    row it is due at once, for the next run; after the next ones it follows its schedule.
    """
    if missed.fate == "gone":
        return None if known.status == "gone" else missed.captured_at + GONE_CHECK
    if missed.fate in {"failed", "blocked"} and known.status not in {"failed", "blocked"}:
        return missed.captured_at
    return next_visit(known.published_at or known.first_seen_at, missed.captured_at, visit_hours)


def next_attempt(missed: MissedPage, attempt: int, visit_hours: Sequence[float]) -> datetime | None:
    """Return when an article that was never read is asked for again after its *attempt*-th failure (from 1).

    At once, for the next run, then after the waits of *visit_hours*, then never; one that is gone without the first.
    """
    waits = list(visit_hours) if missed.fate == "gone" else [0.0, *visit_hours]
    return missed.captured_at + timedelta(hours=waits[attempt - 1]) if attempt <= len(waits) else None
