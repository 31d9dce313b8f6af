"""Leaves the portal alone at certain times of day."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.clock import Clock
from newscrawl.errors import WrongUsageError
from newscrawl.network.refusals import QuietHoursError
from newscrawl.network.run_end import QUIET_HOURS, end_run

logger = logging.getLogger(__name__)

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~〜]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A span of the day, its end not in it; it may reach over midnight."""

    begin: time
    end: time

    @classmethod
    def parse(cls, printed: str) -> Self:
        """Return the span that *printed*, e.g. `23:00-06:00`, means. Raises `WrongUsageError`."""
        match = _SPAN.fullmatch(printed.strip())
        try:
            if match:
                hours = [int(part) for part in match.groups()]
                span = cls(time(hours[0], hours[1]), time(hours[2] % 24, hours[3]))
                if span.begin != span.end:
                    return span
        except ValueError:
            pass  # an hour or minute that no clock shows: the same error as any other text
        raise WrongUsageError(f"NEWSCRAWL_QUIET_HOURS: expected a span such as 23:00-06:00, got {printed!r}")

    def has(self, moment: datetime) -> bool:
        """Return whether *moment*, in the zone that the span is meant in, lies in it."""
        now = moment.time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


class QuietHoursMiddleware:
    """Begins no run in the quiet hours, and ends one that reaches into them, with the reason `quiet_hours`.

    Settings: NEWSCRAWL_QUIET_HOURS (`23:00-06:00`, empty for none), NEWSCRAWL_PORTAL_ZONE, NEWSCRAWL_CLOCK_START.
    Stats: newscrawl/quiet_hours/refused_count.
    """

    def __init__(self, crawler: Crawler, *, hours: QuietHours, zone: ZoneInfo, clock: Clock) -> None:
        self.crawler = crawler
        self._hours = hours
        self._zone = zone
        self._clock = clock

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where no quiet hours are set."""
        printed = crawler.settings.get("NEWSCRAWL_QUIET_HOURS")
        if not printed:
            raise NotConfigured
        middleware = cls(
            crawler,
            hours=QuietHours.parse(printed),
            zone=ZoneInfo(crawler.settings.get("NEWSCRAWL_PORTAL_ZONE") or "UTC"),
            clock=Clock.from_setting(crawler.settings.get("NEWSCRAWL_CLOCK_START")),
        )
        crawler.signals.connect(middleware.spider_opened, signal=signals.spider_opened)
        return middleware

    def spider_opened(self) -> None:
        """Raise `CloseSpider` in the quiet hours."""
        if self._is_quiet():
            logger.info("Not beginning: it is %(now)s, in the quiet hours", {"now": self._printed_now()})
            raise CloseSpider(QUIET_HOURS)

    def process_request(self, request: Request) -> None:
        """Raise `QuietHoursError`, and end the run, in the quiet hours."""
        if not self._is_quiet():
            return
        if not self.crawler.stats.get_value("newscrawl/quiet_hours/refused_count"):
            logger.info("Ending the run: it is %(now)s, in the quiet hours", {"now": self._printed_now()})
            end_run(self.crawler, QUIET_HOURS)
        self.crawler.stats.inc_value("newscrawl/quiet_hours/refused_count")
        raise QuietHoursError(f"{request.url}: the quiet hours have begun")

    def _is_quiet(self) -> bool:
        return self._hours.has(self._clock.now().astimezone(self._zone))

    def _printed_now(self) -> str:
        return f"{self._clock.now().astimezone(self._zone):%H:%M %Z}"
