"""What the demo portal offers machines: robots.txt, RSS, Atom, sitemaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from newscrawl.demo.newsroom.demo_portal import TITLE
from newscrawl.demo.newsroom.snapshot import Snapshot
from newscrawl.demo.newsroom.stories import headline_at, modified_at

FEED_SIZE = 30
SITEMAP_SIZE = 5000
_SITEMAP = re.compile(r"/sitemap-(\d+)\.xml")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def robots(base_url: str, crawl_delay_secs: float | None) -> str:
    """Return robots.txt."""
    delay = "" if crawl_delay_secs is None else f"Crawl-delay: {crawl_delay_secs:g}\n"
    return (
        f"User-agent: *\nDisallow: /login\nDisallow: /search\nDisallow: /comment\n{delay}\n"
        f"Sitemap: {base_url}/sitemap.xml\nSitemap: {base_url}/news-sitemap.xml\n"
    )


def document(path: str, snapshot: Snapshot, base_url: str) -> str | None:
    """Return the XML document at *path*; None where the portal has no such document."""
    documents: dict[str, Callable[[Snapshot, str], str]] = {
        "/feed.xml": _rss,
        "/atom.xml": _atom,
        "/sitemap.xml": _sitemap_index,
        "/news-sitemap.xml": _news_sitemap,
    }
    if path in documents:
        return documents[path](snapshot, base_url)
    match = _SITEMAP.fullmatch(path)
    part = int(match[1]) if match else 0
    return _sitemap(snapshot, base_url, part) if 1 <= part <= _sitemap_count(snapshot) else None


def _rss(snapshot: Snapshot, base_url: str) -> str:
    items = "".join(_rss_item(snapshot, base_url, index) for index in snapshot.live[:FEED_SIZE])
    return (
        f'{_XML}<rss version="2.0"><channel><title>{TITLE}</title><link>{base_url}/</link>'
        f"<description>{TITLE}の新着記事</description><language>ja</language>\n{items}</channel></rss>\n"
    )


def _rss_item(snapshot: Snapshot, base_url: str, index: int) -> str:
    portal, now = snapshot.portal, snapshot.now
    url = base_url + portal.path(index, now)
    lead = portal.draft(index).lead
    description = f"<description>{escape(lead)}</description>" if lead else ""
    return (
        f"<item><title>{escape(headline_at(portal, index, now))}</title><link>{url}?utm_source=rss</link>"
        f'<guid isPermaLink="true">{url}</guid><category>{portal.section(index).label}</category>'
        f"<pubDate>{format_datetime(portal.published_at(index))}</pubDate>{description}</item>\n"
    )


def _atom(snapshot: Snapshot, base_url: str) -> str:
    portal, now = snapshot.portal, snapshot.now
    entries = "".join(
        f"<entry><title>{escape(headline_at(portal, index, now))}</title>"
        f'<link rel="alternate" href="{base_url}{portal.path(index, now)}"/>'
        f"<id>{base_url}{portal.path(index, now)}</id>"
        f"<published>{portal.published_at(index).isoformat()}</published>"
        f"<updated>{(modified_at(portal, index, now) or portal.published_at(index)).isoformat()}</updated>"
        f'<category term="{portal.section(index).label}"/></entry>\n'
        for index in snapshot.live[:FEED_SIZE]
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>{TITLE}</title><id>{base_url}/</id>'
        f'<link rel="self" href="{base_url}/atom.xml"/>\n{entries}</feed>\n'
    )


def _sitemap_count(snapshot: Snapshot) -> int:
    return max(1, -(-len(snapshot.live) // SITEMAP_SIZE))


def _sitemap_index(snapshot: Snapshot, base_url: str) -> str:
    parts = "".join(
        f"<sitemap><loc>{base_url}/sitemap-{part}.xml</loc></sitemap>\n"
        for part in range(1, _sitemap_count(snapshot) + 1)
    )
    return f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{parts}</sitemapindex>\n'


def _sitemap(snapshot: Snapshot, base_url: str, part: int) -> str:
    portal, now = snapshot.portal, snapshot.now
    urls = "".join(
        f"<url><loc>{base_url}{portal.path(index, now)}</loc><lastmod>"
        f"{(modified_at(portal, index, now) or portal.published_at(index)).isoformat()}</lastmod></url>\n"
        for index in snapshot.live[(part - 1) * SITEMAP_SIZE : part * SITEMAP_SIZE]
    )
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'


def _news_sitemap(snapshot: Snapshot, base_url: str) -> str:
    portal, now = snapshot.portal, snapshot.now
    recent = [index for index in snapshot.live[:1000] if portal.published_at(index) > now - timedelta(days=2)]
    urls = "".join(
        f"<url><loc>{base_url}{portal.path(index, now)}</loc><news:news>"
        f"<news:publication><news:name>{TITLE}</news:name>"
        f"<news:language>ja</news:language></news:publication><news:publication_date>"
        f"{portal.published_at(index).isoformat()}</news:publication_date>"
        f"<news:title>{escape(headline_at(portal, index, now))}</news:title></news:news></url>\n"
        for index in recent
    )
    return (
        f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n'
    )
