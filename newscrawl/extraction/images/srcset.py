"""Reads `srcset`: the candidates of a picture, in time that grows with its length alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_CANDIDATES = 100
_ADDRESS = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTORS = re.compile(r"([^,]*+),?")
_SIZE = re.compile(r"\s*+(\d{1,9}(?:\.\d{1,9})?)[wx](?!\S)")


def largest_of(srcset: str) -> str | None:
    """Return the address of the largest candidate of *srcset*; None where there is none but data."""
    best, largest = None, -1.0
    for address, size in _candidates(srcset):
        if size > largest and not address.startswith("data:"):
            best, largest = address, size
    return best


def _candidates(srcset: str) -> Iterator[tuple[str, float]]:
    """Give the address and size (1 where none is written) of each candidate, as HTML parts them."""
    place = 0
    for _ in range(_MOST_CANDIDATES):
        match = _ADDRESS.match(srcset, place)
        if match is None:
            return
        place, address = match.end(), match[1].rstrip(",")
        if address != match[1]:  # a comma right behind the address ends the candidate
            yield address, 1.0
            continue
        described = _DESCRIPTORS.match(srcset, place)
        if described is None:
            return
        place = described.end()
        size = _SIZE.match(described[1])
        if size or not described[1].strip():
            yield address, float(size[1]) if size else 1.0
