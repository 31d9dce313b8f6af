"""The outline of a page, from one walk of its tree: the blocks of text as they are seen, links, pictures, zones.

What the pages of a site share is walked once (`shared_parts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newscrawl.extraction.document.blocks import (
    MOST_BLOCKS,
    MOST_LINKS,
    MOST_PICTURES,
    Block,
    Link,
    Outline,
    Picture,
    Span,
    zone_of,
)
from newscrawl.extraction.document.shared_parts import MANY, MOST_LEVELS, SharedParts, place_in
from newscrawl.extraction.document.zone_evidence import spread_zones, without_hidden
from newscrawl.extraction.document.zones import BLOCK, INLINE_TAGS, PICTURE_TAGS, SKIPPED_TAGS, TRAIL, ZONES
from newscrawl.extraction.element import Element
from newscrawl.text import safe

_MAX_DEPTH = 220
_LONGEST_CARD = 500
"""So much is read of what a link over several blocks prints: one that is left open holds all the blocks behind it."""
_INDENTED = re.compile("\n(?=\u3000)")
"""Where a Japanese paragraph begins in the source: portals print such lines with `white-space: pre-wrap`."""
_OF_PROCESS = SharedParts()


def read_outline(root: Element, shared: SharedParts = _OF_PROCESS) -> Outline:
    """Return the outline of the tree under *root*. Parts in *shared* are not walked; they are appended as they are."""
    shared.page_count += 1
    walk = _Walk(shared)
    walk.block_element(root, root.tag, 0)
    walk.end_block()
    spread_zones(walk.outline)
    return walk.outline


def _printed(written: str) -> str:
    """Return what is read of *written*: on one line, without signs that are no text."""
    if " " not in written and written.isprintable():  # nothing to split at: no other white space is printable
        return written
    text = " ".join(written.split())
    return text if text.isprintable() else " ".join(safe(text).split())


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
        self.runs: list[tuple[str, Link | None]] = []
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
        written = runs[0][0] if len(runs) == 1 else "".join([text for text, _ in runs])
        text = _printed(written)
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
        link = self.link
        self.runs.append((text, link))
        if link is None:
            return
        if not text.isspace():
            link.pieces.append((text, len(self.outline.blocks)))
            self.linked += len(text.strip())
        if not self.block_links or self.block_links[-1] is not link:
            self.block_links.append(link)

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
        span = Span(element, tag, len(outline.blocks), len(outline.pictures), zone_of(element, tag))
        outline.spans.append(span)
        if span.zones >= TRAIL:
            outline.named.append((element, span.zones))
        around = (self.owner, self.tag)
        self.owner, self.tag = element, tag
        self.content(element, depth)
        if self.runs:
            self.end_block()
        self.breaks = 0
        self.owner, self.tag = around
        span.last = len(outline.blocks)
        span.last_picture = len(outline.pictures)

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
        own = zone_of(element, tag)
        if own & BLOCK and tag == "span":
            self.block_element(element, tag, depth + 1)
            return
        if own >= TRAIL:
            self.outline.named.append((element, own))
            own &= ZONES
        if own:
            self.marks.append([own, len(self.runs), -1])
        href = None
        if tag == "a":
            self.outline.anchor_count += 1
            href = element.get("href") if self.link is None else None
        if href:
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
        link = Link(element, href, len(outline.blocks))
        outline.links.append(link)
        self.link = link
        self.content(element, depth)
        self.link = None
        pieces = link.pieces
        written = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
        link.last = len(outline.blocks) + bool(self.runs)
        link.text = _printed(written if link.last <= link.first + 1 else written[:_LONGEST_CARD])


_Entry = Callable[[_Walk, Element, str, int], None]
_ENTRIES: dict[str, _Entry | None] = {
    **dict.fromkeys(SKIPPED_TAGS),
    **dict.fromkeys(INLINE_TAGS, _Walk.inline),
    **dict.fromkeys(PICTURE_TAGS, _Walk.picture),
    "br": _Walk.line_break,
}
"""Tag → how its elements are walked, None for not at all; all others are by themselves."""
