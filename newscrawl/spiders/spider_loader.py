"""Gives each portal its spider: the one portal spider, unless a class in `newscrawl.spiders` has its name."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newscrawl.errors import WrongUsageError
from newscrawl.paths import portals_folder
from newscrawl.portals import portal_names, portals_of_host
from newscrawl.spiders.portal import PortalSpider
from newscrawl.urls import host_of


class PortalSpiderLoader(SpiderLoader):
    """Scrapy's spider loader, and a spider for every portal file, own or shipped.

    A class beside an own portal file wins: `portals/NAME.py` with a `PortalSpider` whose `name` is NAME.
    Settings: `NEWSCRAWL_PORTALS_DIR`. A portal's file is read when its spider is asked for, so that a broken one
    hurts no other portal.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.portals_dir = portals_folder(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of the portal *spider_name*. Raises `KeyError` where no portal has this name."""
        if spider_name not in portal_names(self.portals_dir):
            return super().load(spider_name)
        own = self.portals_dir / f"{spider_name}.py"
        if own.is_file():
            return _own_spider(own)
        if spider_name in super().list():
            return super().load(spider_name)
        return type(f"{spider_name.title()}Spider", (PortalSpider,), {"name": spider_name})

    def list(self) -> list[str]:
        """Return the names of all portals."""
        return sorted({*super().list(), *portal_names(self.portals_dir)})

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """Return the portal that *request*'s host belongs to, as a list; an own file comes before a shipped one."""
        return portals_of_host(host_of(request.url), self.portals_dir)[:1]


def _own_spider(path: Path) -> type[Spider]:
    """Return the spider that the module at *path* defines. Raises `WrongUsageError` where it defines none."""
    spec = spec_from_file_location(f"newscrawl_portals_{path.stem}", path)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018  a path that ends in .py has both
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for one in vars(module).values():
        if isinstance(one, type) and issubclass(one, PortalSpider) and getattr(one, "name", None) == path.stem:
            return one
    raise WrongUsageError(f"{path}: expected a subclass of PortalSpider with name = {path.stem!r}, got none")
