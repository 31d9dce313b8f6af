"""SQLite: a table a record kind, child tables with foreign keys, and full-text search that finds Japanese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from newscrawl.dataset.layout import RecordKind
from newscrawl.errors import DatasetError
from newscrawl.exports.columns import Column, columns

_SQL_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER", datetime: "TEXT"}
_INDEXES = {
    "articles": ("section", "published_at", "duplicate_of"),
    "rankings": ("article_id", "list_name, captured_at"),
    "observations": ("article_id, captured_at",),
}
_SEARCHED = "headline, lead, body"
_BATCH_COUNT = 500


def write_database(path: Path, kinds: Mapping[RecordKind, Iterable[bytes]]) -> dict[RecordKind, int]:
    """Write the lines of each kind to *path*; return their numbers.

    Raises `DatasetError` where a revision comes twice, `OSError` where the disk is full.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # written aside: a torn file is thrown away whole
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            counts = {kind: _write_kind(connection, kind, lines) for kind, lines in kinds.items()}
            if "articles" in kinds:
                _make_search(connection)
            connection.commit()
            return counts
    except sqlite3.IntegrityError as error:
        raise DatasetError(f"{path.name}: a record comes twice ({error}); run 'scrapy verify'") from error
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


def _write_kind(connection: sqlite3.Connection, kind: RecordKind, lines: Iterable[bytes]) -> int:
    own = [column for column in columns(kind) if not column.is_nested]
    children = [column for column in columns(kind) if column.is_nested]
    for statement in _tables(kind, own, children):
        connection.execute(statement)
    into = _insert(kind, ["id", *(column.name for column in own)])
    into_children = {column.name: _insert(column.name, ["article", *_child_names(column)]) for column in children}
    number = 0
    for number, line in enumerate(lines, 1):
        record = msgspec.json.decode(line)
        connection.execute(into, (number, *(record[column.name] for column in own)))
        for name, statement in into_children.items():
            connection.executemany(statement, [(number, *row) for row in _child_rows(record[name])])
        if number % _BATCH_COUNT == 0:
            connection.commit()
    for indexed in _INDEXES[kind]:
        name = indexed.replace(", ", "_and_")
        connection.execute(f"CREATE INDEX {kind}_by_{name} ON {kind} ({indexed})")
    return number


def _tables(kind: RecordKind, own: list[Column], children: list[Column]) -> Iterator[str]:
    parts = ["id INTEGER PRIMARY KEY", *(_definition(column) for column in own)]
    if kind == "articles":
        parts.append("UNIQUE (article_id, revision)")
    yield f"CREATE TABLE {kind} ({', '.join(parts)})"
    for column in children:
        names = _child_names(column)
        typed = [f'"{name}" {_child_type(name)}' for name in names]
        key = "article, " + ", ".join(f'"{name}"' for name in _key_names(column))
        yield (
            f"CREATE TABLE {column.name} (article INTEGER NOT NULL REFERENCES {kind} (id), {', '.join(typed)}, "
            f"PRIMARY KEY ({key})) WITHOUT ROWID"
        )


def _definition(column: Column) -> str:
    sql_type = _SQL_TYPES.get(column.hint, "TEXT")
    return f'"{column.name}" {sql_type}{"" if column.is_nullable else " NOT NULL"}'


def _child_names(column: Column) -> list[str]:
    """Return e.g. ``["number", "url", "headline"]``: lists are numbered from 1, maps are known by their field."""
    inner = get_args(column.hint)[0]
    if get_origin(column.hint) is dict:
        values = get_args(column.hint)[1]
        return ["field", "rule"] if values is str else ["field", "number", "source", "value"]
    return ["number", *get_type_hints(inner)] if is_dataclass(inner) else ["number", "value"]


def _key_names(column: Column) -> list[str]:
    return [name for name in ("field", "number") if name in _child_names(column)]


def _child_type(name: str) -> str:
    return "INTEGER" if name in {"number", "position", "offset"} else "TEXT"


def _child_rows(value: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield (number, *(item.values() if isinstance(item, dict) else (item,)))
        return
    for name, inner in value.items():
        if isinstance(inner, str):
            yield name, inner
        else:
            for number, item in enumerate(inner, 1):
                yield (name, number, *item.values())


def _insert(table: str, names: list[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def _make_search(connection: sqlite3.Connection) -> None:
    connection.execute(
        f"CREATE VIRTUAL TABLE article_text USING fts5({_SEARCHED}, content='articles', content_rowid='id', "
        "tokenize='trigram')"
    )
    connection.execute("INSERT INTO article_text (article_text) VALUES ('rebuild')")
