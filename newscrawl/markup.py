"""Looks at HTML before it is parsed: what would make the parser's time grow with the square of its input."""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 256
"""So many attributes are read of one tag. libxml2 looks through all of them for each new one."""
_FEWEST_BYTES = 20_000
"""A shorter document cannot hold a tag that takes long."""
_ATTRIBUTE = rb"[\s/]++[^\s=>/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]*+))?+"
_LONG_TAG = re.compile(
    rb"(<[a-zA-Z][a-zA-Z0-9:-]*+(?:%(one)s){%(most)d})(?:%(one)s)*+" % {b"one": _ATTRIBUTE, b"most": MOST_ATTRIBUTES}
)


def without_excess_attributes(source: bytes) -> tuple[bytes, bool]:
    """Return the document *source* with at most 256 attributes a tag, and whether others were left out."""
    if len(source) < _FEWEST_BYTES:
        return source, False
    shorter, count = _LONG_TAG.subn(rb"\1", source)
    return shorter, count > 0
