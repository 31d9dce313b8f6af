"""Articles that were requested and never read: how often, and when the next request is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.run.index_session import IndexSession

KEPT_DAYS = 90
"""How long to remember an attempt that was due and never made: no list has named its article since."""
_PREFIX = "attempts:"
_AFTER = "attempts;"
"""Sorts after every key of attempts."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts to read an article without a stored line."""

    count: int
    """So far."""

    next_at: datetime | None
    """When the next one is due; None for never."""


def attempts_of(session: IndexSession, article_id: str) -> Attempts | None:
    """Return the attempts to read *article_id*; None where there were no attempts."""
    kept = session.state(_key(article_id))
    if kept is None:
        return None
    next_at = kept["next_at"]
    return Attempts(int(kept["count"]), datetime.fromisoformat(next_at) if next_at else None)


def keep_attempts(session: IndexSession, article_id: str, attempts: Attempts) -> None:
    """Keep *attempts*; they become durable with the observation of the last one."""
    next_at = attempts.next_at.isoformat() if attempts.next_at else None
    session.set_state(_key(article_id), {"count": attempts.count, "next_at": next_at})


def forget_attempts(index: Index, article_id: str) -> None:
    """Forget the attempts to read *article_id*: it was read."""
    index.write("DELETE FROM state WHERE key = ?", (_key(article_id),))


def forget_old_attempts(index: Index, now: datetime) -> None:
    """Forget the attempts that were due 90 days before *now*; keeps those that were given up."""
    index.write(
        "DELETE FROM state WHERE key >= ? AND key < ? AND datetime(json_extract(value, '$.next_at')) < datetime(?)",
        (_PREFIX, _AFTER, (now - timedelta(days=KEPT_DAYS)).isoformat()),
    )


def _key(article_id: str) -> str:
    return f"{_PREFIX}{article_id}"
