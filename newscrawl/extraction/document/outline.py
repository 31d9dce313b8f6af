"""The outline of a page, from one walk of its tree: the blocks of text as they are seen, links, pictures, zones.

What the pages of a site share is walked once: a menu, ranking or foot with the same source has the same outline. The
source is the key, so the outline of a page is the same whichever pages were read before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sized

from lxml import etree

from newscrawl.extraction.document.blocks import (
    MOST_BLOCKS,
    MOST_LINKS,
    MOST_PICTURES,
    Block,
    Link,
    Outline,
    Picture,
    Run,
    Span,
    read_attributes,
    text_of_piece,
    without_hidden,
)
from newscrawl.extraction.document.zone_evidence import spread_zones
from newscrawl.extraction.document.zones import BLOCK, INLINE_TAGS, PICTURE_TAGS, SKIPPED_TAGS, TRAIL, ZONES
from newscrawl.extraction.element import Element
from newscrawl.text import on_one_line

_MAX_DEPTH = 220
_LONGEST_CARD = 500
"""So much is read of what a link over several blocks prints: one that is left open holds all the blocks behind it."""
_INDENTED = re.compile("\n(?=\u3000)")
"""Where a Japanese paragraph begins in the source: portals print such lines with `white-space: pre-wrap`."""
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
             one.pieces, one.text, one.has_picture)
            for one in links
        ]  # fmt: skip
        self.blocks = [
            (numbers[one.element], one.tag, one.text, one.zones, [of_link[own] for own in one.links], one.linked,
             one.runs, one.breaks)
            for one in outline.blocks[block:]
        ]  # fmt: skip
        self.pictures = [(numbers[one.element], one.block - block) for one in outline.pictures[picture:]]
        self.spans = [
            (numbers[one.element], one.tag, one.first - block, one.last - block,
             one.first_picture - picture, one.last_picture - picture, one.zones, one.classes)
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
            links.append(Link(elements[number], href, block + first, block + last, pieces, text, has_picture))
        outline.links += links
        for index, (number, tag, text, zones, own, linked, runs, breaks) in enumerate(self.blocks, block):
            on_it = [links[own[0]]] if len(own) == 1 else [links[one] for one in own] if own else []
            blocks.append(Block(index, elements[number], tag, text, zones, on_it, linked, runs, breaks))
        pictures += [Picture(elements[number], block + place) for number, place in self.pictures]
        spans = outline.spans
        for number, tag, first, last, begin, end, zones, classes in self.spans:
            place, behind = block + first, block + last
            spans.append(Span(elements[number], tag, place, behind, picture + begin, picture + end, zones, classes))
        outline.named += [(elements[number], zones) for number, zones in self.named]
        outline.anchor_count += self.anchor_count
        return True


class SharedParts:
    """The parts that pages of this process share. It holds a few megabytes at most."""

    def __init__(self) -> None:
        self._parts: dict[str, SharedPart] = {}
        self.letter_count = 0
        """Letters in the sources of the parts."""
        self._seen: dict[int, int] = {}
        """Hash of a source that was met → the page that had it first: a list may be on its page twice."""
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
        is_known = source in self._parts or self.was_met(source)
        self._looks[name] = (first, 0 if is_known else misses + 1)
        return source

    def add_to(self, outline: Outline, element: Element, source: str) -> bool:
        """Append what *element* prints to *outline*, where its *source* is known. Return whether it was."""
        part = self._parts.get(source)
        return part is not None and part.add_to(outline, list(element.iter()))

    def was_met(self, source: str) -> bool:
        """Return whether a page before had an element with *source*, so that `keep` keeps it now."""
        return self._seen.get(hash(source), self.page_count) < self.page_count

    def keep(self, source: str, outline: Outline, begin: tuple[int, ...], element: Element) -> None:
        """Keep what was appended to *outline* since *begin* for *element*, where its *source* came a second time."""
        if not self.was_met(source):
            if len(self._seen) >= _MOST_NAMES:
                self._seen.clear()
            self._seen.setdefault(hash(source), self.page_count)
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


_OF_PROCESS = SharedParts()


def read_outline(root: Element, shared: SharedParts = _OF_PROCESS) -> Outline:
    """Return the outline of the tree under *root*. Parts in *shared* are not walked; they are appended as they are."""
    shared.page_count += 1
    walk = _Walk(shared)
    walk.block_element(root, root.tag, 0)
    walk.end_block()
    spread_zones(walk.outline)
    return walk.outline


class _Walk:
    """The state of one walk: the text since the last break, and the link it is in."""

    __slots__ = (
        "block_links", "breaks", "is_full", "is_in_kept", "link", "linked", "marks", "outline", "owner", "runs",
        "shared", "tag",
    )  # fmt: skip

    def __init__(self, shared: SharedParts) -> None:
        self.shared = shared
        self.is_in_kept = self.is_full = False
        self.outline = Outline()
        self.runs: list[Run] = []
        self.block_links: list[Link] = []
        self.linked = 0
        self.link: Link | None = None
        self.marks: list[list[int]] = []
        self.breaks = 0
        self.owner: Element | None = None
        self.tag = ""

    def end_block(self) -> None:
        """Close the block that the text since the last break makes."""
        runs = self.runs
        if not runs or self.is_full:
            return
        zones = self.inline_zones() if self.marks else 0
        if self.marks:
            runs = without_hidden(runs, self.marks)
        written = runs[0][0] if len(runs) == 1 else "".join(map(text_of_piece, runs))
        text = on_one_line(written)
        if text and self.owner is not None:
            outline = self.outline
            if len(outline.blocks) >= MOST_BLOCKS:
                outline.has_excess = self.is_full = True
                return
            place, links = len(outline.blocks), self.block_links
            block = Block(place, self.owner, self.tag, text, zones, links, self.linked, runs, self.breaks)
            outline.blocks.append(block)
            self.breaks = 0
        self.runs, self.block_links, self.linked = [], [], 0
        if self.marks:
            self.marks = [[zones, 0, -1] for zones, _, end in self.marks if end < 0]

    def inline_zones(self) -> int:
        """Return the zones of inline elements that hold the whole of the block's text."""
        shown = [number for number, (text, _) in enumerate(self.runs) if not text.isspace()]
        begin, last = (shown[0], shown[-1]) if shown else (0, -1)
        found = 0
        for zones, first, end in self.marks:
            if (first <= begin or not shown) and (end < 0 or end > last):
                found |= zones
        return found

    def add(self, text: str) -> None:
        """Take *text* as printed here; white space before everything else is not."""
        if "\n" in text and (self.tag == "pre" or "\n\u3000" in text):
            self.lines(text.split("\n") if self.tag == "pre" else _INDENTED.split(text))
            return
        if not self.runs and text.isspace():
            return
        link, links = self.link, self.block_links
        if link is None:
            self.runs.append((text, None))
            return
        if not links or links[-1] is not link:
            links.append(link)
        self.runs.append((text, len(links) - 1))
        if not text.isspace():
            link.pieces.append((text, len(self.outline.blocks) - link.first))
            self.linked += len(text.strip())

    def lines(self, lines: list[str]) -> None:
        """Take a text line by line, as preformatted text is printed."""
        for number, line in enumerate(lines):
            if number:
                self.end_block()
                self.breaks += 1
            if line:
                self.add(line)

    def block_element(self, element: Element, tag: str, depth: int) -> None:
        """Walk an element that is by itself."""
        if self.runs:
            self.end_block()
        if self.marks:
            self.marks = []
        self.breaks = 0
        if self.is_full:
            return
        count = len(element)
        if count < MANY or depth > MOST_LEVELS or self.link is not None or self.is_in_kept:
            self.inside(element, tag, depth)
            return
        source = self.shared.source_of(element, tag, count)
        if source is None:
            self.inside(element, tag, depth)
        elif not self.shared.add_to(self.outline, element, source):
            begin = place_in(self.outline)
            self.is_in_kept = self.shared.was_met(source)  # parts of a part are not kept beside it: they nest 80 deep
            self.inside(element, tag, depth)
            self.is_in_kept = False
            self.shared.keep(source, self.outline, begin, element)

    def inside(self, element: Element, tag: str, depth: int) -> None:
        """Walk *element* and what is inside it."""
        outline = self.outline
        blocks, pictures = outline.blocks, outline.pictures
        zones, classes, _ = read_attributes(element, tag)
        first, picture = len(blocks), len(pictures)
        span = Span(element, tag, first, first, picture, picture, zones, classes)
        outline.spans.append(span)
        if zones >= TRAIL:
            outline.named.append((element, zones))
        owner, owner_tag = self.owner, self.tag
        self.owner, self.tag = element, tag
        self.content(element, depth)
        if self.runs:
            self.end_block()
        self.breaks = 0
        self.owner, self.tag = owner, owner_tag
        span.last = len(blocks)
        if len(pictures) > picture:
            span.last_picture = len(pictures)

    def content(self, element: Element, depth: int) -> None:
        """Walk what is inside *element*."""
        text = element.text
        if text:
            self.add(text)
        if depth > _MAX_DEPTH:
            self.add(" ".join(str(deeper) for deeper in element.itertext() if deeper is not text))
            return
        for child in element[:]:  # type: ignore[index]  # no stub knows slices; they cost a third of lxml's iterator
            tag = child.tag
            if enter := _ENTRIES.get(tag, _Walk.block_element):
                enter(self, child, tag, depth + 1)
            text = child.tail
            if text and (self.runs or not text.isspace()):
                self.add(text)

    def line_break(self, element: Element, tag: str, depth: int) -> None:
        """Take a break."""
        del element, tag, depth
        self.end_block()
        self.breaks += 1

    def picture(self, element: Element, tag: str, depth: int) -> None:
        """Take a picture, which holds no text."""
        del depth
        if self.link is not None and tag == "img":
            self.link.has_picture = True
        if len(self.outline.pictures) >= MOST_PICTURES:
            self.outline.has_excess = True
        else:
            place = len(self.outline.blocks) + bool(self.runs)
            self.outline.pictures.append(Picture(element, place))

    def inline(self, element: Element, tag: str, depth: int) -> None:
        """Walk an element that is in a line."""
        own, _, href = read_attributes(element, tag)
        if not own and tag != "a":  # the most
            self.content(element, depth)
            return
        if own & BLOCK and tag == "span":
            self.block_element(element, tag, depth + 1)
            return
        if own >= TRAIL:
            self.outline.named.append((element, own))
            own &= ZONES
        if own:
            self.marks.append([own, len(self.runs), -1])
        if tag == "a":
            self.outline.anchor_count += 1
        if href and tag == "a" and self.link is None:
            self.anchor(element, href, depth)
        else:
            self.content(element, depth)
        if own:
            self.close(own)

    def close(self, zones: int) -> None:
        """Note that the innermost inline element with *zones* ends here."""
        for mark in reversed(self.marks):
            if mark[2] < 0 and mark[0] == zones:
                mark[2] = len(self.runs)
                return

    def anchor(self, element: Element, href: str, depth: int) -> None:
        """Walk a link."""
        outline = self.outline
        if len(outline.links) >= MOST_LINKS:
            outline.has_excess = True
            self.content(element, depth)
            return
        first = len(outline.blocks)
        link = Link(element, href, first, first, [])
        outline.links.append(link)
        self.link = link
        self.content(element, depth)
        self.link = None
        pieces = link.pieces
        written = pieces[0][0] if len(pieces) == 1 else "".join(map(text_of_piece, pieces))
        link.last = len(outline.blocks) + bool(self.runs)
        link.text = on_one_line(written if link.last <= link.first + 1 else written[:_LONGEST_CARD])


_Entry = Callable[[_Walk, Element, str, int], None]
_ENTRIES: dict[str, _Entry | None] = {
    **dict.fromkeys(SKIPPED_TAGS),
    **dict.fromkeys(INLINE_TAGS, _Walk.inline),
    **dict.fromkeys(PICTURE_TAGS, _Walk.picture),
    "br": _Walk.line_break,
}
"""Tag → how its elements are walked, None for not at all; all others are by themselves."""
