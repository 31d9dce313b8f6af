"""Checks what an XPath expression calls: lxml itself reports a wrong name or pattern only on a page that meets it."""

from __future__ import annotations

import difflib
import re

_CORE = (
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before "
    "substring-after substring string-length normalize-space translate boolean not true false lang number sum floor "
    "ceiling round"
)
_BEYOND = "has-class re:test re:match re:replace"
"""Parsel's own, and the regular expressions of EXSLT."""
_NO_FUNCTIONS = "text node comment processing-instruction and or div mod"
_KNOWN = frozenset(f"{_CORE} {_BEYOND} {_NO_FUNCTIONS}".split())
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALL = re.compile(r"([A-Za-z_][\w.-]*(?::[\w.-]+)?)\s*\(")
_PATTERN = re.compile(r"re:\w+\s*\((?:[^'\",()]|\([^()]*\))*,\s*('[^']*'|\"[^\"]*\")")


def check_calls(xpath: str) -> None:
    """Raise `ValueError` for a function that is not there, and for a pattern that is no regular expression."""
    for name in _CALL.findall(_LITERAL.sub("''", xpath)):
        if name not in _KNOWN:
            near = difflib.get_close_matches(name, _KNOWN, n=1)
            raise ValueError(f"no function {name}()" + (f"; did you mean {near[0]}()?" if near else ""))
    for literal in _PATTERN.findall(xpath):
        try:
            re.compile(literal[1:-1])
        except re.error as error:
            raise ValueError(f"{literal} is no regular expression: {error}") from error
