"""When the next visit to an article is due, by what the last one found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.run.visit_schedule import middle_of_wait, scheduled_visit
from newscrawl.items import MissedPage

GONE_CHECK = timedelta(hours=24)
"""A stored article that is gone is asked for once more after this time: some come back."""


def next_visit(published_at: datetime | None, captured_at: datetime, visit_hours: Sequence[float]) -> datetime | None:
    """Return the next due visit, in the zone of *captured_at*; None when the schedule has ended.

    *visit_hours* are hours after publication, ascending; an article without a time counts from its capture.
    """
    return scheduled_visit(published_at or captured_at, captured_at, visit_hours)


def changed_visit(
    published_at: datetime | None, captured_at: datetime, visit_hours: Sequence[float]
) -> datetime | None:
    """Return the next visit of an article that has just been found changed: sooner, for one edit follows another.

    The middle of the wait that the schedule is in, if that is still to come; never later than the schedule's time. Once
    the schedule has ended, a quarter of the article's age from now: even an article that changes for ever is asked for
    ever more rarely.
    """
    begin = published_at or captured_at
    scheduled = next_visit(published_at, captured_at, visit_hours)
    if scheduled is None:
        wait = max((captured_at - begin) / 4, timedelta(hours=visit_hours[0])) if visit_hours else None
        return captured_at + wait if wait else None
    middle = middle_of_wait(begin, captured_at, visit_hours)
    return middle if middle is not None and middle > captured_at else scheduled


def missed_visit(missed: MissedPage, known: KnownArticle, visit_hours: Sequence[float]) -> datetime | None:
    """Return when the stored article *known* is asked for again after a visit that did not read it.

    One that has not changed follows its schedule. One that is gone is checked once more. After the first failure in a
    row it is due at once, for the next run; after the next ones it follows its schedule.
    """
    if missed.fate == "moved":
        return None  # its new address is visited as an article of its own
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
