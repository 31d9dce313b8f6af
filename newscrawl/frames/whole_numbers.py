"""Whole numbers that a column of 64 bits cannot hold: JSON has numbers of any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.errors import MalformedError
from newscrawl.exports.columns import without_none

_LIMIT = 1 << 63
_Record = TypeVar("_Record")


def decoder_for_columns(record_type: type[_Record]) -> Callable[[bytes], _Record]:
    """Return a function that decodes a line as the reader does, and refuses numbers beyond 64 bits.

    The function raises `MalformedError`.
    """
    decode = JsonReader(record_type).decode
    numbers_of = _numbers_of(record_type)

    def checked(line: bytes) -> _Record:
        record = decode(line)
        for name, number in numbers_of(record):
            if not -_LIMIT <= number < _LIMIT:
                raise MalformedError(
                    f"`$.{name}`: expected a number of at most 64 bits, got one of {number.bit_length()}"
                )
        return record

    return checked


def _numbers_of(record_type: type) -> Callable[[Any], list[tuple[str, int]]]:
    hints = {name: without_none(hint) for name, hint in get_type_hints(record_type).items()}
    flat = [name for name, hint in hints.items() if hint is int]
    nested = [
        (name, inner)
        for name, hint in hints.items()
        if get_origin(hint) is tuple and is_dataclass(of := get_args(hint)[0]) and (inner := _int_fields(of))
    ]

    def numbers(record: Any) -> list[tuple[str, int]]:
        found = [(name, value) for name in flat if (value := getattr(record, name)) is not None]
        for name, inner in nested:
            found += [(f"{name}.{field}", getattr(one, field)) for one in getattr(record, name) for field in inner]
        return found

    return numbers


def _int_fields(record_type: Any) -> list[str]:
    return [name for name, hint in get_type_hints(record_type).items() if hint is int]
