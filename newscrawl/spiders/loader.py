"""Gives each portal its spider: the one portal spider, unless a class in `newscrawl.spiders` bears its name."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newscrawl.portals import has_host, portal_names
from newscrawl.spiders.portal import PortalSpider
from newscrawl.urls import host_of


class PortalSpiderLoader(SpiderLoader):
    """Scrapy's spider loader, and a spider for every `*.toml` in the portals' folder.

    Settings: `NEWSCRAWL_PORTALS_DIR`. A portal's file is read when its spider is asked for, so that a broken one
    hurts no other portal.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.portals_dir = Path(settings["NEWSCRAWL_PORTALS_DIR"])

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of the portal *spider_name*. Raises `KeyError` where there is none."""
        if spider_name in super().list():
            return super().load(spider_name)
        if spider_name not in portal_names(self.portals_dir):
            raise KeyError(f"Spider not found: {spider_name}")
        return type(f"{spider_name.title()}Spider", (PortalSpider,), {"name": spider_name})

    def list(self) -> list[str]:
        """Return the names of all portals."""
        return sorted({*super().list(), *portal_names(self.portals_dir)})

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """Return the portals that *request*'s host belongs to."""
        return [name for name in self.list() if has_host(name, self.portals_dir, host_of(request.url))]
