"""Whole records of another dataset or another version: they are not damaged, so a repair leaves them in place."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from newscrawl.dataset.index.known_records import ArticleLine, ObservationLine
from newscrawl.dataset.storage.findings import Finding
from newscrawl.dataset.storage.jsonl import ANY_JSON, JsonReader, read_lines
from newscrawl.dataset.storage.layout import Layout, RecordFile
from newscrawl.errors import DatasetError, MalformedError, UnreadableFileError
from newscrawl.items import SCHEMA_VERSION, Article, Observation, RankingEntry

_RECORDS: dict[str, Any] = {"articles": Article, "observations": Observation, "rankings": RankingEntry}
_KEYS = {kind: {field.name for field in dataclasses.fields(record_type)} for kind, record_type in _RECORDS.items()}
_ADDED_LATER = {
    kind: {
        field.name
        for field in dataclasses.fields(record_type)
        if field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
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

    kept: Any = dataclasses.field(compare=False, repr=False)
    """What the index keeps of the line."""


def foreign_record_in(kind: str, raw: bytes, portal: str) -> ForeignRecord | None:
    """Return the stranger that the line *raw* is: a record of another portal than *portal*, or of another version.

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
    told = [
        f"lacks {', '.join(lacks)}" if lacks else "",
        f"has {', '.join(has)}" if has else "",
        f"schema_version {_printed(version)}" if version != SCHEMA_VERSION else "",
    ]
    return "; ".join(one for one in told if one)


def begins_with_foreign_records(file: RecordFile, portal: str) -> ForeignRecord | None:
    """Return the kind of the first lines of *file*, if all are strangers: a single one among others is damage.

    None also for a compressed file that cannot be read.
    """
    try:
        found = [foreign_record_in(file.kind, raw, portal) for _, raw in islice(read_lines(file.path), _PEEKED_COUNT)]
    except UnreadableFileError:
        return None
    return found[0] if found and all(found) else None


def refuse_renamed(layout: Layout) -> None:
    """Raise `DatasetError` where each file of articles is of one other portal: somebody renamed the folder."""
    files = [file for file in layout.record_files("articles") if file.byte_count]
    found = {begins_with_foreign_records(file, layout.folder.name) for file in files}
    if len(found) == 1 and (one := found.pop()) is not None and one.code == "other_portal":
        raise DatasetError(
            f"{layout.folder}: its lines are of the portal {one.detail!r}; rename the folder back: nothing was changed"
        )


def foreign_findings(layout: Layout, counts: Counter[ForeignRecord]) -> Iterable[Finding]:
    """Yield one finding for each portal and version in *counts* (stranger → lines)."""
    for stranger, count in counts.items():
        if stranger.code == "other_portal":
            message = f"expected lines of the portal {layout.folder.name!r}, got {count} of {stranger.detail!r}"
            remedy = "rename the folder back, or move their files to that portal's folder"
        else:
            message = f"expected lines of this version, got {count} of another version of newscrawl ({stranger.detail})"
            remedy = "read them with that version, or crawl into a new folder"
        yield Finding(code=stranger.code, place=str(layout.folder), message=message, remedy=remedy)
