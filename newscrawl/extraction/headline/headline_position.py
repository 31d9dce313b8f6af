"""Where a page prints its headline: what is behind that place is byline, pictures and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ADVERT, ASIDE, BYLINE, FOOTER, NAV, OUTSIDE
from newscrawl.extraction.tree import Element, folded
from newscrawl.text import character_ngrams, fold, letters

NOT_PRINTED = -1
"""The place of a headline that no block prints: before all of them."""
_TAGS = ("h1", "h2", "h3")
_ALIKE = 0.5
"""Two wordings of one headline share this much of the shorter one."""
_SHORTEST = 12
_SIZE = 3
_TEXT = 40
_LEAST = 150
_BESIDE = 2
"""A headline and its second line are so near each other."""
_MOST_BEFORE = 0.3
"""A heading with more than this share of the page's text before it heads something else."""
_NEAR = 12
_FAR = 80


def headline_block(page: Page, headline: str | None) -> int:
    """Return the index of the block of *page* that prints *headline*, or another wording of it; -1 where none does.

    Trails and bars that repeat a headline come before it: a heading outside of them is preferred. Data often have
    a wording of their own: then the heading counts that shares most of it, and last the page's first h1 above a text.
    """
    if not headline:
        return NOT_PRINTED
    plain = fold(headline)
    longest = len(headline) * 2 + 20
    printed = [one for one in page.outline.headings("h1") if len(one.text) <= longest and plain in folded(one.text)]
    best = next((one for one in printed if not one.zones & OUTSIDE), None)
    if best is None:
        best = _printed_anywhere(page, plain, longest, printed) or _reworded(page, headline)
    if best is None and not printed:
        best = _lone(page)
    best = best or next(iter(printed), None) or _first(page, plain, longest) or _lone(page, but=NAV | FOOTER)
    return best.index if best else NOT_PRINTED


def _printed_anywhere(page: Page, plain: str, longest: int, printed: list[Block]) -> Block | None:
    """Return the first block that prints the headline in the text's part of the page, a heading if there is one."""
    blocks = page.outline.blocks[printed[0].index if printed else 0 :]
    holding = [
        one
        for one in blocks
        if len(one.text) <= longest and not one.zones & OUTSIDE and not one.links and plain in folded(one.text)
    ]
    best = next((one for one in holding if one.tag in _TAGS), None) or next(iter(holding), None)
    return best if best and heads_text(page, best) else None


def _reworded(page: Page, headline: str) -> Block | None:
    """Return the heading that shares most of *headline*'s letters, if that is much of it."""
    told = set(character_ngrams(headline, _SIZE))
    best: Block | None = None
    most = _ALIKE
    for heading in page.outline.headings(*_TAGS):
        if heading.zones & OUTSIDE or heading.links or len(letters(heading.text)) < _SHORTEST:
            continue
        its = set(character_ngrams(heading.text, _SIZE))
        shared = len(told & its) / max(1, min(len(told), len(its)))
        if shared > most and heads_text(page, heading):
            best, most = heading, shared
    return best


def _lone(page: Page, *, but: int = OUTSIDE) -> Block | None:
    headings = (one for one in page.outline.headings("h1") if not one.zones & but and not one.links)
    return next((one for one in headings if heads_text(page, one)), None)


def heads_text(page: Page, heading: Block) -> bool:
    """Return whether the page's text is behind *heading*, little of it before."""
    sums = _text_sums(page)
    return sums[heading.index] <= sums[-1] * _MOST_BEFORE and sums[-1] > sums[heading.index + 1]


def _text_sums(page: Page) -> list[int]:
    outline = page.outline
    if not outline.text_sums:
        outline.text_sums = [0, *accumulate(map(_text_size, outline.blocks))]
    return outline.text_sums


def _text_size(block: Block) -> int:
    size = len(block.text) - block.linked
    return size if size >= _TEXT and not block.zones & OUTSIDE else 0


def _first(page: Page, plain: str, longest: int) -> Block | None:
    return next((one for one in page.outline.blocks if len(one.text) <= longest and plain in folded(one.text)), None)


def above_text(page: Page, headings: list[Element]) -> list[Element]:
    """Return *headings*, the page's h1 elements, without those before the first that a text follows.

    Notices of storms and breaking news are in an h1 of their own; with none above a text, all are returned.
    """
    blocks = page.outline.blocks
    places = [one.index for one in blocks if one.tag == "h1" and not one.zones & OUTSIDE]
    first = before = -_BESIDE - 1
    for place, behind in zip(places, (*places[1:], len(blocks)), strict=False):
        first = first if place - before <= _BESIDE else place
        before = place
        if sum(map(_text_size, blocks[place + 1 : behind])) >= _LEAST and blocks[first].element in headings:
            return headings[headings.index(blocks[first].element) :]
    return headings


def blocks_behind(blocks: Sequence[Block], place: int, count: int) -> Iterator[Block]:
    """Give *count* blocks behind the headline at *place*; beside them, uncounted, what is near of side columns.

    Menus are left out, and farther on buttons and side columns. What surrounds the headline itself is none of them,
    whatever its name; a byline is one in a side column, too.
    """
    own = blocks[place].zones if 0 <= place < len(blocks) else 0
    for block in blocks[place + 1 : place + 1 + _FAR]:
        outside = block.zones & OUTSIDE & ~own
        if not outside or (block.zones & BYLINE and not outside & ~(ADVERT | ASIDE)):
            count -= 1
        elif outside & NAV or block.index - place > _NEAR:
            continue
        if count < 0:
            return
        yield block
