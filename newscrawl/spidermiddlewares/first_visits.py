"""Asks for new articles only after the first visits to known ones have shown whether the portal is itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.dataset.run.session import Session
from newscrawl.items import MissedPage, Ranking
from newscrawl.items.request_meta import meta_of


class FirstVisitsMiddleware:
    """Holds back each request for a new article until the first visits of the run are settled.

    A portal that fails may serve one text under every address. Visits to known articles show that, and then no new
    article is stored with that text. Requests alone would not keep this order: where several are under way at once,
    or the machine is busy, the answer to a later one may be read first.

    `KnownMiddleware` marks the first visits (`is_first_visit`). A visit is settled when its record is stored, dropped
    or missed. Whatever waits when the run has nothing else to do is asked for then.

    Settings: `NEWSCRAWL_DATASET_ENABLED`.
    """

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session
        self.awaited: set[str] = set()
        """The articles whose first visits are not settled."""
        self.has_started = False
        """Whether all first visits are known."""
        self.waiting: list[Request] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        middleware = cls(crawler, session)
        connect = crawler.signals.connect
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            connect(middleware.item_done, signal=signal)
        connect(middleware.spider_error, signal=signals.spider_error)
        connect(middleware.spider_idle, signal=signals.spider_idle)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Note the first visits; with the last request of the start, the run knows them all.

        Among the others are articles that earlier runs asked for and could not read: they wait like new ones.
        """
        async for one in start:
            if isinstance(one, Request) and (meta := meta_of(one)).get("is_first_visit"):
                self.awaited.add(meta["article_id"])
            if self._must_wait(one):
                self.waiting.append(one)
            else:
                yield one
        self.has_started = True
        if not self.awaited:
            self._ask_for_waiting()

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:  # noqa: ARG002  # Scrapy's name
        """Pass on what may be asked for now."""
        async for one in result:
            if self._must_wait(one):
                self.waiting.append(one)
            else:
                yield one

    def _must_wait(self, one: Any) -> bool:
        if not isinstance(one, Request) or (self.has_started and not self.awaited):
            return False
        meta = meta_of(one)
        if meta["kind"] != "article" or "parts" in meta:
            return False
        return self.session.article(meta["article_id"]) is None

    # Outcomes

    def item_done(self, item: Any, response: Response | Failure | None) -> None:
        """Note that the visit that gave *item* is settled."""
        if isinstance(item, MissedPage):
            self._settle(item.article_id)
        elif isinstance(response, Response) and not isinstance(item, Ranking):
            self._settle(meta_of(response).get("article_id"))

    def spider_error(self, response: Response | Failure) -> None:
        """Note that a visit whose reading raised an error gives no record."""
        if isinstance(response, Response):
            self._settle(meta_of(response).get("article_id"))

    def spider_idle(self) -> None:
        """Go on with what waits: nothing else can settle a visit any more."""
        self.awaited.clear()
        self._ask_for_waiting()

    def _settle(self, article_id: str | None) -> None:
        if article_id in self.awaited:
            self.awaited.discard(article_id)
            if self.has_started and not self.awaited:
                self._ask_for_waiting()

    def _ask_for_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        assert self.crawler.engine is not None  # noqa: S101  the run has begun
        for request in waiting:
            self.crawler.engine.crawl(request)
