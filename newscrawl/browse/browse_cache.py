"""The SQLite file that browsing reads: the export's tables, brought up to date from new finished files alone."""

from __future__ import annotations

import fcntl
import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from newscrawl.browse import text_index
from newscrawl.browse.cache_tables import CACHE_VERSION, make_cache, take_in
from newscrawl.dataset.index.sync import is_sealed, odd_file, remove_index, seal
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordFile
from newscrawl.dataset.storage.safe_files import is_regular, open_to_append
from newscrawl.errors import DatasetError

CACHE_NAME = "browse.sqlite"
_READ_MEMORY_KB = 16_384
_WRITE_MEMORY_KB = 65_536
_REFRESH_SECS = 30
_PORTION_BYTES = 32_000_000
"""Of files, taken in at once: readers wait for a portion's end, and an interrupted start goes on behind it."""

Progress = Callable[[int, int], None]
"""Takes the bytes that were read, and those of all new files."""


class BrowseCache:
    """The cache of the dataset in *folder*. It can be deleted at any time; a run need not have ended."""

    def __init__(self, folder: Path, *, refresh_secs: float = _REFRESH_SECS) -> None:
        self.folder = folder
        self.path = folder / CACHE_NAME
        self.problem = ""
        """Why the newest files are not shown; empty where they are."""
        self._layout = Layout(folder)
        self._lock = threading.Lock()
        self._refresh_secs = refresh_secs
        self._refreshed_at = -math.inf

    def refresh(self, on_progress: Progress | None = None) -> int:
        """Take in what finished since the last time; return the number of new files. Raises `DatasetError`.

        Waits for another process that does the same. A cache that cannot be used is replaced when the new one is whole.
        """
        with self._lock, self._lock_file() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return self._refresh(on_progress)

    def refresh_if_due(self) -> None:
        """Refresh where the last time is `refresh_secs` ago: listing a year's files takes a third of a second.

        Where that fails, `problem` has the reason: what was read before can still be shown.
        """
        if time.monotonic() - self._refreshed_at < self._refresh_secs or not self._lock.acquire(blocking=False):
            return
        try:
            with self._lock_file() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._refresh(None)
            self.problem = ""
        except BlockingIOError:
            return  # another process does it
        except (DatasetError, OSError) as error:
            self.problem = str(error)
        finally:
            self._refreshed_at = time.monotonic()
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that cannot write; rows are known by their columns."""
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=10, check_same_thread=False)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{_READ_MEMORY_KB}")
            yield connection

    def _lock_file(self) -> BinaryIO:
        return open_to_append(self.path.with_name(f"{CACHE_NAME}.lock"))

    def _refresh(self, on_progress: Progress | None) -> int:
        if os.path.lexists(self.path) and not is_regular(self.path):
            raise DatasetError(f"{self.path}: expected a file of its own, got a link or a folder; remove it")
        files = [one for kind in RECORD_KINDS for one in self._layout.record_files(kind) if not one.is_part]
        try:
            if _is_believed(self.path, files):
                return self._take_in(self.path, files, on_progress)
            return self._make(files, on_progress)
        except sqlite3.Error as error:
            raise DatasetError(f"{self.path}: cannot be written ({error}); remove it, or make room") from error
        finally:
            self._refreshed_at = time.monotonic()

    def _make(self, files: list[RecordFile], on_progress: Progress | None) -> int:
        """Make the cache aside, from where an interrupted start stopped, and put it in its place."""
        aside = self.path.with_name(f"{CACHE_NAME}.new")
        if not _is_believed(aside, files):
            remove_index(aside)
            with _writing(aside) as connection:
                make_cache(connection)
            seal(aside)
        count = self._take_in(aside, files, on_progress, is_new=True)
        remove_index(self.path)
        aside.replace(self.path)
        remove_index(aside)  # its seal is left
        seal(self.path)
        return count

    def _take_in(
        self, path: Path, files: list[RecordFile], on_progress: Progress | None, *, is_new: bool = False
    ) -> int:
        try:
            with _writing(path) as connection:
                known = {name for (name,) in connection.execute("SELECT name FROM browse_files")}
                new = [file for file in files if file.name not in known]
                if is_new:
                    text_index.begin_building(connection)
                done, total = 0, sum(file.byte_count for file in new)
                progress = on_progress or _unseen
                for portion in _portions(new):
                    take_in(connection, self._layout, portion)
                    done += sum(file.byte_count for file in portion)
                    progress(done, total)
                if is_new:
                    text_index.end_building(connection)
        finally:
            seal(path)  # after an interruption, too: the portions before it are whole
        return len(new)


def _unseen(_done: int, _total: int) -> None:
    """Show no progress."""


def _is_believed(path: Path, files: list[RecordFile]) -> bool:
    """Return whether this machine wrote the cache, in this version, from files that are still there.

    SQLite opens no other one: it may have come with the dataset, from somebody else.
    """
    if not path.exists() or odd_file(path) or not is_sealed(path):
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            known = {name for (name,) in connection.execute("SELECT name FROM browse_files")}
    except sqlite3.Error:
        return False
    return bool(version == CACHE_VERSION) and known <= {file.name for file in files}


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # a cache: a torn one is made again
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_WRITE_MEMORY_KB}")
        yield connection


def _portions(files: list[RecordFile]) -> Iterator[list[RecordFile]]:
    portion: list[RecordFile] = []
    byte_count = 0
    for file in files:
        portion.append(file)
        byte_count += file.byte_count
        if byte_count >= _PORTION_BYTES:
            yield portion
            portion, byte_count = [], 0
    if portion:
        yield portion
