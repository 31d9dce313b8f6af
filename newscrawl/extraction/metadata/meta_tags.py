"""The page's meta tags: OpenGraph, article:, Dublin Core, parsely, sailthru, cXense and the like."""

from __future__ import annotations

from newscrawl.extraction.tree import Element
from newscrawl.text import squash


def read_meta(root: Element) -> dict[str, list[str]]:
    """Return the name or property of each meta tag of *root*, in lower case → its contents that say anything.

    An `itemprop` counts in the head alone: elsewhere it is microdata, and may speak of another article.
    """
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = squash(element.get("content") or "")
        name = element.get("property") or element.get("name") or _itemprop(element)
        if content and name:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _itemprop(element: Element) -> str:
    parent = element.getparent()
    return (element.get("itemprop") or "") if parent is not None and parent.tag == "head" else ""
