"""The tables of an exported SQLite database: one a record kind, one for each list and map of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.exports.columns import Column, columns
from newscrawl.exports.formats import edit_table

Row = tuple[Any, ...]
_SQL_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER", datetime: "TEXT"}
_INDEXES = {
    "articles": ("section", "published_at", "duplicate_of"),
    "rankings": ("article_id", "list_name, captured_at"),
    "observations": ("article_id, captured_at",),
}
_KEYS = {"articles": "article_id, revision"}
"""Kind → the columns that are unique to one record."""


_VIEWS = {
    "articles": (
        """CREATE VIEW latest AS SELECT a.* FROM articles a WHERE NOT EXISTS (
            SELECT 1 FROM articles b WHERE b.article_id = a.article_id AND b.revision > a.revision)""",
        *edit_table.VIEWS,
    ),
    "rankings": (
        """CREATE VIEW top_stories AS SELECT list_kind, list_name, article_id, max(headline) AS headline,
            count(*) AS capture_count, min(captured_at) AS first_at, max(captured_at) AS last_at
        FROM rankings WHERE position = 1 GROUP BY list_kind, list_name, article_id""",
    ),
    "observations": (),
}
"""Kind → views for common questions."""


class Table:
    """One table: the statement that makes it, and the rows that a record adds to it."""

    def __init__(self, definition: str, names: list[str], name: str) -> None:
        self.definition = definition
        quoted = ", ".join(f'"{one}"' for one in names)
        self.insertion = f"INSERT INTO {name} ({quoted}) VALUES ({', '.join('?' * len(names))})"


@cache
def record_table(kind: RecordKind) -> tuple[Table, tuple[str, ...]]:
    """Return the table of *kind* and the fields that its rows hold after their number."""
    own = [column for column in columns(kind) if not column.is_nested]
    names = tuple(column.name for column in own)
    parts = ["id INTEGER PRIMARY KEY", *(_definition(column) for column in own)]
    return Table(f"CREATE TABLE {kind} ({', '.join(parts)})", ["id", *names], kind), names


@cache
def child_tables(kind: RecordKind) -> Mapping[str, tuple[Table, Callable[[int, Any], Iterable[Row]]]]:
    """Return field → its table, and the function that makes rows from a record's number and the field's value."""
    return {column.name: (_child(kind, column), _rows_of(column)) for column in columns(kind) if column.is_nested}


def indexes(kind: RecordKind) -> list[str]:
    """Return the statements that make the indexes of *kind*, to run after its rows are there."""
    made = [f"CREATE UNIQUE INDEX {kind}_by_key ON {kind} ({_KEYS[kind]})"] if kind in _KEYS else []
    return made + [
        f"CREATE INDEX {kind}_by_{names.replace(', ', '_and_')} ON {kind} ({names})" for names in _INDEXES[kind]
    ]


def views(kinds: Iterable[RecordKind]) -> list[str]:
    """Return the statements that make the views over the tables of *kinds*."""
    return [statement for kind in kinds for statement in _VIEWS[kind]]


def datasette_metadata(database: str, title: str, kinds: Iterable[RecordKind]) -> dict[str, Any]:
    """Return what `datasette FILE -m METADATA` shows: a title, where to begin, and how tables are sorted."""
    listed = tuple(kinds)
    tables: dict[str, Any] = {kind: {"sort_desc": "captured_at"} for kind in listed}
    if "articles" in listed:
        tables["articles"] |= {"label_column": "headline", "facets": ["section"], "fts_table": "article_text"}
        tables["latest"] = {"sort_desc": "published_at", "facets": ["section"]}
    about = (
        "Begin with the views latest, headline_edits, silent_edits and top_stories. Times are as stored, with offsets."
    )
    return {"title": title, "description": about, "databases": {database: {"tables": tables}}}


def _child(kind: RecordKind, column: Column) -> Table:
    names = _child_names(column)
    typed = ", ".join(f'"{name}" {_child_type(name)}' for name in names)
    key = ", ".join(["article", *(f'"{name}"' for name in names if name in {"field", "number"})])
    definition = (
        f"CREATE TABLE {column.name} (article INTEGER NOT NULL REFERENCES {kind} (id), {typed}, PRIMARY KEY ({key})) "
        "WITHOUT ROWID"
    )
    return Table(definition, ["article", *names], column.name)


def _definition(column: Column) -> str:
    sql_type = _SQL_TYPES.get(column.hint, "TEXT")
    return f'"{column.name}" {sql_type}{"" if column.is_nullable else " NOT NULL"}'


def _child_names(column: Column) -> list[str]:
    """Return e.g. ``["number", "url", "headline"]``: lists are numbered from 1, maps have their field as key."""
    inner = get_args(column.hint)[0]
    if get_origin(column.hint) is dict:
        return ["field", "rule"] if _is_map_of_text(column) else ["field", "number", "source", "value"]
    return ["number", *get_type_hints(inner)] if is_dataclass(inner) else ["number", "value"]


def _child_type(name: str) -> str:
    return "INTEGER" if name in {"number", "position", "offset"} else "TEXT"


def _rows_of(column: Column) -> Callable[[int, Any], Iterable[Row]]:
    if get_origin(column.hint) is dict:
        return _of_map if _is_map_of_text(column) else _of_map_of_lists
    return _of_records if is_dataclass(get_args(column.hint)[0]) else _of_list


def _is_map_of_text(column: Column) -> bool:
    return get_args(column.hint)[1] is str


def _of_list(record: int, value: list[Any]) -> Iterable[Row]:
    return [(record, number, item) for number, item in enumerate(value, 1)]


def _of_records(record: int, value: list[dict[str, Any]]) -> Iterable[Row]:
    return [(record, number, *item.values()) for number, item in enumerate(value, 1)]


def _of_map(record: int, value: dict[str, str]) -> Iterable[Row]:
    return [(record, *item) for item in value.items()]


def _of_map_of_lists(record: int, value: dict[str, list[dict[str, Any]]]) -> Iterable[Row]:
    return [(record, name, *row[1:]) for name, items in value.items() for row in _of_records(record, items)]
