"""Ends a run promptly, whoever ends it."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import AsyncioLoopingCall, CallLaterResult, call_later

from newscrawl.network.engine import is_closing, is_stopped
from newscrawl.network.refusals import RunEndingError
from newscrawl.network.run_end import is_ending, is_sending_waiting, leave_waiting

_LOOK_SECS = 0.5


class ShutdownMiddleware:
    """Leaves waiting requests to the next run as soon as this one is ending.

    A graceful stop of Scrapy waits until every request that is queued in a download slot has been sent, each after
    its delay: four of them and a Crawl-delay of 30 s are two minutes beyond `--max-time`, or after a SIGTERM. Here
    only what is in flight is waited for. The errbacks of the others get `RunEndingError`. A run that ends because its
    budget is spent sends what the budget has counted, until its time is up or a signal comes.

    Settings: CLOSESPIDER_TIMEOUT.
    Stats: newscrawl/prompt_end/left_count.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._look: AsyncioLoopingCall | None = None
        self._timer: CallLaterResult | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.engine_started, signal=signals.engine_started)
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    def engine_started(self) -> None:
        """Wait for the end. Scrapy has no signal for its beginning, so the engine is looked at twice a second."""
        if timeout_secs := self.crawler.settings.getfloat("CLOSESPIDER_TIMEOUT"):
            self._timer = call_later(timeout_secs, leave_waiting, self.crawler)
        self._look = AsyncioLoopingCall(self._leave_if_closing)
        self._look.start(_LOOK_SECS, now=False)

    def spider_closed(self) -> None:
        """Stop the timers."""
        if self._look is not None:
            self._look.stop()
        if self._timer is not None:
            self._timer.cancel()

    def process_request(self, request: Request) -> None:
        """Raise `RunEndingError` once the run is ending."""
        if is_ending(self.crawler):
            raise RunEndingError(f"{request.url}: the run is ending")

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 # Scrapy's names
        """Count what is left to the next run."""
        if isinstance(exception, RunEndingError):
            self.crawler.stats.inc_value("newscrawl/prompt_end/left_count")

    def _leave_if_closing(self) -> None:
        is_sending = is_sending_waiting(self.crawler)
        if is_stopped(self.crawler) or (not is_sending and is_closing(self.crawler)):
            leave_waiting(self.crawler)
