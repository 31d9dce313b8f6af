"""Asks for each address once a run, and for a known article only when a visit is due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

from newscrawl.dataset.session import Session
from newscrawl.items import FoundIn


class KnownMiddleware:
    """Drops requests for what this run has asked for already, and for articles that are known and not due.

    An article that is linked again while its request still waits gets that place added to its `found_in`.

    Stats: `newscrawl/known/skipped_count/<repeated|known>`.
    """

    def __init__(self, session: Session | None, stats: StatsCollector) -> None:
        self.session = session
        self.stats = stats
        self.seen: dict[str, list[FoundIn] | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset; without one, only what this run has asked for is known."""
        return cls(crawler.get_extension(Session), crawler.stats)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let the front pages through, once each."""
        async for one in start:
            if not isinstance(one, Request) or self.wants(one):
                yield one

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let through what is new or due."""
        meta = response.meta
        if meta["kind"] == "article":
            self.seen[meta["article_id"]] = None  # its found_in is on its way to the dataset: nothing to add any more
        elif self.session is not None:
            self.session.fates.settle(meta["asked_url"], "read")
        async for one in result:
            if not isinstance(one, Request) or self.wants(one):
                yield one

    def wants(self, request: Request) -> bool:
        """Tell whether *request* has not been asked for in this run and is not known, or due."""
        meta = request.meta
        if "parts" in meta:
            return True
        key = meta.get("article_id") or request.url
        if key in self.seen:
            self._found_again(key, meta)
            return False
        self.seen[key] = meta.get("found_in")
        return self.session is None or self._is_new(self.session, key, request)

    def _found_again(self, key: str, meta: dict[str, Any]) -> None:
        self.stats.inc_value("newscrawl/known/skipped_count/repeated")
        waiting = self.seen[key]
        if waiting is not None:
            waiting.extend(place for place in meta.get("found_in", ()) if place not in waiting)

    def _is_new(self, session: Session, key: str, request: Request) -> bool:
        session.fates.see(request.url, request.meta["kind"])
        if request.meta["kind"] != "article" or is_due(session, key, request.url):
            return True
        self.seen[key] = None
        session.fates.settle(request.url, "known")
        self.stats.inc_value("newscrawl/known/skipped_count/known")
        return False


def is_due(session: Session, article_id: str, url: str) -> bool:
    """Tell whether the article is not known, by its identity or under the address *url*, or due for a visit."""
    known = session.article(article_id)
    if known is None and (other := session.article_of_url(url)):
        known = session.article(other)
    if known is None:
        return True
    return known.next_visit_at is not None and known.next_visit_at <= session.clock.now()
