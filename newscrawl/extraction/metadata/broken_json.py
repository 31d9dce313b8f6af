"""Broken JSON-LD: what the author of a script that is no JSON may have meant."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

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
_NO_VALUE = re.compile(
    r'(?:(?<=":)|(?<=" :))\s*+'
    r'(?P<word>undefined|None|True|False|\{\{[^{}"]{0,80}\}\}|\{%[^{}"]{0,80}%\}|)(?=\s*+[,}\]])'
)
"""What a program leaves in the place of a value: undefined, {{ description }}, None, nothing."""
_QUOTE = re.compile(r'(?<!\\)"')
_OPEN_STRING = re.compile(r"\\?\Z")
"""The end of a cut string, also within an escape."""
_OPEN_PAIR = re.compile(r'(?:,|(?<=\{))\s*+(?:"[^"\\]{0,80}"\s*+(?::\s*+)?)?\Z')
"""The key of a pair whose value was cut off."""
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)
_ODD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_OPENING = re.compile(r'[{\[]\s*+[{"]')
"""The start of a value behind other text: var data = {"headline": …."""
_DECODER = json.JSONDecoder(strict=False)


def repaired_values(written: str) -> list[Any]:
    """Return the value that *written*, which is no JSON, was meant to be; nothing where no repair helps."""
    for attempt in repaired(written):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return _first_value(written)


def _first_value(written: str) -> list[Any]:
    """Give the first whole object or list of *written*, where text that is no JSON is around it."""
    match = _OPENING.search(written)
    if match is None:
        return []
    start = written[match.start() :]
    try:
        return [_DECODER.raw_decode(start)[0]]
    except (ValueError, RecursionError):
        return []


def repaired(written: str) -> Iterator[str]:
    """Yield *written* and what it may have been meant to be, the safest first."""
    yield written
    bare = unwrapped(written.strip("\ufeff\u200b\xa0 \t\r\n")).strip().rstrip(";")
    yield bare
    if "&quot;" in bare or "&#34;" in bare:
        yield html.unescape(bare)
    without = _TRAILING_COMMA.sub(r"\1", _without_comments(bare))
    yield without
    yield "[" + _MISSING_COMMA.sub(r"\1,", without) + "]"
    yield _ODD_ESCAPE.sub(r"\\\\", without)
    yield _INNER_QUOTE.sub(r"\"", without)
    plain = _NO_VALUE.sub(_value, without)
    yield plain
    yield _closed(plain)


def _value(match: re.Match[str]) -> str:
    return match["word"].lower() if match["word"] in {"True", "False"} else "null"


def _closed(written: str) -> str:
    """Return *written*, which was cut, with its open string, objects and lists closed."""
    kept = _OPEN_STRING.sub('"', written, count=1) if len(_QUOTE.findall(written)) % 2 else written
    kept = _OPEN_PAIR.sub("", kept)
    ends: list[str] = []
    for match in _STRING_OR_BRACKET.finditer(kept):
        if match[0] in "{[":
            ends.append("}" if match[0] == "{" else "]")
        elif match[0] in "}]" and ends:
            ends.pop()
    return kept + "".join(reversed(ends))


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
