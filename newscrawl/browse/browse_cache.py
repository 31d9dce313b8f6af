"""The SQLite file that browsing reads: the export's tables, brought up to date from new finished files alone."""

from __future__ import annotations

import math
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newscrawl.dataset.index.integrity import is_sealed, odd_file, remove_index, seal
from newscrawl.dataset.storage.jsonl import read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordFile
from newscrawl.dataset.storage.safe_files import is_regular
from newscrawl.errors import DatasetError
from newscrawl.exports.formats.database import add_lines, add_search, make_tables, search_new
from newscrawl.exports.formats.edit_table import add_edits
from newscrawl.program import as_typed

CACHE_NAME = "browse.sqlite"
CACHE_VERSION = 3
_LISTS = (
    "CREATE TABLE article_lists (article_id TEXT, list_name TEXT, PRIMARY KEY (article_id, list_name)) WITHOUT ROWID"
)
_NEW_LISTS = (
    "INSERT OR IGNORE INTO article_lists SELECT article_id, list_name FROM rankings "
    "WHERE id > ? AND list_kind <> 'section_page'"
)
_READ_MEMORY_KB = 16_384
_REFRESH_SECS = 30


class BrowseCache:
    """The cache of the dataset in *folder*. It can be deleted at any time; a run need not have ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / CACHE_NAME
        self._layout = Layout(folder)
        self._lock = threading.Lock()
        self._refreshed_at = -math.inf

    def refresh(self) -> int:
        """Take in what finished since the last time; return the number of new files. Raises `DatasetError`."""
        if os.path.lexists(self.path) and not is_regular(self.path):
            raise DatasetError(f"{self.path}: expected a file of its own, got a link or a folder; remove it")
        if not self._lock.acquire(blocking=False):
            return 0  # another request refreshes already
        try:
            files = [one for kind in RECORD_KINDS for one in self._layout.record_files(kind) if not one.is_part]
            if not self._is_believed(files):
                remove_index(self.path)
            count = self._take_in(files)
            seal(self.path)
        except sqlite3.Error as error:
            raise DatasetError(f"{self.path}: cannot be written ({error}); remove it, or make room") from error
        finally:
            self._refreshed_at = time.monotonic()
            self._lock.release()
        return count

    def refresh_if_due(self) -> None:
        """Refresh where the last time is half a minute ago: listing a year's files takes a third of a second."""
        if time.monotonic() - self._refreshed_at > _REFRESH_SECS:
            self.refresh()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that cannot write; rows are known by their columns."""
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA cache_size = -{_READ_MEMORY_KB}")
            yield connection

    def _is_believed(self, files: list[RecordFile]) -> bool:
        """Return whether this machine wrote the cache, in this version, from files that are still there.

        SQLite opens no other one: it may have come with the dataset, from somebody else.
        """
        if not self.path.exists() or odd_file(self.path) or not is_sealed(self.path):
            return False
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                known = {name for (name,) in connection.execute("SELECT name FROM browse_files")}
        except sqlite3.Error:
            return False
        return bool(version == CACHE_VERSION) and known <= {file.name for file in files}

    def _take_in(self, files: list[RecordFile]) -> int:
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=10)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # a cache: a torn one is made again
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                _create(connection)
            known = {name for (name,) in connection.execute("SELECT name FROM browse_files")}
            new = [file for file in files if file.name not in known]
            if new:
                connection.execute("BEGIN IMMEDIATE")
                (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
                for file in new:
                    self._add(connection, file)
                add_edits(connection, last)
                search_new(connection, last)
                connection.execute("COMMIT")
            return len(new)

    def _add(self, connection: sqlite3.Connection, file: RecordFile) -> None:
        (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {file.kind}").fetchone()
        try:
            lines = (line.removesuffix(b"\n") for _, line in read_lines(self._layout.standing(file.name)))
            kind = next(kind for kind in RECORD_KINDS if kind == file.kind)
            add_lines(connection, kind, lines, last)
        except (ValueError, KeyError, TypeError, AttributeError, sqlite3.IntegrityError) as error:
            raise DatasetError(
                f"{file.path}: expected whole records, each once, got {error}; "
                f"run {as_typed(f'verify {self.folder.name}')!r}"
            ) from error
        if kind == "rankings":
            connection.execute(_NEW_LISTS, (last,))
        connection.execute("INSERT INTO browse_files VALUES (?)", (file.name,))


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    make_tables(connection, RECORD_KINDS)
    add_search(connection)
    connection.execute("CREATE TABLE browse_files (name TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute(_LISTS)
    connection.execute("CREATE INDEX rankings_by_list ON rankings (list_kind, list_name, captured_at, position)")
    connection.execute("CREATE INDEX observations_by_status ON observations (status, article_id)")
    connection.execute("CREATE INDEX articles_by_capture ON articles (captured_at)")
    connection.execute(f"PRAGMA user_version = {CACHE_VERSION}")
    connection.execute("COMMIT")
