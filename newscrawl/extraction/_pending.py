"""A small stand-in for the readers of people and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscrawl.items import Author

_CREDIT = re.compile(r"(?:引用|写真|提供)\s*[:：]\s*(.+)")


def read_authors(printed: str | Sequence[str]) -> tuple[Author, ...]:
    """Return an author for each text."""
    names = [printed] if isinstance(printed, str) else printed
    return tuple(Author(name=name, email=None) for name in names if name)


def split_caption(printed: str) -> tuple[str | None, str | None]:
    """Return caption and credit."""
    match = _CREDIT.fullmatch(printed)
    return (None, match[1]) if match else (printed or None, None)
