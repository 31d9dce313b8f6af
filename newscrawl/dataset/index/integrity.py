"""Checks whether the index on disk can be trusted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from newscrawl.dataset.index.index import INDEX_FAULTS, Index
from newscrawl.dataset.index.index_tables import INDEX_VERSION, LOOKUPS, TABLES
from newscrawl.dataset.storage.safe_files import has_other_name, is_regular, open_new, read_small
from newscrawl.errors import DatasetError, IndexVersionError, UnreadableFileError

_SEAL_MAX_BYTES = 1000
_JOURNAL = "-journal"
"""What newscrawl's own index never has. SQLite obeys such a file, which may name another file to delete."""
_SIDE_FILES = ("", "-wal", "-shm", _JOURNAL)
_OUTER_CODES = frozenset(
    {
        sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
    }
)  # fmt: skip
"""What SQLite reports of the disk, the rights and other processes; every other error is a fault of the file."""

_SCHEMA = "SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema"


def open_trusted(path: Path) -> tuple[Index | None, str]:
    """Return the index at *path*, or None and why it must be rebuilt.

    Raises `IndexVersionError` when a newer version of this project wrote it.
    """
    if not os.path.lexists(path):
        return None, "it is missing"
    if odd := odd_file(path):
        return None, odd
    try:
        index = Index(path)
    except INDEX_FAULTS as error:
        return None, _damage(path, error)
    try:
        reason = _distrust(index)
    except BaseException:
        index.close()
        raise
    if not reason:
        return index, ""
    index.close()
    return None, reason


def odd_file(path: Path) -> str:
    """Return why SQLite may not open the index at *path*, before it reads a byte of it; empty where it may."""
    for suffix in _SIDE_FILES:
        file = path.with_name(path.name + suffix)
        if os.path.lexists(file) and not is_regular(file):
            return f"{file.name} is no regular file"
        if os.path.lexists(file) and has_other_name(file):
            return f"{file.name} has a second name (a hard link)"
    if os.path.lexists(path.with_name(path.name + _JOURNAL)):
        return f"{path.name}{_JOURNAL} is beside it, which newscrawl never writes"
    return ""


def is_own_schema(database: sqlite3.Connection, schema: str = "main") -> bool:
    """Return whether *schema* of *database* holds only these tables and look-ups: no view, no trigger, nothing else.

    An index may come with a dataset from somebody else: a view in the place of a table can run for ever.
    """
    return _things(database, schema) == _own_things()


@cache
def _own_things() -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES + LOOKUPS)
        return _things(database, "main")


def _things(database: sqlite3.Connection, schema: str) -> frozenset[tuple[str, ...]]:
    rows = database.execute(_SCHEMA.format(schema=schema)).fetchall()
    return frozenset(
        (kind, name, table, " ".join((sql or "").split()))
        for kind, name, table, sql in rows
        if not name.startswith("sqlite_stat")  # ANALYZE made it
    )


def move_aside(path: Path) -> Path | None:
    """Rename the files of the index at *path* to a free name beside it; return that name, None if there is no file."""
    number = 1
    while os.path.lexists(path.with_name(f"{path.name}.aside-{number}")):
        number += 1
    moved = None
    for suffix in reversed(_SIDE_FILES):  # The database last: until then it is found damaged again.
        file = path.with_name(path.name + suffix)
        if os.path.lexists(file):
            moved = file.replace(path.with_name(f"{path.name}.aside-{number}{suffix}"))
    return moved


def remove_index(path: Path) -> None:
    """Delete the index at *path* and what SQLite keeps beside it."""
    for suffix in _SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def seal(path: Path) -> None:
    """Note the state of the closed index at *path*: if the next start finds it unchanged, it skips the page check."""
    with open_new(_seal_path(path)) as file:
        file.write(_look(path).encode("ascii"))


def _distrust(index: Index) -> str:
    try:
        version: int = index.database.execute("PRAGMA user_version").fetchone()[0]
        if version > INDEX_VERSION:
            raise IndexVersionError(
                f"{index.path}: expected an index of version {INDEX_VERSION} or older, got version {version}; use the "
                f"newer newscrawl that wrote it, or delete {index.path.name}: it is rebuilt from the lines"
            )
        if version < INDEX_VERSION:
            return "it is of an older version" if version else "it is empty"
        if not is_own_schema(index.database):
            return "it has other tables than newscrawl makes"
        if is_sealed(index.path):
            return ""
        verdict: str = index.database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except INDEX_FAULTS as error:
        return _damage(index.path, error)
    return "" if verdict == "ok" else f"it is damaged ({verdict})"


def _damage(path: Path, error: Exception) -> str:
    """Return what is wrong with the file; raises `DatasetError` for other problems: a full disk, a lock."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF not in _OUTER_CODES or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return f"it is damaged ({error})"
    raise DatasetError(f"{path}: cannot open the index ({error}); see that the disk has room and nobody else uses it")


def is_sealed(path: Path) -> bool:
    """Return whether the database at *path* is as `seal` found it on this machine: whoever sends one cannot seal it."""
    try:
        return read_small(_seal_path(path), _SEAL_MAX_BYTES) == _look(path).encode("ascii")
    except (FileNotFoundError, UnreadableFileError):
        return False


def _look(path: Path) -> str:
    look = path.stat()
    times = f"{look.st_mtime_ns} ns, as file {look.st_ino} since {look.st_ctime_ns} ns"
    return f"{look.st_size} bytes, changed at {times}\n"  # the kernel gives the last two: a copy has others


def _seal_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")
