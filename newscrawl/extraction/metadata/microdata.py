"""Microdata and RDFa: what attributes say of the article."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from newscrawl.extraction.tree import Element

# Properties of articles in RDFa, not those of OpenGraph, which nearly every page has.
_RDFA = re.compile(
    r"""property=["']?(?:(?:schema|s|dc|dct|dcterms|v|content):)?(?:headline|alternativeHeadline|author|creator|name"""
    r"""|date\w*|created|modified|issued|articleBody|articleSection|encoded|keywords|description)["'\s>]"""
)

Properties = dict[str, list[Element]]
"""Property of the article, without prefix → the elements that carry it, in order."""

# A property without any scope is what sloppy markup does; meta elements with a property are OpenGraph.
_MARKED = etree.XPath("//*[@itemprop or @property][not(self::meta[@property])]")
_ARTICLE_SCOPES = ("article", "blogposting", "report", "newsarticle", "foaf:document")


def has_properties(text: str) -> bool:
    """Return whether the document *text* may hold microdata or RDFa: a quick look spares other pages a thorough one."""
    return "itemprop" in text or "typeof" in text or _RDFA.search(text) is not None


def read_microdata(root: Element) -> Properties:
    """Return the properties that belong to the page's article: its scope's own, not those of nested things.

    Properties outside any scope count as the article's.
    """
    found: Properties = {}
    for element in cast("list[Element]", _MARKED(root)):
        if not _belongs(element):
            continue
        for name in names_of(element):
            found.setdefault(name, []).append(element)
    return found


def names_of(element: Element) -> list[str]:
    """Return the properties that *element* carries, without prefix."""
    return [name.rpartition(":")[2] for name in (element.get("itemprop") or element.get("property") or "").split()]


def _belongs(element: Element) -> bool:
    for ancestor in element.iterancestors():
        kind = ancestor.get("itemtype") or ancestor.get("typeof")
        if kind is None and ancestor.get("itemscope") is None:
            continue
        kind = (kind or "").lower().rstrip("/")
        return kind.endswith(_ARTICLE_SCOPES) or kind.endswith("webpage")
    return True


def value_of(element: Element) -> str:
    """Return the value of a marked *element*: its `content`, `datetime`, address, or text."""
    for attribute in ("content", "datetime"):
        written = element.get(attribute)
        if written is not None:
            return str(written)
    if element.tag in {"img", "source", "video", "audio", "iframe", "embed"}:
        return element.get("src") or ""
    if element.tag in {"a", "link", "area"}:
        return (element.get("href") or "") if element.tag == "link" else "".join(map(str, element.itertext()))
    return "".join(map(str, element.itertext()))
