"""Pictures beside a text that are not the article's: portraits of its writers, adverts, cards of other pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from newscrawl.extraction.body.line_kinds import is_caption
from newscrawl.extraction.document.blocks import Picture
from newscrawl.extraction.document.other_articles import OF_PICTURES
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.text import letters
from newscrawl.urls import host_of, is_same_site

_MORE_LETTERS = 10
"""A portrait's description may have as many letters beside the name: Photo of, Bild av, .jpg."""


def is_portrait(picture: Picture, authors: Iterable[str]) -> bool:
    """Return whether *picture* shows one of the *authors* (names): in a byline, or on a link about the writer."""
    if picture.zones & BYLINE:
        return True
    link = next(picture.element.iterancestors("a"), None)
    if link is None:
        return False
    return "author" in (link.get("rel") or "").split() or _names(picture.element, authors)


def _names(element: Element, authors: Iterable[str]) -> bool:
    described = letters(element.get("alt") or "")
    if not described:
        return False
    plain = (letters(name) for name in authors)
    return any(name and name in described and len(described) <= len(name) + _MORE_LETTERS for name in plain)


def shows_another(page: Page, picture: Picture) -> bool:
    """Return whether *picture* is an advert or the card of another page: it leads away, and has no caption.

    An advert leads to another site, and nothing says what it shows. A card prints a title, or a length, on its link.
    A logo leads to a front page. What leads to a picture's own page or file is the article's.
    """
    link = next(picture.element.iterancestors("a"), None)
    url = None if link is None else page.absolute(link.get("href"))
    if link is None or url is None or OF_PICTURES.search(url):
        return False
    if next(picture.element.iterancestors("figure"), None) is not None:
        return False
    if _is_front(url) and not _is_own(url, page):
        return True
    behind = page.outline.blocks[picture.block : picture.block + 1]
    around = page.outline.blocks[max(0, picture.block - 1) : picture.block + 1]  # several may be in one line
    is_titled = any(one.element is link and one.text for block in around for one in block.links)
    if any(is_caption(block.text) or (block.zones & CAPTION and not is_titled) for block in behind):
        return False
    if not is_same_site(host_of(url), host_of(page.url)):
        return not letters(picture.element.get("alt") or "")
    return is_titled and not _is_own(url, page)


def heads_article(page: Page, picture: Picture, first: int, last: int) -> bool:
    """Return whether *picture*, on no link, heads the `article` element around the blocks *first* and *last*.

    The first is the headline's, the last the text's.
    """
    if picture.zones & (OUTSIDE | BYLINE):
        return False
    around = next(picture.element.iterancestors("article", "a"), None)
    if around is None or around.tag == "a":
        return False
    ends = (page.outline.blocks[place].element for place in (first, min(last, len(page.outline.blocks)) - 1))
    return all(next(one.iterancestors("article"), None) is around for one in ends)


def is_on_link_of(page: Page, picture: Picture) -> bool:
    """Return whether *picture* is on a link together with the line below it: behind a text, that teases another one."""
    links = [link.element for block in page.outline.blocks[picture.block : picture.block + 1] for link in block.links]
    return bool(links) and any(one in links for one in picture.element.iterancestors("a"))


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def _is_own(url: str, page: Page) -> bool:
    """Return whether *url* is the page's, or below it."""
    own = page.url.partition("?")[0].partition("#")[0].rstrip("/")
    return url.startswith(own)
