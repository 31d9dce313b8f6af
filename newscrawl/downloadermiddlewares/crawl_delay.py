"""Applies the delay that robots.txt asks for to the host's download slot."""

from __future__ import annotations

import logging
import time
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

from newscrawl.network.engine import set_slot_delay, slot_key, slot_settings
from newscrawl.network.refusals import RunEndingError
from newscrawl.network.run_end import CRAWL_DELAY, end_run, is_ending

logger = logging.getLogger(__name__)


class CrawlDelayMiddleware:
    """One request at a time and at least Crawl-delay (or the delay that Request-rate means) between two of them.

    Scrapy reads Crawl-delay and leaves it at that. Here the host's download slot gets it, without jitter, which would
    undercut it. A host whose configured delay is already longer keeps its own, with AutoThrottle above it; any
    other host is taken out of AutoThrottle, which would shorten the delay again. A delay that does not fit into
    CLOSESPIDER_TIMEOUT, or is longer than the longest one, ends the run with the reason `crawl_delay`.

    Settings: DOWNLOAD_DELAY, DOWNLOAD_DELAY_JITTER, DOWNLOAD_SLOTS, CLOSESPIDER_TIMEOUT,
    NEWSCRAWL_CRAWL_DELAY_MAX_SECS; ROBOTSTXT_USER_AGENT or
    USER_AGENT name the robot that the delay is for.
    Stats: newscrawl/crawl_delay/applied_count, newscrawl/crawl_delay/longest_secs.
    """

    def __init__(
        self, crawler: Crawler, *, user_agent: str, delay_secs: float, jitter: float, run_secs: float, max_secs: float
    ) -> None:
        self.crawler = crawler
        self._user_agent = user_agent
        self._delay_secs = delay_secs
        self._jitter = jitter
        self._max_secs = max_secs
        self._deadline = time.monotonic() + run_secs if run_secs else float("inf")
        self._delays_secs: dict[str, float] = {}
        self._hopeless: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where robots.txt is not obeyed."""
        settings: BaseSettings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        middleware = cls(
            crawler,
            user_agent=settings.get("ROBOTSTXT_USER_AGENT") or settings.get("USER_AGENT") or "",
            delay_secs=settings.getfloat("DOWNLOAD_DELAY"),
            jitter=settings.getfloat("DOWNLOAD_DELAY_JITTER"),
            run_secs=settings.getfloat("CLOSESPIDER_TIMEOUT"),
            max_secs=settings.getfloat("NEWSCRAWL_CRAWL_DELAY_MAX_SECS"),
        )
        crawler.signals.connect(middleware.robots_parsed, signal=signals.robots_parsed)
        return middleware

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Apply the delay of the robots.txt that *request*'s host has."""
        delay_secs = robotparser.crawl_delay(self._user_agent)
        if not delay_secs:
            return
        key = slot_key(self.crawler, request)
        if delay_secs <= self._least_secs(slot_settings(self.crawler, key)):
            return
        self._delays_secs[key] = delay_secs
        last_sent = set_slot_delay(self.crawler, key, delay_secs)
        if delay_secs > self._max_secs or (last_sent is not None and last_sent + delay_secs > self._deadline):
            self._hopeless.add(key)
        logger.info(
            "Waiting %(secs)g s between requests to %(host)s: its robots.txt asks for it",
            {"secs": delay_secs, "host": key},
        )
        self.crawler.stats.inc_value("newscrawl/crawl_delay/applied_count")
        self.crawler.stats.max_value("newscrawl/crawl_delay/longest_secs", delay_secs)

    def process_request(self, request: Request) -> None:
        """Keep AutoThrottle off the hosts whose delay is set, and end the run where it leaves no time for a page."""
        key = slot_key(self.crawler, request)
        if key not in self._delays_secs:
            return
        request.meta["autothrottle_dont_adjust_delay"] = True
        if key in self._hopeless:
            if not is_ending(self.crawler):
                logger.warning(
                    "Ending the run (%(reason)s): %(secs)g s between requests are more than the run has, or allows",
                    {"reason": CRAWL_DELAY, "secs": self._delays_secs[key]},
                )
                end_run(self.crawler, CRAWL_DELAY)
            raise RunEndingError(f"{request.url}: its turn comes after the run's end")

    def _least_secs(self, slot_settings: dict[str, float]) -> float:
        """Return the shortest pause that the host's own settings can give."""
        delay_secs = slot_settings.get("delay", self._delay_secs)
        return delay_secs * (1 - min(1.0, slot_settings.get("jitter", self._jitter)))
