"""Teasers of other articles among a text's paragraphs: cards of one form, each a link with a few words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newscrawl.extraction.blocks import Block, Outline
from newscrawl.extraction.tree import Element

_LONGEST = 320
_MOST_BLOCKS = 6
_LEVELS = 4
_SHORTEST_TITLE = 12
_TEXT = 250
_MOST = 0.85
"""Where cards hold more of the page's text than this, they are its text: a list of things, each with a link."""


def teasers(outline: Outline, weighed: list[float], host: str) -> frozenset[int]:
    """Return the blocks of the cards that have others like them: those in which a block with a weight stands.

    *host* is the page's: cards with links to other sites are offers that the text speaks of.
    """
    if not outline.links:
        return frozenset()
    own = host.removeprefix("www.")
    spans = [
        span
        for block in outline.blocks
        if weighed[block.index] and len(block.text) <= _LONGEST and (span := _card_around(outline, block, own))
    ]
    found = frozenset(index for span in spans for index in range(*span))
    whole, inside = sum(weighed), sum(weighed[index] for index in found)
    return found if inside <= whole * _MOST and whole - inside >= _TEXT else frozenset()


def _card_around(outline: Outline, block: Block, own: str) -> tuple[int, int] | None:
    for element in (block.element, *islice(block.element.iterancestors(), _LEVELS)):
        span = outline.span_of(element)
        if span is None or span[1] - span[0] > _MOST_BLOCKS:
            return None
        if span[1] - span[0] > 1 and _has_title(outline, span, own):
            return span if any(_is_card(outline, sibling, own) for sibling in _alike(element)) else None
    return None


def _host(href: str) -> str:
    return href.partition("//")[2].partition("/")[0].removeprefix("www.") if href.startswith(("http", "//")) else ""


def _is_card(outline: Outline, element: Element, own: str) -> bool:
    span = outline.span_of(element)
    return span is not None and span[1] - span[0] <= _MOST_BLOCKS and _has_title(outline, span, own)


def _has_title(outline: Outline, span: tuple[int, int], own: str) -> bool:
    """Tell whether one of the blocks in *span* is nothing but a link to another page of the site, with a title."""
    return any(
        len(block.links) == 1
        and block.links[0].text == block.text
        and len(block.text) >= _SHORTEST_TITLE
        and not block.links[0].href.startswith("#")
        and _host(block.links[0].href) in {"", own}
        for block in outline.blocks[span[0] : span[1]]
    )


def _alike(element: Element) -> Iterator[Element]:
    """Give the elements right beside *element* that have its tag and classes."""
    for other in (element.getprevious(), element.getnext()):
        if other is not None and other.tag == element.tag and other.get("class") == element.get("class"):
            yield other
