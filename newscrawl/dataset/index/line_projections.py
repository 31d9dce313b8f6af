"""The parts of a line that the index keeps, read without building the whole record."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from newscrawl.dataset.index.index import ArticleRow, ObservationRow
from newscrawl.dataset.index.known_records import KnownArticle, micros
from newscrawl.errors import DatasetError
from newscrawl.items import Article, Observation


class ArticleLine(msgspec.Struct, frozen=True, gc=False):
    """What the index keeps of an article's line."""

    article_id: str
    url: str
    canonical_url: str
    published_at: datetime | None
    modified_at: datetime | None
    revision: int
    digest: str
    duplicate_of: str | None
    captured_at: datetime


class ObservationLine(msgspec.Struct, frozen=True, gc=False):
    """What the index keeps of an observation's line."""

    article_id: str
    url: str
    captured_at: datetime
    status: str
    revision: int | None
    next_visit_at: datetime | None


class BodyLine(msgspec.Struct, frozen=True, gc=False):
    """The text that near-duplicates are found by."""

    body: str


class _OfRun(msgspec.Struct, frozen=True, gc=False):
    run_id: str = ""


_OF_RUN = msgspec.json.Decoder(_OfRun)
_PRINTED_RUN = re.compile(rb'"run_id":"(\d{8}T\d{6}Z-[0-9a-f]{6})"')


def run_of(line: bytes) -> str:
    """Return the run that wrote *line*, a damaged one, too, if it can be seen; empty where it cannot."""
    try:
        return _OF_RUN.decode(line).run_id
    except (msgspec.DecodeError, UnicodeDecodeError):
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
        return msgspec.json.decode(line, type=Article)
    except msgspec.DecodeError as error:
        raise DatasetError(
            f"{known.file}: expected the line of {known.article_id} at byte {known.line_offset}, got {error}; "
            "run 'scrapy verify --repair'"
        ) from error
