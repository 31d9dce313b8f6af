"""Takes feeds and sitemaps apart: XML from strangers, read without entities, network or a tree that grows with it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import decode

MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
"""Unpacked; more than that the sitemap protocol does not allow: https://www.sitemaps.org/protocol.html."""
MAX_ENTRIES = 50_000
"""The same protocol's limit."""
_ENTRY_OF_ROOT = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}
_WANTED = frozenset(
    "title link guid id origLink pubDate published issued created date updated modified lastmod category subject loc "
    "publication_date".split()
)
_MAX_ELEMENTS = 5_000_000
_MAX_TEXT = 4096
_PIECE_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_DECLARATION = re.compile(r"^\s*<\?xml\b([^>]{0,400}?)\?>")
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:\-]+)", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d{2}|6\d{3}|7[0-2]\d{2}|73[0-3]\d|734[0-3]));", re.IGNORECASE
)
"""References to halves of characters: the parser repairs a document with them into bytes that are no text."""


@dataclass(slots=True)
class Part:
    """One element in an entry that may hold data."""

    space: str
    """Its namespace, or an empty text."""
    name: str
    depth: int
    """1 for a child of the entry, 2 for a child of that."""
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class FeedDocument:
    """A document's root, title and entries, as they are there."""

    root: str = ""
    base: str = ""
    """The address that its relative ones start from, as written in `xml:base`; empty for its own."""
    title: str = ""
    entries: list[list[Part]] = field(default_factory=list)
    is_broken: bool = False
    """Whether it is no well-formed XML, so that what could be made out was taken."""
    is_cut: bool = False
    """Whether it has more entries than are read."""


def parse_feed_document(body: bytes, url: str, *, content_type: str | None = None) -> FeedDocument:
    """Return the document *body*, gzipped or not. Any bytes end in a document or in `UnreadablePageError`.

    The error's reasons: those of `extraction.encoding.decode`, `too_large` for what unpacks to more than
    `MAX_DOCUMENT_BYTES`, `entities` for a document that declares entities, `no_feed` for one of another kind.
    """
    text = _text(_unpacked(body, url), url, content_type)
    first = _FIRST_ELEMENT.search(text)
    if "<!ENTITY" in text[: first.start() if first else None]:
        raise UnreadablePageError(url, "entities", "expected a feed or sitemap, got one that declares entities")
    text = _SURROGATE.sub("", _NOT_XML.sub("", _DECLARATION.sub("", text, count=1)))
    source = text.encode("utf-8", "replace")
    document = _parsed(source, recover=False)
    if document.is_broken:
        document = _parsed(source, recover=True)
        document.is_broken = True
    if document.root not in _ENTRY_OF_ROOT:
        shown = f"<{document.root}>" if document.root else "no element"
        raise UnreadablePageError(url, "no_feed", f"expected a feed or sitemap, got {shown}")
    return document


def _unpacked(body: bytes, url: str) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_DOCUMENT_BYTES)
    except zlib.error as error:
        raise UnreadablePageError(url, "binary", f"expected a gzipped document, got {error}") from error
    if unpacker.unconsumed_tail:
        limit = MAX_DOCUMENT_BYTES // 2**20
        raise UnreadablePageError(url, "too_large", f"expected at most {limit} MiB unpacked, got more")
    return unpacked


def _text(body: bytes, url: str, content_type: str | None) -> str:
    """Return the document's text: the bytes decide, then the header, then the XML declaration."""
    declared = _DECLARED.search(body[:400])
    if declared and "charset" not in (content_type or ""):
        content_type = f"application/xml; charset={declared[1].decode('ascii', 'replace')}"
    return decode(body, content_type=content_type, url=url).text


def _parsed(source: bytes, *, recover: bool) -> FeedDocument:
    collector = _Collector()
    parser = etree.XMLParser(
        target=collector, recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for piece in _pieces(source):
            parser.feed(piece)
        parser.close()
    except _EnoughError:
        collector.document.is_cut = True
    except etree.XMLSyntaxError:
        collector.document.is_broken = True
    return collector.document


def _pieces(source: bytes) -> Iterator[bytes]:
    for start in range(0, len(source), _PIECE_BYTES):
        yield source[start : start + _PIECE_BYTES]


class _EnoughError(Exception):
    """The document has more than is read."""


class _Collector:
    """Hears of each element as it comes, and keeps the entries' parts only."""

    def __init__(self) -> None:
        self.document = FeedDocument()
        self._path: list[str] = []
        self._count = 0
        self._entry_depth = 0
        self._entry: list[Part] = []
        self._part: Part | None = None
        self._part_depth = 0

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        space, _, name = str(tag).rpartition("}")
        self._path.append(name)
        self._count += 1
        if self._count > _MAX_ELEMENTS:
            raise _EnoughError
        depth = len(self._path)
        if depth == 1:
            self.document.root = name
            self.document.base = str(attrib.get("{http://www.w3.org/XML/1998/namespace}base", ""))
        elif not self._entry_depth and depth <= 3 and name == _ENTRY_OF_ROOT.get(self.document.root):
            self._begin(depth)
        elif self._part is None and name in _WANTED and self._is_near(depth):
            self._part = Part(
                space.removeprefix("{"),
                name,
                depth - self._entry_depth,
                {str(key): str(value) for key, value in attrib.items()},
            )
            self._part_depth = depth

    def _begin(self, depth: int) -> None:
        if len(self.document.entries) >= MAX_ENTRIES:
            raise _EnoughError
        self._entry_depth, self._entry = depth, []

    def _is_near(self, depth: int) -> bool:
        """Return whether an element is in an entry, or is the title of the whole."""
        if self._entry_depth:
            return depth - self._entry_depth <= 2
        return depth <= 3 and self._path[-1] == "title" and self._path[-2] in {"channel", "feed"}

    def data(self, data: str | bytes) -> None:
        if self._part is not None and len(self._part.text) < _MAX_TEXT:
            self._part.text += str(data)

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002 # lxml's name
        depth = len(self._path)
        if self._part is not None and depth == self._part_depth:
            self._keep(self._part)
            self._part = None
        elif depth == self._entry_depth:
            self.document.entries.append(self._entry)
            self._entry_depth = 0
        if self._path:
            self._path.pop()

    def _keep(self, part: Part) -> None:
        part.text = part.text[:_MAX_TEXT].strip()
        if self._entry_depth:
            self._entry.append(part)
        else:
            self.document.title = self.document.title or part.text

    def comment(self, text: str | bytes) -> None:
        """Pass over a comment."""

    def close(self) -> None:
        """Nothing is left to do: lxml asks for this method."""
