"""Which pictures are the article's own by what is said of them: those that its data name, and no writer's portrait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import basename
from urllib.parse import unquote

from newscrawl.extraction.document.blocks import Picture
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE
from newscrawl.extraction.tree import Element
from newscrawl.text import letters

_META = ("og:image", "twitter:image")
_NUMBER = re.compile(r"\d{6,}(?=[_.-])")
_SHORTEST_NAME = 8
_MORE_LETTERS = 10
"""A portrait's description may say as much beside the name: Photo of, Bild av, .jpg."""


def named_addresses(page: Page) -> Iterator[tuple[str, str]]:
    """Give the addresses, as written, of the picture that the page's own data name, each with its rule."""
    told = (page.article_node or {}).get("image")
    first = told[0] if isinstance(told, list) and told else told
    address = (first.get("url") or first.get("contentUrl")) if isinstance(first, dict) else first
    if isinstance(address, str):
        yield "jsonld:image", address
    for name in _META:
        for one in page.meta.get(name, ()):
            yield f"meta:{name}", one


def named_files(page: Page) -> frozenset[str]:
    """Return what the files of the picture that the page's data name are called, whatever their size."""
    return frozenset(name for _, address in named_addresses(page) for name in file_names(address))


def file_names(address: str) -> tuple[str, ...]:
    """Return what the file at *address* is known by: its name without ending, and the number that leads it."""
    name = unquote(basename(address.partition("?")[0].rstrip("/"))).rpartition(".")
    stem = name[0] or name[2]
    number = _NUMBER.match(stem)
    names = (stem if len(stem) >= _SHORTEST_NAME else "", number[0] if number else "")
    return tuple(one for one in names if one)


def is_portrait(picture: Picture, authors: Iterable[str]) -> bool:
    """Return whether *picture* shows one of the *authors* (names): in a byline, or on a link about the writer."""
    if picture.zones & BYLINE:
        return True
    link = next(picture.element.iterancestors("a"), None)
    if link is None:
        return False
    return "author" in (link.get("rel") or "").split() or _names(picture.element, authors)


def _names(element: Element, authors: Iterable[str]) -> bool:
    said = letters(element.get("alt") or "")
    if not said:
        return False
    plain = (letters(name) for name in authors)
    return any(name and name in said and len(said) <= len(name) + _MORE_LETTERS for name in plain)
