"""What one rule gives on one page, before it is read as a value."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree

from newscrawl.extraction.headline import agreed_heading, lone_heading
from newscrawl.extraction.jsonld import follow
from newscrawl.extraction.marked import marked_by_class, written_in_data
from newscrawl.extraction.page import Page
from newscrawl.extraction.printed import values_behind
from newscrawl.portals.rule import NAMESPACES

Raw = Any
"""A text, an element, or a JSON-LD value."""


def finder(kind: str) -> Callable[[str, Page], list[Raw]]:
    """Return the function that gives what rules of *kind* select: expression and page → values, in order."""
    return _KINDS[kind]


def xpath_values(xpath: str, page: Page) -> list[Raw]:
    """Return the elements, or texts, that *xpath* selects."""
    found = compiled(xpath)(page.root)
    return found if isinstance(found, list) else [str(found)]


@cache
def compiled(xpath: str) -> etree.XPath:
    """Return *xpath*, ready to run."""
    return etree.XPath(xpath, namespaces=NAMESPACES)


def _jsonld(path: str, page: Page) -> list[Raw]:
    node = page.article_node
    if node is None or path.partition(".")[0] not in node:
        return []
    return list(follow(node, path, page.nodes))


def _meta(name: str, page: Page) -> list[Raw]:
    return page.meta.get(name.lower(), [])


def _microdata(name: str, page: Page) -> list[Raw]:
    return page.microdata.get(name, [])


def _html(tag: str, page: Page) -> list[Raw]:
    return list(page.root.iter(tag))


def _agreed(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = agreed_heading(page)
    return [heading] if heading else []


def _lone(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = lone_heading(page)
    return [heading] if heading else []


def _rel(name: str, page: Page) -> list[Raw]:
    related = ((link.element, (link.element.get("rel") or "").split()) for link in page.outline.links)
    return [element for element, names in related if name in names and (name != "tag" or "category" not in names)]


def _microformat(name: str, page: Page) -> list[Raw]:
    return list(marked_by_class(page.root, name)) if page.has_microformats else []


def _data(name: str, page: Page) -> list[Raw]:
    return list(written_in_data(page.root, name))


def _text(label: str, page: Page) -> list[Raw]:
    return [value for value in values_behind(page.outline, label) if value]


_KINDS: dict[str, Callable[[str, Page], list[Raw]]] = {
    "jsonld": _jsonld,
    "meta": _meta,
    "microdata": _microdata,
    "html": _html,
    "text": _text,
    "rel": _rel,
    "agreed": _agreed,
    "microformat": _microformat,
    "data": _data,
    "lone": _lone,
}
