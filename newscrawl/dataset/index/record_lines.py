"""Records' lines as the index keeps them, and lines of another portal or version.

Such foreign lines are whole records, not damaged ones: a repair leaves them in place.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec

from newscrawl.clock import is_countable, is_run_id
from newscrawl.dataset.storage.jsonl import ANY_JSON, JsonReader, read_lines
from newscrawl.dataset.storage.layout import RecordFile
from newscrawl.errors import DatasetError, MalformedError, UnreadableFileError
from newscrawl.items import REVISION_MAX, SCHEMA_VERSION, Article, Observation, RankingEntry
from newscrawl.program import as_typed

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
            f"the index holds {str(stamp)[:40]!r} in the place of a time; run {as_typed('verify --repair')!r}"
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
        got, remedy = str(error), f"run {as_typed('verify --repair')!r}"
        if foreign := foreign_record_in("articles", line, known.article_id.partition(":")[0]):
            got = f"one of another version of newscrawl ({foreign.detail})"
            remedy = "crawl into a new folder, or go on with that version"
        place = f"{known.file}: expected the line of {known.article_id} at byte {known.line_offset}"
        raise DatasetError(f"{place}, got {got}; {remedy}") from error


_RECORDS: dict[str, Any] = {"articles": Article, "observations": Observation, "rankings": RankingEntry}
_KEYS = {kind: {field.name for field in fields(record_type)} for kind, record_type in _RECORDS.items()}
_ADDED_LATER = {
    kind: {
        field.name
        for field in fields(record_type)
        if field.default is not MISSING or field.default_factory is not MISSING
    }
    for kind, record_type in _RECORDS.items()
}
"""Fields that lines of earlier versions may lack: they have a default for reading."""
_KEPT_BY_INDEX: dict[str, JsonReader[Any]] = {
    "articles": JsonReader(ArticleLine),
    "observations": JsonReader(ObservationLine),
    "rankings": ANY_JSON,
}
_PEEKED_COUNT = 2
_DETAIL_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """What shows that a line is of another portal or version."""

    code: Literal["other_portal", "other_version"]
    detail: str
    """The other portal's name; the keys that show the version."""

    kept: Any = field(compare=False, repr=False)
    """What the index keeps of the line."""


def foreign_record_in(kind: str, raw: bytes, portal: str) -> ForeignRecord | None:
    """Return the foreign record that the line *raw* is: one of another portal than *portal*, or of another version.

    None for any other line, sound or damaged.
    """
    try:
        record = ANY_JSON.decode(raw)
        if not isinstance(record, dict) or len(_KEYS[kind] - record.keys()) * 2 > len(_KEYS[kind]):
            return None
        kept = _KEPT_BY_INDEX[kind].decode(raw)
    except MalformedError:
        return None
    if detail := _version_of(record, _KEYS[kind], _ADDED_LATER[kind]):
        return ForeignRecord("other_version", detail[:_DETAIL_LENGTH], kept)
    own = record["portal"]
    is_other = isinstance(own, str) and own != portal
    return ForeignRecord("other_portal", own[:_DETAIL_LENGTH], kept) if is_other else None


def _printed(version: Any) -> str:
    return str(version) if isinstance(version, int | str) else type(version).__name__


def _version_of(record: dict[str, Any], keys: set[str], added_later: set[str]) -> str:
    lacks, has = sorted(keys - added_later - record.keys()), sorted(record.keys() - keys)
    version = record.get("schema_version", SCHEMA_VERSION)
    parts = [
        f"lacks {', '.join(lacks)}" if lacks else "",
        f"has {', '.join(has)}" if has else "",
        f"schema_version {_printed(version)}" if version != SCHEMA_VERSION else "",
    ]
    return "; ".join(one for one in parts if one)


def begins_with_foreign_records(file: RecordFile, portal: str) -> ForeignRecord | None:
    """Return the kind of the first lines of *file*, if all are foreign: a single one among others is damage.

    None also for a compressed file that cannot be read.
    """
    try:
        found = [foreign_record_in(file.kind, raw, portal) for _, raw in islice(read_lines(file.path), _PEEKED_COUNT)]
    except UnreadableFileError:
        return None
    return found[0] if found and all(found) else None
