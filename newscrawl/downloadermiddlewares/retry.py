"""Waits when the portal asks for it, and asks again later instead of at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import CannotResolveHostError, CloseSpider, NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from newscrawl.clock import Clock, kept_time
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError
from newscrawl.network.pause import Backoff, FailedTry, Pause, RequestHeldError, is_of_host
from newscrawl.network.resolver import refused_names
from newscrawl.network.response_headers import http_date, retry_after_secs
from newscrawl.network.run_end import HOST_FAILING, RETRY_AFTER, end_run, is_ending, leave_waiting
from newscrawl.urls import host_of

logger = logging.getLogger(__name__)

ASKS_TO_WAIT = frozenset({429, 503})
"""The statuses whose Retry-After is heard."""
NOT_BEFORE_KEY = "politeness/not_before"
"""Where the session keeps the time (ISO 8601) until which the portal wants to be left alone."""
_LONGEST_NOT_BEFORE = timedelta(days=1)


class RetryMiddleware:
    """Pauses the run after 429, 503, other server errors and network errors, and retries the request after it.

    Takes the place of Scrapy's RetryMiddleware, which sends the request again within milliseconds. The number of
    tries, the statuses, the exceptions and how far a retry steps back (RETRY_PRIORITY_ADJUST) are Scrapy's own
    settings: pages of the same kind go first, so that a bad time is spread over many pages and uses up no page's
    tries. `dont_retry` in a request's meta is heard.

    A run crawls one portal, so all its hosts rest together. The pause is as long as Retry-After asks, and never
    shorter than the back-off, which doubles with every error of the host in a row (429, 503, a refused
    connection); errors of one page only (500, a body that is cut off) get the shortest pause. A pause that
    does not fit into what is left of CLOSESPIDER_TIMEOUT, or is longer than the longest pause, ends the run with the
    reason `retry_after`; the session remembers it (a day at most), and no run begins before it is over. Too many
    errors of the host in a row, or requests given up in a row, end the run with `host_failing`.

    Settings: NEWSCRAWL_POLITENESS_BACKOFF_SECS, NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS,
    NEWSCRAWL_POLITENESS_PAUSE_MAX_SECS, NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT,
    NEWSCRAWL_POLITENESS_GIVEN_UP_MAX_COUNT; RETRY_ENABLED, RETRY_TIMES, RETRY_HTTP_CODES, RETRY_EXCEPTIONS,
    RETRY_PRIORITY_ADJUST, CLOSESPIDER_TIMEOUT, NEWSCRAWL_CLOCK_START.
    Stats: newscrawl/politeness/pause_count/{retry_after,backoff}, newscrawl/politeness/pause_secs,
    newscrawl/politeness/retry_after_unreadable_count, newscrawl/politeness/held_count; retry/… as Scrapy's.
    """

    def __init__(
        self,
        crawler: Crawler,
        *,
        backoff: Backoff,
        pause_max_secs: float,
        failure_max_count: int,
        given_up_max_count: int,
        clock: Clock,
    ) -> None:
        self.crawler = crawler
        self.backoff = backoff
        self.pause = Pause(crawler)
        self._pause_max_secs = pause_max_secs
        self._failure_max_count = failure_max_count
        self._given_up_max_count = given_up_max_count
        self._given_up_count = 0
        self._clock = clock
        self._deadline = float("inf")
        self._statuses = frozenset(int(status) for status in crawler.settings.getlist("RETRY_HTTP_CODES"))
        self._exceptions = _classes(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where RETRY_ENABLED is off."""
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        middleware = cls(
            crawler,
            backoff=Backoff(
                settings.getfloat("NEWSCRAWL_POLITENESS_BACKOFF_SECS"),
                settings.getfloat("NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS"),
            ),
            pause_max_secs=settings.getfloat("NEWSCRAWL_POLITENESS_PAUSE_MAX_SECS"),
            failure_max_count=settings.getint("NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT"),
            given_up_max_count=settings.getint("NEWSCRAWL_POLITENESS_GIVEN_UP_MAX_COUNT"),
            clock=Clock.from_setting(settings.get("NEWSCRAWL_CLOCK_START")),
        )
        crawler.signals.connect(middleware.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(middleware.pause.release, signal=signals.spider_closed)
        return middleware

    def spider_opened(self) -> None:
        """Note when the run must end. Raises `CloseSpider` where an earlier Retry-After still holds."""
        if timeout_secs := self.crawler.settings.getfloat("CLOSESPIDER_TIMEOUT"):
            self._deadline = time.monotonic() + timeout_secs
        kept, now = self._kept_not_before(), self._clock.now()
        until = kept_time(kept, now=now, ahead=_LONGEST_NOT_BEFORE) if kept else None
        if kept and until is None:
            logger.warning(
                "Ignoring a pause until %(time)s that an earlier run kept: its clock, or this one, was wrong",
                {"time": kept},
            )
        if until is not None and now < until:
            logger.warning("Not beginning: the portal wants to be left alone until %(time)s", {"time": kept})
            raise CloseSpider(RETRY_AFTER)

    async def process_request(self, request: Request) -> None:  # noqa: ARG002 # Scrapy's name
        """Hold what was on its way when a pause began."""
        await self.pause.wait()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Pause and retry where the answer is an error that may pass."""
        if response.status not in self._statuses:
            self.backoff.succeed()
            self._given_up_count = 0
            return response
        asked_secs = self._asked_secs(response) if response.status in ASKS_TO_WAIT else None
        failed = FailedTry(
            request, f"answered {response.status}", f"{response.status}", is_of_host(response), asked_secs
        )
        return self._retry_later(failed) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Pause and retry after a network error; send a held request back to the scheduler."""
        if isinstance(exception, RequestHeldError):
            self.crawler.stats.inc_value("newscrawl/politeness/held_count")
            held = request.copy()
            held.dont_filter = True
            return held
        if not isinstance(exception, self._exceptions) or _is_refused_name(request, exception):
            return None
        what = f"failed with {type(exception).__name__}"
        return self._retry_later(FailedTry(request, what, exception, is_of_host(exception), None))

    def _asked_secs(self, response: Response) -> float | None:
        header = response.headers.get("Retry-After")
        if header is None:
            return None
        printed = header.decode("latin-1")
        # A date is meant by the server's own clock, which may be wrong.
        date = response.headers.get("Date")
        now = (http_date(date.decode("latin-1")) if date else None) or self._clock.now()
        asked_secs = retry_after_secs(printed, now=now)
        if asked_secs is None:
            self.crawler.stats.inc_value("newscrawl/politeness/retry_after_unreadable_count")
            logger.warning(
                "%(host)s sent a Retry-After that is neither seconds nor a date: %(printed)r; backing off instead",
                {"host": host_of(response.url), "printed": printed[:80]},
            )
        return asked_secs

    def _retry_later(self, failed: FailedTry) -> Request | None:
        if is_ending(self.crawler):
            if failed.is_of_host:  # nobody would wait: so nothing more is sent
                leave_waiting(self.crawler)
            return None
        if not self._wait(failed) or failed.request.meta.get("dont_retry"):
            return None
        spider = self.crawler.spider
        if spider is None:
            return None
        again = get_retry_request(failed.request, spider=spider, reason=failed.reason, give_up_log_level="WARNING")
        self._given_up_count += again is None
        if self._given_up_count >= self._given_up_max_count:
            self._end(HOST_FAILING, f"{self._given_up_count} requests in a row were given up, {failed} the last")
            return None
        return again

    def _wait(self, failed: FailedTry) -> bool:
        """Begin or lengthen the pause; return False where the run ends instead."""
        secs = max(failed.asked_secs or 0.0, self._backoff_secs(failed))
        if self.backoff.failure_count >= self._failure_max_count:
            self._end(HOST_FAILING, f"{self.backoff.failure_count} errors in a row, {failed} the last")
            return False
        if secs > min(self._pause_max_secs, self._deadline - time.monotonic()):
            self._remember(failed.asked_secs)
            self._end(RETRY_AFTER, f"{failed}: a pause of {secs:.0f} s does not fit into it")
            return False
        if added_secs := self.pause.hold(secs):
            self._log_pause(failed, secs, added_secs)
        return True

    def _backoff_secs(self, failed: FailedTry) -> float:
        if self.pause.is_on:  # what was in flight when the pause began is nothing new
            return 0.0
        return self.backoff.fail() if failed.is_of_host else self.backoff.first_secs

    def _log_pause(self, failed: FailedTry, secs: float, added_secs: float) -> None:
        why = "backoff" if failed.asked_secs is None else "retry_after"
        logger.info(
            "Waiting %(secs).1f s before the next request: %(failed)s (%(why)s)",
            {"secs": secs, "failed": failed, "why": why.replace("_", "-")},
        )
        stats = self.crawler.stats
        stats.inc_value(f"newscrawl/politeness/pause_count/{why}")
        stats.set_value(
            "newscrawl/politeness/pause_secs", stats.get_value("newscrawl/politeness/pause_secs", 0.0) + added_secs
        )

    def _kept_not_before(self) -> str | None:
        session = self.crawler.get_extension(Session)
        try:
            kept = session.state(NOT_BEFORE_KEY) if session else None
        except DatasetError:  # it could not be opened: its own extension reports it and closes the spider
            return None
        return None if kept is None else str(kept)

    def _remember(self, asked_secs: float | None) -> None:
        session = self.crawler.get_extension(Session)
        if asked_secs and session is not None:
            until = self._clock.now() + min(timedelta(seconds=asked_secs), _LONGEST_NOT_BEFORE)
            session.set_state(NOT_BEFORE_KEY, until.isoformat(timespec="seconds"))

    def _end(self, reason: str, why: str) -> None:
        logger.warning("Ending the run (%(reason)s): %(why)s", {"reason": reason, "why": why})
        end_run(self.crawler, reason)
        self.pause.release()


def _is_refused_name(request: Request, exception: Exception) -> bool:
    """Return whether the name was found and refused: asking again gives the same."""
    return isinstance(exception, CannotResolveHostError) and host_of(request.url) in refused_names


def _classes(settings: BaseSettings) -> tuple[type[BaseException], ...]:
    named: Iterable[object] = settings.getlist("RETRY_EXCEPTIONS")
    return tuple(load_object(name) if isinstance(name, str) else name for name in named)  # type: ignore[misc]
