"""A page as a reader sees it: blocks of text in their order, with links, pictures, and the part of the page of each.

The tree is walked once. Everything that looks at printed text (body, lists, labels, dates) looks at these blocks.
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
)
from newscrawl.extraction.document.zone_evidence import spread_zones
from newscrawl.extraction.document.zones import BLOCK, TRAIL, ZONES, zone_of
from newscrawl.extraction.tree import Element
from newscrawl.text import safe

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas select option textarea title link meta "
    "base rt rp rtc audio input map noframes frameset frame param datalist progress meter button "
    "amp-ad amp-analytics amp-iframe amp-social-share".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb rbc s samp "
    "small span strike strong sub sup time tt u var wbr output center-inline".split()
)
_PICTURES = frozenset({"img", "amp-img", "video"})
_MAX_DEPTH = 220
_INDENTED = re.compile("\n(?=\u3000)")
"""Where a Japanese paragraph begins in the source: portals print such lines with `white-space: pre-wrap`."""


def read_outline(root: Element) -> Outline:
    """Return the outline of the tree under *root*."""
    walk = _Walk()
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
        "block_links",
        "breaks",
        "link",
        "linked",
        "marks",
        "outline",
        "owner",
        "runs",
        "tag",
    )

    def __init__(self) -> None:
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
        if not runs:
            return
        written = runs[0][0] if len(runs) == 1 else "".join([text for text, _ in runs])
        text = _printed(written)
        if text and self.owner is not None:
            outline = self.outline
            if len(outline.blocks) >= MOST_BLOCKS:
                outline.has_excess = True
                self.runs, self.block_links, self.linked, self.marks = [], [], 0, []
                return
            zones = self.inline_zones() if self.marks else 0
            place, links = len(outline.blocks), self.block_links
            block = Block(place, self.owner, self.tag, text, zones, links, self.linked, runs, self.breaks)
            outline.blocks.append(block)
            self.breaks = 0
        self.runs = []
        self.block_links = []
        self.linked = 0
        if self.marks:
            self.marks = [[zones, 0, -1] for zones, _, end in self.marks if end < 0]

    def inline_zones(self) -> int:
        """Return the zones of inline elements that hold the whole of the block's text."""
        told = [number for number, (text, _) in enumerate(self.runs) if not text.isspace()]
        begin, last = (told[0], told[-1]) if told else (0, -1)
        found = 0
        for zones, first, end in self.marks:
            if (first <= begin or not told) and (end < 0 or end > last):
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
        outline = self.outline
        span = Span(element, tag, len(outline.blocks), len(outline.pictures))
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
        for child in element:
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
        del tag, depth
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
        href = element.get("href") if tag == "a" and self.link is None else None
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
        link.text = _printed(written)
        link.last = len(outline.blocks) + bool(self.runs)


_Entry = Callable[[_Walk, Element, str, int], None]
_ENTRIES: dict[str, _Entry | None] = {
    **dict.fromkeys(_SKIPPED),
    **dict.fromkeys(_INLINE, _Walk.inline),
    **dict.fromkeys(_PICTURES, _Walk.picture),
    "br": _Walk.line_break,
}
"""Tag → how its elements are walked, None for not at all; all others are by themselves."""
