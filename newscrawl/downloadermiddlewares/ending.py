"""Ends a run with a named reason, and lets go of requests that still wait for their turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from scrapy.crawler import Crawler

RETRY_AFTER: Final = "retry_after"
"""The portal asked for a pause that is longer than what is left of the run."""
HOST_FAILING: Final = "host_failing"
"""Too many answers in a row were errors."""
CRAWL_DELAY: Final = "crawl_delay"
"""robots.txt asks for a delay that is longer than what is left of the run."""
ROBOTS_UNAVAILABLE: Final = "robots_unavailable"
"""robots.txt cannot be had."""
REQUEST_BUDGET: Final = "request_budget"
"""The run's requests are used up."""
DAY_BUDGET: Final = "day_budget"
"""The day's requests are used up."""
QUIET_HOURS: Final = "quiet_hours"
"""The portal is left alone at this time of day."""

logger = logging.getLogger(__name__)
_closing: set[asyncio.Task[None]] = set()


def end_run(crawler: Crawler, reason: str) -> None:
    """Close *crawler*'s spider with *reason*; what is in flight is finished first. A second call changes nothing."""
    if crawler.engine.spider is None:
        return
    task = asyncio.get_running_loop().create_task(crawler.engine.close_spider_async(reason=reason))
    _closing.add(task)  # a task that nobody holds may be collected before it has run
    task.add_done_callback(_closing.discard)


def drop_waiting(crawler: Crawler, error: Callable[[str], Exception]) -> int:
    """Fail every request that waits in a download slot for its delay with `error(url)`; return how many.

    A graceful stop otherwise waits for each of them: their number times the delay.
    """
    dropped_count = 0
    for slot in list(crawler.engine.downloader.slots.values()):
        while slot.queue:
            request, answer = slot.queue.popleft()
            answer.errback(error(request.url))
            dropped_count += 1
    return dropped_count
