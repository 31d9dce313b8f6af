"""Parquet: typed, nested, zstd; one file, or a folder with a part for each month."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.errors import NewscrawlError
from newscrawl.exports.selection import literal, time_literal
from newscrawl.exports.source import LONG_LINE_BYTES, MEMORY_MB, Source, connect, typed_lines

_GROUP_COUNT = 10_000
_GROUP_BYTES, _GROUP_BYTES_OF_LONG = 30_000_000, 12_000_000
"""The largest row group, in records and in bytes of their lines: readers and the writer hold a few of them.

With 30 MB, records of 60 kB did not fit in the memory of one thread, but fit in that of two. With 12 MB instead, a
million records of 3 kB took 405 MB (was 312), 44 to 50 s of processor time (was 32), and 6 % more space.
"""

_LEAST_GROUP_COUNT = 16
_UNDATED = "__HIVE_DEFAULT_PARTITION__"


def write_parquet(source: Source, kind: RecordKind, view: str, path: Path, *, is_partitioned: bool) -> str:
    """Write *view*, which selects from *kind*, to *path*; return the SQL that reads it again.

    *is_partitioned*: *path* becomes a folder of `month=2026-11/…parquet`, by `captured_at` in UTC.
    """
    line_bytes = source.line_bytes(kind)
    group_bytes = _GROUP_BYTES_OF_LONG if line_bytes > LONG_LINE_BYTES else _GROUP_BYTES
    group = max(_LEAST_GROUP_COUNT, min(_GROUP_COUNT, group_bytes // max(1, line_bytes)))
    if not is_partitioned:
        return _copy(source, f"SELECT * EXCLUDE (line) FROM {view}", path, group)
    # DuckDB's own PARTITION_BY holds a row group for each month open: 1 GB for a quarter of a million articles.
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.parquet")
    whole = _copy(source, f"SELECT * EXCLUDE (line) FROM {view}", aside, group)
    months = source.run(f"SELECT DISTINCT strftime(captured_at, '%Y-%m') FROM {whole} ORDER BY 1")
    for (month,) in months:
        folder = path / f"month={month or _UNDATED}"
        folder.mkdir(parents=True)
        _copy(source, f"SELECT * FROM {whole} WHERE {_is_within(month)}", folder / "part-0.parquet", group)
    aside.unlink()
    return _read(path / "*" / "*.parquet") if months else view


def pack_articles(lines: Path, to: Path) -> None:
    """Write the articles of *lines*, JSON Lines of the stored form, to *to* as Parquet, in the same order.

    Raises `NewscrawlError` where DuckDB is not installed or cannot hold the records.
    """
    spill = to.with_name(f".{to.name}.spill")
    connection = connect([lines.absolute().parent, spill.absolute()], MEMORY_MB)
    import duckdb

    read = f"read_json_objects([{literal(str(lines.absolute()))}], format='newline_delimited')"
    query = f"SELECT * EXCLUDE (line) FROM ({typed_lines('articles', read)})"
    try:
        connection.execute("SET threads = 1")  # a task has one core
        connection.execute(
            f"COPY ({query}) TO {literal(str(to.absolute()))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_LEAST_GROUP_COUNT * 128})"
        )
    except duckdb.Error as error:
        raise NewscrawlError(f"{to}: cannot be written as Parquet ({str(error).partition(chr(10))[0]})") from error
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def _copy(source: Source, query: str, path: Path, group: int) -> str:
    source.run(
        f"COPY ({query}) TO {literal(str(path.absolute()))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group})"
    )
    return _read(path)


def _read(path: Path) -> str:
    return f"read_parquet({literal(str(path.absolute()))}, hive_partitioning = false)"


def _is_within(month: str | None) -> str:
    """Return the condition for *month* (``2026-11``); as bounds, so that other months' row groups are not read."""
    if month is None:
        return "captured_at IS NULL"
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    next_first = (first + timedelta(days=31)).replace(day=1)
    return f"captured_at >= {time_literal(first)} AND captured_at < {time_literal(next_first)}"
