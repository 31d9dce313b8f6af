"""What the value of a field may be: one bound a field, for whoever reads values and whoever checks records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

LARGEST_COUNT = 2**53 - 1
"""The largest whole number that every reader of JSON takes as it is."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years in which an article can be published or changed."""
LONGEST: Mapping[str, int] = {
    "headline": 1_000,
    "section": 200,
    "lead": 20_000,
    "language": 35,
    "authors": 300,
    "tags": 200,
    "body": 2_000_000,
}
"""Field → the most characters of its text, or of each of its texts."""
MOST = 200
"""So many authors, tags, pictures and related articles are kept of one article."""

Bounded = Any
"""A count, a time, a text, or a tuple of texts or authors."""


def bounded(name: str, value: Bounded) -> Bounded | None:
    """Return *value*, of the field *name*, or None where it is out of bounds; of a tuple, what is within.

    A caller that gets another value than it gave reports `value_out_of_bounds`.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if 0 <= value <= LARGEST_COUNT else None
    if isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    longest = LONGEST.get(name)
    if isinstance(value, tuple):
        within = tuple(one for one in value if longest is None or len(_text(one)) <= longest)[:MOST]
        return (within or None) if len(within) < len(value) else value
    return value if longest is None or len(value) <= longest else None


def _text(member: Any) -> str:
    return member if isinstance(member, str) else f"{member.name}{member.email or ''}"
