"""A flat view as CSV: one row a record, lists and maps as JSON, an empty cell for what the page did not print."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.exports.columns import columns, defaults

_CELL_START = re.compile(r"""(\A|[;\t\r\n])(?=[\s\x00-\x1f"\ufeff]*[=+\-@＝＋－＠])|\A(?=[\t\r\n])""")
"""Where a spreadsheet may see the start of a cell that is a formula. Japanese Excel accepts full width, too.

In much of Europe a spreadsheet splits cells at semicolons in any file, and then ignores quotes within a line.
Source: OWASP's Web Security Testing Guide, "Testing for CSV Injection".
"""

_BUFFER_BYTES = 1 << 20


class _Named(msgspec.Struct, frozen=True, gc=False):
    name: str


_AUTHORS = JsonReader(list[_Named])


def flat_names(kind: RecordKind) -> list[str]:
    """Return the columns of the flat view."""
    names = [column.name for column in columns(kind)]
    return [*names, "author_names"] if kind == "articles" else names


def write_flat(path: Path, lines: Iterable[bytes], kind: RecordKind, *, is_safe: bool) -> int:
    """Write *lines* as CSV (RFC 4180, UTF-8) to *path*; return their number.

    *is_safe*: for spreadsheets. It adds a byte order mark, and an apostrophe before all that could be a formula.
    """
    encoding = "utf-8-sig" if is_safe else "utf-8"
    count = 0
    with path.open("w", encoding=encoding, newline="", buffering=_BUFFER_BYTES) as file:
        writer = csv.writer(file)
        writer.writerow(flat_names(kind))
        for cells in _rows(lines, kind):
            writer.writerow([_defused(cell) for cell in cells] if is_safe else cells)
            count += 1
    return count


def _rows(lines: Iterable[bytes], kind: RecordKind) -> Iterator[list[Any]]:
    """Yield the cells of each line. Lists, maps and booleans have the same text in a cell as in the line."""
    as_stored = [place for place, column in enumerate(columns(kind)) if column.is_nested or column.hint is bool]
    authors = flat_names(kind).index("authors") if kind == "articles" else None
    decode = JsonReader(_row_type(kind)).decode
    for line in lines:
        cells = list(msgspec.structs.astuple(decode(line)))
        if authors is not None:
            cells.append("; ".join([author.name for author in _AUTHORS.decode(bytes(cells[authors]))]))
        for place in as_stored:
            text = str(cells[place], "utf-8")
            cells[place] = None if text == "null" else text
        yield cells


def _row_type(kind: RecordKind) -> type[msgspec.Struct]:
    """Return a type that keeps times as text, and keeps as the line's bytes what `_rows` copies unchanged."""
    plain = {int: int | None}
    shown = [
        (column.name, msgspec.Raw if column.is_nested or column.hint is bool else plain.get(column.hint, str | None))
        for column in columns(kind)
    ]
    added = {name: msgspec.Raw(msgspec.json.encode(default)) for name, default in defaults(kind).items()}
    return msgspec.defstruct(
        "Row", [(name, of, added[name]) if name in added else (name, of) for name, of in shown], gc=False
    )


def _defused(cell: Any) -> Any:
    return _CELL_START.sub(r"\1'", cell) if isinstance(cell, str) else cell
