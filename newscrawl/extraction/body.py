"""Body text: which part of a page holds the article's paragraphs. Counted in characters, so right for Japanese."""

from __future__ import annotations

import re

from newscrawl.extraction.blocks import Block, Outline
from newscrawl.extraction.paragraphs import NO_TEXT, BodyText, Frame, ends_sentence, read_paragraphs
from newscrawl.extraction.zones import BYLINE, CAPTION, HEADING, LIST, OUTSIDE

_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SHARE = 0.72
"""A part of the page is the text's own when it holds this share of what its whole holds."""


def read_body(outline: Outline, frame: Frame, *, start: int = 0) -> BodyText:
    """Return the article's text among the blocks from *start*, which is behind the headline."""
    sums = [0.0]
    for block in outline.blocks:
        weight = 0.0 if block.index < start or block.index in frame.taken else _weight(block)
        sums.append(sums[-1] + weight)
    if sums[-1] <= 0.0:
        return NO_TEXT
    first, last = _densest(outline, sums)
    return read_paragraphs(outline, max(first, start), last, frame)


def _weight(block: Block) -> float:
    """Return how much *block* looks like a paragraph: its characters outside links, 0 for anything else."""
    if block.zones & (OUTSIDE | CAPTION | BYLINE):
        return 0.0
    own = len(block.text) - block.linked
    if own < 12 or block.linked > own:
        return 0.0
    size = own * (2.2 if _CJK.search(block.text, 0, 40) else 1.0)
    if size < 60 and not ends_sentence(block.text):
        return 0.0
    return size * 0.3 if block.zones & (HEADING | LIST) else size


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
