"""Keeps ETag and Last-Modified of articles, so that they are sent again only when they have changed."""

from __future__ import annotations

from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawl.dataset.run.session import Session
from newscrawl.items import Article
from newscrawl.network.response_headers import validators_of


class ValidatorsExtension:
    """Keeps the validators of an article's page after its record, or the visit that found it unchanged, is stored.

    They are in the session's transaction after these lines: a killed run never keeps a page's validators without
    its record. An article of several pages has none, because its first page gives nothing about the others. List pages
    are not kept here: theirs are kept beside the reading (`dataset/run/unchanged_pages.py`).

    Settings: `NEWSCRAWL_REVALIDATE_ENABLED`, `NEWSCRAWL_DATASET_ENABLED`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen for what has come through the pipelines."""
        settings = crawler.settings
        if not settings.getbool("NEWSCRAWL_DATASET_ENABLED") or not settings.getbool("NEWSCRAWL_REVALIDATE_ENABLED"):
            raise NotConfigured  # the dataset or conditional requests are switched off
        extension = cls(crawler)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.item_dropped, signal=signals.item_dropped)
        return extension

    def item_scraped(self, item: Any, response: Response | None) -> None:
        """Keep the validators of a stored article."""
        if isinstance(item, Article) and response is not None:
            self._keep(response)

    def item_dropped(self, item: Any, response: Response | None, exception: BaseException) -> None:
        """Keep the validators of an article that was dropped because it is stored as it is."""
        if isinstance(item, Article) and response is not None and getattr(exception, "is_stored", False):
            self._keep(response)

    def _keep(self, response: Response) -> None:
        session = self.crawler.get_extension(Session)
        if session is None:
            return
        has_one_page = not response.meta.get("parts")
        session.set_validators(response.url, *(validators_of(response) if has_one_page else (None, None)))
