"""The parts of a site's pages that are the same on page after page: menus, rankings, feet. Each is walked once.

The source is the key, so the outline of a page is the same whichever pages were read before.
"""

from __future__ import annotations

from collections.abc import Sized

from lxml import etree

from newscrawl.extraction.document.blocks import (
    MOST_BLOCKS,
    MOST_LINKS,
    MOST_PICTURES,
    Block,
    Link,
    Outline,
    Picture,
    Span,
)
from newscrawl.extraction.element import Element

MANY = 4
"""An element with so many children is worth a look: writing its source costs a tenth of walking it."""
MOST_LEVELS = 80
"""A part is kept where its elements, and those around it, are nested no deeper than this."""
MOST_LETTERS = 4_000_000
"""The sources of all parts together have at most so many letters."""
_MOST_PARTS, _MOST_NAMES = 200, 2000
_MOST_MISSES = 3
"""After so many different sources in a row, elements of this name and size are walked without a look."""


def place_in(outline: Outline) -> tuple[int, ...]:
    """Return how many blocks, links, pictures, spans, named elements and `a` elements *outline* has."""
    lists: tuple[Sized, ...] = (outline.blocks, outline.links, outline.pictures, outline.spans, outline.named)
    return (*map(len, lists), outline.anchor_count)


class SharedPart:
    """The outline of an element, counted from its begin; elements by their number in its tree."""

    __slots__ = ("anchor_count", "blocks", "links", "named", "pictures", "spans")

    def __init__(self, outline: Outline, begin: tuple[int, ...], numbers: dict[Element, int]) -> None:
        block, link, picture, span, name, anchors = begin
        links = outline.links[link:]
        of_link = {one: number for number, one in enumerate(links)}
        self.links = [
            (numbers[one.element], one.href, one.first - block, one.last - block,
             [(text, place - block) for text, place in one.pieces], one.text, one.has_picture)
            for one in links
        ]  # fmt: skip
        self.blocks = [
            (numbers[one.element], one.tag, one.text, one.zones, [of_link[own] for own in one.links], one.linked,
             [(text, None if on is None else of_link[on]) for text, on in one.runs], one.breaks)
            for one in outline.blocks[block:]
        ]  # fmt: skip
        self.pictures = [(numbers[one.element], one.block - block) for one in outline.pictures[picture:]]
        self.spans = [
            (numbers[one.element], one.tag, one.first - block, one.last - block,
             one.first_picture - picture, one.last_picture - picture, one.zones)
            for one in outline.spans[span:]
        ]  # fmt: skip
        self.named = [(numbers[element], zones) for element, zones in outline.named[name:]]
        self.anchor_count = outline.anchor_count - anchors

    def add_to(self, outline: Outline, elements: list[Element]) -> bool:
        """Append the part, whose elements are now *elements*, to *outline*. Return False where it has no room."""
        blocks, pictures = outline.blocks, outline.pictures
        block, picture = len(blocks), len(pictures)
        if (
            block + len(self.blocks) > MOST_BLOCKS
            or len(outline.links) + len(self.links) > MOST_LINKS
            or picture + len(self.pictures) > MOST_PICTURES
        ):
            return False
        links = []
        for number, href, first, last, pieces, text, has_picture in self.links:
            link = Link(elements[number], href, block + first)
            link.last = block + last
            link.pieces = [(written, block + place) for written, place in pieces]
            link.text = text
            link.has_picture = has_picture
            links.append(link)
        outline.links += links
        for index, (number, tag, text, zones, own, linked, runs, breaks) in enumerate(self.blocks, block):
            written = [(part, None if on is None else links[on]) for part, on in runs]
            on_it = [links[one] for one in own]
            blocks.append(Block(index, elements[number], tag, text, zones, on_it, linked, written, breaks))
        pictures += [Picture(elements[number], block + place) for number, place in self.pictures]
        for number, tag, first, last, first_picture, last_picture, zones in self.spans:
            span = Span(elements[number], tag, block + first, picture + first_picture, zones)
            span.last, span.last_picture = block + last, picture + last_picture
            outline.spans.append(span)
        outline.named += [(elements[number], zones) for number, zones in self.named]
        outline.anchor_count += self.anchor_count
        return True


class SharedParts:
    """The parts that pages of this process share. It holds a few megabytes at most."""

    def __init__(self) -> None:
        self._parts: dict[str, SharedPart] = {}
        self.letter_count = 0
        """Letters in the sources of the parts."""
        self._seen: set[int] = set()
        """Hashes of sources that were met once."""
        self.page_count = 0
        self._looks: dict[tuple[str, str | None, str | None, int], tuple[int, int]] = {}
        """Tag, class, id, number of children → the page that had such an element first, and looks without gain."""

    def source_of(self, element: Element, tag: str, count: int) -> str | None:
        """Return the source of *element*, which has *count* children; None where no look pays: it costs time."""
        name = (tag, element.get("class"), element.get("id"), count)
        first, misses = self._looks.get(name, (self.page_count, 0))
        if tag in {"head", "body"} or first == self.page_count or misses >= _MOST_MISSES:
            if len(self._looks) >= _MOST_NAMES:
                self._looks.clear()
            self._looks.setdefault(name, (first, 0))
            return None
        source: str = etree.tostring(element, encoding="unicode", with_tail=False)
        is_known = source in self._parts or hash(source) in self._seen
        self._looks[name] = (first, 0 if is_known else misses + 1)
        return source

    def add_to(self, outline: Outline, element: Element, source: str) -> bool:
        """Append what *element* prints to *outline*, where its *source* is known. Return whether it was."""
        part = self._parts.get(source)
        return part is not None and part.add_to(outline, list(element.iter()))

    def was_met(self, source: str) -> bool:
        """Return whether an element with *source* was met before, so that `keep` keeps it now."""
        return hash(source) in self._seen

    def keep(self, source: str, outline: Outline, begin: tuple[int, ...], element: Element) -> None:
        """Keep what was appended to *outline* since *begin* for *element*, where its *source* came a second time."""
        if not self.was_met(source):
            if len(self._seen) >= _MOST_NAMES:
                self._seen.clear()
            self._seen.add(hash(source))
            return
        if outline.has_excess or not _is_flat(element):
            return
        numbers = {one: number for number, one in enumerate(element.iter())}
        self._parts[source] = SharedPart(outline, begin, numbers)
        self.letter_count += len(source)
        while len(self._parts) > _MOST_PARTS or self.letter_count > MOST_LETTERS:
            oldest = next(iter(self._parts))
            del self._parts[oldest]
            self.letter_count -= len(oldest)


def _is_flat(element: Element) -> bool:
    depths = {element.getparent(): 0}
    for one in element.iter():
        depths[one] = depths[one.getparent()] + 1
    return max(depths.values()) <= MOST_LEVELS
