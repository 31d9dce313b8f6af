"""Reads exports back into records, with no part of the code that wrote them."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import msgspec
from backports import zstd

from newscrawl.items import Article

csv.field_size_limit(1 << 30)
_LISTS = ("authors", "tags", "images", "related", "found_in", "captures", "sources", "disagreements")
_COUNTS = ("schema_version", "comment_count", "view_count", "revision", "reextracted_from")


def articles_of(path: Path) -> list[Article]:
    """Return the articles of an export, whatever its form."""
    read = {".parquet": _parquet, ".csv": _csv, ".sqlite": _sqlite, ".jsonl": _lines, ".gz": _lines, ".zst": _lines}
    found = _parquet(path) if path.is_dir() else read[path.suffix](path)
    return [msgspec.convert(record, Article, strict=True) for record in found]


def _lines(path: Path) -> list[dict[str, Any]]:
    unpack = {".gz": gzip.decompress, ".zst": zstd.decompress}.get(path.suffix, bytes)
    return [json.loads(line) for line in unpack(path.read_bytes()).decode().split("\n")[:-1]]


def _csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_from_cells(row) for row in csv.DictReader(file)]


def _from_cells(row: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {name: value or None for name, value in row.items() if name != "author_names"}
    record["body"] = row["body"]
    for name in _LISTS:
        record[name] = json.loads(row[name])
    for name in _COUNTS:
        record[name] = int(row[name]) if row[name] else None
    record["is_paywalled"] = {"": None, "true": True, "false": False}[row["is_paywalled"]]
    return record


def _parquet(path: Path) -> list[dict[str, Any]]:
    pattern = f"{path}/articles/*/*.parquet" if path.is_dir() else str(path)
    relation = duckdb.sql(f"SELECT * FROM read_parquet('{pattern}', hive_partitioning = false)")
    return [_from_typed(dict(zip(relation.columns, row, strict=True))) for row in relation.fetchall()]


def _from_typed(record: dict[str, Any]) -> dict[str, Any]:
    for name in ("published_at", "modified_at"):
        offset = record.pop(f"{name}_offset")
        if record[name] is not None:
            record[name] = record[name].astimezone(_zone(offset))
    return record


def _zone(offset: str) -> timezone:
    return timezone(datetime.fromisoformat(f"2026-01-01T00:00:00{offset}").utcoffset() or timedelta(0))


def _sqlite(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM articles ORDER BY id").fetchall()
        return [_from_tables(database, dict(row)) for row in rows]


def _from_tables(database: sqlite3.Connection, record: dict[str, Any]) -> dict[str, Any]:
    number = record.pop("id")
    if record["is_paywalled"] is not None:
        record["is_paywalled"] = bool(record["is_paywalled"])
    for name in ("authors", "tags", "images", "related", "found_in", "captures"):
        rows = [
            dict(row) for row in database.execute(f"SELECT * FROM {name} WHERE article = ? ORDER BY number", (number,))
        ]
        for row in rows:
            del row["article"], row["number"]
        record[name] = [row["value"] if name == "tags" else row for row in rows]
    record["sources"] = dict(
        database.execute("SELECT field, rule FROM sources WHERE article = ?", (number,)).fetchall()
    )
    record["disagreements"] = {}
    for field, source, value in database.execute(
        "SELECT field, source, value FROM disagreements WHERE article = ? ORDER BY field, number", (number,)
    ).fetchall():
        record["disagreements"].setdefault(field, []).append({"source": source, "value": value})
    return record
