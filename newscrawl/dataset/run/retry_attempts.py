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

    doubted_at: datetime | None = None
    """The first one at which the portal served the page of other articles."""


def attempts_of(session: IndexSession, article_id: str) -> Attempts | None:
    """Return the attempts to read *article_id*; None where there were no attempts."""
    kept = session.state(_key(article_id))
    if kept is None:
        return None
    return Attempts(int(kept["count"]), _moment(kept["next_at"]), _moment(kept.get("doubted_at")))


def keep_attempts(session: IndexSession, article_id: str, attempts: Attempts) -> None:
    """Keep *attempts*; they become durable with the observation of the last one."""
    kept: dict[str, int | str | None] = {"count": attempts.count, "next_at": _written(attempts.next_at)}
    if attempts.doubted_at:
        kept["doubted_at"] = _written(attempts.doubted_at)
    session.set_state(_key(article_id), kept)


def forget_attempts(index: Index, article_id: str) -> None:
    """Forget the attempts to read *article_id*: it was read."""
    index.write("DELETE FROM state WHERE key = ?", (_key(article_id),))


def forget_old_attempts(index: Index, now: datetime) -> None:
    """Forget the attempts that were due 90 days before *now*; keeps those that were given up."""
    index.write(
        "DELETE FROM state WHERE key >= ? AND key < ? AND datetime(json_extract(value, '$.next_at')) < datetime(?)",
        (_PREFIX, _AFTER, (now - timedelta(days=KEPT_DAYS)).isoformat()),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _key(article_id: str) -> str:
    return f"{_PREFIX}{article_id}"
