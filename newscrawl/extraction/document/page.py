"""One page, parsed once: what it declares about itself, and its outline, each read when it is first asked for.

The outline comes from one walk of the tree (`outline.py`). Everything that looks at printed text (body, lists, labels,
dates) looks at its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import Decoded, decode
from newscrawl.extraction.document.blocks import Outline, text_of_element
from newscrawl.extraction.document.outline import read_outline
from newscrawl.extraction.document.zones import ENTRY, PICTURE_TAGS, RELATED
from newscrawl.extraction.element import Element
from newscrawl.extraction.metadata.declared_data import (
    Node,
    Properties,
    addresses_of,
    article_node,
    read_meta,
    read_microdata,
    read_nodes,
    text_of,
)
from newscrawl.extraction.metadata.metadata_words import BLOCK_AUTHOR, HOLDERS
from newscrawl.text import letters, without_excess_attributes
from newscrawl.urls import absolute

_NOTHING = re.compile("[\x00\ufeff \t\r\n]*+")  # a page has 60 KB: `strip` would copy it
_RELATED_LINKS = etree.XPath("//a[@rel]")
_TAGS = ("base", "link", "meta", "script", "time", "title", "h1", "button", *HOLDERS)
_MOST_TITLES, _LONGEST_TITLE = 10, 500
_NEAR_FIGURE, _MOST_IN_FIGURE = 3, 40
T = TypeVar("T")
_SIGNS = frozenset("#¶§")
# The condition is on the attribute: on the element it costs twice as much.
_LINKS_INTO_PAGE = etree.XPath("descendant::a/@href[starts-with(., '#')]/..")


@dataclass(frozen=True, slots=True)
class ParserCuts:
    """What a tree lacks of its document."""

    is_too_deep: bool
    """Elements are nested too deep for the parser: the rest is missing."""

    has_excess_attributes: bool
    """A tag has more attributes than are read."""


def parse_tree(text: str, url: str, utf8: bytes | None = None) -> tuple[Element, ParserCuts]:
    """Return the root of the HTML document *text*, comments left out, and what was left out of it.

    *utf8* is the text in UTF-8 where the caller has it. Raises `UnreadablePageError` where it is no document.
    """
    source = text.encode("utf-8", "replace") if utf8 is None else utf8
    source = source.replace(b"\x00", b"")  # in bytes: each ASCII letter of a text may hold one
    source, has_excess = without_excess_attributes(source)
    # huge_tree: an attribute may hold a picture of megabytes. The parser itself stops at a depth of 2,048.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePageError(url, "no_content", f"expected HTML, got none of it ({error})") from error
    if root is None:
        raise UnreadablePageError(url, "no_content", "expected HTML, got no element")
    _drop_signs(root)
    _open_shadows(root)
    _show_pictures(root)
    last = parser.error_log.last_error
    is_too_deep = last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root, ParserCuts(is_too_deep=is_too_deep, has_excess_attributes=has_excess)


def _open_shadows(root: Element) -> None:
    """Make templates that the page shows in the place of their element (declarative shadow roots) plain elements."""
    for template in [one for one in root.iter("template") if "shadowrootmode" in one.attrib]:
        template.tag = "div"


def _show_pictures(root: Element) -> None:
    """Make `noscript` in a figure a plain element where it holds the figure's only picture: a script shows the same."""
    for plain in list(root.iter("noscript")):
        figure = next((one for one in islice(plain.iterancestors(), _NEAR_FIGURE) if one.tag == "figure"), None)
        inside = islice(figure.iter(), _MOST_IN_FIGURE) if figure is not None else ()
        pictures = [one for one in inside if one.tag in PICTURE_TAGS]
        if len(pictures) == 1 and plain in islice(pictures[0].iterancestors(), _NEAR_FIGURE):
            plain.tag = "div"


def _drop_signs(root: Element) -> None:
    """Take out the links with which headings and captions lead to themselves: <a href="#plans">¶</a>."""
    for link in cast("list[Element]", _LINKS_INTO_PAGE(root)):
        parent, before = link.getparent(), link.getprevious()
        if parent is None or len(link) or (link.text or "").strip() not in _SIGNS:
            continue
        if before is not None:
            before.tail = (before.tail or "") + (link.tail or "")
        else:
            parent.text = (parent.text or "") + (link.tail or "")
        parent.remove(link)


class Page:
    """A page's tree and its structured data. Nothing of it changes after parsing."""

    def __init__(
        self,
        root: Element,
        url: str,
        encoding: str,
        *,
        has_block_authors: bool = True,
        is_cut: bool = False,
        has_excess: bool = False,
        is_damaged: bool = False,
    ) -> None:
        self.root = root
        self.url = url
        self.encoding = encoding
        self.has_block_authors = has_block_authors
        """Whether it may hold an author's element of a block theme: XPath needs as long as a tenth of all reading."""
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
            text, utf8, encoding, is_damaged = body, None, "unicode", False
        else:
            if isinstance(body, bytes):
                body = decode(body, content_type=content_type, url=url, utf8_text=utf8_text)
            text, utf8, encoding, is_damaged = body.text, body.utf8, body.encoding, body.replaced_count > 0
        if _NOTHING.fullmatch(text):
            raise UnreadablePageError(url, "empty", "expected a page, got nothing; it may be served empty for a while")
        root, cuts = parse_tree(text, url, utf8)
        return cls(
            root,
            url,
            encoding,
            has_block_authors=BLOCK_AUTHOR in text,
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
        if len(list(self.root.iter("a"))) == self.outline.anchor_count:
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
        return article_node(self.nodes, self.url, self._is_of_other)

    def _is_of_other(self, node: Node) -> bool:
        """Return whether *node* has the address of a page, and no headline that title, h1 or shared title have."""
        if not any(urlsplit(one).path.strip("/") for one in addresses_of(node)):
            return False
        headline = letters(text_of(node.get("headline") or node.get("name")) or "")
        return bool(self._titles) and not any(headline in title or title in headline for title in self._titles)

    @cached_property
    def _titles(self) -> list[str]:
        """What title, first h1 elements and shared title have, in letters."""
        written = [text_of_element(one) for tag in ("title", "h1") for one in self.tagged(tag)[:_MOST_TITLES]]
        texts = (*written, *self.meta.get("og:title", ())[:_MOST_TITLES])
        return [plain for one in texts if (plain := letters(one[:_LONGEST_TITLE]))]

    @cached_property
    def microdata(self) -> Properties:
        """The article in microdata and RDFa: property → elements."""
        return read_microdata(self.root, self.tagged("h1"))

    @cached_property
    def has_microformats(self) -> bool:
        """Whether the page may hold an h-entry."""
        return self.outline.has_excess or any(kinds & ENTRY for _, kinds in self.outline.named)

    @cached_property
    def outline(self) -> Outline:
        """The page as a reader sees it: blocks of text in their order."""
        return read_outline(self.root)

    def absolute(self, url: str | None) -> str | None:
        """Return *url* as seen from this page, or None where it is no http(s) address."""
        return absolute(url, self.base_url) if url else None
