"""What every request of a portal's spider has in common: settings, arguments, meta, and its end without a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl.clock import Clock
from newscrawl.items import MissedFate, MissedPage, PageKind
from newscrawl.items.request_meta import received_at
from newscrawl.loaders import loader_class
from newscrawl.paths import portals_folder
from newscrawl.portals import Portal, load_portal
from newscrawl.program import user_agent
from newscrawl.spiders.arguments import Arguments, parse_arguments
from newscrawl.spiders.list_page import rules_of
from newscrawl.spiders.outcomes import Output, fate_of_failure, fate_of_status


class RequestSpider(Spider):
    """Makes a portal's requests, and gives the outcome of those that were not answered with a page.

    `items/request_meta.py` lists what a request's meta holds.

    Settings: `NEWSCRAWL_PORTALS_DIR`, `NEWSCRAWL_CONTACT`, `NEWSCRAWL_CLOCK_START`,
    `NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT`, `NEWSCRAWL_READING_PAGE_SECS`.
    """

    portal: Portal
    arguments: Arguments
    given_arguments: dict[str, str]
    allowed_domains: list[str]
    clock: Clock
    section_page_count: int
    page_secs: float
    """The longest time for reading one page; 0: no limit."""
    rules: str
    """A digest of all that decides how pages are read."""
    asked: set[str]
    """The canonical addresses of articles and section pages that this run has given on."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Set what follows from the portal's file. Raises `PortalFileError` where that is wrong."""
        super().update_settings(settings)
        portal = load_portal(cls.name, portals_folder(settings))
        loader_class(portal)
        settings.set("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", portal.allow_private_addresses, priority="spider")
        settings.set("NEWSCRAWL_PORTAL_ZONE", portal.zone, priority="spider")
        has_sections = bool(portal.urls.section or portal.links.sections)
        settings.set("NEWSCRAWL_PORTAL_HAS_SECTIONS", has_sections, priority="spider")
        agent = user_agent(settings["USER_AGENT"], settings["NEWSCRAWL_CONTACT"])
        settings.set("USER_AGENT", agent, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with the checked arguments *kwargs*. Raises `WrongUsageError`."""
        settings = crawler.settings
        spider = super().from_crawler(crawler, *args)
        portal = load_portal(cls.name, portals_folder(settings))
        spider.arguments = parse_arguments(kwargs, portal.time_zone)
        spider.given_arguments = dict(kwargs)
        spider.portal = spider.arguments.portal(portal)
        spider.clock = Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"])
        limit = settings.getint("NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT")
        spider.section_page_count = min(limit, spider.arguments.max_pages or limit)
        spider.page_secs = settings.getfloat("NEWSCRAWL_READING_PAGE_SECS")
        spider.rules = rules_of(spider.portal)
        spider.asked = set()
        spider.start_urls = list(spider.portal.start_urls)
        spider.allowed_domains = list(spider.portal.hosts)
        return spider

    def _request(
        self, url: str, callback: Callable[..., Output], kind: PageKind, priority: int, **meta: object
    ) -> Request:
        meta = {"kind": kind, "asked_url": url, **meta}
        return Request(url, callback, errback=self.miss, priority=priority, meta=meta)

    def miss(self, failure: Failure) -> Output:
        """Yield the outcome of a request that was not answered with a page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        fate, reason, status = fate_of_failure(failure)
        yield self.missed_and_logged(request, fate, reason, status)

    def missed_by_status(self, response: Response) -> MissedPage:
        """Return the record of a page that came with a status of success or a redirect, and not with 200."""
        return self.missed_and_logged(response.request, *fate_of_status(response.status), response.status)

    def missed_and_logged(
        self, request: Request | None, fate: MissedFate, reason: str, status: int | None
    ) -> MissedPage:
        """Return the record of *request*, and log its address."""
        missed = self.missed(request, fate, reason, status)
        level = logging.INFO if fate in {"gone", "not_modified", "budget"} else logging.WARNING
        self.logger.log(level, "missed %s: %s (%s)", request.url if request else missed.url, fate, reason)
        return missed

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
            captured_at=self.clock.now() if status is None else received_at(request, self.clock),
        )

    def received_at(self, response: Response) -> datetime:
        """Return when *response* came: the `captured_at` of what is read from it."""
        return received_at(response, self.clock)
