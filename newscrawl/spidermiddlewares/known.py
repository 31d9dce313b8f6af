"""Asks for each address once a run, and for a known article only when a visit is due."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

from newscrawl.dataset.index.record_lines import DueVisit
from newscrawl.dataset.run.session import Session
from newscrawl.items import FoundIn, MissedPage, Ranking
from newscrawl.items.request_meta import RequestMeta, meta_of
from newscrawl.spidermiddlewares.sitemaps import Sitemaps
from newscrawl.spidermiddlewares.spider_protocol import spider_of
from newscrawl.spidermiddlewares.visits import Visits
from newscrawl.text import fold

logger = logging.getLogger(__name__)

_RANKED = frozenset({"section_ranking", "recommended", "trending"})
_FIRST_COUNT = 5
_FIRST_PRIORITY = 95  # behind feeds and front pages: a few known articles show early whether the portal is itself
_TOP_COUNT = 3  # what leads a ranking is read most; of a portal's new articles, half are somewhere in one


class KnownMiddleware:
    """Drops requests for what this run has asked for already, for articles that are known and not due.

    An article that is linked again while its request still waits gets that place added to its `found_in`.
    Known articles whose visit is due are asked for even if no list shows them.

    Settings: `NEWSCRAWL_KNOWN_VISIT_COUNT`, `NEWSCRAWL_KNOWN_VISIT_SHARE`, `NEWSCRAWL_BUDGET_REQUEST_COUNT`.
    Stats: `newscrawl/known/skipped_count/<repeated|known>`, `newscrawl/known/visit_count`.
    """

    def __init__(self, crawler: Crawler, session: Session | None) -> None:
        self.crawler = crawler
        self.session = session
        self.stats: StatsCollector = crawler.stats
        self.seen: dict[str, list[FoundIn] | None] = {}
        self.ranked: set[str] = set()
        """The articles that lead a ranking."""
        self.passed_over: set[str] = set()
        """Known articles that were not due when they were linked."""
        self.sitemaps = Sitemaps(session) if session else None
        self.visits = Visits.from_settings(session, crawler.settings) if session else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset; without one, only what this run has asked for is known."""
        middleware = cls(crawler, crawler.get_extension(Session))
        connect = crawler.signals.connect
        connect(middleware.spider_idle, signal=signals.spider_idle)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let the front pages through, once each; then ask for the articles whose visit is due.

        The visits are chosen before the first page: its answer may come in between, and it asks for articles, too.
        """
        visits = list(self._due_visits())
        async for one in start:
            if not isinstance(one, Request) or self.wants(one):
                yield one
        for visit in visits:
            yield visit

    def _due_visits(self) -> Iterator[Request]:
        spider = spider_of(self.crawler)
        is_open = self.session is not None and self.session.refusal is None
        due_now = self.visits.due(visits_all=spider.arguments.visits_all) if self.visits and is_open else []
        first_count = 0
        for due in due_now:
            if self._is_asked_for(due) and self.wants(request := spider.visit(due.url, due.article_id)):
                is_first = first_count < _FIRST_COUNT and self._is_stored(due)
                first_count += is_first
                yield _first(request) if is_first else request

    def _is_stored(self, due: DueVisit) -> bool:
        """Return whether the article was read at an earlier visit: one that never was shows nothing."""
        return self.session is not None and self.session.article(due.article_id) is not None

    def _is_asked_for(self, due: DueVisit) -> bool:
        """Return whether the article is of the sections to which the run is limited, if it is."""
        spider = spider_of(self.crawler)
        labels = {fold(label) for label in spider.arguments.sections}
        if not labels or self.session is None:
            return True
        article = self.session.read_article(due.article_id)
        return article is not None and fold(article.section or "") in labels

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let through what is new or due."""
        meta = meta_of(response)
        if meta["kind"] == "article":
            self.seen[meta["article_id"]] = None  # its found_in is on its way to the dataset: nothing to add any more
        elif self.session is not None:
            self.session.fates.settle(meta["asked_url"], "read")
        was_missed = False
        async for one in result:
            if isinstance(one, Ranking) and one.entries[0].list_kind in _RANKED:
                self.ranked.update(entry.article_id for entry in one.entries if entry.position <= _TOP_COUNT)
            was_missed = was_missed or isinstance(one, MissedPage)
            if not isinstance(one, Request) or self.wants(one):
                yield one
        spider = spider_of(self.crawler)
        is_limited = spider.arguments.since is not None  # what it passed over is left to a run that is not
        if meta["kind"] == "sitemap" and self.sitemaps and not was_missed and not is_limited:
            self.sitemaps.read(meta["asked_url"])

    def wants(self, request: Request) -> bool:
        """Return whether *request* has not been asked for in this run and is not known, or due."""
        meta = meta_of(request)
        if "parts" in meta or meta.get("is_read_again"):
            return True
        key = meta.get("article_id") or request.url
        if key in self.seen and not self._has_more(key, meta):
            self._found_again(key, meta)
            return False
        self.seen[key] = meta.get("found_in")
        return self.session is None or self._is_new(self.session, key, request)

    def _has_more(self, key: str, meta: RequestMeta) -> bool:
        """Return whether an article that was passed over may be due by what is known of it only now."""
        return key in self.passed_over and (key in self.ranked or bool(meta.get("changed_at")))

    def _found_again(self, key: str, meta: RequestMeta) -> None:
        self.stats.inc_value("newscrawl/known/skipped_count/repeated")
        waiting = self.seen[key]
        if waiting is not None:
            waiting.extend(place for place in meta.get("found_in", ()) if place not in waiting)

    def _is_new(self, session: Session, key: str, request: Request) -> bool:
        meta = meta_of(request)
        session.fates.see(meta["asked_url"], meta["kind"])
        if meta["kind"] == "sitemap" and self.sitemaps and not self.sitemaps.wants(request.url, meta.get("changed_at")):
            session.fates.settle(meta["asked_url"], "known")
            return False
        if meta["kind"] != "article" or self.visits is None:
            return True
        asked = self.visits.asks_for(
            key,
            request.url,
            is_ranked=key in self.ranked,
            is_listed=bool(meta.get("found_in")),
            changed_at=meta.get("changed_at"),
        )
        self.passed_over.discard(key)
        if asked == "new":
            return True
        if asked == "due":
            self.stats.inc_value("newscrawl/known/visit_count")
            return True
        self.seen[key] = None
        self.passed_over.add(key)
        session.fates.settle(meta["asked_url"], "known")
        self.stats.inc_value("newscrawl/known/skipped_count/known")
        return False

    # Outcomes

    def spider_idle(self) -> None:
        """Keep which sitemaps were read whole: nothing waits any more, everything is settled."""
        if self.sitemaps is not None and self.visits is not None and not self.visits.left_count:
            self.sitemaps.complete()


def _first(visit: Request) -> Request:
    """Return *visit* as one of the first of the run."""
    return visit.replace(priority=_FIRST_PRIORITY, meta={**visit.meta, "is_first_visit": True})
