"""The descriptor of an export: a Frictionless data package with what a stranger needs to trust the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_origin

import msgspec

from newscrawl.dataset.read.gaps import RunsSeen
from newscrawl.dataset.storage.measure_file import digest_of
from newscrawl.exports.columns import RECORD_TYPES, Column, columns
from newscrawl.exports.datasheet.facts import Facts
from newscrawl.exports.formats.flat_file import flat_names
from newscrawl.exports.selection import Selection
from newscrawl.exports.target import Target
from newscrawl.items.schema import field_docs

LICENCE_NOTE = (
    "No licence is granted with this export. The texts and pictures that it describes belong to the portal and its "
    "writers; what may be done with them is for the law of your country and the portal's terms to say."
)
_MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "sqlite": "application/vnd.sqlite3",
}
_FIELD_TYPES = {str: "string", int: "integer", bool: "boolean", datetime: "datetime"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a datasheet contains."""

    portal: str
    title: str
    """The portal's printed name."""

    made_at: datetime
    version: str
    """Of newscrawl."""

    target: Target
    selection: Selection
    facts: tuple[Facts, ...]
    runs: RunsSeen
    part_count: int
    """Files of runs that had not ended and were left out."""

    @property
    def record_count(self) -> int:
        """Records of all kinds."""
        return sum(one.record_count for one in self.facts)


def descriptor(sheet: Sheet, folder: Path) -> dict[str, Any]:
    """Return the content of `datapackage.json` for the files that were written in *folder*."""
    return {
        "profile": "data-package",
        "name": _name(f"{sheet.portal}-{sheet.target.path.name}"),
        "title": f"{sheet.title}: {', '.join(one.kind for one in sheet.facts)}",
        "description": f"What newscrawl kept of the news portal {sheet.title}. {LICENCE_NOTE}",
        "created": sheet.made_at.isoformat(timespec="seconds"),
        "sources": [{"title": sheet.title}],
        "resources": [_resource(sheet, path, folder) for path in data_files(sheet.target, folder)],
        "newscrawl": {
            "version": sheet.version,
            "portal": sheet.portal,
            "selection": sheet.selection.as_text(),
            "unfinished_file_count": sheet.part_count,
            "records": {one.kind: _record_facts(one) for one in sheet.facts},
            "runs": msgspec.to_builtins(sheet.runs),
        },
    }


def data_files(target: Target, folder: Path) -> list[Path]:
    """Return the files of data in *folder*, in order of their names."""
    if target.is_folder:
        return sorted(folder.rglob("*.parquet"))
    return [folder / target.path.name]


def _resource(sheet: Sheet, path: Path, folder: Path) -> dict[str, Any]:
    form = sheet.target.form
    name = path.relative_to(folder).as_posix()
    resource: dict[str, Any] = {
        "name": _name(name),
        "path": name,
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest_of(path)}",
    }
    if form in {"csv", "jsonl"}:
        resource["encoding"] = "utf-8"
    if form == "csv":
        resource |= {"profile": "tabular-data-resource", "type": "table", "schema": _schema(sheet.facts[0])}
        return resource
    resource["type"] = "file"  # It has a hash; the standard's readers cannot read nested columns.
    if form != "sqlite":
        resource["newscrawl:fields"] = _fields(_facts_of(sheet, name))
    return resource


def _facts_of(sheet: Sheet, name: str) -> Facts:
    return next((one for one in sheet.facts if name.startswith(f"{one.kind}/")), sheet.facts[0])


def _schema(facts: Facts) -> dict[str, Any]:
    described = {field["name"]: field for field in _fields(facts)}
    extra = {"name": "author_names", "type": "string", "description": "The authors' names, joined by '; '."}
    return {
        "fields": [described.get(name, extra) for name in flat_names(facts.kind)],
        "missingValues": [""],
        **({"primaryKey": ["article_id", "revision"]} if facts.kind == "articles" else {}),
    }


def _fields(facts: Facts) -> list[dict[str, Any]]:
    docs = field_docs(RECORD_TYPES[facts.kind])
    return [
        {"name": column.name, "type": _field_type(column), "description": docs[column.name]}
        for column in columns(facts.kind)
    ]


def _field_type(column: Column) -> str:
    origin = get_origin(column.hint)
    if origin is Literal:
        return "string"
    if column.is_nested:
        return "array" if origin is tuple else "object"
    return _FIELD_TYPES[column.hint]


def _record_facts(facts: Facts) -> dict[str, Any]:
    count = facts.record_count
    return {
        "record_count": count,
        "article_count": facts.article_count,
        "first_captured_at": _moment(facts.first_captured_at),
        "last_captured_at": _moment(facts.last_captured_at),
        "first_published_at": _moment(facts.first_published_at),
        "last_published_at": _moment(facts.last_published_at),
        "duplicate_count": facts.duplicate_count,
        "edited_count": facts.edited_count,
        "statuses": facts.statuses,
        "sections": facts.sections,
        "coverage": {
            name: {"found_count": found, "share": round(found / count, 4) if count else None}
            for name, found in facts.found_counts.items()
        },
        "rules": facts.rules,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _name(printed: str) -> str:
    """Return *printed* as a name of the standard: lower case, digits, `-`, `_`, `.`."""
    kept = "".join(letter if (letter.isascii() and letter.isalnum()) or letter in "-_." else "-" for letter in printed)
    return kept.lower().strip("-") or "export"
