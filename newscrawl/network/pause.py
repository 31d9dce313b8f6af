"""Holds the whole run still for a while, longer after each failure in a row; which failures are of the host."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.asyncio import CallLaterResult, call_later

from newscrawl.network.engine import fail_waiting, resume
from newscrawl.urls import host_of

_PAGE_STATUSES = frozenset({500})
_PAGE_EXCEPTIONS = (DownloadTimeoutError, ResponseDataLossError)


@dataclass(frozen=True, slots=True)
class FailedTry:
    """One request that was answered with an error, or not at all."""

    request: Request
    what: str
    """What happened, as the end of a sentence: `answered 503`."""

    reason: str | Exception
    """The name of Scrapy's retry stat, or what gives it."""

    is_of_host: bool
    """Whether the host failed: then asking for another page is no use either."""

    asked_secs: float | None
    """How long the server asks for a pause; None where it does not ask."""

    def __str__(self) -> str:
        return f"{host_of(self.request.url)} {self.what}"


def is_of_host(failure: Response | Exception) -> bool:
    """Return whether *failure* is one of the host. A 500, a cut body and a slow answer mostly are of the page."""
    if isinstance(failure, Response):
        return failure.status not in _PAGE_STATUSES
    return not isinstance(failure, _PAGE_EXCEPTIONS)


@dataclass(slots=True)
class Backoff:
    """Doubles the pause with every failure in a row, up to a ceiling; one good answer starts over."""

    first_secs: float
    """The pause after the first failure."""

    ceiling_secs: float
    """No pause is longer."""

    failure_count: int = 0
    """Failures in a row so far."""

    def fail(self) -> float:
        """Count a failure and return the seconds to wait."""
        doublings = min(self.failure_count, 64)
        self.failure_count += 1
        return min(self.ceiling_secs, self.first_secs * 2.0**doublings)

    def succeed(self) -> None:
        """Start over."""
        self.failure_count = 0


class RequestHeldError(Exception):
    """A request was taken out of a download slot's queue because a pause began; it goes back to the scheduler."""


class Pause:
    """A time in which nothing is sent: the engine is paused, and requests stay in the scheduler.

    Nothing is lost, nothing polls, and the run can be closed at any moment. Requests that waited in a download slot
    fail with `RequestHeldError`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._until = 0.0
        self._timer: CallLaterResult | None = None
        self._is_over = asyncio.Event()
        self._is_over.set()

    @property
    def is_on(self) -> bool:
        """Whether the run is held."""
        return not self._is_over.is_set()

    async def wait(self) -> None:
        """Return when no pause is on."""
        await self._is_over.wait()

    def hold(self, secs: float) -> float:
        """Hold the run for *secs* from now, or as long as it is held already; return the seconds that this adds."""
        now = time.monotonic()
        added_secs = now + secs - max(self._until, now)
        if added_secs <= 0:
            return 0.0
        self._until = now + secs
        self._is_over.clear()
        self.crawler.engine.pause()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = call_later(secs, self.release)
        fail_waiting(self.crawler, RequestHeldError)
        return added_secs

    def release(self) -> None:
        """End the pause, if one is on."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self.is_on:
            return
        self._is_over.set()
        resume(self.crawler)
