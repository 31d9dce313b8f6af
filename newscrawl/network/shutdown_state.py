"""Ends a run with a named reason, and lets go of requests that still wait for their turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final
from weakref import WeakSet

from scrapy.crawler import Crawler

from newscrawl.network.refusals import RunEndingError

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

_ending: WeakSet[Crawler] = WeakSet()
_sending_waiting: WeakSet[Crawler] = WeakSet()
_closing: set[asyncio.Task[None]] = set()


def is_ending(crawler: Crawler) -> bool:
    """Tell whether *crawler*'s run is ending, so that nothing more is to be sent."""
    return crawler in _ending


def is_sending_waiting(crawler: Crawler) -> bool:
    """Tell whether the ending run still sends what waits in its download slots."""
    return crawler in _sending_waiting


def end_run(crawler: Crawler, reason: str, *, sends_waiting: bool = False) -> None:
    """Close *crawler*'s spider with *reason*; what is in flight is finished first. A second call changes nothing.

    What waits in the download slots is left to the next run, unless *sends_waiting*: then it is sent, each request
    after its delay, as long as nothing else ends the run.
    """
    if sends_waiting:
        _ending.add(crawler)
        _sending_waiting.add(crawler)
    else:
        leave_waiting(crawler)
    if crawler.engine.spider is None:
        return
    task = asyncio.get_running_loop().create_task(crawler.engine.close_spider_async(reason=reason))
    _closing.add(task)  # a task that nobody holds may be collected before it has run
    task.add_done_callback(_closing.discard)


def leave_waiting(crawler: Crawler) -> None:
    """Note that *crawler*'s run is ending, and leave what waits in its download slots to the next run."""
    _ending.add(crawler)
    _sending_waiting.discard(crawler)
    drop_waiting(crawler, _left)


def drop_waiting(crawler: Crawler, error: Callable[[str], Exception]) -> None:
    """Fail every request that waits in a download slot for its delay with `error(url)`.

    A graceful stop otherwise waits for each of them: their number times the delay.
    """
    for slot in list(crawler.engine.downloader.slots.values()):
        while slot.queue:
            request, answer = slot.queue.popleft()
            answer.errback(error(request.url))


def _left(url: str) -> RunEndingError:
    return RunEndingError(f"{url}: the run ended before its turn came")
