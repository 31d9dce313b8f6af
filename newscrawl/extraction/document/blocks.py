"""What a page is made of as a reader sees it: blocks of text, links and pictures, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from itertools import groupby
from operator import or_

from newscrawl.extraction.document.zones import zone_of
from newscrawl.extraction.tree import Element, folded

MOST_BLOCKS, MOST_LINKS, MOST_PICTURES = 20_000, 10_000, 1_000
"""So many of each are read of one page."""
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
    """A picture's element and where it is between the blocks."""

    __slots__ = ("block", "element", "zones")

    def __init__(self, element: Element, block: int) -> None:
        self.element = element
        self.block = block
        self.zones = 0


class Block:
    """A run of text that is by itself on the page."""

    __slots__ = ("breaks", "element", "index", "linked", "links", "runs", "tag", "text", "zones")

    def __init__(
        self,
        index: int,
        element: Element,
        tag: str,
        text: str,
        zones: int,
        links: list[Link],
        linked: int,
        runs: list[tuple[str, Link | None]],
        breaks: int = 0,
    ) -> None:
        self.index = index
        self.element = element
        self.tag = tag
        self.text = text
        self.zones = zones
        self.links = links
        self.linked = linked
        """So many of its characters are on links."""
        self.runs = runs
        """Its texts as written, each with the link that it is on."""
        self.breaks = breaks

    def with_lines(self, lines: list[Block]) -> Block:
        """Return a block of this one's text and those of *lines*, which breaks part from it."""
        if not lines:
            return self
        every = [self, *lines]
        runs = list(self.runs)
        for line in lines:
            runs += [(" ", None), *line.runs]
        return Block(
            lines[-1].index,
            self.element,
            self.tag,
            " ".join([one.text for one in every]),
            reduce(or_, [one.zones for one in every]),
            [link for one in every for link in one.links],
            sum(one.linked for one in every),
            runs,
        )

    @property
    def parts(self) -> list[str]:
        """What each of its inline elements prints, and the texts between them; those without text left out."""
        return [text for written, _ in self.runs if (text := " ".join(written.split()))]

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

    __slots__ = ("_by_element", "_short", "blocks", "has_excess", "links", "named", "pictures", "spans", "text_sums")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.named: list[tuple[Element, int]] = []
        """The elements with the name of a trail or of a list of keywords: `zones.TRAIL`, `zones.KEYWORDS`."""
        self.pictures: list[Picture] = []
        self.spans: list[Span] = []
        self._by_element: dict[Element, Span] | None = None
        self._short: str | None = None
        self.has_excess = False
        """Whether the page has more of something than is read."""
        self.text_sums: list[int] = []
        """For each block, how much text is before it. Made when it is first asked for (`printed_headline`)."""

    def span_of(self, element: Element) -> tuple[int, int] | None:
        """Return the range of blocks that *element* holds, or None where it prints nothing."""
        span = self.holding(element)
        return (span.first, span.last) if span else None

    def holding(self, element: Element) -> Span | None:
        """Return what *element* holds, or None where it is no block of its own."""
        if self._by_element is None:
            self._by_element = {span.element: span for span in self.spans}
        return self._by_element.get(element)

    def named_as(self, kind: int) -> set[Element]:
        """Return the elements whose name is that of a `zones.TRAIL` or of `zones.KEYWORDS`."""
        return {element for element, kinds in self.named if kinds & kind}

    def may_print(self, plain: str) -> bool:
        """Return whether a short block may hold the folded text *plain*: a quick look before a thorough one."""
        if self._short is None:
            self._short = "\n".join([folded(block.text) for block in self.blocks if len(block.text) <= SHORT])
        return plain in self._short

    def headings(self, *tags: str) -> Iterator[Block]:
        """Give the headings with one of *tags*: the blocks of one element, which breaks part, as one block each.

        Such a block has the index of its last line.
        """
        marked = (block for block in self.blocks if block.tag in tags)
        for _, lines in groupby(marked, key=_element_of):
            first, *rest = lines
            yield first.with_lines(rest)

    def links_between(self, first: int, last: int) -> list[Link]:
        """Return the links that begin in the blocks *first* up to, without, *last*."""
        low = bisect_left(self.links, first, key=_first_of)
        high = bisect_left(self.links, last, key=_first_of)
        return self.links[low:high]


def _element_of(block: Block) -> Element:
    return block.element


def _first_of(link: Link) -> int:
    return link.first
