"""Asks for a few pages, one after the other, with the project's manners: robots.txt, delay, refused addresses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

from newscrawl.errors import NewscrawlError
from newscrawl.network.refusals import NO_ANSWER
from newscrawl.network.run_end import reason_in_run

_MOST_SITEMAPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought."""

    url: str
    """The address that answered, behind redirects."""

    body: bytes = b""
    content_type: str | None = None
    status: int | None = None
    """Null where no answer came."""

    reason: str = ""
    """Why there is no page: `robots`, `http_404`, `login`, `unknown_host` …; empty where there is one."""


class Asker:
    """Asks for at most *limit* addresses, robots.txt counted."""

    def __init__(self, crawler: Crawler, limit: int) -> None:
        self.crawler = crawler
        self.limit = limit
        self.page_secs = crawler.settings.getfloat("NEWSCRAWL_READING_PAGE_SECS")
        """The longest time for one look at a page; 0: no limit."""
        self.request_count = 0
        self.sitemaps: list[str] = []
        """Those that robots.txt names."""
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    @property
    def left_count(self) -> int:
        """How many more requests may be made."""
        return self.limit - self.request_count

    async def ask(self, url: str, *, is_page: bool = True) -> Answer:
        """Return what is at *url*; with `reason` where that is no page, or the limit is reached."""
        if self.left_count <= 0:
            return Answer(url=url, reason="limit")
        self.request_count += 1
        request = Request(url, meta={"kind": "front_page" if is_page else "feed"}, dont_filter=True)
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except NO_ANSWER as error:
            return Answer(
                url=url, reason=reason_in_run(self.crawler, error), status=getattr(error, "http_status", None)
            )
        header = response.headers.get("Content-Type")
        return Answer(
            url=response.url,
            body=response.body,
            content_type=header.decode("latin-1") if header else None,
            status=response.status,
            reason="" if response.status == 200 else f"http_{response.status}",
        )

    def _robots_parsed(self, robotparser: RobotParser) -> None:
        self.request_count += 1
        named = list(robotparser.rp.sitemaps)[:_MOST_SITEMAPS]  # type: ignore[attr-defined]
        self.sitemaps += [url for url in named if url not in self.sitemaps]


class LookSpider(Spider):
    """Runs *work* with an asker; stores nothing."""

    name = "look"
    custom_settings = {"RETRY_TIMES": 0}  # noqa: RUF012  Scrapy's name and form

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Keep the manners of a crawl."""
        super().update_settings(settings)
        look_only(settings)

    def __init__(
        self, work: Callable[[Asker], Awaitable[Any]], limit: int, result: dict[str, Any], start_url: str
    ) -> None:
        super().__init__()
        self.start_urls = [start_url]
        self.work = work
        self.limit = limit
        self.result = result

    async def start(self) -> AsyncIterator[Any]:
        """Do the work; what it gives, or its `NewscrawlError`, is in `result`."""
        asker = Asker(self.crawler, self.limit)
        try:
            self.result["done"] = await self.work(asker)
        except NewscrawlError as error:
            self.result["error"] = error
        self.result["request_count"] = asker.request_count
        return
        yield


_OF_CRAWLS = ("capture.CaptureMiddleware", "revalidate.RevalidateMiddleware")
_LOOK_SETTINGS: Mapping[str, object] = {
    "ITEM_PIPELINES": {},
    "SPIDER_MIDDLEWARES": {},
    "EXTENSIONS": {"scrapy.extensions.logstats.LogStats": None, "newscrawl.network.run_end.RunEnd": 50},
}


def look_only(settings: BaseSettings, *, without: tuple[str, ...] = ()) -> None:
    """Set a spider's *settings* so that it keeps the downloader's middlewares, but those of the dataset and *without*.

    Components in `custom_settings` would replace those of the project: a look would then obey robots.txt only where it
    comes, and know neither Crawl-delay nor pages of walls. *without*: as ``block_pages.BlockPageMiddleware``.
    """
    for name, value in _LOOK_SETTINGS.items():
        settings.set(name, value, priority="spider")
    left_out = {f"newscrawl.downloadermiddlewares.{path}": None for path in (*_OF_CRAWLS, *without)}
    kept = dict(settings["DOWNLOADER_MIDDLEWARES"])
    settings.set("DOWNLOADER_MIDDLEWARES", {**kept, **left_out}, priority="spider")
