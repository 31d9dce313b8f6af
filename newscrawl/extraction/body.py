"""Body text: which of a page's blocks are the article's paragraphs. Counted in characters, so right for Japanese."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newscrawl.extraction.blocks import Block, Outline
from newscrawl.extraction.noise import is_end, is_noise
from newscrawl.extraction.zones import BYLINE, CAPTION, FIGURE, HEADING, LIST, OUTSIDE, TABLE
from newscrawl.text import cjk_share, squash

_SENTENCE_END = re.compile(r"[。．.!?！？」』”\"…)）]$")
_SHARE = 0.72
"""A part of the page is the text's own when it holds this share of what its whole holds."""


@dataclass(frozen=True, slots=True)
class BodyText:
    """The text of an article."""

    paragraphs: tuple[str, ...]
    first: int
    """The first of its blocks."""
    last: int
    """The block behind its last one."""
    confidence: float
    """From 0.0 to 1.0: how clearly these paragraphs stand out from the rest of the page."""

    @property
    def text(self) -> str:
        """The paragraphs joined by blank lines."""
        return "\n\n".join(self.paragraphs)


NO_TEXT = BodyText((), 0, 0, 0.0)


def weights(outline: Outline, *, taken: frozenset[int]) -> list[float]:
    """Return how much each block looks like a paragraph: its characters outside links, 0 for anything else.

    Blocks numbered in *taken* belong to lists.
    """
    return [0.0 if block.index in taken else _weight(block) for block in outline.blocks]


def _weight(block: Block) -> float:
    if block.zones & (OUTSIDE | CAPTION | BYLINE):
        return 0.0
    own = len(block.text) - block.linked
    if own < 12 or block.linked > own:
        return 0.0
    size = own * (2.2 if cjk_share(block.text[:60]) > 0.3 else 1.0)
    if size < 60 and not _SENTENCE_END.search(block.text):
        return 0.0
    return size * 0.3 if block.zones & (HEADING | LIST) else size


def read_body(outline: Outline, *, taken: frozenset[int], start: int = 0, stop: int | None = None) -> BodyText:
    """Return the article's text among the blocks *start* up to *stop*."""
    weighed = weights(outline, taken=taken)
    stop = len(outline.blocks) if stop is None else stop
    sums = [0.0]
    for index, weight in enumerate(weighed):
        sums.append(sums[-1] + (weight if start <= index < stop else 0.0))
    if sums[-1] <= 0.0:
        return NO_TEXT
    first, last = _densest(outline, sums)
    return paragraphs_between(outline, max(first, start), min(last, stop), taken=taken, total=sums[-1])


def _densest(outline: Outline, sums: list[float]) -> tuple[int, int]:
    """Return the blocks of the smallest element that holds most of the text, by going down from the whole page."""
    first, last = 0, len(sums) - 1
    held = sums[-1]
    for span in outline.spans:
        if span.first < first or span.last > last:
            continue
        inside = sums[span.last] - sums[span.first]
        if inside >= held * _SHARE:
            first, last, held = span.first, span.last, inside
    return first, last


def paragraphs_between(
    outline: Outline, first: int, last: int, *, taken: frozenset[int], total: float = 0.0
) -> BodyText:
    """Return the paragraphs among the blocks *first* up to *last*: no caption, byline, counter, advert or list."""
    kept: list[Block] = []
    for block in outline.blocks[first:last]:
        if block.index in taken or block.zones & (OUTSIDE | CAPTION):
            continue
        if is_end(block) and kept:
            break
        if not is_noise(block):
            kept.append(block)
    kept = _trimmed(kept)
    if not kept:
        return NO_TEXT
    held = sum(_weight(block) for block in kept)
    return BodyText(tuple(_joined(kept)), kept[0].index, kept[-1].index + 1, min(1.0, held / total) if total else 1.0)


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Cut what stands before the first paragraph and behind the last one: titles, labels, links."""
    while blocks and not _is_text(blocks[0]):
        blocks = blocks[1:]
    while blocks and (not _is_text(blocks[-1]) or blocks[-1].zones & HEADING):
        blocks = blocks[:-1]
    return blocks


def _is_text(block: Block) -> bool:
    if block.zones & (FIGURE | BYLINE) or block.linked > 0.6 * len(block.text):
        return False
    if block.zones & (LIST | TABLE | HEADING):
        return len(block.text) >= 8
    return len(block.text) >= 30 or bool(_SENTENCE_END.search(block.text))


def _joined(blocks: list[Block]) -> list[str]:
    """Return paragraphs; where an element parts its text by double breaks, a single break ends only a line."""
    doubled = {block.element for block in blocks if block.breaks >= 2}
    paragraphs: list[str] = []
    before: Block | None = None
    for block in blocks:
        goes_on = before is not None and block.element is before.element and block.index == before.index + 1
        if goes_on and block.breaks == 1 and block.element in doubled:
            paragraphs[-1] = _glued(paragraphs[-1], block.text)
        else:
            paragraphs.append(block.text)
        before = block
    return [squash(paragraph) for paragraph in paragraphs]


def _glued(left: str, right: str) -> str:
    is_latin = left[-1:].isascii() or right[:1].isascii()
    return f"{left} {right}" if is_latin else left + right
