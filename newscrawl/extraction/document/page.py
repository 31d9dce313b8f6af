"""One page, parsed once: what it declares about itself, and its outline, each read when it is first asked for.

The outline comes from one walk of the tree. Everything that looks at printed text (body, lists, labels, dates) looks at
its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

from lxml import etree

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import Decoded, decode
from newscrawl.extraction.document.blocks import (
    MOST_BLOCKS,
    MOST_LINKS,
    MOST_PICTURES,
    Block,
    Link,
    Outline,
    Picture,
    Span,
    parse_tree,
    zone_of,
)
from newscrawl.extraction.document.zone_evidence import spread_zones, without_hidden
from newscrawl.extraction.document.zones import BLOCK, INLINE_TAGS, PICTURE_TAGS, RELATED, SKIPPED_TAGS, TRAIL, ZONES
from newscrawl.extraction.element import Element
from newscrawl.extraction.metadata.declared_data import (
    Node,
    Properties,
    article_node,
    has_properties,
    read_meta,
    read_microdata,
    read_nodes,
)
from newscrawl.extraction.metadata.metadata_words import HOLDERS
from newscrawl.text import safe
from newscrawl.urls import absolute

_NOTHING = re.compile("[\x00\ufeff \t\r\n]*+")  # a page has 60 KB: `strip` would copy it
_RELATED_LINKS = etree.XPath("//a[@rel]")
_TAGS = ("base", "link", "meta", "script", "time", "title", "h1", "button", *HOLDERS)
T = TypeVar("T")


class Page:
    """A page's tree and its structured data. Nothing of it changes after parsing."""

    def __init__(
        self,
        root: Element,
        url: str,
        encoding: str,
        *,
        has_properties: bool = True,
        has_microformats: bool = True,
        is_cut: bool = False,
        has_excess: bool = False,
        is_damaged: bool = False,
    ) -> None:
        self.root = root
        self.url = url
        self.encoding = encoding
        self._has_properties = has_properties
        self.has_microformats = has_microformats
        """Whether the document's text may hold an h-entry."""
        self.is_cut = is_cut
        """Whether elements are nested too deep for the parser, so that the rest of the page is missing."""
        self._has_excess = has_excess
        self.is_damaged = is_damaged
        """Whether bytes could not be decoded: U+FFFD is in their place."""
        self._found: dict[Callable[[Page], Any], Any] = {}

    @classmethod
    def parse(
        cls, body: bytes | str | Decoded, url: str, *, content_type: str | None = None, utf8_text: str | None = None
    ) -> Page:
        """Return the page at *url* whose bytes (or decoded text, or what `decode` gave) are *body*.

        *content_type* is the response's header; *utf8_text* is what the bytes are in UTF-8, where the caller has it.
        Raises `UnreadablePageError` with its reason.
        """
        if isinstance(body, str):
            text, encoding, is_damaged = body, "unicode", False
        else:
            if isinstance(body, bytes):
                body = decode(body, content_type=content_type, url=url, utf8_text=utf8_text)
            text, encoding, is_damaged = body.text, body.encoding, body.replaced_count > 0
        if _NOTHING.fullmatch(text):
            raise UnreadablePageError(url, "empty", "expected a page, got nothing; it may be served empty for a while")
        root, cuts = parse_tree(text, url)
        return cls(
            root,
            url,
            encoding,
            has_properties=has_properties(text),
            has_microformats="hentry" in text or "h-entry" in text,
            is_cut=cuts.is_too_deep,
            has_excess=cuts.has_excess_attributes,
            is_damaged=is_damaged,
        )

    @property
    def has_excess(self) -> bool:
        """Whether the page has more attributes, blocks, links, pictures or list headings than are read."""
        return self._has_excess or self.outline.has_excess

    def once(self, read: Callable[[Page], T]) -> T:
        """Return `read(self)`, which is called once: for what several readers of a page need, and no other page."""
        if read not in self._found:
            self._found[read] = read(self)
        return cast("T", self._found[read])

    def tagged(self, tag: str) -> list[Element]:
        """Return the page's elements with *tag*, in order: those that several readers look for, from one walk."""
        found = self._tagged.get(tag)
        return list(self.root.iter(tag)) if found is None else found

    @cached_property
    def _tagged(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {tag: [] for tag in _TAGS}
        for element in self.root.iter(*_TAGS):
            found[element.tag].append(element)
        return found

    @cached_property
    def related(self) -> list[Element]:
        """The `link` elements with a `rel`, then the `a` elements with one."""
        pages = [link for link in self.tagged("link") if link.get("rel") is not None]
        # The outline leaves out what is in e.g. `noscript`: only then all elements are looked through once more.
        if sum(1 for _ in self.root.iter("a")) == self.outline.anchor_count:
            return pages + [one for one, kinds in self.outline.named if kinds & RELATED and one.tag == "a"]
        return pages + cast("list[Element]", _RELATED_LINKS(self.root))

    @cached_property
    def base_url(self) -> str:
        """The address that relative links start from."""
        for base in self.tagged("base"):
            return absolute(base.get("href") or "", self.url) or self.url
        return self.url

    @cached_property
    def language(self) -> str | None:
        """The `lang` of the document as written."""
        written = self.root.get("lang") or self.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        return written.strip() or None

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Name or property of each meta tag, in lower case → its contents, in order."""
        return read_meta(self.tagged("meta"))

    @cached_property
    def nodes(self) -> list[Node]:
        """The JSON-LD objects of the page, flat."""
        return self._jsonld[0]

    @property
    def broken_jsonld_count(self) -> int:
        """JSON-LD blocks that are no JSON and could not be repaired."""
        return self._jsonld[1]

    @cached_property
    def _jsonld(self) -> tuple[list[Node], int]:
        return read_nodes(self.tagged("script"))

    @cached_property
    def article_node(self) -> Node | None:
        """The JSON-LD object that describes this page's article."""
        return article_node(self.nodes, self.url)

    @cached_property
    def microdata(self) -> Properties:
        """The article in microdata and RDFa: property → elements."""
        return read_microdata(self.root) if self._has_properties else {}

    @cached_property
    def outline(self) -> Outline:
        """The page as a reader sees it: blocks of text in their order."""
        return read_outline(self.root)

    def absolute(self, url: str | None) -> str | None:
        """Return *url* as seen from this page, or None where it is no http(s) address."""
        return absolute(url, self.base_url) if url else None


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

    __slots__ = ("block_links", "breaks", "link", "linked", "marks", "outline", "owner", "runs", "tag")

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
        zones = self.inline_zones() if self.marks else 0
        if self.marks:
            runs = without_hidden(runs, self.marks)
        written = runs[0][0] if len(runs) == 1 else "".join([text for text, _ in runs])
        text = _printed(written)
        if text and self.owner is not None:
            outline = self.outline
            if len(outline.blocks) >= MOST_BLOCKS:
                outline.has_excess = True
                self.runs, self.block_links, self.linked, self.marks = [], [], 0, []
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
        if len(element) == 0:  # the most: an iterator over nothing costs more than this look
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
        link.text = _printed(written)
        link.last = len(outline.blocks) + bool(self.runs)


_Entry = Callable[[_Walk, Element, str, int], None]
_ENTRIES: dict[str, _Entry | None] = {
    **dict.fromkeys(SKIPPED_TAGS),
    **dict.fromkeys(INLINE_TAGS, _Walk.inline),
    **dict.fromkeys(PICTURE_TAGS, _Walk.picture),
    "br": _Walk.line_break,
}
"""Tag → how its elements are walked, None for not at all; all others are by themselves."""
