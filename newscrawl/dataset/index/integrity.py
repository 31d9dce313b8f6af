"""Whether the index on disk can be trusted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.index_tables import INDEX_VERSION
from newscrawl.errors import DatasetError, IndexVersionError

_SIDE_FILES = ("", "-wal", "-shm")


def open_trusted(path: Path) -> tuple[Index | None, str]:
    """Return the index at *path*, or None and why it must be rebuilt.

    Raises `IndexVersionError` when a newer version of this project wrote it.
    """
    if not path.exists():
        return None, "it is missing"
    try:
        index = Index(path)
    except sqlite3.DatabaseError as error:
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


def move_aside(path: Path) -> Path | None:
    """Rename what stands of the index at *path* to a free name beside it; return that name, None if nothing stood."""
    number = 1
    while path.with_name(f"{path.name}.aside-{number}").exists():
        number += 1
    moved = None
    for suffix in reversed(_SIDE_FILES):  # the database last: until then the index is found damaged again
        file = path.with_name(path.name + suffix)
        if file.exists():
            moved = file.replace(path.with_name(f"{path.name}.aside-{number}{suffix}"))
    return moved


def remove_index(path: Path) -> None:
    """Delete the index at *path* and what SQLite keeps beside it."""
    for suffix in _SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def seal(path: Path) -> None:
    """Note how the closed index at *path* looks: one that looks so at the next start needs no check of its pages."""
    _seal_path(path).write_text(_look(path), encoding="ascii")


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
        if _is_sealed(index.path):
            return ""
        verdict: str = index.database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return _damage(index.path, error)
    return "" if verdict == "ok" else f"it is damaged ({verdict})"


def _damage(path: Path, error: sqlite3.DatabaseError) -> str:
    """Return what is wrong with the file; raises `DatasetError` when it is something else: a full disk, a lock."""
    if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return f"it is damaged ({error})"
    raise DatasetError(f"{path}: cannot open the index ({error}); see that the disk has room and nobody else uses it")


def _is_sealed(path: Path) -> bool:
    try:
        return _seal_path(path).read_text(encoding="ascii") == _look(path)
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def _look(path: Path) -> str:
    look = path.stat()
    return f"{look.st_size} bytes, changed at {look.st_mtime_ns} ns\n"


def _seal_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")
