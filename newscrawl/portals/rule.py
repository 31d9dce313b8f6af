"""One way to read one field, as a portal's file writes it: `css:h1.title`, `jsonld:headline`, `text:公開`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newscrawl.portals.xpath_check import check_calls

RuleKind = Literal["css", "xpath", "jsonld", "meta", "text"]
KINDS: tuple[RuleKind, ...] = get_args(RuleKind)

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
    `author.name`; `meta` is the name or property of a meta tag; `text` is a printed label, whose value stands
    behind it."""

    expression: str
    """What follows the colon."""

    xpath: str | None
    """The expression as XPath, for `css` and `xpath`."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.expression}"


@cache
def parse_rule(written: str) -> Rule:
    """Return the rule that *written* is.

    Raises `ValueError`, whose text says what was expected and what came.
    """
    kind, colon, expression = written.partition(":")
    if not colon or kind not in KINDS:
        raise ValueError(f"expected a rule that begins with {', '.join(f'{k}:' for k in KINDS)}, got {written!r}")
    expression = expression.strip()
    if not expression:
        raise ValueError(f"expected something behind {kind}:, got nothing")
    return Rule(kind, expression, _xpath(kind, expression))


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
