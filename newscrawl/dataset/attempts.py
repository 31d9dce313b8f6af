"""Articles that were asked for and never read: how often, and when they are asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.dataset.session import Session


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts to read an article of which no line is stored."""

    count: int
    """So far."""

    next_at: datetime | None
    """When the next one is due; None for never."""


def attempts_of(session: Session, article_id: str) -> Attempts | None:
    """Return the attempts to read *article_id*; None where there were none."""
    kept = session.state(_key(article_id))
    if kept is None:
        return None
    next_at = kept["next_at"]
    return Attempts(int(kept["count"]), datetime.fromisoformat(next_at) if next_at else None)


def keep_attempts(session: Session, article_id: str, attempts: Attempts) -> None:
    """Keep *attempts*; they stand when the observation of the last one does."""
    next_at = attempts.next_at.isoformat() if attempts.next_at else None
    session.set_state(_key(article_id), {"count": attempts.count, "next_at": next_at})


def _key(article_id: str) -> str:
    return f"attempts:{article_id}"
