"""All that this project takes from inside Scrapy's engine: slots, queues, back-out. They have no public interface.

Written and tested for Scrapy 2.19 (`tests/network/test_engine_contract.py`). `pyproject.toml` pins that version: a new
one is allowed here first, after that test has passed with it.
"""

from __future__ import annotations

from collections.abc import Callable

from scrapy import Request
from scrapy.crawler import Crawler


def fail_waiting(crawler: Crawler, error: Callable[[str], Exception]) -> None:
    """Fail every request that waits in a download slot for its delay with `error(url)`.

    A graceful stop otherwise waits for each of them: their number times the delay.
    """
    for slot in list(crawler.engine.downloader.slots.values()):
        while slot.queue:
            request, answer = slot.queue.popleft()
            answer.errback(error(request.url))


def slot_key(crawler: Crawler, request: Request) -> str:
    """Return the key of the download slot of *request*: its host's name, without port."""
    key: str = crawler.engine.downloader.get_slot_key(request)
    return key


def slot_settings(crawler: Crawler, key: str) -> dict[str, float]:
    """Return what is set for the download slot *key* alone; empty where the general settings hold."""
    own: dict[str, float] = crawler.engine.downloader.per_slot_settings.get(key, {})
    return own


def set_slot_delay(crawler: Crawler, key: str, delay_secs: float) -> float | None:
    """Let the slot *key* send one request at a time, *delay_secs* apart and without jitter.

    Return the monotonic time of the slot's last request; None where it has sent none yet.
    """
    downloader = crawler.engine.downloader
    downloader.per_slot_settings[key] = {"delay": delay_secs, "jitter": 0.0, "concurrency": 1}
    slot = downloader.slots.get(key)  # the request for robots.txt made it
    if slot is None:
        return None
    slot.delay, slot.jitter, slot.concurrency = delay_secs, 0.0, 1
    last_sent: float = slot.lastseen
    return last_sent


def resume(crawler: Crawler) -> None:
    """Unpause the engine and let it look into its scheduler at once, not only at its next look five seconds later."""
    engine = crawler.engine
    engine.unpause()
    if engine.spider is None or engine.scheduler is None:
        return
    if request := engine.scheduler.next_request():
        request.dont_filter = True
        engine.crawl(request)  # the engine looks into the scheduler when something is put in


def is_stopped(crawler: Crawler) -> bool:
    """Return whether the engine was asked to stop, by a signal or by its own end."""
    is_running: bool = crawler.engine.running
    return not is_running


def is_closing(crawler: Crawler) -> bool:
    """Return whether the spider is being closed. Scrapy has no signal for the beginning of that."""
    engine = crawler.engine
    if engine.downloader.needs_backout() or (engine.scraper.slot and engine.scraper.slot.needs_backout()):
        return False  # the engine holds back for these as well: the reason cannot be seen now
    is_backing_out: bool = engine.needs_backout()
    return is_backing_out
