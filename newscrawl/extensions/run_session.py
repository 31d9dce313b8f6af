"""Opens the portal's dataset for the run, and closes it."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from newscrawl.clock import Clock
from newscrawl.dataset.captures import CaptureLimits
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint
from newscrawl.errors import DatasetError, DatasetLockedError
from newscrawl.paths import dataset_root

logger = logging.getLogger(__name__)


class RunSession(Session):
    """The run's dataset: locked, repaired and open before the first request; other components get it from the crawler.

    A dataset that cannot be opened closes the spider with the reason `dataset_locked` or `dataset_refused` before its
    first request; `refusal` then has the reason.

    Settings: `NEWSCRAWL_DATASET_ENABLED`, `NEWSCRAWL_DATASET_DIR`, `NEWSCRAWL_DATASET_SYNC_COUNT`,
    `NEWSCRAWL_DATASET_SYNC_SECS`, `NEWSCRAWL_DATASET_LOCK_WAIT_SECS`,
    `NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS`, `NEWSCRAWL_CAPTURE_ROTATE_MB`,
    `NEWSCRAWL_CAPTURE_KEEP_DAYS`, `NEWSCRAWL_CAPTURE_KEEP_GB`, `NEWSCRAWL_CLOCK_START`.
    """

    is_open: bool = False
    """Whether the dataset is this run's to write."""

    recovery: tuple[str, ...] = ()
    """What was repaired before the first request, in sentences."""

    crawler: Crawler
    sync_secs: float
    timer: AsyncioLoopingCall | LoopingCall | None = None
    closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the dataset of *crawler*'s portal."""
        settings = crawler.settings
        if not settings.getbool("NEWSCRAWL_DATASET_ENABLED"):
            raise NotConfigured
        wait_secs = settings.getfloat("NEWSCRAWL_DATASET_LOCK_WAIT_SECS")
        session = cls(
            dataset_root(settings),
            str(crawler.spidercls.name),
            clock=Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"]),
            sync_record_count=settings.getint("NEWSCRAWL_DATASET_SYNC_COUNT"),
            sync_secs=settings.getfloat("NEWSCRAWL_DATASET_SYNC_SECS"),
            on_lock="wait" if wait_secs else "skip",
            lock_wait_secs=wait_secs,
            window_days=settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS"),
            limits=capture_limits(settings),
            fault=cls.crash_point(settings),
        )
        session.crawler = crawler
        session.sync_secs = settings.getfloat("NEWSCRAWL_DATASET_SYNC_SECS")
        session.try_open()
        crawler.signals.connect(session.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(session.spider_closed, signal=signals.spider_closed)
        return session

    @classmethod
    def crash_point(cls, _settings: BaseSettings) -> CrashPoint:
        """Return what the session calls between two steps of writing; a test's subclass ends the process there."""
        return NO_CRASH

    def try_open(self) -> None:
        """Open the dataset; what is in the way is kept in `refusal`."""
        try:
            self.recovery = tuple(self.open().sentences())
        except (DatasetError, OSError) as error:
            self.refusal = error
            return
        self.is_open = True
        for sentence in self.recovery:
            logger.warning("recovery: %(sentence)s", {"sentence": sentence})
        for sentence in self.retention.sentences():
            logger.info("captures: %(sentence)s", {"sentence": sentence})

    def spider_opened(self) -> None:
        """Stop the run where there is no dataset to write."""
        if isinstance(self.refusal, DatasetLockedError):
            raise CloseSpider("dataset_locked")
        if self.refusal is not None:
            raise CloseSpider("dataset_refused")
        self.timer = create_looping_call(self.tick)
        self.timer.start(self.sync_secs, now=False)

    def tick(self) -> None:
        """Make a quiet run's records durable, too."""
        try:
            self.flush_if_due()
        except (DatasetError, OSError) as error:
            self.refuse(error)

    def refuse(self, error: Exception) -> None:
        """End the run: nothing more can be kept. What was stored before is sound."""
        if self.refusal is None:
            self.refusal = error
            self.closing = asyncio.get_running_loop().create_task(
                self.crawler.engine.close_spider_async(reason="dataset_refused")
            )

    def spider_closed(self) -> None:
        """Make everything durable under its final name. What is in the way is kept in `refusal`."""
        if self.timer is not None and self.timer.running:
            self.timer.stop()
        try:
            self.close()
        except (DatasetError, OSError) as error:
            self.refusal = error
            logger.error("the dataset could not be closed: %(error)s", {"error": error})  # noqa: TRY400


def capture_limits(settings: BaseSettings) -> CaptureLimits:
    """Return the limits of *settings*."""
    return CaptureLimits(
        rotate_bytes=int(settings.getfloat("NEWSCRAWL_CAPTURE_ROTATE_MB") * 1_000_000),
        keep_days=settings.getint("NEWSCRAWL_CAPTURE_KEEP_DAYS"),
        keep_bytes=int(settings.getfloat("NEWSCRAWL_CAPTURE_KEEP_GB") * 1_000_000_000),
    )
