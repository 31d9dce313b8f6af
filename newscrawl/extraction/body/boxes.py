"""Boxes beside the paragraphs of a text that are furnished as no paragraph is: with a form, a button, a portrait."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Outline, Span
from newscrawl.extraction.document.zone_evidence import TO_READER
from newscrawl.extraction.document.zones import FIGURE, QUOTE, TABLE
from newscrawl.extraction.element import Element
from newscrawl.text import ends_sentence, letters, width

_AROUND, _LEVELS, _MOST_BLOCKS, _MOST_ELEMENTS = 2, 4, 8, 60
_FEWEST_PARAGRAPHS, _MAIN, _MOST = 3, 0.2, 0.25
_WIDEST, _BUTTON_WIDTH = 400, 40
"""In columns: what a box holds, and a link that is a button."""
_PORTRAIT = 200
_FIELDS = frozenset({"input", "textarea", "select"})


def furnished_boxes(outline: Outline, weighed: list[float], start: int) -> frozenset[int]:
    """Return the blocks from *start* on of small boxes that are furnished, where others are the text's paragraphs.

    Three witnesses must agree: a box has another form than nearly all paragraphs, it holds little, and it holds a
    control of a form, or, behind the text, a link that is a button, or a small picture.
    """
    blocks = [block for block in outline.blocks[start:] if weighed[block.index]]
    elements = {block.element for block in blocks}
    forms = {element: _form(element) for element in elements}
    held: defaultdict[object, float] = defaultdict(float)
    for block in blocks:
        held[forms[block.element]] += weighed[block.index]
    most = max(held.values(), default=0.0)
    own = {element for element, form in forms.items() if held[form] >= most * _MAIN}
    if len(own) == len(elements):
        return frozenset()
    main = {block.index for block in blocks if block.element in own}
    others = [block for block in blocks if block.element not in own]
    if len(main) < _FEWEST_PARAGRAPHS:
        return frozenset()
    first, last = min(main), max(main)
    seen, found = set[Element](), set[int]()
    for block in others:
        span = None if block.zones & (QUOTE | FIGURE | TABLE) else _box(outline, block, main, start)
        if span is None or span.element in seen:
            continue
        seen.add(span.element)
        if _is_furnished(outline, span, is_above=span.first < first, is_behind=span.first > last):
            found.update(range(span.first, span.last))
    whole, inside = sum(weighed[start:]), sum(weighed[index] for index in found)
    return frozenset(found) if inside <= whole * _MOST else frozenset()


def _form(element: Element) -> tuple[object, ...]:
    return tuple([(one.tag, one.get("class")) for one in (element, *islice(element.iterancestors(), _AROUND))])


def _box(outline: Outline, block: Block, main: set[int], start: int) -> Span | None:
    """Return the largest element around *block* that holds few blocks, and no paragraph of the text."""
    box = None
    for element in (block.element, *islice(block.element.iterancestors(), _LEVELS)):
        span = outline.holding(element)
        if span is None:
            continue
        is_large = span.last - span.first > _MOST_BLOCKS or span.first < start
        if is_large or not main.isdisjoint(range(span.first, span.last)):
            break
        box = span
    return box


def _is_furnished(outline: Outline, box: Span, *, is_above: bool, is_behind: bool) -> bool:
    """Return whether *box* has the furniture of one in its place. Buttons may be beside the lead above a text."""
    blocks = outline.blocks[box.first : box.last]
    if sum(width(block.text) for block in blocks) > _WIDEST:
        return False
    inside = list(islice(box.element.iter(), _MOST_ELEMENTS))
    if any(one.tag in _FIELDS and one.get("type") != "hidden" for one in inside):
        return True
    turns = not is_above or all(TO_READER.search(block.text) for block in blocks if ends_sentence(block.text))
    if turns and any(one.tag == "button" for one in inside):
        return True
    return is_behind and (any(map(_is_button, blocks)) or any(map(_is_small, inside)))


def _is_button(block: Block) -> bool:
    return bool(block.links) and not letters(block.unlinked) and width(block.text) <= _BUTTON_WIDTH


def _is_small(element: Element) -> bool:
    sizes = [element.get(name) or "" for name in ("width", "height")] if element.tag == "img" else [""]
    return all(size.isdecimal() and int(size) <= _PORTRAIT for size in sizes)
