"""Runs one crawl in which every function of `newscrawl.network.engine` is called, and prints what each gave as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import DontCloseSpider

from newscrawl.network.engine import (
    fail_waiting,
    is_closing,
    is_stopped,
    resume,
    set_slot_delay,
    slot_key,
    slot_settings,
)  # fmt: skip

FOUND: dict[str, object] = {"answered": 0, "failed": []}


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Probe(Spider):
    name = "probe"

    async def start(self):
        for number in range(3):
            yield Request(f"{self.base}/{number}", self.parse, errback=self.failed)

    def parse(self, response):
        FOUND["answered"] += 1
        if FOUND["answered"] == 1:
            self.looking = asyncio.get_running_loop().create_task(self.look())

    def failed(self, failure):
        FOUND["failed"].append(failure.getErrorMessage())

    async def look(self):
        await asyncio.sleep(0.3)
        crawler, request = self.crawler, Request(self.base)
        key = slot_key(crawler, request)
        FOUND["key"], FOUND["settings_before"] = key, slot_settings(crawler, key)
        FOUND["is_closing_before"], FOUND["is_stopped_before"] = is_closing(crawler), is_stopped(crawler)
        crawler.engine.pause()
        crawler.engine.crawl(Request(f"{self.base}/late", self.parse, errback=self.failed))
        fail_waiting(crawler, lambda url: RuntimeError(url.removeprefix(self.base)))
        FOUND["last_sent"] = set_slot_delay(crawler, key, 0.01)
        FOUND["settings_after"] = slot_settings(crawler, key)
        FOUND["unused_slot"] = set_slot_delay(crawler, "example.invalid", 5.0)
        resume(crawler)
        await asyncio.sleep(3.5)  # below the five seconds after which the engine looks by itself
        FOUND["answered_after_resume"] = FOUND["answered"]
        closing = asyncio.get_running_loop().create_task(crawler.engine.close_spider_async(reason="probed"))
        await asyncio.sleep(0)
        FOUND["is_closing_after"] = is_closing(crawler)
        await closing


def keep_open() -> None:
    """Keep the idle spider open until everything was looked at."""
    if "is_closing_after" not in FOUND:
        raise DontCloseSpider


def main() -> None:
    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    Probe.base = f"http://127.0.0.1:{server.server_port}"
    process = CrawlerProcess({
        "DOWNLOAD_DELAY": 2, "CONCURRENT_REQUESTS": 3, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "RETRY_ENABLED": False,
    })  # fmt: skip
    crawler = process.create_crawler(Probe)
    crawler.signals.connect(keep_open, signals.spider_idle)
    crawler.signals.connect(
        lambda: FOUND.update(is_stopped_after=is_stopped(crawler)), signals.engine_stopped, weak=False
    )
    process.crawl(crawler)
    process.start()
    json.dump(FOUND, sys.stdout)


if __name__ == "__main__":
    main()
