"""Reports once in a while how far a run is."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call

logger = logging.getLogger(__name__)


class ProgressExtension:
    """Logs one line every so many seconds.

    Settings: `NEWSCRAWL_PROGRESS_SECS` (0: never).
    """

    def __init__(self, stats: StatsCollector, *, interval_secs: float) -> None:
        self.stats = stats
        self.interval_secs = interval_secs
        self.call = create_looping_call(self.log_progress)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Report the progress of *crawler*'s run."""
        interval_secs = crawler.settings.getfloat("NEWSCRAWL_PROGRESS_SECS")
        if not interval_secs:
            raise NotConfigured
        progress = cls(crawler.stats, interval_secs=interval_secs)
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        """Begin."""
        self.call.start(self.interval_secs, now=False)

    def spider_closed(self) -> None:
        """End."""
        if self.call.running:
            self.call.stop()

    def log_progress(self) -> None:
        """Log how far the run is."""
        count = self.stats.get_value
        logger.info(
            "%(pages)d pages read, %(articles)d articles stored, %(known)d known, %(missed)d missed",
            {
                "pages": count("response_received_count", 0),
                "articles": count("newscrawl/store/article_count", 0),
                "known": count("newscrawl/known/skipped_count/known", 0),
                "missed": sum(
                    count(f"newscrawl/store/missed_count/{fate}", 0) for fate in ("gone", "blocked", "failed")
                ),
            },
        )
