"""Feeds and sitemaps as records: the addresses in them, each with its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_times import read_time
from newscrawl.items.article import bounded
from newscrawl.loaders.feeds.feed_xml import FeedDocument, Part, parse_feed_document
from newscrawl.text import squash
from newscrawl.urls import absolute

FeedKind = Literal["feed", "sitemap", "sitemap_index"]
FeedNote = Literal["broken_xml", "too_many_entries", "same_lastmod", "no_entries"]
"""What is odd about a feed or sitemap that could be read."""

_KINDS: dict[str, FeedKind] = {"urlset": "sitemap", "sitemapindex": "sitemap_index"}
_PLAIN = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    }
)
_DUBLIN = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
_PUBLISHED = ("pubDate", "published", "issued", "created", "date", "publication_date")
_CHANGED = ("updated", "modified", "lastmod")
_SAME_COUNT, _SAME_SHARE = 10, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One address in a feed or sitemap, with its data."""

    url: str
    """Absolute, as written."""

    position: int
    """From 1."""

    published_at: datetime | None = None
    """In the portal's zone."""

    published_source: str = ""
    """The element that gives it: `feed:pubDate`, `sitemap:news:publication_date` …"""

    changed_at: datetime | None = None
    """The latest change that it gives; None where it gives none, or where it cannot be trusted."""

    changed_source: str = ""
    """The element of a feed that gives it; empty for a sitemap, whose time is that of the page."""

    sections: tuple[str, ...] = ()
    """The labels of an article's categories, in order."""

    section_source: str = ""
    """Which element gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What one feed, sitemap or index of sitemaps names."""

    kind: FeedKind
    title: str
    """The feed's own title, or `feed` or `sitemap`."""

    entries: tuple[FeedEntry, ...]
    """Articles and pages; of an index its sitemaps."""

    notes: tuple[FeedNote, ...] = ()


def load_feed(
    body: bytes,
    url: str,
    *,
    zone: ZoneInfo,
    content_type: str | None = None,
    captured_at: datetime | None = None,
) -> Feed:
    """Return what the RSS, RDF or Atom feed, sitemap or index of sitemaps *body* names.

    Times without offset are in *zone*. Raises `UnreadablePageError` with its reason.
    """
    document = parse_feed_document(body, url, content_type=content_type)
    kind = _KINDS.get(document.root, "feed")
    base = absolute(document.base, url) if document.base else None
    reader = _Reader(base or url, kind, zone, captured_at)
    read = (reader.entry(parts, position) for position, parts in enumerate(document.entries, start=1))
    entries = tuple(entry for entry in read if entry)
    is_same = kind != "feed" and _is_same(entries)
    if is_same:
        entries = tuple(reader.without_change(entry) for entry in entries)
    return Feed(
        kind=kind,
        title=squash(document.title) or ("feed" if kind == "feed" else "sitemap"),
        entries=entries,
        notes=tuple(_notes(document, entries, is_same=is_same)),
    )


def _is_same(entries: tuple[FeedEntry, ...]) -> bool:
    """Return whether most entries have one lastmod: that is when the sitemap was written, not when articles changed."""
    stamps = [entry.changed_at for entry in entries if entry.changed_at]
    if len(stamps) < _SAME_COUNT:
        return False
    middle = sorted(stamps)[len(stamps) // 2]
    return stamps.count(middle) > _SAME_SHARE * len(stamps)


def _notes(document: FeedDocument, entries: tuple[FeedEntry, ...], *, is_same: bool) -> Iterator[FeedNote]:
    if document.is_broken:
        yield "broken_xml"
    if document.is_cut:
        yield "too_many_entries"
    if is_same:
        yield "same_lastmod"
    if not entries:
        yield "no_entries"


class _Reader:
    """Reads the entries of one document."""

    def __init__(self, url: str, kind: FeedKind, zone: ZoneInfo, captured_at: datetime | None) -> None:
        self.url = url
        self.kind = kind
        self.zone = zone
        self.captured_at = captured_at

    def entry(self, parts: list[Part], position: int) -> FeedEntry | None:
        """Return the entry that *parts* make; None where it names no address."""
        written = self._address(parts)
        url = absolute(written, self.url) if written else None
        if url is None:
            return None
        published_at, published = self._time(parts, _PUBLISHED)
        changed_at, changed = self._time(parts, _CHANGED)
        labels = [(squash(_label(part)), part) for part in parts if _is_category(part)]
        named = [(label, part) for label, part in labels if label]
        return FeedEntry(
            url=url,
            position=position,
            published_at=published_at,
            published_source=self._source(published) if published else "",
            changed_at=changed_at or (published_at if self.kind == "feed" else None),
            changed_source=self._source(changed) if changed and self.kind == "feed" else "",
            sections=tuple(label for label, _ in named),
            section_source=self._source(named[0][1]) if named else "",
        )

    def without_change(self, entry: FeedEntry) -> FeedEntry:
        """Return *entry* without its time of change."""
        return FeedEntry(
            url=entry.url,
            position=entry.position,
            published_at=entry.published_at,
            published_source=entry.published_source,
        )

    def _address(self, parts: list[Part]) -> str | None:
        if self.kind != "feed":
            return next((part.text for part in parts if part.name == "loc" and part.depth == 1), None)
        links = [part for part in parts if part.name == "link" and part.space in _PLAIN]
        for part in links:
            if part.attributes.get("rel", "alternate") == "alternate" and (part.attributes.get("href") or part.text):
                return part.attributes.get("href") or part.text
        # Without a link, an identity that is an address is the article's.
        for part in parts:
            is_link = part.attributes.get("isPermaLink", "true") != "false"
            if part.name in {"guid", "id"} and is_link and part.text.startswith(("http://", "https://")):
                return part.text
        return None

    def _time(self, parts: list[Part], names: tuple[str, ...]) -> tuple[datetime | None, Part | None]:
        named = (part for name in names for part in parts if part.name == name and part.text)
        for part in named:
            if part.space in _PLAIN | _DUBLIN or self.kind != "feed":
                read = read_time(part.text, zone=self.zone, captured_at=self.captured_at)
                if read.at is None or bounded(part.name, read.at) is None:
                    continue
                # A day of an index means its end: what changed later that day must not be passed over.
                is_day = self.kind == "sitemap_index" and read.precision == "day"
                return (read.at + timedelta(days=1) if is_day else read.at), part
        return None, None

    def _source(self, part: Part) -> str:
        if self.kind != "feed":
            return f"sitemap:news:{part.name}" if part.name == "publication_date" else f"sitemap:{part.name}"
        return f"feed:dc:{part.name}" if part.space in _DUBLIN else f"feed:{part.name}"


def _is_category(part: Part) -> bool:
    return (part.name == "category" and part.space in _PLAIN) or (part.name == "subject" and part.space in _DUBLIN)


def _label(part: Part) -> str:
    return part.attributes.get("label") or part.attributes.get("term") or part.text
