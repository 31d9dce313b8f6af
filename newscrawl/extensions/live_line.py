"""Shows on a terminal, in one line, how far a crawl is."""

from __future__ import annotations

import logging
import sys
from collections import deque
from time import monotonic
from typing import Self, TextIO, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call

from newscrawl.terminal_line import TerminalLine

_PAINT_SECS = 0.5
_RATE_SECS = 15.0
_EDITED = "edited"


class LiveLineExtension:
    """Paints section, articles, requests, rate and the time that is left; log lines are written above it.

    Settings: `NEWSCRAWL_PROGRESS_LINE_ENABLED`, which the command sets where standard error is a terminal, and
    `CLOSESPIDER_TIMEOUT`.
    """

    def __init__(self, crawler: Crawler, *, most_secs: float) -> None:
        self.crawler = crawler
        self.most_secs = most_secs
        self.line = TerminalLine(sys.stderr)
        self.section = ""
        self.begun = monotonic()
        self.sent: deque[float] = deque()
        self.call = create_looping_call(self.paint)
        self.handlers: list[logging.StreamHandler[TextIO]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Follow *crawler*'s run."""
        if not crawler.settings.getbool("NEWSCRAWL_PROGRESS_LINE_ENABLED"):
            raise NotConfigured
        live = cls(crawler, most_secs=crawler.settings.getfloat("CLOSESPIDER_TIMEOUT"))
        crawler.signals.connect(live.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(live.request_sent, signal=signals.request_reached_downloader)
        crawler.signals.connect(live.response_received, signal=signals.response_received)
        crawler.signals.connect(live.spider_closed, signal=signals.spider_closed)
        return live

    def spider_opened(self) -> None:
        """Begin; lead the log lines that go to the terminal above the line."""
        self.begun = monotonic()
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr:
                handler.setStream(cast("TextIO", self.line))
                self.handlers.append(handler)
        self.call.start(_PAINT_SECS, now=True)

    def request_sent(self) -> None:
        """Count what is asked for."""
        self.sent.append(monotonic())

    def response_received(self, response: Response, request: Request) -> None:
        """Note which list was read last."""
        del response
        if request.meta.get("kind") == "section":
            self.section = str(request.meta.get("section") or "")

    def spider_closed(self) -> None:
        """End: take the line away."""
        if self.call.running:
            self.call.stop()
        self.line.clear()
        for handler in self.handlers:
            handler.setStream(sys.stderr)
        self.handlers.clear()

    def paint(self) -> None:
        """Paint the line."""
        self.line.show(self.parts(monotonic()))

    def parts(self, now: float) -> list[str]:
        """Return what the line shows, the most important first."""
        count = self.crawler.stats.get_value
        while self.sent and now - self.sent[0] > _RATE_SECS:
            self.sent.popleft()
        secs = min(_RATE_SECS, max(now - self.begun, 1.0))
        edited = count(f"newscrawl/store/visit_count/{_EDITED}", 0)
        new = count("newscrawl/store/article_count", 0) - edited
        name = self.crawler.spider.name if self.crawler.spider else ""
        return [
            f"{name}:" if self.crawler.crawling else f"{name}: stopping, waits for the last answers",
            f"{new:,} new, {edited:,} changed",
            *([f"{_duration_text(self.most_secs - (now - self.begun))} left"] if self.most_secs else []),
            f"{count('downloader/request_count', 0):,} requests",
            f"{len(self.sent) / secs:.1f}/s",
            *([self.section] if self.section else []),
        ]


def _duration_text(secs: float) -> str:
    whole = max(0, int(secs))
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}h{minutes:02d}m" if hours else f"{minutes}m{whole % 60:02d}s"
