"""Ends a run with a named reason and leaves waiting requests to the next run."""

from __future__ import annotations

import asyncio
from typing import Final, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.network.engine import fail_waiting
from newscrawl.network.refusals import RunEndingError, reason_of, unanswered_reason

RETRY_AFTER: Final = "retry_after"
"""The portal asked for a pause that is longer than what is left of the run."""
HOST_FAILING: Final = "host_failing"
"""Too many answers in a row were errors."""
CRAWL_DELAY: Final = "crawl_delay"
"""robots.txt asks for a delay that is longer than what is left of the run."""
ROBOTS_UNAVAILABLE: Final = "robots_unavailable"
"""robots.txt cannot be fetched."""
REQUEST_BUDGET: Final = "request_budget"
"""The run's requests are used up."""
DAY_BUDGET: Final = "day_budget"
"""The day's requests are used up."""
QUIET_HOURS: Final = "quiet_hours"
"""The portal is left alone at this time of day."""


class RunEnd:
    """Whether this crawler's run is ending, and its end on request. An extension: one for each crawler."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.is_ending = False
        """Nothing new may be sent."""
        self.is_sending_waiting = False
        """The ending run still sends what waits in its download slots."""
        self.reason = ""
        """What ended the run first; empty as long as it goes on."""
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension."""
        return cls(crawler)

    def end(self, reason: str, *, sends_waiting: bool) -> None:
        """Close the spider with *reason* once; leave what waits, or send it first."""
        self.is_ending = True
        self.reason = self.reason or reason
        if sends_waiting:
            self.is_sending_waiting = True
        else:
            self.leave_waiting()
        if self.crawler.engine.spider is None or self._closing is not None:
            return
        closing = self.crawler.engine.close_spider_async(reason=reason)
        self._closing = asyncio.get_running_loop().create_task(closing)  # kept: a loose task may be collected

    def leave_waiting(self) -> None:
        """Leave what waits in the download slots to the next run."""
        self.is_ending = True
        self.is_sending_waiting = False
        fail_waiting(self.crawler, _left)


def run_end(crawler: Crawler) -> RunEnd:
    """Return the extension of *crawler*. Raises `NotConfigured` where EXTENSIONS lacks it."""
    extension = crawler.get_extension(RunEnd)
    if extension is None:
        raise NotConfigured("EXTENSIONS: expected newscrawl.network.run_end.RunEnd, which the middlewares need")
    return extension


def is_ending(crawler: Crawler) -> bool:
    """Return whether *crawler*'s run is ending, so that nothing more may be sent."""
    return run_end(crawler).is_ending


def is_sending_waiting(crawler: Crawler) -> bool:
    """Return whether the ending run still sends what waits in its download slots."""
    return run_end(crawler).is_sending_waiting


def reason_in_run(crawler: Crawler, error: BaseException | None) -> str:
    """Return why no answer came: `reason_of`, or what ended the run, where *error* is that of a request left by it."""
    if not isinstance(error, RunEndingError):
        return reason_of(error)
    return unanswered_reason(error.__cause__) or run_end(crawler).reason or reason_of(error)


def end_run(crawler: Crawler, reason: str, *, sends_waiting: bool = False) -> None:
    """Close *crawler*'s spider with *reason*; what is in flight is finished first. A second call changes nothing.

    What waits in the download slots is left to the next run, unless *sends_waiting*: then it is sent, each request
    after its delay, as long as nothing else ends the run.
    """
    run_end(crawler).end(reason, sends_waiting=sends_waiting)


def leave_waiting(crawler: Crawler) -> None:
    """Note that *crawler*'s run is ending, and leave what waits in its download slots to the next run."""
    run_end(crawler).leave_waiting()


def _left(url: str) -> RunEndingError:
    return RunEndingError(f"{url}: the run ended before its turn came")
