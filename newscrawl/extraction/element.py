"""The type of an element of a page's tree: lxml's own, without lxml.html's classes, which cost a Python call each."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

__all__ = ["Element", "ancestors"]


def ancestors(element: Element) -> Iterator[Element]:
    """Give the elements around *element*, from its parent on. To begin lxml's iterator costs as much as ten parents."""
    around = element.getparent()
    while around is not None:
        yield around
        around = around.getparent()
