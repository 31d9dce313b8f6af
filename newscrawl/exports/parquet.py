"""Parquet: typed, nested, zstd; one file, or a folder with a part for each month."""

from __future__ import annotations

from pathlib import Path

from newscrawl.exports.selection import literal
from newscrawl.exports.source import Source

ROW_GROUP_COUNT = 10_000
"""Records a row group: about 30 MB of articles, so that readers and the writer hold little at once."""


def write_parquet(source: Source, view: str, path: Path, *, is_partitioned: bool) -> str:
    """Write *view* to *path*; return how SQL reads it again.

    *is_partitioned*: *path* becomes a folder of `month=2026-11/…parquet`, by `captured_at` in UTC.
    """
    shown = "* EXCLUDE (line)"
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_COUNT}"
    if is_partitioned:
        path.mkdir()
        shown += ", strftime(captured_at, '%Y-%m') AS month"
        options += ", PARTITION_BY (month), FILENAME_PATTERN 'part-{i}', OVERWRITE_OR_IGNORE"
    source.run(f"COPY (SELECT {shown} FROM {view}) TO {literal(str(path.absolute()))} ({options})")
    if is_partitioned and not any(path.iterdir()):
        path.rmdir()
        return view
    pattern = f"{path.absolute()}/*/*.parquet" if is_partitioned else str(path.absolute())
    return f"read_parquet({literal(pattern)}, hive_partitioning = false)"
