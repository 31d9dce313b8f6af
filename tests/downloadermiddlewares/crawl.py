"""Crawls the addresses of an order with this project's downloader middlewares, and tells what came.

Run as a script it takes one order on stdin. With `--serve` it takes one a line and forks for each: a reactor runs once
a process, and what takes most of the time is to import Scrapy.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.resolver import dnscache

from newscrawl import settings
from tests.warm_scrapy import measured

HERE = "newscrawl.downloadermiddlewares"
SETTINGS = {
    **{name: value for name, value in vars(settings).items() if name.startswith("NEWSCRAWL_")},
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_PARSER": "newscrawl.network.robots_parser.RateRobotParser",
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0.001,
    "DOWNLOAD_TIMEOUT": 5,
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "USER_AGENT": "newscrawl-test",
    "DOWNLOAD_HANDLERS": settings.DOWNLOAD_HANDLERS,
    "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.2,
    "NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES": True,
    "TWISTED_DNS_RESOLVER": "newscrawl.network.resolver.PublicAddressResolver",
    "EXTENSIONS": {"newscrawl.network.run_end.RunEnd": 50},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        f"{HERE}.quiet_hours.QuietHoursMiddleware": 20,
        f"{HERE}.private_address.PrivateAddressMiddleware": 40,
        f"{HERE}.offsite.OffsiteMiddleware": 50,
        f"{HERE}.robots.RobotsMiddleware": 100,
        f"{HERE}.block_pages.BlockPageMiddleware": 200,
        f"{HERE}.retry.RetryMiddleware": 550,
        f"{HERE}.unpack.UnpackMiddleware": 595,
        f"{HERE}.revalidate.RevalidateMiddleware": 650,
        f"{HERE}.crawl_delay.CrawlDelayMiddleware": 800,
        f"{HERE}.shutdown.ShutdownMiddleware": 810,
        f"{HERE}.capture.CaptureMiddleware": 820,
        f"{HERE}.budget.BudgetMiddleware": 830,
    },
}


IMPORTED_LATER = [
    "scrapy.core.engine",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.utils.versions",
    "twisted.internet.asyncioreactor",
    "newscrawl.extensions.run_session",
    "newscrawl.network.whole_body_handler",
    *(path.rpartition(".")[0] for path in SETTINGS["DOWNLOADER_MIDDLEWARES"]),
]


class PublicHost:
    """Stands in the network's place for http://8.8.8.8/, which sends everybody where the query says."""

    def process_request(self, request):
        parts = urlsplit(request.url)
        if parts.hostname != "8.8.8.8":
            return None
        if parts.path == "/robots.txt":
            return Response(request.url, status=404)
        return Response(request.url, status=302, headers={"Location": unquote(parts.query)})


class OrderedSpider(Spider):
    name = "ordered"

    def __init__(self, urls: list[str], **kwargs: object) -> None:
        super().__init__()
        self.urls = urls
        self.start_urls = kwargs.get("start_urls", [])
        self.allowed_domains = kwargs.get("allowed_domains", [])
        self.in_order = bool(kwargs.get("in_order", True))
        self.dont_filter = bool(kwargs.get("dont_filter", False))
        self.meta = kwargs.get("meta", {})
        self.fates: dict[str, object] = {}

    async def start(self):
        for number, url in enumerate(self.urls):
            yield Request(
                url,
                callback=self.parse,
                errback=self.fail,
                priority=-number if self.in_order else 0,
                dont_filter=self.dont_filter,
                meta={"asked": url, **self.meta},
            )

    def parse(self, response):
        self.fates[response.meta["asked"]] = response.status

    def fail(self, failure):
        response = getattr(failure.value, "response", None)
        reason = getattr(failure.value, "reason", None) or failure.type.__name__
        self.fates[failure.request.meta["asked"]] = response.status if response is not None else reason


def crawl(order: dict) -> dict[str, object]:
    for name, address in order["names"].items():
        dnscache[name] = address  # as if it had been looked up
    middlewares = {**SETTINGS["DOWNLOADER_MIDDLEWARES"], PublicHost: 900}
    process = CrawlerProcess({**SETTINGS, "DOWNLOADER_MIDDLEWARES": middlewares, **order["settings"]})
    crawler = process.create_crawler(OrderedSpider)
    told: dict[str, object] = {}

    def closed(spider, reason):
        told.update(reason=reason, fates=spider.fates)

    crawler.signals.connect(closed, signal=signals.spider_closed, weak=False)
    process.crawl(crawler, urls=order["urls"], **order["spider"])
    process.start()
    told["stats"] = {key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, (int, float))}
    return told


def crawl_to_files(order: dict) -> None:
    """Write what came to the order's file `told`, and the log to its file `log`."""
    with Path(order["log"]).open("w") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
    os.environ.update(order["environment"])
    with measured():
        Path(order["told"]).write_text(json.dumps(crawl(order)))


def serve() -> None:
    for name in IMPORTED_LATER:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules
    for line in sys.stdin:
        child = multiprocessing.get_context("fork").Process(target=crawl_to_files, args=(json.loads(line),))
        child.start()
        child.join()
        print("done", flush=True)


if __name__ == "__main__":
    if "--serve" in sys.argv:
        serve()
    else:
        json.dump(crawl(json.load(sys.stdin)), sys.stdout)
