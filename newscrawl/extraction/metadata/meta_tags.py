"""The page's meta tags: OpenGraph, article:, Dublin Core, parsely, sailthru, cXense and the like."""

from __future__ import annotations

import json
from typing import Any

from newscrawl.extraction.tree import Element
from newscrawl.text import squash

_PARSELY = {
    "title": "parsely-title",
    "pub_date": "parsely-pub-date",
    "author": "parsely-author",
    "authors": "parsely-author",
    "section": "parsely-section",
    "tags": "parsely-tags",
}


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
    return _with_parsely(found)


def _with_parsely(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *found* with the values of Parse.ly's one tag of JSON as its newer single tags have them."""
    for written in found.get("parsely-page", [])[:1]:
        try:
            told = json.loads(written)
        except (ValueError, RecursionError):
            continue
        for key, name in _PARSELY.items():
            value = told.get(key) if isinstance(told, dict) else None
            texts = [squash(one) for one in _listed(value) if isinstance(one, str) and squash(one)]
            if texts:
                found.setdefault(name, texts)
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _itemprop(element: Element) -> str:
    parent = element.getparent()
    return (element.get("itemprop") or "") if parent is not None and parent.tag == "head" else ""
