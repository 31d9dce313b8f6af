"""Keeps the readings of list pages beside their validators, so that an unchanged one need not be sent again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.unchanged_pages import keep_content
from newscrawl.items import MissedPage
from newscrawl.network.response_headers import validators_of


class KeepContentMiddleware:
    """Keeps the reading of each front page and first section page that was answered with an ETag or Last-Modified.

    The spider leaves it in the response's `meta["content"]`. A later run that is answered 304 goes on from it as from
    the page itself: it records every list again, and asks for every article that is still missing. Only a page whose
    request has `rules` is kept, a few a portal; deep pages are read rarely and never again as they were.

    Settings: `NEWSCRAWL_REVALIDATE_ENABLED`, `NEWSCRAWL_DATASET_ENABLED`.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None or not crawler.settings.getbool("NEWSCRAWL_REVALIDATE_ENABLED"):
            raise NotConfigured  # the dataset or conditional requests are switched off
        return cls(session)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass everything on; then keep the reading of a page that was read whole."""
        was_missed = False
        async for one in result:
            was_missed = was_missed or isinstance(one, MissedPage)
            yield one
        reading, rules = response.meta.get("content"), response.meta.get("rules")
        if reading is not None and rules is not None and response.status == 200 and not was_missed:
            keep_content(self.session, response.url, reading, rules=rules, validators=validators_of(response))
