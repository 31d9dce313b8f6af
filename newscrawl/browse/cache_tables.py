"""What is in the browse cache: the export's tables, a list of the files that were read, cards, an index of texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from newscrawl.browse import article_cards, text_index
from newscrawl.dataset.storage.jsonl import read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordFile
from newscrawl.errors import DatasetError
from newscrawl.exports.formats.database import add_lines, make_tables
from newscrawl.exports.formats.edit_table import add_edits
from newscrawl.program import as_typed

CACHE_VERSION = 4
_PAGE_BYTES = 16_384
"""An article is about 3 kB: on SQLite's usual pages of 4 kB a quarter of the file would be empty."""
_TABLES = (
    *text_index.TABLES,
    *article_cards.TABLES,
    "CREATE TABLE browse_files (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE INDEX rankings_by_list ON rankings (list_kind, list_name, captured_at, position)",
    "CREATE INDEX rankings_at_1 ON rankings (list_kind, list_name, article_id, captured_at) WHERE position = 1",
    "CREATE INDEX articles_by_capture ON articles (captured_at)",
    f"PRAGMA user_version = {CACHE_VERSION}",
)


def make_cache(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty cache."""
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    with _transaction(connection):
        make_tables(connection, RECORD_KINDS)
        for statement in _TABLES:
            connection.execute(statement)


def take_in(connection: sqlite3.Connection, layout: Layout, files: list[RecordFile]) -> None:
    """Add the lines of *files* and what follows from them: all, or nothing where one is damaged (`DatasetError`)."""
    with _transaction(connection):
        last = {
            kind: connection.execute(f"SELECT coalesce(max(id), 0) FROM {kind}").fetchone()[0] for kind in RECORD_KINDS
        }
        for file in files:
            _add(connection, layout, file)
        add_edits(connection, last["articles"])
        article_cards.update_cards(connection, last)


def _add(connection: sqlite3.Connection, layout: Layout, file: RecordFile) -> None:
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {file.kind}").fetchone()
    kind = next(kind for kind in RECORD_KINDS if kind == file.kind)
    try:
        lines = (line.removesuffix(b"\n") for _, line in read_lines(layout.current_path(file.name)))
        add_lines(connection, kind, lines, last)
    except (ValueError, KeyError, TypeError, AttributeError, sqlite3.IntegrityError) as error:
        raise DatasetError(
            f"{file.path}: expected whole records, each once, got {error}; "
            f"run {as_typed(f'verify {layout.folder.name}')!r}"
        ) from error
    connection.execute("INSERT INTO browse_files VALUES (?)", (file.name,))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has ended it
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
