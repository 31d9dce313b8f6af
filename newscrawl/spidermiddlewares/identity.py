"""Believes a page that names another article's address only where both have one text."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

from newscrawl.dataset.revisions.compare_texts import are_one_text
from newscrawl.dataset.run.session import Session
from newscrawl.items import Article, MissedFate, MissedPage
from newscrawl.portals import article_id, kind_of, portal_url
from newscrawl.spidermiddlewares.spider_protocol import spider_of

logger = logging.getLogger(__name__)


class IdentityMiddleware:
    """Gives each article the identity of the address that served it, unless its rel=canonical must be believed.

    A canonical address that names another article is believed where that one is stored with nearly the same text, or
    where it is not stored and the serving address has no number of its own. Else a portal that names one address on
    every page would make one article of all. Where the address of a known article redirects to
    another one, the known article has moved if both have one text; else it is gone.

    Settings: `NEWSCRAWL_DEDUPLICATE_SIMILARITY`. Stats: `newscrawl/identity/refused_count`,
    `newscrawl/identity/redirected_count/<moved|gone>`.
    """

    def __init__(self, crawler: Crawler, session: Session, *, similarity: float) -> None:
        self.crawler = crawler
        self.session = session
        self.stats: StatsCollector = crawler.stats
        self.similarity = similarity

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        return cls(crawler, session, similarity=crawler.settings.getfloat("NEWSCRAWL_DEDUPLICATE_SIMILARITY"))

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Settle the identity of each article that comes by."""
        async for one in result:
            if not isinstance(one, Article):
                yield one
                continue
            article = self._settled(one, response)
            if left := self._left(article, response):
                yield left
                article = replace(article, url=article.canonical_url)  # the asked address is the other article's
                self.session.fates.see(article.url, "article")
            yield article

    def _settled(self, article: Article, response: Response) -> Article:
        portal = spider_of(self.crawler).portal
        address = portal_url(_first_page(response), portal)
        own = article_id(address, portal)
        if own == article.article_id or kind_of(address, portal) != "article":
            return article
        has_number = own != article_id(address, None, name=portal.name)
        if self._is_believed(article, own, has_number=has_number):
            return article
        self.stats.inc_value("newscrawl/identity/refused_count")
        self.session.visits.wrong_canonical.add(own)
        logger.warning("%(url)s names %(other)s, another article", {"url": address, "other": article.canonical_url})
        related = tuple(link for link in article.related if link.url != address)
        return replace(article, article_id=own, canonical_url=address, related=related)

    def _is_believed(self, article: Article, own: str, *, has_number: bool) -> bool:
        """Return whether the article that the page names is this one: *own* is the identity by its address."""
        other = self.session.read_article(article.article_id)
        if other is not None:
            return are_one_text(article.body, other.body, self.similarity)
        known = self.session.read_article(own)
        return not has_number and (known is None or are_one_text(article.body, known.body, self.similarity))

    def _left(self, article: Article, response: Response) -> MissedPage | None:
        """Return the visit of a known article whose address leads to another one now."""
        asked = response.meta.get("article_id")
        if asked in {None, article.article_id} or "redirect_urls" not in response.meta:
            return None
        known = self.session.read_article(asked)
        if known is None:
            return None
        fate: MissedFate = "moved" if are_one_text(article.body, known.body, self.similarity) else "gone"
        self.stats.inc_value(f"newscrawl/identity/redirected_count/{fate}")
        return MissedPage(
            kind="article",
            url=response.meta["asked_url"],
            article_id=asked,
            fate=fate,
            reason="redirected_to_article",
            http_status=200,
            captured_at=article.captured_at or self.session.clock.now(),
        )


def _first_page(response: Response) -> str:
    part_urls = response.meta.get("part_urls", ())
    return str(part_urls[0]) if part_urls else response.url
