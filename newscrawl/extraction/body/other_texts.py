"""Texts of a page that are not its article's, though they may be longer: notices, glossaries, cards of articles."""

from __future__ import annotations

from collections import Counter

from newscrawl.extraction.document.blocks import Block, Outline
from newscrawl.extraction.document.zones import HEADING

_OFTEN = 4
_TEXT = 150
"""The article of a headline holds a text of its own when it weighs this much: some 70 Japanese characters."""
_TITLED = 0.7
_FEWEST = 3


def repeated(outline: Outline, weighed: list[float]) -> frozenset[int]:
    """Return the blocks whose text is printed again and again beside another text: a notice."""
    counts = Counter(block.text for block in outline.blocks if weighed[block.index])
    often = {text for text, count in counts.items() if count >= _OFTEN}
    if not often:
        return frozenset()
    found = frozenset(block.index for block in outline.blocks if block.text in often)
    rest = sum(weight for index, weight in enumerate(weighed) if index not in found)
    return found if rest >= _TEXT else frozenset()


def cards_outside(outline: Outline, weighed: list[float], title: int) -> range:
    """Return the blocks behind the article element of the headline *title* where they are cards or terms.

    Two witnesses must agree: the headline's own article holds a text, and nearly each paragraph behind it has a title
    of its own, a heading or a link.
    """
    nothing = range(0)
    if not 0 <= title < len(outline.blocks):
        return nothing
    article = next(outline.blocks[title].element.iterancestors("article"), None)
    span = outline.span_of(article) if article is not None else None
    if span is None or sum(weighed[title : span[1]]) < _TEXT:
        return nothing
    behind = [one for one in outline.blocks[span[1] :] if weighed[one.index]]
    titled = sum(_is_title(outline.blocks[one.index - 1]) for one in behind)
    is_other = len(behind) >= _FEWEST and titled >= len(behind) * _TITLED
    return range(span[1], len(outline.blocks)) if is_other else nothing


def _is_title(block: Block) -> bool:
    return bool(block.zones & HEADING) or (bool(block.links) and block.linked == len(block.text.replace(" ", "")))
