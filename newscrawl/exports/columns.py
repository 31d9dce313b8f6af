"""The columns of each record kind, from the types of its fields."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.items import Article, Observation, RankingEntry

RECORD_TYPES: dict[RecordKind, type] = {"articles": Article, "rankings": RankingEntry, "observations": Observation}
ZONED = ("published_at", "modified_at")
"""Times in the portal's zone. A typed time is an instant, so their offset has a column of its own."""

_PLAIN = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", datetime: "TIMESTAMPTZ"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record as a column."""

    name: str
    hint: Any
    """The field's type, without None."""

    is_nullable: bool

    @property
    def is_nested(self) -> bool:
        """Whether it holds a list or a map."""
        return get_origin(self.hint) in {tuple, dict}

    @property
    def sql_type(self) -> str:
        """DuckDB's type, e.g. ``STRUCT(name VARCHAR, email VARCHAR)[]``."""
        return _sql_type(self.hint)


def columns(kind: RecordKind) -> tuple[Column, ...]:
    """Return the columns of *kind* in the order of the record's fields."""
    return columns_of(RECORD_TYPES[kind])


@cache  # A dataset has thousands of files: browsing asks once for each.
def columns_of(record_type: type) -> tuple[Column, ...]:
    """Return the columns of the dataclass *record_type* in the order of its fields."""
    hints = get_type_hints(record_type)
    return tuple(
        Column(field.name, without_none(hints[field.name]), NoneType in get_args(hints[field.name]))
        for field in fields(record_type)
    )


def defaults(kind: RecordKind) -> dict[str, Any]:
    """Return the default of each field that lines of earlier versions lack."""
    return {field.name: field.default for field in fields(RECORD_TYPES[kind]) if field.default is not MISSING}


def json_structure(kind: RecordKind) -> str:
    """Return the structure of a stored line for DuckDB's `from_json`; zoned times stay text."""
    structure = {column.name: "VARCHAR" if column.name in ZONED else _sql_type(column.hint) for column in columns(kind)}
    return msgspec.json.encode(structure).decode()


def without_none(hint: Any) -> Any:
    """Return *hint* without None: ``str`` for ``str | None``."""
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    return choices[0] if NoneType in get_args(hint) else hint


def _sql_type(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Literal:
        return "VARCHAR"
    if origin is tuple:
        return f"{_sql_type(get_args(hint)[0])}[]"
    if origin is dict:
        return f"MAP(VARCHAR, {_sql_type(get_args(hint)[1])})"
    if is_dataclass(hint):
        parts = get_type_hints(hint)
        return f"STRUCT({', '.join(f'{_quoted(name)} {_sql_type(without_none(of))}' for name, of in parts.items())})"
    return _PLAIN[hint]


def _quoted(name: str) -> str:
    return f'"{name}"'
