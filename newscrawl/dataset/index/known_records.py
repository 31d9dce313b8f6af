"""What the index keeps of articles and visits: read from their lines, and as the index returns it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from newscrawl.clock import is_countable, is_run_id
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.items import REVISION_MAX, Article, Observation

ArticleRow = tuple[str, str, int, str, int | None, int | None, int, str | None, int, int, int]
"""article_id, canonical_url, revision, digest, published_at, modified_at, captured_at, duplicate_of, file_id,
line_offset, line_bytes."""
ObservationRow = tuple[str, str, int, int | None, str, int | None]
"""article_id, url, captured_at, next_visit_at, status, revision."""

Revision = Annotated[int, msgspec.Meta(ge=1, le=REVISION_MAX)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """A stored article: its latest revision and its latest visit. Times are in UTC."""

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
    """The file with the latest revision's line: its name from the portal's folder, without `.part`."""

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
    """Return *moment* as microseconds since 1970 in UTC: the index keeps it, because it sorts."""
    return None if moment is None else round(moment.timestamp() * 1_000_000)


def moment_of(stamp: int | None) -> datetime | None:
    """Return the time of `micros`, in UTC. Raises `DatasetError` for a number that is not a time."""
    try:
        return None if stamp is None else datetime.fromtimestamp(stamp / 1_000_000, UTC)
    except (OverflowError, OSError, TypeError, ValueError) as error:
        raise DatasetError(
            f"the index holds {str(stamp)[:40]!r} in the place of a time; run 'scrapy verify --repair'"
        ) from error


class ArticleLine(msgspec.Struct, frozen=True, gc=False):
    """What the index keeps of an article's line. A line whose times no index can hold is not a record."""

    article_id: str
    url: str
    canonical_url: str
    published_at: datetime | None
    modified_at: datetime | None
    revision: Revision
    digest: str
    duplicate_of: str | None
    captured_at: datetime

    def __post_init__(self) -> None:
        _check_times(self.captured_at, self.published_at, self.modified_at)


class ObservationLine(msgspec.Struct, frozen=True, gc=False):
    """What the index keeps of an observation's line."""

    article_id: str
    url: str
    captured_at: datetime
    status: str
    revision: Revision | None
    next_visit_at: datetime | None

    def __post_init__(self) -> None:
        _check_times(self.captured_at, self.next_visit_at)


class BodyLine(msgspec.Struct, frozen=True, gc=False):
    """The text for finding near-duplicates."""

    body: str


class _OfRun(msgspec.Struct, frozen=True, gc=False):
    run_id: str = ""


_OF_RUN = JsonReader(_OfRun)
_ARTICLE = JsonReader(Article)
_PRINTED_RUN = re.compile(rb'"run_id":"(\d{8}T\d{6}Z-[0-9a-f]{6})"')


def _check_times(*moments: datetime | None) -> None:
    """Raise `ValueError`, which msgspec turns into its own, for a time without an offset, or of year 1 or 9999."""
    for moment in moments:
        if moment is not None and not is_countable(moment):
            raise ValueError(f"expected a time with an offset in the years 2 to 9998, got {moment.isoformat()}")


def run_of(line: bytes) -> str:
    """Return the run that wrote *line*, also of a damaged line if it is visible; else empty."""
    try:
        run_id = _OF_RUN.decode(line).run_id
    except MalformedError:
        printed = _PRINTED_RUN.findall(line)
        run_id = printed[-1].decode() if printed else ""
    return run_id if is_run_id(run_id) else ""


def article_row(line: ArticleLine | Article, file_id: int, offset: int, byte_count: int) -> ArticleRow:
    """Return the index row of an article whose line is in *file_id* at *offset*."""
    return (
        line.article_id,
        line.canonical_url,
        line.revision,
        line.digest,
        micros(line.published_at),
        micros(line.modified_at),
        micros(line.captured_at) or 0,
        line.duplicate_of,
        file_id,
        offset,
        byte_count,
    )


def observation_row(line: ObservationLine | Observation) -> ObservationRow:
    """Return the index row of a visit."""
    return (
        line.article_id,
        line.url,
        micros(line.captured_at) or 0,
        micros(line.next_visit_at),
        line.status,
        line.revision,
    )


def decode_article(line: bytes, known: KnownArticle) -> Article:
    """Return the record of *line*, which the index gives as the line of *known*. Raises `DatasetError`."""
    try:
        return _ARTICLE.decode(line)
    except MalformedError as error:
        raise DatasetError(
            f"{known.file}: expected the line of {known.article_id} at byte {known.line_offset}, got {error}; "
            "run 'scrapy verify --repair'"
        ) from error
