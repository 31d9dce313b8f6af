"""Decides page by page how the walk through a section goes on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawl.dataset.run.session import Session
from newscrawl.items import MissedPage, Ranking, RankingEntry
from newscrawl.items.request_meta import RequestMeta, meta_of
from newscrawl.spidermiddlewares.spider_protocol import PortalSpiderLike, spider_of
from newscrawl.spidermiddlewares.walks import Limits, Walks

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _PageRead:
    """What the spider gave for one section page."""

    entries: tuple[RankingEntry, ...] = ()
    following: Request | None = None
    was_missed: bool = False

    def takes(self, one: Any, meta: RequestMeta) -> bool:
        """Note *one*; return whether it is the request for the next page, which goes no further."""
        if _leads_on(one, meta):
            self.following = one
            return True
        self.was_missed = self.was_missed or isinstance(one, MissedPage)
        if isinstance(one, Ranking) and one.entries[0].list_kind == "section_page":
            self.entries = one.entries
        return False


class SectionsMiddleware:
    """Lets a section's next page through until the lower half of a page was stored when it was last complete.

    A walk that stopped is taken up where it did. Where a page begins with none of the articles that the page before
    ended with, that one is read once more (conditionally): were articles deleted meanwhile, the list has moved up, and
    what was at the head of this page is there now. No later run would look so far down. It costs a request for each
    page of a first walk; later runs stop at the first page.

    A run that goes back to a day (`since`) asks for the next page once all articles of the page are settled, and only
    if one of them is not older.

    Settings: `NEWSCRAWL_DATASET_ENABLED`.
    Stats: `newscrawl/sections/joined_count`, `newscrawl/sections/resumed_count`, `newscrawl/sections/read_again_count`.
    """

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session
        self.walks = Walks(session)
        self.settled: set[str] = set()
        """The articles of this run that are stored, dropped or missed."""
        self.held: dict[tuple[str, int], tuple[Request, tuple[RankingEntry, ...]]] = {}
        """Section and page → the request for the next page and the entries, until their articles are settled."""
        self.etags: dict[str, bytes] = {}
        """Section pages of this run → their ETag."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        middleware = cls(crawler, session)
        connect = crawler.signals.connect
        connect(middleware.spider_opened, signal=signals.spider_opened)
        connect(middleware.item_done, signal=signals.item_scraped)
        connect(middleware.item_done, signal=signals.item_dropped)
        connect(middleware.spider_idle, signal=signals.spider_idle)
        return middleware

    @property
    def since(self) -> datetime | None:
        """How far back this run is to go."""
        return self.walks.limits.since

    def spider_opened(self, spider: PortalSpiderLike) -> None:
        """Learn how far the run is to go, and the clock that its captures are dated by."""
        self.walks.clock = spider.clock
        self.walks.limits = Limits(page_limit=spider.section_page_count, since=spider.arguments.since)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what a section page gave, and decide how its walk goes on."""
        if response.meta["kind"] != "section":
            given = result
        elif response.meta.get("is_read_again"):
            given = self._read_again(response, result)
        else:
            given = self._walked(response, result)
        async for one in given:
            yield one

    async def _walked(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        if etag := response.headers.get("ETag"):
            self.etags[response.url] = etag
        read = _PageRead()
        async for one in result:
            if not read.takes(one, meta_of(response)):
                yield one
        for request in () if read.was_missed else self._next_of_walk(response, read):
            yield request

    async def _read_again(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for one in result:
            self._found_late(meta_of(response), one)
            yield one

    def _found_late(self, meta: RequestMeta, one: Any) -> None:
        if isinstance(one, Request) and self.session.article(one.meta["article_id"]) is None:
            self.walks.open(meta["section_url"], meta["page"], [one.meta["article_id"]])

    def _next_of_walk(self, response: Response, read: _PageRead) -> list[Request]:
        meta = meta_of(response)
        section, page = meta["section_url"], meta["page"]
        before = self._of_page_before(section, page)
        elsewhere = self.walks.read(section, page, meta["asked_url"], read.entries, self.settled)
        walk = self.walks.walk(section)
        if read.following is None:
            self._ended(section, page, has_entries=bool(read.entries))
        if elsewhere and read.following is not None:
            self.crawler.stats.inc_value("newscrawl/sections/resumed_count")
            logger.info("%(section)s goes on at page %(page)d", {"section": meta["section"], "page": elsewhere[1]})
            walk.passed = read.following
            return [_jump(read.following, *elsewhere)]
        self.walks.keep(section, self.settled)
        again = self._again(meta, before, read)
        if read.following is None:
            return again
        if walk.has_joined or walk.is_covered:
            self.crawler.stats.inc_value("newscrawl/sections/joined_count")
            return again
        if walk.passed is not None and self.walks.has_landed_too_deep(section, page):
            again.append(walk.passed)  # from there on page by page, down to this one
        if self.since is None:
            return [*again, read.following]
        self.held[section, page] = read.following, read.entries
        return again

    def _ended(self, section: str, page: int, *, has_entries: bool) -> None:
        """Note the end of a section: its own, or the run's; a first page that lists nothing is neither."""
        if page >= self.walks.limits.page_limit:
            self.walks.stop(section, page)
        elif has_entries or page > 1:
            self.walks.walk(section).has_joined = True

    # Lists that move

    def _of_page_before(self, section: str, page: int) -> set[str]:
        listed = self.walks.walk(section).listed.get(page - 1, [])
        return {entry.article_id for entry in listed}

    def _again(self, meta: RequestMeta, before: set[str], read: _PageRead) -> list[Request]:
        """Return the request that reads the page before once more, where this one shares no article with it."""
        url = self.walks.walk(meta["section_url"]).urls.get(meta["page"] - 1)
        if not before or not url or before & {entry.article_id for entry in read.entries}:
            return []
        self.crawler.stats.inc_value("newscrawl/sections/read_again_count")
        spider = spider_of(self.crawler)
        return [spider.read_again(url, meta, self.etags.get(url))]

    # Outcomes

    def item_done(self, item: Any, response: Response | None) -> None:
        """Note that an article is settled, and that the page to go on from is gone."""
        if isinstance(item, MissedPage):
            if item.fate == "budget":
                return
            if item.article_id:
                self.settled.add(item.article_id)
            elif item.kind == "section" and item.fate == "gone":
                self._resume_page_gone(item.url)
        elif not isinstance(item, Ranking) and response is not None and "article_id" in response.meta:
            self.settled.add(response.meta["article_id"])

    def _resume_page_gone(self, url: str) -> None:
        for section, walk in self.walks.walks.items():
            if walk.jumped_to is not None and walk.before.resume_url == url:
                self.walks.forget(section)

    def spider_idle(self) -> None:
        """Nothing waits any more, everything is settled: go on with what was held back, else keep what was read."""
        held, self.held = self.held, {}
        goes_on = False
        for (section, page), (request, entries) in held.items():
            if self.since is not None and self.walks.is_before(entries, self.since):
                self.walks.stop(section, page, self.since)
            else:
                goes_on = True
                self._ask(request)
        if not goes_on:
            self.walks.complete()

    def _ask(self, request: Request) -> None:
        self.session.fates.see(request.meta["asked_url"], request.meta["kind"])
        assert self.crawler.engine is not None  # noqa: S101  it is what became idle
        self.crawler.engine.crawl(request)


def _leads_on(one: Any, meta: RequestMeta) -> bool:
    """Return whether *one* is the request for the next page of the section that *meta* is of."""
    return (
        isinstance(one, Request)
        and one.meta["kind"] == "section"
        and one.meta["section_url"] == meta["section_url"]
        and one.meta["page"] == meta["page"] + 1
    )


def _jump(request: Request, url: str, page: int) -> Request:
    meta = {**request.meta, "asked_url": url, "page": page, "entry_ids": []}
    return request.replace(url=url, meta=meta)
