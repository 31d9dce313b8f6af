"""Repairs JSON-LD that is no JSON, where that is safe. Each repair takes time in proportion to the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_FRONT = re.compile(r"\s*+(?:(?://\s*+)?+(?:<!--|<!\[CDATA\[)|(?P<comment>/\*))")
_TAILS = ("-->", "]]>")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# A string or comment that never ends goes to the end, so that the search does not begin again inside it.
_STRING_OR_COMMENT = re.compile(
    r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+', re.DOTALL
)
_INNER_QUOTE = re.compile(r'(?<![\\:,\[{\s])"(?!\s*[:,\]}])|(?<=[^\s:,\[{\\]\s)"(?!\s*[:,\]}])')
"""A quotation mark that neither follows nor precedes what parts strings: part of a text that was not escaped."""
_MISSING_COMMA = re.compile(r"([}\]])(?=\s*+[{\[])")
_ODD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def repaired(written: str) -> Iterator[str]:
    """Yield *written* and what it may have been meant to be, the safest first."""
    yield written
    bare = unwrapped(written).strip().rstrip(";")
    yield bare
    if "&quot;" in bare or "&#34;" in bare:
        yield html.unescape(bare)
    without = _TRAILING_COMMA.sub(r"\1", _without_comments(bare))
    yield without
    yield "[" + _MISSING_COMMA.sub(r"\1,", without) + "]"
    yield _ODD_ESCAPE.sub(r"\\\\", without)
    yield _INNER_QUOTE.sub(r"\"", without)


def unwrapped(written: str) -> str:
    """Return *written* without comments and marks of CDATA at its start, and one at its end."""
    start, end = 0, len(written)
    while match := _FRONT.match(written, start):
        behind = written.find("*/", match.end()) + 2 if match["comment"] else match.end()
        if behind < match.end():
            break
        start = behind
    end = start + len(written[start:].rstrip())
    if written.endswith(_TAILS, start, end):
        return written[start : end - len(_TAILS[0])].rstrip().removesuffix("//")
    if written.endswith("*/", start, end) and (comment := written.rfind("/*", start, end - 2)) >= 0:
        return written[start:comment]
    return written[start:end]


def _without_comments(written: str) -> str:
    """Return *written* without what a program's comments look like, outside of strings."""
    if "/*" not in written and "//" not in written:
        return written
    return _STRING_OR_COMMENT.sub(_kept, written)


def _kept(match: re.Match[str]) -> str:
    is_comment = match[0].startswith("//") or (
        len(match[0]) > 3 and match[0].startswith("/*") and match[0].endswith("*/")
    )
    return "" if is_comment else match[0]
