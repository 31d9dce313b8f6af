"""What a page is made of as a reader sees it: blocks of text, links and pictures, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from newscrawl.extraction.document.zones import zone_of
from newscrawl.extraction.tree import Element, folded

SHORT = 200
"""A block of at most so many characters can be a label, a line of a list, a heading."""


class Link:
    """An `a` element with an address."""

    __slots__ = ("element", "first", "href", "last", "pieces", "text")

    def __init__(self, element: Element, href: str, first: int) -> None:
        self.element = element
        self.href = href
        self.first = first
        self.last = first
        self.pieces: list[tuple[str, int]] = []
        """Its texts, each with the number of the block that it is in."""
        self.text = ""
        """What is printed on it, on one line."""


class Picture:
    """A picture's element and where it stands between the blocks."""

    __slots__ = ("block", "element", "zones")

    def __init__(self, element: Element, block: int) -> None:
        self.element = element
        self.block = block
        self.zones = 0


class Block:
    """A run of text that stands by itself on the page."""

    __slots__ = ("breaks", "element", "index", "linked", "links", "runs", "tag", "text", "zones")

    def __init__(self, index: int, element: Element, tag: str, text: str, zones: int) -> None:
        self.index = index
        self.element = element
        self.tag = tag
        self.text = text
        self.zones = zones
        self.breaks = 0
        self.links: list[Link] = []
        self.linked = 0
        self.runs: list[tuple[str, Link | None]] = []
        """Its texts as written, each with the link that it is on."""

    def with_line(self, line: Block) -> Block:
        """Return a block of this one's text and that of *line*, which a break parts from it."""
        joined = Block(line.index, self.element, self.tag, f"{self.text} {line.text}", self.zones | line.zones)
        joined.links = [*self.links, *line.links]
        joined.linked = self.linked + line.linked
        joined.runs = [*self.runs, (" ", None), *line.runs]
        return joined

    @property
    def unlinked(self) -> str:
        """What is printed on no link."""
        if not self.links:
            return self.text
        return " ".join("".join([text for text, link in self.runs if link is None]).split())


class Span:
    """Which blocks, and pictures, an element holds: from `first` up to, without, `last`."""

    __slots__ = ("element", "first", "first_picture", "last", "last_picture", "tag", "zones")

    def __init__(self, element: Element, tag: str, first: int, first_picture: int) -> None:
        self.element = element
        self.tag = tag
        self.first = first
        self.last = first
        self.first_picture = first_picture
        self.last_picture = first_picture
        self.zones = zone_of(element, tag)


class Outline:
    """All blocks, links, pictures and element spans of a page, in its order."""

    __slots__ = ("_by_element", "_short", "blocks", "links", "pictures", "spans")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.spans: list[Span] = []
        self._by_element: dict[Element, Span] | None = None
        self._short: str | None = None

    def span_of(self, element: Element) -> tuple[int, int] | None:
        """Return the range of blocks that *element* holds, or None where it prints nothing."""
        span = self.holding(element)
        return (span.first, span.last) if span else None

    def holding(self, element: Element) -> Span | None:
        """Return what *element* holds, or None where it is no block of its own."""
        if self._by_element is None:
            self._by_element = {span.element: span for span in self.spans}
        return self._by_element.get(element)

    def may_print(self, plain: str) -> bool:
        """Tell whether a short block may hold the folded text *plain*: a quick look before a thorough one."""
        if self._short is None:
            self._short = "\n".join([folded(block.text) for block in self.blocks if len(block.text) <= SHORT])
        return plain in self._short

    def headings(self, *tags: str) -> Iterator[Block]:
        """Give the headings with one of *tags*: the blocks of one element, which breaks part, as one block each.

        Such a block has the index of its last line.
        """
        before: Block | None = None
        for block in self.blocks:
            if block.tag not in tags:
                continue
            if before is not None and before.element is block.element:
                before = before.with_line(block)
                continue
            if before is not None:
                yield before
            before = block
        if before is not None:
            yield before

    def links_between(self, first: int, last: int) -> list[Link]:
        """Return the links that begin in the blocks *first* up to, without, *last*."""
        low = bisect_left(self.links, first, key=_first_of)
        high = bisect_left(self.links, last, key=_first_of)
        return self.links[low:high]


def _first_of(link: Link) -> int:
    return link.first
