"""What a page is made of: its tree, the zones that each element opens, and the blocks, links and pictures in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import groupby, islice
from operator import attrgetter, itemgetter, or_

from lxml import etree
from msgspec import Struct

from newscrawl.extraction.document.zones import (
    BLOCK,
    BLOCK_STYLE,
    BY_TAG,
    HEADING,
    HIDDEN,
    HIDDEN_STYLE,
    NAMED_BITS,
    OTHER,
    RELATED,
    ROLES,
    SURE,
    ZONES,
    zones_of_figure,
    zones_of_label,
    zones_of_names,
)
from newscrawl.extraction.element import Element
from newscrawl.text import fold, letters, squash

_SILENT = ("script", "style", "rt", "rp", "template", "noscript")
_STRING = etree.XPath("string()", smart_strings=False)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return *text* folded as `newscrawl.text.fold` does, for short texts: menus and lists are on every page."""
    return fold(text)


def ancestors(element: Element) -> Iterator[Element]:
    """Give the elements around *element*, from its parent on. To begin lxml's iterator costs as much as ten parents."""
    around = element.getparent()
    while around is not None:
        yield around
        around = around.getparent()


def text_of_element(element: Element) -> str:
    """Return *element*'s text on one line, without scripts and without the readings over Chinese characters."""
    if not len(element):
        return "" if element.tag in _SILENT else squash(element.text or "")
    if next(element.iter(*_SILENT), None) is None:
        return squash(str(_STRING(element)))  # half of what `itertext` takes
    return squash("".join(_text_parts(element)))


def _text_parts(element: Element) -> Iterator[str]:
    """Yield the text of *element* without that of silent elements. Pages nest deeper than functions may."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        if event != "start":
            yield "" if one is element else one.tail or ""
            continue
        if one.tag in _SILENT:
            walk.skip_subtree()
            continue
        yield one.text or ""


def sure(zones: int) -> int:
    """Return those of *zones* that a tag, a role or a style opens."""
    return zones & SURE


def named(zones: int) -> int:
    """Return those of *zones* that words of a class or id name: a witness, no proof."""
    return (zones & ZONES) >> NAMED_BITS


def zone_of(element: Element, tag: str) -> int:
    """Return the zones that *element* itself opens, as a bit mask (see `sure` and `named`); 0 for most elements.

    `TRAIL`, `KEYWORDS`, `BLOCK` and `RELATED` are in it, too.
    """
    return read_attributes(element, tag)[0]


def read_attributes(element: Element, tag: str) -> tuple[int, str | None, str | None]:
    """Return the zones that *element* itself opens (see `zone_of`), and its `class` and `href` as written."""
    zones, classes, href = BY_TAG.get(tag, 0), None, None
    # One look at all attributes: each `get` asks libxml2 anew. Those of parsed text are texts.
    items: list[tuple[str, str]] = element.items()  # type: ignore[assignment]
    for name, value in items:
        if name == "class":
            classes = value
            zones |= zones_of_figure(value) if tag == "figure" else zones_of_names(value)
        elif name == "href":
            href = value
        elif (read := _OF_ATTRIBUTE.get(name)) and (found := read(value)):
            zones |= 0 if name == "id" and _is_of_heading(value, element) else found
    return zones, classes, href


def _is_of_heading(name: str, element: Element) -> bool:
    """Return whether *name*, the id of *element*, repeats its heading, or the one it begins with: `market-share`."""
    heading = element if BY_TAG.get(element.tag) == HEADING else next(iter(element), None)
    return (
        heading is not None
        and BY_TAG.get(heading.tag) == HEADING
        and letters(name) == letters(text_of_element(heading))
    )


def names_title(element: Element) -> bool:
    """Return whether a class of *element* is that of a title: title, post-title."""
    names = (element.get("class") or "").lower()
    return "title" in names and any(name == "title" or name.endswith("-title") for name in names.split())


def _zones_of_data(name: str) -> int:
    """Return the zones that words of a component's name open: a witness, as those of a class are."""
    return zones_of_names(name) & ZONES & ~SURE


def _zones_of_style(style: str) -> int:
    return HIDDEN if HIDDEN_STYLE.search(style) else BLOCK if BLOCK_STYLE.search(style) else 0


_OF_ATTRIBUTE: dict[str, Callable[[str], int]] = {
    "id": zones_of_names,
    "aria-label": zones_of_label,
    **dict.fromkeys(("data-testid", "data-component", "data-area", "data-qa"), _zones_of_data),
    "role": lambda role: ROLES.get(role, 0),
    "hidden": lambda _: HIDDEN,
    "style": _zones_of_style,
    "rel": lambda _: RELATED,
}

_HEADING_TAGS = frozenset({"h1", "h2", "h3"})
MOST_BLOCKS, MOST_LINKS, MOST_PICTURES, _MOST_HEADINGS = 10_000, 10_000, 1_000, 1_000
"""So many of each are read of one page."""
SHORT = 200
"""A block of at most so many characters can be a label, a line of a list, a heading."""


Run = tuple[str, int | None]
"""A piece of a block's text, and the place in the block's `links` of the one that it is on."""
text_of_piece = itemgetter(0)  # of a run or a piece of a link: `map` with it costs half of a comprehension


class Link(Struct, eq=False, gc=False):
    """An `a` element with an address."""

    element: Element
    href: str
    first: int
    last: int
    pieces: list[tuple[str, int]]
    """Its texts, each with the number of the block that it is in, counted from `first`. Pages share them."""
    text: str = ""
    """What is printed on it, on one line."""
    has_picture: bool = False


class Picture(Struct, eq=False, gc=False):
    """A picture's element and where it is between the blocks."""

    element: Element
    block: int
    zones: int = 0


class Block(Struct, eq=False, gc=False):
    """A run of text that is by itself on the page."""

    index: int
    element: Element
    tag: str
    text: str
    zones: int
    links: list[Link]
    linked: int
    """So many of its characters are on links."""
    runs: list[Run]
    """Its texts as written. Pages share them."""
    breaks: int = 0

    def with_lines(self, lines: list[Block]) -> Block:
        """Return a block of this one's text and those of *lines*, which breaks part from it."""
        if not lines:
            return self
        every = [self, *lines]
        runs = list(self.runs)
        link_count = len(self.links)
        for line in lines:
            runs += [(" ", None), *[(text, on if on is None else link_count + on) for text, on in line.runs]]
            link_count += len(line.links)
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
    def is_mostly_linked(self) -> bool:
        """Whether more than half of the text is on links."""
        return 2 * self.linked > len(self.text)

    @property
    def unlinked(self) -> str:
        """What is printed on no link."""
        if not self.links:
            return self.text
        found = ""
        for text, on in self.runs:  # mostly one or two: a comprehension would cost as much as all the rest
            found += text if on is None else ""
        return " ".join(found.split())


class Span(Struct, eq=False, gc=False):
    """Which blocks, and pictures, an element holds: from `first` up to, without, `last`."""

    element: Element
    tag: str
    first: int
    last: int
    first_picture: int
    last_picture: int
    zones: int = 0
    classes: str | None = None
    """The `class` of its element as written."""


class Outline:
    """All blocks, links, pictures and element spans of a page, in its order."""

    __slots__ = (
        "_by_element", "_headings", "_short", "anchor_count", "blocks", "has_excess", "headline", "links", "named",
        "others", "pictures", "prose_sums", "spans", "text_sums",
    )  # fmt: skip

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.named: list[tuple[Element, int]] = []
        """The elements with the name of a trail or of a list of keywords, or with a `rel`: `zones.TRAIL` and so on."""
        self.anchor_count = 0
        """The `a` elements that the walk came by."""
        self.pictures: list[Picture] = []
        self.spans: list[Span] = []
        self._by_element: dict[Element, Span] | None = None
        self._headings: list[Block] | None = None
        self._short: str | None = None
        self.has_excess = False
        """Whether the page has more of something than is read."""
        self.headline = -1
        """The block of the article's headline, once that is known; -1 where none prints it."""
        self.prose_sums: list[int] = []
        """For each block, how many paragraphs are before it."""
        self.others: set[Element] = set()
        """The elements that hold parts of other articles."""
        self.text_sums: list[int] = []
        """For each block, how much text is before it. Made when it is first asked for (`printed_headline`)."""

    def span_of(self, element: Element) -> tuple[int, int] | None:
        """Return the range of blocks that *element* holds, or None where it prints nothing."""
        span = self.holding(element)
        return (span.first, span.last) if span else None

    def holding(self, element: Element) -> Span | None:
        """Return what *element* holds, or None where it is no block of its own."""
        return self.by_element().get(element)

    def by_element(self) -> dict[Element, Span]:
        """Return the spans, each under its element."""
        if self._by_element is None:
            self._by_element = {span.element: span for span in self.spans}
        return self._by_element

    def leave_out(self, span: Span) -> None:
        """Give what *span* holds the zone of other articles."""
        self.others.add(span.element)
        for block in self.blocks[span.first : span.last]:
            block.zones |= OTHER
        for picture in self.pictures[span.first_picture : span.last_picture]:
            picture.zones |= OTHER

    def is_of_other(self, element: Element) -> bool:
        """Return whether *element* belongs to another article."""
        if not self.others:
            return False
        return element in self.others or not self.others.isdisjoint(ancestors(element))

    def own_among(self, elements: list[Element]) -> list[Element]:
        """Return those of *elements* that belong to no other article."""
        return [one for one in elements if not self.is_of_other(one)] if self.others else elements

    def named_as(self, kind: int) -> set[Element]:
        """Return the elements whose name is that of a `zones.TRAIL` or of `zones.KEYWORDS`."""
        return {element for element, kinds in self.named if kinds & kind}

    def may_print(self, plain: str) -> bool:
        """Return whether a short block may hold the folded text *plain*: a quick look before a thorough one."""
        if self._short is None:
            self._short = "\n".join([folded(block.text) for block in self.blocks if len(block.text) <= SHORT])
        return plain in self._short

    def headings(self, *tags: str) -> Iterator[Block]:
        """Give the first headings with one of *tags* (h1 to h3): the blocks of one element, which breaks part, as one.

        Such a block has the index of its last line.
        """
        if self._headings is None:
            self._headings = [block for block in self.blocks if block.tag in _HEADING_TAGS]
        marked = (block for block in self._headings if block.tag in tags)
        for _, lines in islice(groupby(marked, key=_element_of), _MOST_HEADINGS):
            first, *rest = lines
            yield first.with_lines(rest)

    def links_between(self, first: int, last: int) -> list[Link]:
        """Return the links that begin in the blocks *first* up to, without, *last*."""
        low = bisect_left(self.links, first, key=_first_of)
        high = bisect_left(self.links, last, key=_first_of)
        return self.links[low:high]


_element_of, _first_of = attrgetter("element"), attrgetter("first")
_MOST_STEPS = 30


def block_before(element: Element, outline: Outline) -> int:
    """Return the index of the last block before *element*, which prints nothing; -1 for none near."""
    for node in islice(_backwards(element), _MOST_STEPS):
        first, last = outline.span_of(node) or (0, 0)
        if last > first:
            return last - 1
    return -1


def _backwards(element: Element) -> Iterator[Element]:
    """Give what is before *element*: the siblings before it, then those before its parent, and so on."""
    yield from element.itersiblings(preceding=True)
    for around in ancestors(element):
        yield from around.itersiblings(preceding=True)


def own_element(blocks: Sequence[Block], headline_block: int, last: int) -> Element | None:
    """Return the smallest element that holds the headline and the text's *last* block; None for the whole page."""
    if headline_block < 0 or last < 0:
        return None
    around = set(ancestors(blocks[headline_block].element))
    own = next((one for one in ancestors(blocks[last].element) if one in around), None)
    return None if own is None or own.tag in {"body", "html"} else own


def is_in(block: Block, around: Element | None) -> bool:
    """Return whether *block* is inside *around*."""
    return around is not None and any(one is around for one in ancestors(block.element))


_WORD = re.compile(r"[^\W_]")


def without_hidden(runs: list[Run], marks: list[list[int]]) -> list[Run]:
    """Return *runs*, those of one block, without what an inline element among them hides.

    *marks* are zones of inline elements, with the first run of each and the one behind its last (-1: it is open).
    A block that is hidden as a whole keeps all: the page may show it later. Marks stay: they part what is printed.
    """
    spans = [(first, len(runs) if end < 0 else end) for zones, first, end in marks if zones & HIDDEN]
    if not spans:
        return runs
    hidden, seen = set[int](), 0
    for first, end in spans:  # those around others come before them
        if end > seen and any(_WORD.search(text) for text, _ in runs[first:end]):
            hidden.update(range(first, end))
        seen = max(seen, end)
    shown = [run for number, run in enumerate(runs) if number not in hidden]
    return shown if any(not text.isspace() for text, _ in shown) else runs
