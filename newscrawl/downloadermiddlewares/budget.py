"""Counts the run's and the day's requests, and ends the run when they are used up."""

from __future__ import annotations

import logging
from typing import Self
from zoneinfo import ZoneInfo

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.network.pause import RequestHeldError
from newscrawl.network.refusals import BudgetSpentError, RunEndingError
from newscrawl.network.run_end import DAY_BUDGET, REQUEST_BUDGET, end_run

logger = logging.getLogger(__name__)

DAY_KEY = "budget/day"
"""Where the session keeps `{"date": "2026-11-24", "request_count": 812}`."""
_COUNTED = "is_counted"
"""In the meta of a request that was counted and has not been sent, or not yet been answered."""


class BudgetMiddleware:
    """Lets a number of requests go out in a run and in a day, then ends the run: the next one goes on.

    Everything that is sent counts: robots.txt, retries and redirects too. What was counted and still waits for its
    delay when the budget is used up is sent before the run ends. The day is the portal's. Its count is kept by the
    dataset session and becomes durable with the records of the run: a killed run may forget the last of it. The run
    ends with the reason `request_budget` or `day_budget`. 0 means no limit.

    Settings: NEWSCRAWL_BUDGET_REQUEST_COUNT, NEWSCRAWL_BUDGET_DAY_REQUEST_COUNT, NEWSCRAWL_PORTAL_ZONE,
    NEWSCRAWL_CLOCK_START.
    Stats: newscrawl/budget/request_count, newscrawl/budget/day_request_count, newscrawl/budget/refused_count.
    """

    def __init__(self, crawler: Crawler, *, run_count: int, day_count: int, zone: ZoneInfo, clock: Clock) -> None:
        self.crawler = crawler
        self._run_max_count = run_count
        self._day_max_count = day_count
        self._zone = zone
        self._clock = clock
        self._session: Session | None = None
        self._run_count = 0
        self._day_count = 0
        self._date = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings."""
        middleware = cls(
            crawler,
            run_count=crawler.settings.getint("NEWSCRAWL_BUDGET_REQUEST_COUNT"),
            day_count=crawler.settings.getint("NEWSCRAWL_BUDGET_DAY_REQUEST_COUNT"),
            zone=ZoneInfo(crawler.settings.get("NEWSCRAWL_PORTAL_ZONE") or "UTC"),
            clock=Clock.from_setting(crawler.settings.get("NEWSCRAWL_CLOCK_START")),
        )
        crawler.signals.connect(middleware.engine_started, signal=signals.engine_started)
        return middleware

    def engine_started(self) -> None:
        """Take up the day's count."""
        self._date = self._today()
        self._session = self.crawler.get_extension(Session) if self._day_max_count else None
        kept = self._session.state(DAY_KEY) if self._session else None
        if isinstance(kept, dict) and kept.get("date") == self._date:
            self._day_count = int(kept["request_count"])

    def process_request(self, request: Request) -> None:
        """Count *request*, or raise `BudgetSpentError` and end the run."""
        if (today := self._today()) != self._date:
            self._date, self._day_count = today, 0
        if self._run_max_count and self._run_count >= self._run_max_count:
            self._end(request, REQUEST_BUDGET, self._run_max_count)
        if self._day_max_count and self._day_count >= self._day_max_count:
            self._end(request, DAY_BUDGET, self._day_max_count)
        request.meta[_COUNTED] = True
        self._count(1)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass *response* on: its request was sent."""
        request.meta.pop(_COUNTED, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Take back the count of a request that was never sent."""
        if request.meta.pop(_COUNTED, False) and isinstance(exception, RequestHeldError | RunEndingError):
            self._count(-1)

    def _count(self, change: int) -> None:
        self._run_count += change
        self._day_count = max(0, self._day_count + change)
        self.crawler.stats.set_value("newscrawl/budget/request_count", self._run_count)
        if self._day_max_count:
            self.crawler.stats.set_value("newscrawl/budget/day_request_count", self._day_count)
        if self._session is not None:
            self._session.set_state(DAY_KEY, {"date": self._date, "request_count": self._day_count})

    def _end(self, request: Request, reason: str, max_count: int) -> None:
        if not self.crawler.stats.get_value("newscrawl/budget/refused_count"):
            logger.info(
                "Ending the run (%(reason)s): its %(count)d requests are used up",
                {"reason": reason, "count": max_count},
            )
            end_run(self.crawler, reason, sends_waiting=True)
        self.crawler.stats.inc_value("newscrawl/budget/refused_count")
        raise BudgetSpentError(f"{request.url}: the budget of {max_count} requests is used up")

    def _today(self) -> str:
        return f"{self._clock.now().astimezone(self._zone):%Y-%m-%d}"
