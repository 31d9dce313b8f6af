"""The one spider: front page → sections and rankings → articles, as the portal's file says."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl.clock import Clock
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.page import Page
from newscrawl.items import Article, FoundIn, MissedFate, MissedPage, PageKind, Ranking, RankingEntry
from newscrawl.loaders import (
    Extraction,
    Note,
    SectionLink,
    SectionPage,
    article_links,
    join_pages,
    load_article,
    load_section_page,
    section_links,
)
from newscrawl.portals import Portal, article_id, kind_of, load_portal, portal_url
from newscrawl.spiders import priorities
from newscrawl.spiders.arguments import Arguments, parse_arguments
from newscrawl.spiders.lists import list_key, split_lists
from newscrawl.spiders.missed import fate_of_failure, fate_of_status
from newscrawl.text import fold

MAX_ARTICLE_PAGES = 50

Output = Iterator[Request | Article | Ranking | MissedPage]
Callback = Callable[["PortalSpider", Response, Page], Output]


def reads_page(callback: Callback) -> Callable[[PortalSpider, Response], Output]:
    """Give *callback* the response's page, parsed once; a page that cannot be read is told instead, as missed."""

    @wraps(callback)
    def parse(self: PortalSpider, response: Response) -> Output:
        if response.status != 200:
            yield self.missed(response.request, *fate_of_status(response.status), response.status)
            return
        header = response.headers.get("Content-Type")
        try:
            page = Page.parse(response.body, response.url, content_type=header.decode("latin-1") if header else None)
        except UnreadablePageError as error:
            self.logger.warning("cannot read %s", error)
            yield self.missed(response.request, "failed", error.reason, response.status)
            return
        yield from callback(self, response, page)

    return parse


class PortalSpider(Spider):
    """Crawls the portal whose file bears the spider's name.

    A request's meta has `kind` (front_page, section, article) and `asked_url` (before any redirect); for articles
    `article_id` and `found_in`, and on the way through an article's pages `parts`, `part_urls` and `captures`; for
    sections `section`, `page` (from 1), `page_limit` and `entry_ids` of the page before. `capture` tells where a
    response is kept.

    Settings: `NEWSCRAWL_PORTALS_DIR`, `NEWSCRAWL_CONTACT`, `NEWSCRAWL_CLOCK_START`,
    `NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT`. Stats: `newscrawl/spider/note_count/<note>`.
    """

    portal: Portal
    arguments: Arguments
    given_arguments: dict[str, str]
    allowed_domains: list[str]
    clock: Clock
    section_page_count: int
    lists: set[tuple[str | None, ...]]
    """The lists that this run has given on."""
    asked: set[str]
    """The canonical addresses of articles and section pages that this run has given on."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Set what follows from the portal's file. Raises `PortalFileError` where that is wrong."""
        super().update_settings(settings)
        portal = load_portal(cls.name, Path(settings["NEWSCRAWL_PORTALS_DIR"]))
        settings.set("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", portal.allow_private_addresses, priority="spider")
        settings.set("NEWSCRAWL_PORTAL_ZONE", portal.zone, priority="spider")
        has_sections = bool(portal.urls.section or portal.links.sections)
        settings.set("NEWSCRAWL_PORTAL_HAS_SECTIONS", has_sections, priority="spider")
        if contact := settings["NEWSCRAWL_CONTACT"]:
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with the checked arguments *kwargs*. Raises `WrongUsageError`."""
        settings = crawler.settings
        spider = super().from_crawler(crawler, *args)
        spider.arguments = parse_arguments(kwargs)
        spider.given_arguments = dict(kwargs)
        spider.portal = spider.arguments.portal(load_portal(cls.name, Path(settings["NEWSCRAWL_PORTALS_DIR"])))
        spider.clock = Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"])
        limit = settings.getint("NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT")
        spider.section_page_count = min(limit, spider.arguments.max_pages or limit)
        spider.lists = set()
        spider.asked = set()
        spider.start_urls = list(spider.portal.start_urls)
        spider.allowed_domains = list(spider.portal.hosts)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request for each front page."""
        for url in self.portal.start_urls:
            yield self._request(url, self.parse_front_page, "front_page", priorities.FRONT_PAGE)

    # Lists

    @reads_page
    def parse_front_page(self, response: Response, page: Page) -> Output:
        """Follow the front page's sections, its own list and its rankings."""
        loaded = load_section_page(page, self.portal, captured_at=self.clock.now(), is_front=True)
        links = section_links(page, self.portal)
        if not self.arguments.sections:
            yield from self._entries(response, loaded, priorities.LISTED_ARTICLE)
        yield from self._sections(self._chosen(links) if self.arguments.sections else links)

    @reads_page
    def parse_section(self, response: Response, page: Page) -> Output:
        """Follow a section page's articles, its rankings and its next page."""
        number, section = response.meta["page"], response.meta["section"]
        loaded = load_section_page(page, self.portal, captured_at=self.clock.now())
        # The menu's label is the section's name; a section page may print it with a number or an ornament.
        named = tuple(replace(entry, list_name=section, list_section=section) for entry in loaded.entries)
        loaded = replace(loaded, section=section, entries=named)
        yield from self._entries(response, loaded, priorities.LISTED_ARTICLE if number == 1 else priorities.OLD_ARTICLE)
        ids = [entry.article_id for entry in loaded.entries]
        repeats = ids == response.meta.get("entry_ids")
        following = portal_url(loaded.next_page_url, self.portal) if loaded.next_page_url else ""
        leads_on = kind_of(following, self.portal) in {"section", "other"} if following else False
        if leads_on and following not in self.asked and ids and not repeats and number < self.section_page_count:
            yield self._section_request(following, section, number + 1, entry_ids=ids)
        if not self.arguments.sections:
            yield from self._sections(section_links(page, self.portal))

    def _sections(self, links: Iterable[SectionLink]) -> Output:
        for link in links:
            if link.url not in self.asked:
                yield self._section_request(link.url, link.label)

    def _chosen(self, links: Sequence[SectionLink]) -> list[SectionLink]:
        """Return the links whose labels were asked for. A label that no link bears stops the run."""
        by_label = {fold(link.label): link for link in links}
        unknown = [label for label in self.arguments.sections if fold(label) not in by_label]
        if unknown:
            labels = "、".join(link.label for link in links)
            self.logger.error("no section is called %s; the front page links to: %s", "、".join(unknown), labels)
            raise CloseSpider("unknown_section")
        return [by_label[fold(label)] for label in self.arguments.sections]

    def _note(self, response: Response, notes: Iterable[Note]) -> None:
        """Tell what is odd about a page that could be read."""
        for note in notes:
            self.crawler.stats.inc_value(f"newscrawl/spider/note_count/{note}")
            self.logger.warning("%s: %s", response.url, note)

    def _entries(self, response: Response, loaded: SectionPage, priority: int) -> Output:
        self._note(response, loaded.notes)
        yield from self._list(loaded.entries, priority)
        yield from self._rankings(loaded.rankings, priority)

    def _rankings(self, rankings: Iterable[RankingEntry], priority: int) -> Output:
        for entries in split_lists(rankings):
            yield from self._list(entries, priority, is_followed=not self.arguments.sections)

    def _list(self, entries: tuple[RankingEntry, ...], priority: int, *, is_followed: bool = True) -> Output:
        """Give a list on, and follow it; a list that stands on many pages only once a run."""
        if not entries or (key := list_key(entries[0])) in self.lists:
            return
        self.lists.add(key)
        yield Ranking(entries=entries)
        for entry in entries if is_followed else ():
            found_in = FoundIn(list=entry.list_name, page_url=entry.page_url, position=entry.position)
            yield self._article_request(entry.url, priority, [found_in])

    # Articles

    @reads_page
    def parse_article(self, response: Response, page: Page) -> Output:
        """Read an article; where it goes on, its further pages before it is given on whole."""
        if self._is_redirected_to_list(response):
            yield self.missed(response.request, "gone", "redirected_to_list", response.status)
            return
        found_in = tuple(response.meta["found_in"])
        loaded = load_article(page, self.portal, captured_at=self.clock.now(), found_in=found_in)
        self._note(response, loaded.notes)
        yield from self._rankings(loaded.rankings, priorities.LINKED_ARTICLE)
        yield from self._linked_articles(page)
        parts = (*response.meta.get("parts", ()), loaded)
        if capture := response.meta.get("capture"):
            response.meta["captures"] = (*response.meta.get("captures", ()), capture)
        if self._goes_on(parts, response):
            yield self._next_part_request(response, parts)
        else:
            yield self._joined(parts, response)

    def _is_redirected_to_list(self, response: Response) -> bool:
        address = portal_url(response.url, self.portal)
        return "redirect_urls" in response.meta and kind_of(address, self.portal) in {"front_page", "section"}

    def _linked_articles(self, page: Page) -> Output:
        for link in () if self.arguments.sections else article_links(page, self.portal):
            if link.url not in self.asked:  # most links of a page are on the page before, too
                yield self._article_request(link.url, priorities.LINKED_ARTICLE, [])

    def _goes_on(self, parts: tuple[Extraction, ...], response: Response) -> bool:
        following = parts[-1].next_page_url
        read = (*response.meta.get("part_urls", ()), response.url)
        return bool(parts[-1].article and following and following not in read and len(parts) < MAX_ARTICLE_PAGES)

    def _next_part_request(self, response: Response, parts: tuple[Extraction, ...]) -> Request:
        request = self._request(
            str(parts[-1].next_page_url),
            self.parse_article,
            "article",
            priorities.ARTICLE_PAGE,
            article_id=response.meta["article_id"],
            found_in=response.meta["found_in"],
        )
        request.meta["asked_url"] = response.meta["asked_url"]
        request.meta["parts"] = parts
        request.meta["part_urls"] = (*response.meta.get("part_urls", ()), response.url)
        request.meta["captures"] = response.meta.get("captures", ())
        return request

    def _joined(self, parts: tuple[Extraction, ...], response: Response) -> Article | MissedPage:
        whole = join_pages(parts[0], parts[1:]) if len(parts) > 1 else parts[0]
        unread = [part for part in parts if part.article is None]
        if whole.article is not None and not unread:
            if len(parts) == MAX_ARTICLE_PAGES:
                self.logger.warning("%s is cut at %d pages", response.url, MAX_ARTICLE_PAGES)
            captures = response.meta.get("captures", ())
            return replace(whole.article, url=response.meta["asked_url"], captures=captures)
        reason = (unread[0].reason if unread else whole.reason) or "no_article"
        self.logger.warning("no article at %s: %s", response.url, reason)
        return self.missed(response.request, "failed", reason, response.status)

    # Requests, and what became of those without a page

    def _request(
        self, url: str, callback: Callable[..., Output], kind: PageKind, priority: int, **meta: object
    ) -> Request:
        meta = {"kind": kind, "asked_url": url, **meta}
        return Request(url, callback, errback=self.miss, priority=priority, meta=meta)

    def _section_request(self, url: str, label: str, number: int = 1, *, entry_ids: Sequence[str] = ()) -> Request:
        self.asked.add(url)
        priority = priorities.SECTION if number == 1 else priorities.OLD_SECTION_PAGE
        return self._request(
            url,
            self.parse_section,
            "section",
            priority,
            section=label,
            page=number,
            page_limit=self.section_page_count,
            entry_ids=list(entry_ids),
        )

    def _article_request(self, canonical: str, priority: int, found_in: list[FoundIn]) -> Request:
        self.asked.add(canonical)
        identity = article_id(canonical, self.portal)
        return self._request(canonical, self.parse_article, "article", priority, article_id=identity, found_in=found_in)

    def visit(self, canonical: str, identity: str) -> Request | None:
        """Return the request that visits a known article again; None where the run is limited to sections."""
        if self.arguments.sections:
            return None
        self.asked.add(canonical)
        return self._request(
            canonical, self.parse_article, "article", priorities.VISIT, article_id=identity, found_in=[]
        )

    def miss(self, failure: Failure) -> Output:
        """Tell what became of a request that was not answered with a page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        fate, reason, status = fate_of_failure(failure)
        level = logging.INFO if fate in {"gone", "not_modified"} else logging.WARNING
        self.logger.log(level, "missed %s: %s (%s)", request.url, fate, reason)
        yield self.missed(request, fate, reason, status)

    def missed(self, request: Request | None, fate: MissedFate, reason: str, status: int | None) -> MissedPage:
        """Return the record of *request*, which gave no page."""
        assert request is not None  # noqa: S101  every response that Scrapy hands over has its request
        return MissedPage(
            kind=request.meta["kind"],
            url=request.meta["asked_url"],
            article_id=request.meta.get("article_id"),
            fate=fate,
            reason=reason,
            http_status=status,
            captured_at=self.clock.now(),
        )
