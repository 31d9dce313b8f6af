"""The page's tree, as lxml gives it without lxml.html's classes: those cost a Python call for each element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.errors import UnreadablePageError
from newscrawl.markup import without_excess_attributes
from newscrawl.text import fold, squash

__all__ = ["Element", "folded", "parse_tree", "text_of_element"]

_SILENT = ("script", "style", "rt", "rp", "template", "noscript")


@dataclass(frozen=True, slots=True)
class ParserCuts:
    """What a tree lacks of its document."""

    is_too_deep: bool
    """Elements are nested too deep for the parser: the rest is missing."""

    has_excess_attributes: bool
    """A tag has more attributes than are read."""


def parse_tree(text: str, url: str) -> tuple[Element, ParserCuts]:
    """Return the root of the HTML document *text*, comments left out, and what was left out of it.

    Raises `UnreadablePageError` where it is no document.
    """
    source = text.encode("utf-8", "replace").replace(b"\x00", b"")  # in bytes: each ASCII letter of a text may hold one
    source, has_excess = without_excess_attributes(source)
    # huge_tree: an attribute may hold a picture of megabytes. The parser itself stops at a depth of 2,048.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePageError(url, "no_content", f"expected HTML, got none of it ({error})") from error
    if root is None:
        raise UnreadablePageError(url, "no_content", "expected HTML, got no element")
    last = parser.error_log.last_error
    is_too_deep = last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root, ParserCuts(is_too_deep=is_too_deep, has_excess_attributes=has_excess)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return *text* folded as `newscrawl.text.fold` does, for short texts: menus and lists are on every page."""
    return fold(text)


def text_of_element(element: Element) -> str:
    """Return *element*'s text on one line, without scripts and without the readings over Chinese characters."""
    if next(element.iter(*_SILENT), None) is None:
        return squash("".join(map(str, element.itertext())))
    return squash("".join(_spoken(element)))


def _spoken(element: Element) -> Iterator[str]:
    """Yield the text of *element* without that of silent elements. Pages nest deeper than functions may."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        if event != "start":
            yield "" if one is element else one.tail or ""
            continue
        if one.tag in _SILENT:
            walk.skip_subtree()
            continue
        yield one.text or ""
