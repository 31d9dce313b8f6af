"""SQLite: tables with foreign keys, and full-text search that finds Japanese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.errors import DatasetError
from newscrawl.exports.formats import edit_table
from newscrawl.exports.formats.database_tables import Row, child_tables, indexes, record_table, views
from newscrawl.items import Article, Observation, RankingEntry
from newscrawl.program import as_typed

_PRAGMAS = (
    "PRAGMA journal_mode = OFF",  # Written aside: a torn file is deleted whole.
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -32768",
)
_SEARCHED = "headline, lead, body"
_BATCH_COUNT = 500
_BATCH_BYTES = 8_000_000

# The search index is made of many small pieces. By default SQLite merges them as they arrive and rewrites each of them
# many times: 33 s for 50,000 articles, 15 s where it merges 100 at once.
_WHILE_BUILDING = {"automerge": 0, "crisismerge": 100}
_AFTERWARDS = {"automerge": 4, "crisismerge": 16}


def write_database(path: Path, kinds: Mapping[RecordKind, Iterable[bytes]]) -> dict[RecordKind, int]:
    """Write the lines of each kind to *path*; return their numbers. Indexes are made after the rows.

    Raises `DatasetError` where a revision occurs twice, `OSError` where the disk is full.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            connection.execute("BEGIN")
            counts = {kind: _write_kind(connection, kind, lines) for kind, lines in kinds.items()}
            if "articles" in kinds:
                edit_table.add_edits(connection)
                _make_search(connection)
            for statement in views(tuple(kinds)):
                connection.execute(statement)
            connection.execute("COMMIT")
            return counts
    except sqlite3.IntegrityError as error:
        raise DatasetError(f"{path.name}: a record comes twice ({error}); run {as_typed('verify')!r}") from error
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


_RECORD: JsonReader[dict[str, Any]] = JsonReader(dict[str, Any])
_STRICT: dict[RecordKind, JsonReader[Any]] = {
    "articles": JsonReader(Article),
    "observations": JsonReader(Observation),
    "rankings": JsonReader(RankingEntry),
}


def _write_kind(connection: sqlite3.Connection, kind: RecordKind, lines: Iterable[bytes]) -> int:
    _make_kind(connection, kind)
    number = add_lines(connection, kind, lines)
    for statement in indexes(kind):
        connection.execute(statement)
    return number


def make_tables(connection: sqlite3.Connection, kinds: Iterable[RecordKind]) -> None:
    """Make the tables of *kinds* with their indexes and views, empty."""
    listed = tuple(kinds)
    for kind in listed:
        _make_kind(connection, kind)
        for statement in indexes(kind):
            connection.execute(statement)
    for statement in views(listed):
        connection.execute(statement)


def _make_kind(connection: sqlite3.Connection, kind: RecordKind) -> None:
    table, _ = record_table(kind)
    for one in (table, *(child for child, _ in child_tables(kind).values())):
        connection.execute(one.definition)
    if kind == "articles":
        connection.execute(edit_table.TABLE)


def add_lines(connection: sqlite3.Connection, kind: RecordKind, lines: Iterable[bytes], number: int = 0) -> int:
    """Insert *lines* of *kind* after the row *number*; return the number of the last row."""
    table, names = record_table(kind)
    children = child_tables(kind)
    for batch in _batches(lines):
        records = list(enumerate((_decoded(line, kind, names) for line in batch), number + 1))
        number += len(records)
        rows: list[Row] = [(at, *[record[name] for name in names]) for at, record in records]
        try:
            connection.executemany(table.insertion, rows)
            for name, (child, rows_of) in children.items():
                values = ((at, record.get(name)) for at, record in records)  # lines of earlier versions lack fields
                connection.executemany(child.insertion, [row for at, one in values if one for row in rows_of(at, one)])
        except OverflowError as error:
            raise DatasetError(
                f"expected numbers of 64 bits, got more ({error}); run {as_typed('verify')!r}"
            ) from error
    return number


def _decoded(line: bytes, kind: RecordKind, names: Sequence[str]) -> dict[str, Any]:
    """Raise `DatasetError` for a line that DuckDB skipped or wrongly took for a record: it takes an object for text."""
    _STRICT[kind].decode(line)
    record = _RECORD.decode(line)
    if lacking := [name for name in names if name not in record]:
        raise DatasetError(f"expected a record, got a line without {', '.join(lacking)}; run {as_typed('verify')!r}")
    return record


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    byte_count = 0
    for line in lines:
        batch.append(line)
        byte_count += len(line)
        if len(batch) == _BATCH_COUNT or byte_count >= _BATCH_BYTES:
            yield batch
            batch, byte_count = [], 0
    if batch:
        yield batch


def add_search(connection: sqlite3.Connection) -> None:
    """Make the empty index of the articles' texts."""
    connection.execute(
        f"CREATE VIRTUAL TABLE article_text USING fts5({_SEARCHED}, content='articles', content_rowid='id', "
        "tokenize='trigram')"
    )


def _make_search(connection: sqlite3.Connection) -> None:
    add_search(connection)
    _configure(connection, _WHILE_BUILDING)
    connection.execute("INSERT INTO article_text (article_text) VALUES ('rebuild')")
    _configure(connection, _AFTERWARDS)


def _configure(connection: sqlite3.Connection, options: Mapping[str, int]) -> None:
    for option in options.items():
        connection.execute("INSERT INTO article_text (article_text, rank) VALUES (?, ?)", option)
