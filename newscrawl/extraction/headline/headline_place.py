"""Finds the block that prints the headline, and the lines between it and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from newscrawl.extraction.document.blocks import Block, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import (
    ADVERT,
    ASIDE,
    BYLINE,
    COMMENTS,
    FIGURE,
    FOOTER,
    HEADING,
    NAV,
    OTHER,
    OUTSIDE,
)
from newscrawl.extraction.element import Element
from newscrawl.text import character_ngrams, fold, letters, width

NOT_PRINTED = -1
"""The place of a headline that no block prints: before all of them."""
_TAGS = ("h1", "h2", "h3")
_ALIKE = 0.5
"""Two wordings of one headline share this much of the shorter one."""
_SHORTEST, _SIZE = 12, 3
_TEXT, _LEAST = 40, 150
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
    own = character_ngrams(headline, _SIZE)
    best: Block | None = None
    most = _ALIKE
    for heading in page.outline.headings(*_TAGS):
        if heading.zones & OUTSIDE or heading.links or len(letters(heading.text)) < _SHORTEST:
            continue
        its = character_ngrams(heading.text, _SIZE)
        shared = len(own & its) / max(1, min(len(own), len(its)))
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
        outline.text_sums = [0, *accumulate(map(text_size, outline.blocks))]
    return outline.text_sums


def text_size(block: Block) -> int:
    """Return how many characters of a text *block* has; 0 for a line, a link or what is outside of the article."""
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
        if sum(map(text_size, blocks[place + 1 : behind])) >= _LEAST and blocks[first].element in headings:
            return headings[headings.index(blocks[first].element) :]
    return headings


def blocks_behind(blocks: Sequence[Block], place: int, count: int) -> Iterator[Block]:
    """Give *count* blocks behind the headline at *place*; beside them, uncounted, what is near of side columns.

    Menus are left out, and farther on buttons and side columns. What surrounds the headline itself is not one of them,
    whatever its name; a byline is one in a side column, too.
    """
    own = blocks[place].zones if 0 <= place < len(blocks) else 0
    for block in blocks[place + 1 : place + 1 + _FAR]:
        outside = block.zones & OUTSIDE & ~own
        if not outside or (block.zones & BYLINE and not outside & ~(ADVERT | ASIDE)):
            count -= 1
        elif outside & (NAV | OTHER) or block.index - place > _NEAR:
            continue
        if count < 0:
            return
        yield block


_NEAR_LINES, _SUBHEADINGS = 8, 2
_LONGEST_LINE, _LONGEST_LATIN = 120, 80
_STANDFIRST, _WIDEST, _STOPPED, _FULL_STOPS = 2, 150, 24, "。！？」』"


def lines_behind(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the short lines between headline and text, whether or not subheading and standfirst part them."""
    standfirst, place = 0, -1
    own = blocks[headline_block].zones if headline_block >= 0 else 0
    for block in blocks_behind(blocks, headline_block, _NEAR_LINES):
        if (outside := block.zones & OUTSIDE & ~own) and (outside & COMMENTS or not block.zones & BYLINE):
            continue
        if block.zones & FIGURE or block.tag == "figcaption":
            continue
        place += 1
        if share := _standfirst_share(block.text):
            if standfirst >= _STANDFIRST:
                return
            standfirst = 0 if block.zones & HEADING else standfirst + share
        else:
            yield block
        if block.zones & HEADING and place >= _SUBHEADINGS:
            return


def _standfirst_share(line: str) -> int:
    """Return how much of a standfirst *line* is by its width, or as a sentence that is longer than a byline."""
    if len(line) > _LONGEST_LINE or width(line) > _WIDEST or (line[-1:] in _FULL_STOPS and len(line) > _STOPPED):
        return _STANDFIRST
    return 1 if line[-1:] in ".!?" and len(line) > _LONGEST_LATIN else 0
