"""A flat view as CSV: one row a record, lists and maps as JSON, an empty cell for what the page did not print."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset.layout import RecordKind
from newscrawl.exports.columns import columns

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula, also in full width."""


def flat_names(kind: RecordKind) -> list[str]:
    """Return the columns of the flat view."""
    names = [column.name for column in columns(kind)]
    return [*names, "author_names"] if kind == "articles" else names


def write_flat(path: Path, lines: Iterable[bytes], kind: RecordKind, *, is_safe: bool) -> int:
    """Write *lines* as CSV (RFC 4180, UTF-8) to *path*; return their number.

    *is_safe*: for spreadsheets. A byte order mark, and an apostrophe before each text that could be a formula.
    """
    names = flat_names(kind)
    count = 0
    with path.open("w", encoding="utf-8-sig" if is_safe else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for line in lines:
            cells = _cells(msgspec.json.decode(line), names)
            writer.writerow([_defused(cell) for cell in cells] if is_safe else cells)
            count += 1
    return count


def _cells(record: Mapping[str, Any], names: list[str]) -> list[Any]:
    return [_author_names(record) if name == "author_names" else _cell(record[name]) for name in names]


def _author_names(record: Mapping[str, Any]) -> str:
    return "; ".join(author["name"] for author in record["authors"])


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return value


def _defused(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
