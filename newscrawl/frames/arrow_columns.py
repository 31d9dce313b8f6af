"""Typed records as Arrow record batches. The columns are those of `newscrawl.exports.columns`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

from newscrawl.errors import WrongUsageError
from newscrawl.exports.columns import ZONED, columns_of, without_none

BATCH_ROWS = 1_000
"""Records of about 4 kB: a batch takes about 10 MB."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime: pa.timestamp("us", "UTC")}
_Plain = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class ArrowColumn:
    """One column of a frame: its Arrow field, and how a record gives its value."""

    field: pa.Field
    source: str
    """The record's field."""

    plain: _Plain | None
    """Turns a value into what Arrow takes; None where Arrow takes the value itself."""

    def array(self, records: Sequence[Any]) -> pa.Array:
        """Return the values of *records*."""
        values: Iterable[Any] = map(operator.attrgetter(self.source), records)
        if self.plain is not None:
            values = [None if value is None else self.plain(value) for value in values]
        return pa.array(values, self.field.type, size=len(records))


def arrow_columns(record_type: type, chosen: Sequence[str] | None = None) -> list[ArrowColumn]:
    """Return the columns of *record_type*, or those named by *chosen*, in the order of the record's fields.

    A time in the portal's zone has its printed offset (``+09:00``, ``Z``) in a column `<time>_offset` behind it.
    Raises `WrongUsageError` for a name that is no column.
    """
    found = _all_columns(record_type)
    if chosen is None:
        return found
    names = [column.field.name for column in found]
    if unknown := [name for name in chosen if name not in names]:
        raise WrongUsageError(f"columns: expected names among {', '.join(names)}, got {unknown[0]!r}")
    return [column for column in found if column.field.name in chosen]


def batches(
    columns: Sequence[ArrowColumn], schema: pa.Schema, records: Iterable[Any], row_count: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Yield *records* as record batches of at most *row_count* rows."""
    rest = iter(records)
    while rows := list(islice(rest, row_count)):
        yield pa.record_batch([column.array(rows) for column in columns], schema=schema)


def schema_of(columns: Sequence[ArrowColumn]) -> pa.Schema:
    """Return the schema of *columns*."""
    return pa.schema([column.field for column in columns])


@lru_cache(maxsize=16)
def _all_columns(record_type: type) -> list[ArrowColumn]:
    found = []
    for column in columns_of(record_type):
        field = pa.field(column.name, _arrow_type(column.hint), nullable=column.is_nullable)
        found.append(ArrowColumn(field, column.name, _plain_of(column.hint)))
        if column.name in ZONED:
            found.append(ArrowColumn(pa.field(f"{column.name}_offset", pa.string()), column.name, _offset))
    return found


def _arrow_type(hint: Any) -> pa.DataType:
    hint = without_none(hint)
    origin = get_origin(hint)
    if origin is Literal or hint is Any:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(get_args(hint)[0]))
    if origin is dict:
        return pa.map_(pa.string(), _arrow_type(get_args(hint)[1]))
    if is_dataclass(hint):
        return pa.struct([(name, _arrow_type(of)) for name, of in get_type_hints(hint).items()])
    return _PLAIN[hint]


def _plain_of(hint: Any) -> _Plain | None:
    hint = without_none(hint)
    origin = get_origin(hint)
    if hint is datetime:
        return _microseconds
    if hint is Any:
        return _json_text
    if origin is tuple:
        inner = _plain_of(get_args(hint)[0])
        return None if inner is None else lambda values: [inner(value) for value in values]
    if origin is dict:
        of_value = _plain_of(get_args(hint)[1])
        if of_value is None:
            return lambda values: list(values.items())
        return lambda values: [(key, of_value(value)) for key, value in values.items()]
    return _plain_struct(hint) if is_dataclass(hint) else None


def _plain_struct(record_type: Any) -> _Plain:
    names = [field.name for field in fields(record_type)]
    hints = get_type_hints(record_type)
    conversions = {name: convert for name in names if (convert := _plain_of(hints[name]))}

    def plain(record: Any) -> dict[str, Any]:
        found = {name: getattr(record, name) for name in names}
        for name, convert in conversions.items():
            found[name] = None if found[name] is None else convert(found[name])
        return found

    return plain


def _microseconds(moment: datetime) -> int:
    """Return the microseconds since 1970; a time without an offset is UTC, as exports read it."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MICROSECOND


def _offset(moment: datetime) -> str | None:
    offset = moment.utcoffset()
    return None if offset is None else _printed_offset(offset)


@lru_cache(maxsize=2_000)
def _printed_offset(offset: timedelta) -> str:
    return "Z" if not offset else str(timezone(offset)).removeprefix("UTC")


def _json_text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
