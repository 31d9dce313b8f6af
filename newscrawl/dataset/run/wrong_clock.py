"""Notes of an earlier run whose clock ran ahead: its visits are in the future, and would count for years.

An article whose latest visit is ahead of the clock is due. It follows its schedule again from the visit that this
run makes. The index keeps the latest visit by time, so that visit is noted beside it, in the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newscrawl.clock import CLOCK_TOLERANCE, kept_time
from newscrawl.dataset.index.record_lines import DueVisit, KnownArticle
from newscrawl.dataset.run.visit_schedule import scheduled_visit

if TYPE_CHECKING:
    from newscrawl.dataset.run.session import Session

_PREFIX = "visited:"


def newest_run_at(session: Session) -> datetime | None:
    """Return the start of the newest run before this one, by its name; None where there was no run."""
    names = [path.stem for path in session.layout.reports() if path.stem != session.run_id]
    return datetime.strptime(max(names)[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if names else None


def is_ahead(known: KnownArticle, now: datetime) -> bool:
    """Return whether the latest visit to *known* is ahead of *now*."""
    return known.last_seen_at - now > CLOCK_TOLERANCE


def is_due_again(session: Session, known: KnownArticle, visit_hours: Sequence[float]) -> bool:
    """Return whether *known*, which was visited ahead of the clock, is due: at once, then by its schedule."""
    now = session.clock.now()
    kept = session.state(_PREFIX + known.article_id)
    visited_at = kept_time(kept, now=now, ahead=CLOCK_TOLERANCE) if kept else None
    if visited_at is None:
        return True
    due_at = scheduled_visit(known.published_at or min(known.first_seen_at, visited_at), visited_at, visit_hours)
    return due_at is not None and due_at <= now


def note_visit(session: Session, article_id: str) -> None:
    """Note that the article is visited now, though its latest visit is ahead."""
    session.set_state(_PREFIX + article_id, session.clock.now().isoformat())


def due_after_wrong_clock(session: Session, visit_hours: Sequence[float]) -> list[DueVisit]:
    """Return the due articles whose latest visit is ahead of the clock.

    It reads the whole table of articles, if a run ahead of the clock left its report.
    """
    now = session.clock.now()
    newest = newest_run_at(session)
    if newest is None or newest - now <= CLOCK_TOLERANCE:
        return []
    ahead = (session.article(one.article_id) for one in session.seen_after(now + CLOCK_TOLERANCE))
    return [
        DueVisit(known.article_id, known.canonical_url, now)
        for known in ahead
        if known is not None and is_due_again(session, known, visit_hours)
    ]
