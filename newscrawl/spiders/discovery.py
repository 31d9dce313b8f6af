"""Goes through feeds and sitemaps, which lead to articles beside the portal's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import msgspec
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

from newscrawl.items import Article, FoundIn, MissedPage
from newscrawl.loaders import Extraction, SectionLink
from newscrawl.loaders.feeds.feed import Feed, FeedEntry, load_feed
from newscrawl.loaders.feeds.feed_xml import MAX_DOCUMENT_BYTES
from newscrawl.loaders.feeds.merge import merge_feed_fields
from newscrawl.paths import portals_folder
from newscrawl.portals import article_id, kind_of, load_portal, page_number, portal_url
from newscrawl.spiders import priorities
from newscrawl.spiders.articles import ArticleSpider
from newscrawl.spiders.outcomes import Output
from newscrawl.spiders.parse_decorators import read_guarded

MAX_DEPTH = 3
"""An index may name an index; what is deeper leads nowhere."""
MAX_KEPT_ENTRIES = 5000
"""Of a document of more entries nothing is kept: some 150 bytes each."""
MAX_ROBOTS_SITEMAPS = 100


class DiscoverySpider(ArticleSpider):
    """Follows the articles in the portal's feeds and sitemaps, and keeps their data from there.

    They are asked for before the front page, so that a known article that has changed since its last visit is due
    when a list shows it. A run that is limited to sections asks for none.

    Stats: `newscrawl/discovery/entry_count/<feed|sitemap|sitemap_index>`, `newscrawl/discovery/passed_over_count`.
    """

    feed_entries: dict[str, list[FeedEntry]]
    """`article_id` → its data in feeds and sitemaps."""
    sitemap_sections: dict[str, SectionLink]
    """Section pages that sitemaps name, by address."""
    has_menu: bool | None
    """Whether the front page links to sections; None until it was read."""
    robots_sitemaps: list[str]
    """Sitemaps that robots.txt names, still to be asked for."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Expect no sections where the portal's pages are not read."""
        super().update_settings(settings)
        if not load_portal(cls.name, portals_folder(settings)).discovery.pages:
            settings.set("NEWSCRAWL_PORTAL_HAS_SECTIONS", False, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with the checked arguments *kwargs*. Raises `WrongUsageError`."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.feed_entries = {}
        spider.robots_sitemaps = []
        spider.sitemap_sections = {}
        spider.has_menu = None
        if spider.portal.discovery.sitemaps_of_robots and not spider.arguments.sections:
            crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Note the sitemaps of a robots.txt: the next page that is read asks for them."""
        self.robots_sitemaps += list(robotparser.rp.sitemaps)[:MAX_ROBOTS_SITEMAPS]  # type: ignore[attr-defined]

    def discovery_requests(self) -> Iterator[Request]:
        """Return the requests for the feeds and sitemaps of the portal's file."""
        discovery = self.portal.discovery
        if self.arguments.sections:
            return
        for url in discovery.named_feeds:
            yield self._document_request(url, "feed")
        for url in discovery.sitemaps:
            yield self._document_request(url, "sitemap")

    def feed_requests(self, urls: Iterable[str]) -> Iterator[Request]:
        """Return the requests for the feeds that the front page names."""
        for url in urls:
            if url not in self.asked:
                yield self._document_request(url, "feed")

    def named_sections(self) -> list[SectionLink]:
        """Return the sections that sitemaps have named, where the front page links to none."""
        return [] if self.has_menu is not False else list(self.sitemap_sections.values())

    def _section_request(self, link: SectionLink) -> Request:
        raise NotImplementedError

    def robots_requests(self) -> Iterator[Request]:
        """Return the requests for the sitemaps that robots.txt names, once."""
        found, self.robots_sitemaps = self.robots_sitemaps, []
        for url in found:
            if url not in self.asked:
                yield self._document_request(url, "sitemap")

    def _document_request(self, url: str, kind: Any, *, depth: int = 1, **meta: object) -> Request:
        self.asked.add(url)
        return self._request(
            url,
            self.parse_document,
            kind,
            priorities.FEED + depth,  # what an index names is read before its neighbours
            document_depth=depth,
            download_maxsize=MAX_DOCUMENT_BYTES,
            rules=self.rules,
            **meta,
        )

    def parse_document(self, response: Response) -> Output:
        """Follow what a feed, a sitemap or an index of sitemaps names; one answered 304 as it was read last."""
        yield from self.robots_requests()
        kept = response.meta.get("kept_content") if response.status == 304 else None
        if kept is None and response.status != 200:
            yield self.missed_by_status(response)
            return
        yield from read_guarded(self, response, lambda: self._read_document(response, kept))

    def _read_document(self, response: Response, kept: Any) -> Output:
        feed = self._feed(response) if kept is None else msgspec.convert(kept, Feed)
        self._note(response, feed.notes)
        self.crawler.stats.inc_value(f"newscrawl/discovery/entry_count/{feed.kind}", len(feed.entries))
        if feed.kind == "sitemap":
            self.bounds.reads_sitemap(entry.url for entry in feed.entries)
        yield from self._sitemaps(feed, response) if feed.kind == "sitemap_index" else self._articles(feed, response)

    def _feed(self, response: Response) -> Feed:
        header = response.headers.get("Content-Type")
        feed = load_feed(
            response.body,
            response.url,
            zone=self.portal.time_zone,
            content_type=header.decode("latin-1") if header else None,
            captured_at=self.received_at(response),
        )
        if len(feed.entries) <= MAX_KEPT_ENTRIES:
            response.meta["content"] = feed
        return feed

    def _sitemaps(self, index: Feed, response: Response) -> Iterator[Request]:
        depth = response.meta["document_depth"] + 1
        if depth > MAX_DEPTH:
            self.bounds.reads_sitemap(())
            self.logger.warning("%s: an index below %d others is not followed", response.url, MAX_DEPTH - 1)
            return
        for entry in index.entries:
            if entry.url in self.asked or self._is_too_old(entry):
                continue
            if self.bounds.takes_sitemap(entry.url):
                yield self._document_request(entry.url, "sitemap", depth=depth, changed_at=entry.changed_at)

    def _articles(self, feed: Feed, response: Response) -> Iterator[Request]:
        for entry in feed.entries:
            canonical = portal_url(entry.url, self.portal)
            kind = kind_of(canonical, self.portal)
            if kind == "section" and page_number(canonical, self.portal) is None:
                self.sitemap_sections.setdefault(canonical, SectionLink(url=canonical, label=_label_of(canonical)))
            if kind != "article" or self._is_too_old(entry):
                self.crawler.stats.inc_value("newscrawl/discovery/passed_over_count")
                continue
            if entry.published_at or entry.sections or entry.changed_source:
                self.feed_entries.setdefault(article_id(canonical, self.portal), []).append(entry)
            is_news = feed.kind == "feed" or entry.published_at is not None
            priority = priorities.LISTED_ARTICLE if is_news else priorities.OLD_ARTICLE
            place = FoundIn(list=feed.title, page_url=response.meta["asked_url"], position=entry.position)
            request = self._article_request(canonical, priority, [place])
            request.meta["changed_at"] = entry.changed_at
            yield request
        for link in self.named_sections():
            if link.url not in self.asked:
                yield self._section_request(link)

    def _is_too_old(self, entry: FeedEntry) -> bool:
        """Return whether a run that begins at a day passes *entry* over; one without a time is followed."""
        since, dated_at = self.arguments.since, entry.changed_at or entry.published_at
        return since is not None and dated_at is not None and dated_at < since

    def _joined(self, parts: tuple[Extraction, ...], response: Response) -> Article | MissedPage:
        made = super()._joined(parts, response)
        if isinstance(made, Article):
            for entry in self.feed_entries.get(response.meta["article_id"], ()):
                made = merge_feed_fields(made, entry, only=self.portal.only_fields)
        return made


def _label_of(url: str) -> str:
    """Return what a section that only a sitemap names is called: the last part of its address."""
    return unquote(urlsplit(url).path.strip("/").rpartition("/")[2]) or url
