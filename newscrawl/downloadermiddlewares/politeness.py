"""Waits when the portal asks for it, and asks again later instead of at once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import CallLaterResult, call_later
from scrapy.utils.misc import load_object

from newscrawl.clock import Clock
from newscrawl.downloadermiddlewares.backoff import Backoff
from newscrawl.downloadermiddlewares.ending import HOST_FAILING, RETRY_AFTER, drop_waiting, end_run
from newscrawl.downloadermiddlewares.refusals import RunEndingError
from newscrawl.downloadermiddlewares.retry_after import http_date, retry_after_secs
from newscrawl.urls import host_of

logger = logging.getLogger(__name__)

ASKS_TO_WAIT = frozenset({429, 503})
"""The statuses whose Retry-After is heard."""


class RequestHeldError(Exception):
    """A request was taken out of a download slot's queue because a pause began; it goes back to the scheduler."""


class PolitenessMiddleware:
    """Pauses the run after 429, 503, other server errors and network errors, and retries the request after it.

    Takes the place of Scrapy's RetryMiddleware, which sends the request again within milliseconds. The number of
    tries, the statuses and the exceptions are Scrapy's own settings; `dont_retry` in a request's meta is heard.

    During a pause the engine is paused, so requests stay in the scheduler: nothing is lost, nothing polls, and the
    run can end at any moment. A run crawls one portal, so all its hosts rest together. The pause is as long as
    Retry-After says, and never shorter than the back-off. A pause that does not fit into what is left of
    CLOSESPIDER_TIMEOUT (or into the longest pause) ends the run with the reason `retry_after`; too many failures in a
    row end it with `host_failing`.

    Settings: NEWSCRAWL_POLITENESS_BACKOFF_SECS, NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS,
    NEWSCRAWL_POLITENESS_PAUSE_MAX_SECS, NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT; RETRY_TIMES, RETRY_HTTP_CODES,
    RETRY_EXCEPTIONS, CLOSESPIDER_TIMEOUT, NEWSCRAWL_CLOCK_START.
    Stats: newscrawl/politeness/pause_count/{retry_after,backoff}, newscrawl/politeness/pause_secs,
    newscrawl/politeness/retry_after_unreadable_count, newscrawl/politeness/held_count,
    newscrawl/politeness/left_count; retry/… as Scrapy's.
    """

    def __init__(
        self,
        crawler: Crawler,
        *,
        backoff: Backoff,
        pause_max_secs: float,
        failure_max_count: int,
        statuses: frozenset[int],
        exceptions: tuple[type[BaseException], ...],
        clock: Clock,
    ) -> None:
        self.crawler = crawler
        self.backoff = backoff
        self._pause_max_secs = pause_max_secs
        self._failure_max_count = failure_max_count
        self._statuses = statuses
        self._exceptions = exceptions
        self._clock = clock
        self._deadline: float | None = None
        self._resume_at = 0.0
        self._timer: CallLaterResult | None = None
        self._deadline_timer: CallLaterResult | None = None
        self._may_send = asyncio.Event()
        self._may_send.set()
        self._is_ending = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where RETRY_ENABLED is off."""
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        middleware = cls(
            crawler,
            backoff=Backoff(
                settings.getfloat("NEWSCRAWL_POLITENESS_BACKOFF_SECS", 2.0),
                settings.getfloat("NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS", 120.0),
            ),
            pause_max_secs=settings.getfloat("NEWSCRAWL_POLITENESS_PAUSE_MAX_SECS", 900.0),
            failure_max_count=settings.getint("NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT", 8),
            statuses=frozenset(int(status) for status in settings.getlist("RETRY_HTTP_CODES")),
            exceptions=_classes(settings),
            clock=Clock.from_setting(settings.get("NEWSCRAWL_CLOCK_START")),
        )
        crawler.signals.connect(middleware.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    def spider_opened(self) -> None:
        """Note when the run must end, and let go of waiting requests then."""
        if timeout_secs := self.crawler.settings.getfloat("CLOSESPIDER_TIMEOUT"):
            self._deadline = time.monotonic() + timeout_secs
            self._deadline_timer = call_later(timeout_secs, self._leave_waiting)

    def spider_closed(self) -> None:
        """Stop the timers."""
        self._leave_waiting()
        for timer in (self._timer, self._deadline_timer):
            if timer is not None:
                timer.cancel()

    async def process_request(self, request: Request) -> None:
        """Hold what was on its way when a pause began."""
        await self._may_send.wait()
        if self._is_ending:
            self._count("left_count")
            raise RunEndingError(f"{request.url}: the run is ending")

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Pause and retry where the answer is an error that may pass."""
        if response.status not in self._statuses:
            self.backoff.succeed()
            return response
        asked_secs = self._asked_secs(response) if response.status in ASKS_TO_WAIT else None
        what = f"answered {response.status}"
        return self._retry_later(request, what, asked_secs, reason=f"{response.status}") or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Pause and retry after a network error; send a held request back to the scheduler."""
        if isinstance(exception, RequestHeldError):
            self._count("held_count")
            held = request.copy()
            held.dont_filter = True
            return held
        if not isinstance(exception, self._exceptions):
            return None
        return self._retry_later(request, f"failed with {type(exception).__name__}", None, reason=exception)

    def _asked_secs(self, response: Response) -> float | None:
        header = response.headers.get("Retry-After")
        if header is None:
            return None
        printed = header.decode("latin-1")
        asked_secs = retry_after_secs(printed, now=self._server_now(response))
        if asked_secs is None:
            self._count("retry_after_unreadable_count")
            logger.warning(
                "%(host)s sent a Retry-After that is neither seconds nor a date: %(printed)r; backing off instead",
                {"host": host_of(response.url), "printed": printed[:80]},
            )
        return asked_secs

    def _server_now(self, response: Response) -> datetime:
        """Return the server's own time: a date it names is meant by its clock, which may be wrong."""
        header = response.headers.get("Date")
        return (http_date(header.decode("latin-1")) if header else None) or self._clock.now()

    def _retry_later(
        self, request: Request, what: str, asked_secs: float | None, *, reason: str | Exception
    ) -> Request | None:
        if not self._pause(host_of(request.url), what, asked_secs) or request.meta.get("dont_retry"):
            return None
        spider = self.crawler.spider
        if spider is None:
            return None
        return get_retry_request(request, spider=spider, reason=reason, priority_adjust=0, give_up_log_level="WARNING")

    def _pause(self, host: str, what: str, asked_secs: float | None) -> bool:
        """Begin or lengthen the pause; return False where the run ends instead."""
        if self._is_ending:
            return False
        is_pausing = not self._may_send.is_set()
        backoff_secs = 0.0 if is_pausing else self.backoff.fail()
        secs = max(asked_secs or 0.0, backoff_secs)
        if self.backoff.failure_count >= self._failure_max_count:
            return self._end(HOST_FAILING, f"{self.backoff.failure_count} errors in a row, the last: {host} {what}")
        if secs > min(self._pause_max_secs, self._left_secs()):
            return self._end(RETRY_AFTER, f"{host} {what}: a pause of {secs:.0f} s does not fit into it")
        resume_at = time.monotonic() + secs
        if resume_at > self._resume_at:
            self._wait_until(resume_at, secs, host, what, "backoff" if asked_secs is None else "retry_after")
        return True

    def _wait_until(self, resume_at: float, secs: float, host: str, what: str, why: str) -> None:
        logger.info(
            "Waiting %(secs).1f s before the next request: %(host)s %(what)s (%(why)s)",
            {"secs": secs, "host": host, "what": what, "why": why.replace("_", "-")},
        )
        self._count(f"pause_count/{why}")
        paused_secs = self.crawler.stats.get_value("newscrawl/politeness/pause_secs", 0.0)
        added_secs = resume_at - max(self._resume_at, resume_at - secs)
        self.crawler.stats.set_value("newscrawl/politeness/pause_secs", paused_secs + added_secs)
        self._resume_at = resume_at
        self._may_send.clear()
        self.crawler.engine.pause()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = call_later(secs, self._resume)
        drop_waiting(self.crawler, RequestHeldError)

    def _resume(self) -> None:
        self._may_send.set()
        engine = self.crawler.engine
        engine.unpause()
        if engine.spider is None:
            return
        # The engine looks into the scheduler when something is put in, else only every five seconds.
        if engine.scheduler and (request := engine.scheduler.next_request()):
            request.dont_filter = True
            engine.crawl(request)

    def _end(self, reason: str, why: str) -> bool:
        logger.warning("Ending the run (%(reason)s): %(why)s", {"reason": reason, "why": why})
        self._leave_waiting()
        end_run(self.crawler, reason)
        return False

    def _leave_waiting(self) -> None:
        self._is_ending = True
        self._may_send.set()
        drop_waiting(self.crawler, _left)

    def _left_secs(self) -> float:
        return float("inf") if self._deadline is None else self._deadline - time.monotonic()

    def _count(self, what: str) -> None:
        self.crawler.stats.inc_value(f"newscrawl/politeness/{what}")


def _left(url: str) -> RunEndingError:
    return RunEndingError(f"{url}: the run ended before its turn came")


def _classes(settings: BaseSettings) -> tuple[type[BaseException], ...]:
    named: Iterable[object] = settings.getlist("RETRY_EXCEPTIONS")
    return tuple(load_object(name) if isinstance(name, str) else name for name in named)  # type: ignore[misc]
