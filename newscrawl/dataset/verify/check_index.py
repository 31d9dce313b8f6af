"""Compares the index with a fresh one built from the lines."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from newscrawl.dataset.index.index import INDEX_FAULTS, Index
from newscrawl.dataset.index.index_tables import INDEX_VERSION
from newscrawl.dataset.index.sync import is_own_schema, odd_file
from newscrawl.dataset.storage.findings import Code, Finding, run_repair
from newscrawl.errors import DatasetError

_SHOWN_COUNT = 20
_ROWS = """
SELECT article_id, canonical_url, revision, digest, published_at, modified_at, first_seen_at, last_seen_at,
    next_visit_at, duplicate_of, status, name, line_offset, line_bytes
FROM {schema}.articles LEFT JOIN {schema}.files USING (file_id)
"""
_FILES = "SELECT name, byte_count, line_count FROM {schema}.files"


def check_index(path: Path, fresh: Index, *, is_compared: bool) -> list[Finding]:
    """Return what is wrong with the index at *path*; *fresh* was built from the lines.

    Always checks its pages; checks its content only where *is_compared* (no run is writing).
    """
    if not os.path.lexists(path):
        return [_finding("index_missing", path, "expected the index, got none")]
    if odd := odd_file(path):
        return [_finding("index_damaged", path, f"expected a sound index, but {odd}")]
    # Without a write-ahead log no process has it open; "immutable" keeps SQLite from leaving files beside it.
    mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    try:
        fresh.database.execute("ATTACH ? AS kept", (f"{path.absolute().as_uri()}?{mode}",))
        return _damage(path, fresh) or (_differences(path, fresh) if is_compared else [])
    except (*INDEX_FAULTS, DatasetError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return []  # a run has it open for itself: it is on a network file system
        return [_finding("index_damaged", path, f"expected a sound index, got: {error}")]


def _damage(path: Path, fresh: Index) -> list[Finding]:
    version = fresh.database.execute("PRAGMA kept.user_version").fetchone()[0]
    if version != INDEX_VERSION:
        return [_finding("index_differs", path, f"expected an index of version {INDEX_VERSION}, got {version}")]
    if not is_own_schema(fresh.database, "kept"):
        return [_finding("index_damaged", path, "expected the tables of newscrawl, got others")]
    verdicts = [row[0] for row in fresh.database.execute("PRAGMA kept.quick_check(3)")]
    if verdicts != ["ok"]:
        return [_finding("index_damaged", path, f"expected a sound index, got: {'; '.join(verdicts)}")]
    return []


def _differences(path: Path, fresh: Index) -> list[Finding]:
    found = []
    for what, query in (("files", _FILES), ("articles", _ROWS)):
        ours, lines = query.format(schema="kept"), query.format(schema="main")
        for side, one, other in (("has also", ours, lines), ("lacks", lines, ours)):
            rows = fresh.read(f"{one} EXCEPT {other} LIMIT {_SHOWN_COUNT}")
            if rows:
                names = ", ".join(str(row[0]) for row in rows)
                message = f"expected the {what} that the lines give; it {side} {names}"
                found.append(_finding("index_differs", path, message))
    return found


def _finding(code: Code, path: Path, message: str) -> Finding:
    return Finding(
        code=code, place=str(path), message=message, remedy=f"{run_repair()}, which rebuilds it from the lines"
    )
