"""What the spider middlewares need of the spider that they serve."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, cast

from scrapy import Request
from scrapy.crawler import Crawler

from newscrawl.clock import Clock
from newscrawl.items.request_meta import RequestMeta
from newscrawl.portals import Portal


class RunArguments(Protocol):
    """The arguments of a run that middlewares look at."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The labels of the sections to which the run is limited; empty for all."""

    @property
    def since(self) -> datetime | None:
        """How far back the run goes; None for no limit."""

    @property
    def visits_all(self) -> bool:
        """Whether the run visits known articles that are not due, too."""


class PortalSpiderLike(Protocol):
    """A spider of a portal, as far as the middlewares use it."""

    clock: Clock
    portal: Portal
    section_page_count: int

    @property
    def arguments(self) -> RunArguments:
        """The run's checked arguments."""

    def visit(self, canonical: str, identity: str) -> Request:
        """Return the request that visits a known article again."""

    def read_again(self, url: str, meta: RequestMeta, etag: bytes | None) -> Request:
        """Return the request that looks whether a section page has changed during this run."""


def spider_of(crawler: Crawler) -> PortalSpiderLike:
    """Return the spider of *crawler*, which `PortalSpiderLoader` gave: every one of them has these members."""
    return cast("PortalSpiderLike", crawler.spider)
