"""What the index says of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from newscrawl.errors import DatasetError


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """An article that is stored, as its latest revision and its latest visit left it. Times are in UTC."""

    article_id: str
    canonical_url: str
    """Of the latest revision."""

    revision: int
    """The latest, from 1."""

    digest: str
    """Of the latest revision's content."""

    published_at: datetime | None
    modified_at: datetime | None
    first_seen_at: datetime
    """When revision 1 was captured."""

    last_seen_at: datetime
    """The latest visit."""

    next_visit_at: datetime | None
    """None for never."""

    duplicate_of: str | None
    status: str
    """What the latest visit found (`Observation.status`)."""

    file: str
    """Where the latest revision's line lies: the file's name from the portal's folder, without `.part`."""

    line_offset: int
    """Byte at which the line begins."""

    line_bytes: int
    """Length of the line with its newline."""


@dataclass(frozen=True, slots=True)
class DueVisit:
    """An article whose next visit is due."""

    article_id: str
    url: str
    next_visit_at: datetime


def micros(moment: datetime | None) -> int | None:
    """Return *moment* as microseconds since 1970 in UTC: what the index keeps, because it sorts."""
    return None if moment is None else round(moment.timestamp() * 1_000_000)


def moment_of(stamp: int | None) -> datetime | None:
    """Return the time of `micros`, in UTC. Raises `DatasetError` for a number that is no time."""
    try:
        return None if stamp is None else datetime.fromtimestamp(stamp / 1_000_000, UTC)
    except (OverflowError, OSError, TypeError, ValueError) as error:
        raise DatasetError(
            f"the index holds {str(stamp)[:40]!r} in the place of a time; run 'scrapy verify --repair'"
        ) from error
