"""One way to read one field, as a portal's file writes it: `css:h1.title`, `jsonld:headline`, `text:公開`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newscrawl.portals.xpath_check import check_calls

RuleKind = Literal[
    "css", "xpath", "jsonld", "meta", "text",
    "microdata", "microformat", "html", "rel", "data", "agreed", "printed", "lone", "script",
]  # fmt: skip
KINDS: tuple[RuleKind, ...] = get_args(RuleKind)

_EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "agreed": ("h1",),
    "printed": ("h1",),
    "lone": ("h2", "title"),
    "script": ("text",),
    "microformat": ("author", "published", "updated", "category", "name"),
    "data": ("author", "published", "modified"),
}
"""Kind → the expressions that it can have; other kinds take any."""
_ELEMENT = re.compile(r"[a-z][a-z0-9-]*")

FIELDS = frozenset(
    "headline authors section tags published_at modified_at lead body images language comment_count view_count "
    "is_paywalled".split()
)
"""The fields of an article that a portal's file may give rules for."""

NAMESPACES = {"re": "http://exslt.org/regular-expressions"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to read one field; `str()` gives it as written, which is what a record's `sources` names."""

    kind: RuleKind
    """`css` and `xpath` select elements or texts; `jsonld` is a dotted path into the page's article object, e.g.
    `author.name`; `meta` is the name or property of a meta tag; `text` is a printed label, whose value is
    behind it. docs/adding-a-portal.md has the others."""

    expression: str
    """What follows the colon."""

    xpath: str | None
    """The expression as XPath, for `css` and `xpath`."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.expression}"


@cache
def parse_rule(written: str) -> Rule:
    """Return the rule that *written* is.

    Raises `ValueError`, with what was expected and what came.
    """
    kind, colon, expression = written.partition(":")
    if not colon or kind not in KINDS:
        raise ValueError(f"expected a rule that begins with {', '.join(f'{k}:' for k in KINDS)}, got {written!r}")
    expression = expression.strip()
    if not expression:
        raise ValueError(f"expected something behind {kind}:, got nothing")
    _check_expression(kind, expression)
    return Rule(kind, expression, _xpath(kind, expression))


def _check_expression(kind: str, expression: str) -> None:
    known = _EXPRESSIONS.get(kind)
    if known and expression not in known:
        raise ValueError(f"expected {' or '.join(f'{kind}:{one}' for one in known)}, got {expression!r}")
    if kind == "html" and not _ELEMENT.fullmatch(expression):
        raise ValueError(f"expected the name of an element behind html:, got {expression!r}")


def _xpath(kind: str, expression: str) -> str | None:
    if kind not in {"css", "xpath"}:
        return None
    try:
        xpath = HTMLTranslator().css_to_xpath(expression) if kind == "css" else expression
        etree.XPath(xpath, namespaces=NAMESPACES)
        check_calls(xpath)
    except (SelectorError, etree.XPathSyntaxError, ValueError) as error:
        name = "CSS selector" if kind == "css" else "XPath expression"
        raise ValueError(f"expected a valid {name}, got {expression!r} ({error})") from error
    return xpath
