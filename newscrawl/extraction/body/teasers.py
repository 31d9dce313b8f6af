"""Teasers of other articles among a text's paragraphs: cards of one form, each a link with a few words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Outline
from newscrawl.extraction.tree import Element

_LONGEST = 320
_MOST_BLOCKS = 6
_LEVELS = 4
_SHORTEST_TITLE = 12
_FEWEST = 2
_TEXT = 250
_MOST = 0.85
"""Where cards hold more of the page's text than this, they are its text: a list of things, each with a link."""


def teasers(outline: Outline, weighed: list[float], host: str) -> frozenset[int]:
    """Return the blocks of the cards that have others like them: those in which a block with a weight is.

    *host* is the page's: cards with links to other sites are offers that the text speaks of.
    """
    own = host.removeprefix("www.")
    titles = frozenset(block.index for block in outline.blocks if block.links and _is_title(block, own))
    if len(titles) < _FEWEST:
        return frozenset()
    spans = [
        span
        for block in outline.blocks
        if weighed[block.index]
        and len(block.text) <= _LONGEST
        and not titles.isdisjoint(range(block.index - _MOST_BLOCKS, block.index + _MOST_BLOCKS))
        and (span := _card_around(outline, block, titles))
    ]
    found = frozenset(index for span in spans for index in range(*span))
    whole, inside = sum(weighed), sum(weighed[index] for index in found)
    return found if inside <= whole * _MOST and whole - inside >= _TEXT else frozenset()


def _card_around(outline: Outline, block: Block, titles: frozenset[int]) -> tuple[int, int] | None:
    for element in (block.element, *islice(block.element.iterancestors(), _LEVELS)):
        span = outline.span_of(element)
        if span is None or span[1] - span[0] > _MOST_BLOCKS:
            return None
        if span[1] - span[0] > 1 and not titles.isdisjoint(range(*span)):
            return span if any(_is_card(outline, sibling, titles) for sibling in _alike(element)) else None
    return None


def _is_card(outline: Outline, element: Element, titles: frozenset[int]) -> bool:
    span = outline.span_of(element)
    return span is not None and span[1] - span[0] <= _MOST_BLOCKS and not titles.isdisjoint(range(*span))


def _is_title(block: Block, own: str) -> bool:
    """Return whether *block* is nothing but a link to another page of the site *own*, with a title's words."""
    link = block.links[0]
    if len(block.links) > 1 or len(block.text) < _SHORTEST_TITLE or link.text != block.text:
        return False
    return not link.href.startswith("#") and _host(link.href) in {"", own}


def _host(href: str) -> str:
    return href.partition("//")[2].partition("/")[0].removeprefix("www.") if href.startswith(("http", "//")) else ""


def _alike(element: Element) -> Iterator[Element]:
    """Give the elements right beside *element* that have its tag and classes."""
    for other in (element.getprevious(), element.getnext()):
        if other is not None and other.tag == element.tag and other.get("class") == element.get("class"):
            yield other
