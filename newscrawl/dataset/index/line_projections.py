"""The parts of a line that the index keeps, read without building the whole record."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

import msgspec

from newscrawl.clock import is_countable
from newscrawl.dataset.index.index import ArticleRow, ObservationRow
from newscrawl.dataset.index.known_records import KnownArticle, micros
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.items import REVISION_MAX, Article, Observation

Revision = Annotated[int, msgspec.Meta(ge=1, le=REVISION_MAX)]


class ArticleLine(msgspec.Struct, frozen=True, gc=False):
    """What the index keeps of an article's line. Times that no index can hold make it no record."""

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
    """The text that near-duplicates are found by."""

    body: str


class _OfRun(msgspec.Struct, frozen=True, gc=False):
    run_id: str = ""


_OF_RUN = JsonReader(_OfRun)
_ARTICLE = JsonReader(Article)
_PRINTED_RUN = re.compile(rb'"run_id":"(\d{8}T\d{6}Z-[0-9a-f]{6})"')


def _check_times(*moments: datetime | None) -> None:
    """Raise `ValueError`, which msgspec makes its own, for a time without an offset, or of year 1 or 9999."""
    for moment in moments:
        if moment is not None and not is_countable(moment):
            raise ValueError(f"expected a time with an offset in the years 2 to 9998, got {moment.isoformat()}")


def run_of(line: bytes) -> str:
    """Return the run that wrote *line*, a damaged one, too, if it can be seen; empty where it cannot."""
    try:
        return _OF_RUN.decode(line).run_id
    except MalformedError:
        printed = _PRINTED_RUN.findall(line)
        return printed[-1].decode() if printed else ""


def article_row(line: ArticleLine | Article, file_id: int, offset: int, byte_count: int) -> ArticleRow:
    """Return the index row of an article whose line lies in *file_id* at *offset*."""
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
    """Return the record of *line*, where the index says that *known* stands. Raises `DatasetError`."""
    try:
        return _ARTICLE.decode(line)
    except MalformedError as error:
        raise DatasetError(
            f"{known.file}: expected the line of {known.article_id} at byte {known.line_offset}, got {error}; "
            "run 'scrapy verify --repair'"
        ) from error
