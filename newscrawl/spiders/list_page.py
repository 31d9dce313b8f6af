"""The content of a list page, as it can be kept: an unchanged page gives its lists without being sent again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from newscrawl.extraction.document.page import Page
from newscrawl.items import RankingEntry
from newscrawl.loaders import SectionLink, SectionPage, feed_links, load_section_page, section_links
from newscrawl.portals import Portal

_RULES = ("extraction", "loaders", "portals", "spiders", "items", "text.py", "urls.py")
"""The parts of the package that decide what is read from a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """All that the spider takes from a front page or a section page."""

    loaded: SectionPage
    """Its own list, the lists beside it, and its next page."""

    links: tuple[SectionLink, ...]
    """The sections that it links to."""

    feeds: tuple[str, ...] = ()
    """The feeds that a front page names (`link rel=alternate`), on hosts of the portal."""

    @classmethod
    def from_kept(cls, kept: Any) -> ListPage:
        """Return the reading that was kept as JSON."""
        return msgspec.convert(kept, cls)

    def captured(self, at: datetime) -> ListPage:
        """Return the reading as that of a page that was received at *at*."""
        loaded = replace(
            self.loaded, entries=_captured(self.loaded.entries, at), rankings=_captured(self.loaded.rankings, at)
        )
        return replace(self, loaded=loaded)


def read_list(page: Page, portal: Portal, *, is_front: bool) -> ListPage:
    """Return the content of the list page *page*; the time of its capture is left open."""
    loaded = load_section_page(page, portal, is_front=is_front)
    feeds = feed_links(page, portal) if is_front and portal.discovery.feeds == "auto" else ()
    return ListPage(loaded=loaded, links=section_links(page, portal), feeds=feeds)


def rules_of(portal: Portal) -> str:
    """Return a digest of all that decides how *portal*'s pages are read.

    Readings that were made under another one are out of date.
    """
    loader = Path(portal.loader.rpartition(":")[0]).read_bytes() if portal.loader else b""
    return sha256(msgspec.json.encode(portal) + loader + _own_digest()).hexdigest()[:16]


@cache
def _own_digest() -> bytes:
    """Return the digest of this installation's reading code; about 2 ms."""
    return digest_of_code(Path(__file__).parents[1])


def digest_of_code(package: Path) -> bytes:
    """Return a digest of lxml and of the modules below *package*, at any depth, that decide what a page gives."""
    digest = sha256(repr(etree.LXML_VERSION).encode())
    for name in _RULES:
        part = package / name
        for module in sorted(part.rglob("*.py")) if part.is_dir() else [part]:
            digest.update(module.read_bytes())
    return digest.digest()


def _captured(entries: tuple[RankingEntry, ...], at: datetime) -> tuple[RankingEntry, ...]:
    return tuple(replace(entry, captured_at=at) for entry in entries)
