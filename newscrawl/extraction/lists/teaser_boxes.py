"""Boxes that tease other articles: a title that links one, and what is beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile
from urllib.parse import urlsplit

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import names_title
from newscrawl.extraction.tree import Element, text_of_element
from newscrawl.urls import host_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_BOXES, _DEEPEST, _WRAPPERS = 40, 8, 3
"""So many boxes side by side, levels around a text and elements that only wrap a box are looked at."""


def titled_box(element: Element, page: Page, *, is_below_title: bool = True) -> Element | None:
    """Return the innermost element around *element* with a title, where that title links another page.

    With *is_below_title*, only a title above *element* counts.
    """
    for box in islice(element.iterancestors(), _DEEPEST):
        if (title := _title_in(box, above=element if is_below_title else None)) is not None:
            return box if _leads_elsewhere(title, page) else None
    return None


def _title_in(box: Element, above: Element | None = None) -> Element | None:
    """Return the first heading in *box*, or the first element that is named for a title; only *above* an element."""
    inside = takewhile(lambda one: one is not above, box.iter("*"))
    return next((one for one in inside if one.tag in _HEADINGS or names_title(one)), None)


def has_alike(box: Element, page: Page) -> bool:
    """Return whether a box beside *box* has its form and a title that links another page, too."""
    return any(_leads_elsewhere(_title_in(one), page) for one in islice(_alike(box), _MOST_BOXES))


def _alike(box: Element) -> Iterator[Element]:
    """Give the elements of the form of *box* beside it; where none is, those beside what holds nothing but it."""
    for _ in range(_WRAPPERS):
        parent = box.getparent()
        if parent is None:
            return
        others = [
            one for one in parent.iterchildren(box.tag) if one is not box and one.get("class") == box.get("class")
        ]
        if others or len(parent) > 1:
            yield from others
            return
        box = parent


def _leads_elsewhere(heading: Element | None, page: Page) -> bool:
    """Return whether all of *heading* is one link to another page of the site."""
    link = next(heading.iter("a"), None) if heading is not None else None
    if heading is None or link is None or text_of_element(link) != text_of_element(heading):
        return False
    target = page.absolute(link.get("href"))
    return (
        target is not None and host_of(target) == host_of(page.url) and urlsplit(target).path != urlsplit(page.url).path
    )
