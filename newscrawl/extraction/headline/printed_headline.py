"""Which of a page's headings is the headline, where titles in the head have other words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import OUTSIDE
from newscrawl.extraction.headline.clean_headline import HeadlineContext, headline_context, may_be_headline
from newscrawl.extraction.headline.headline_position import heads_text
from newscrawl.extraction.metadata.jsonld import text_of
from newscrawl.extraction.tree import folded
from newscrawl.text import letters, squash
from newscrawl.urls import absolute

_NEAR, _TEXT = 6, 40
_HEADINGS = ("h1", "h2", "h3")
_OTHER_NAMES = ("name", "alternativeHeadline")
_STARTS_JOINED, _ENDS_JOINED = re.compile(r"\s*[:：|｜/／―—–-]"), re.compile(r"[:：|｜/／―—–-]\s*$")
_SHARED = ("og:title", "twitter:title")


def printed_heading(page: Page) -> str | None:
    """Return the one h1 above the text, where JSON-LD has no headline and the page prints its shared title nowhere.

    Shared titles (`og:title`) are written for other sites. Only where JSON-LD gives a second witness are they
    weighed against the heading (`agreed_heading`).
    """
    if (page.article_node or {}).get("headline"):
        return None
    around = headline_context(page, None)
    headings = [one for one in page.outline.headings("h1") if _may_head(one, page, around)]
    if len(headings) != 1:
        return None
    shared = {letters(title) for name in _SHARED for title in page.meta.get(name, ())}
    return None if any(letters(line) in shared for line in _printed_lines(page, headings[0])) else headings[0].text


def _printed_lines(page: Page, heading: Block) -> Iterator[str]:
    """Give the text of each heading of the article's part of *page*, and of each element that is a line in *heading*.

    ``<span>緑川市</span><span>駅前広場を造り替え</span>`` is a kicker and a line; a colon between them makes them one.
    """
    yield from (one.text for one in page.outline.headings(*_HEADINGS) if not one.zones & OUTSIDE)
    for inner in heading.element:
        text = squash("".join(map(str, inner.itertext())))
        before, _, behind = heading.text.partition(text) if text else ("", "", "")
        if text and not _ENDS_JOINED.search(before) and not _STARTS_JOINED.match(behind):
            yield text


def _may_head(heading: Block, page: Page, around: HeadlineContext) -> bool:
    """Return whether *heading* heads the page's text: no name of site or section, and no link to another page."""
    plain = letters(heading.text)
    if not plain or heading.zones & OUTSIDE or plain in around.names or folded(heading.text) in around.sections:
        return False
    return not leads_away(heading, page) and heads_text(page, heading)


def leads_away(heading: Block, page: Page) -> bool:
    """Return whether all of *heading* is a link to another page, such as a section's."""
    is_link = len(heading.links) == 1 and letters(heading.links[0].text) == letters(heading.text)
    return is_link and absolute(heading.links[0].href, page.base_url) not in {page.url, page.base_url}


def agreed_heading(page: Page) -> str | None:
    """Return the heading that JSON-LD's headline repeats, where that is the printed headline; else None.

    It is where the document's title says something else: head elements are then written for search engines, heading
    and JSON-LD for readers; and where `twitter:title` repeats it, too, or where title, heading and JSON-LD are the
    same letter for letter. What is in menus and trails is no heading. Where JSON-LD knows `og:title` by another
    name, that is the article's headline, and no teaser.
    """
    node = page.article_node or {}
    written = squash(html.unescape(text_of(node.get("headline")) or ""))
    told = letters(written)
    shared = letters(next(iter(page.meta.get("og:title", ())), ""))
    if not told or (shared and shared in {letters(text_of(node.get(key)) or "") for key in _OTHER_NAMES}):
        return None
    title = _title_of(page)
    if squash(title) == written and any(squash(one) == written for one in _printed_h1s(page)):
        return written
    heading = _heading_of(told, page)
    if heading is None or (shared and told.endswith(shared)) or _heading_of(shared, page):
        return None  # og:title is printed itself, or is the heading without its kicker
    if letters(title).startswith(told) and told not in map(letters, page.meta.get("twitter:title", ())):
        return None
    is_parted = heading.tag != "h1" and len(heading.element)  # a kicker of its own: the data do not repeat it
    return None if is_parted and heading.text != written else heading.text


def _printed_h1s(page: Page) -> Iterator[str]:
    return ("".join(map(str, element.itertext())) for element in page.root.iter("h1"))


def _title_of(page: Page) -> str:
    return next(("".join(map(str, element.itertext())) for element in page.root.iter("title")), "")


def _heading_of(told: str, page: Page) -> Block | None:
    """Return the heading with the letters *told*: not that of a trail or a menu, and no link to an article."""
    headings = (block for block in page.outline.headings(*_HEADINGS) if not block.zones & OUTSIDE)
    return next((block for block in headings if not block.links and letters(block.text) == told), None)


def lone_heading(page: Page) -> str | None:
    """Return the first h2 or h3 that a text follows, for pages whose h1 is the site's name; None for none."""
    blocks = page.outline.blocks
    for block in page.outline.headings("h2", "h3"):
        if may_be_headline(block):
            behind = blocks[block.index + 1 : block.index + 1 + _NEAR]
            if any(len(one.text) - one.linked >= _TEXT and not one.zones & OUTSIDE for one in behind):
                return block.text
    return None
