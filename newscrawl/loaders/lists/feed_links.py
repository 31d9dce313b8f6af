"""The feeds that a page names for itself."""

from __future__ import annotations

import re

from newscrawl.extraction.document.page import Page
from newscrawl.portals import Portal
from newscrawl.urls import host_of

_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml\s*(?:;.*)?", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment|コメント|댓글", re.IGNORECASE)
_MOST = 5


def feed_links(page: Page, portal: Portal | None) -> tuple[str, ...]:
    """Return the addresses of the article feeds that *page* names, at most 5; on *portal*'s hosts where it is given."""
    found: dict[str, None] = {}
    for link in page.root.iter("link"):
        href, names = link.get("href") or "", (link.get("rel") or "").lower().split()
        url = (
            page.absolute(href) if "alternate" in names and _TYPE.fullmatch((link.get("type") or "").strip()) else None
        )
        is_own = url is not None and (portal is None or host_of(url) in portal.hosts)
        if url is not None and is_own and not _OF_COMMENTS.search(f"{link.get('title')} {href}"):
            found[url] = None
    return tuple(found)[:_MOST]
