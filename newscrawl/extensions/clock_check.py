"""Reports a clock that is wrong."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.clock import CLOCK_TOLERANCE, Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.wrong_clock import newest_run_at
from newscrawl.errors import DatasetError
from newscrawl.network.response_headers import http_date

logger = logging.getLogger(__name__)
_FAR = timedelta(days=1)


class ClockCheckExtension:
    """Compares the run's clock with the newest run before it, and with the first answer's `Date`.

    A clock that is wrong changes no stored record. What it froze is due again (`dataset/run/wrong_clock.py`).

    Settings: `NEWSCRAWL_CLOCK_START`.
    Stats: `newscrawl/clock/behind_newest_run_secs`, `newscrawl/clock/off_server_secs`.
    """

    def __init__(self, crawler: Crawler, clock: Clock) -> None:
        self.crawler = crawler
        self.clock = clock
        self._is_compared = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look when the dataset is open, and at the first answer."""
        extension = cls(crawler, Clock.from_setting(crawler.settings["NEWSCRAWL_CLOCK_START"]))
        crawler.signals.connect(extension.engine_started, signal=signals.engine_started)
        crawler.signals.connect(extension.response_received, signal=signals.response_received)
        return extension

    def engine_started(self) -> None:
        """Compare the clock with the newest run."""
        session = self.crawler.get_extension(Session)
        try:
            newest = newest_run_at(session) if session is not None else None
        except DatasetError:  # the session reports it
            return
        now = self.clock.now()
        if newest is not None and newest - now > CLOCK_TOLERANCE:
            logger.warning(
                "The clock shows %(now)s, but the newest run began at %(newest)s: one of them is wrong. "
                "Articles that were visited ahead of the clock are due again",
                {"now": f"{now:%Y-%m-%d %H:%M}", "newest": f"{newest:%Y-%m-%d %H:%M}"},
            )
            self.crawler.stats.set_value("newscrawl/clock/behind_newest_run_secs", (newest - now).total_seconds())

    def response_received(self, response: Response) -> None:
        """Compare the clock with the `Date` of the first answer that has one."""
        printed = response.headers.get("Date")
        if self._is_compared or not printed:
            return
        self._is_compared = True
        now, date = self.clock.now(), http_date(printed.decode("latin-1"))
        if date is not None and abs(date - now) > _FAR:
            logger.warning(
                "The clock shows %(now)s, but the portal's server shows %(date)s: check the time of this machine",
                {"now": f"{now:%Y-%m-%d %H:%M}", "date": f"{date:%Y-%m-%d %H:%M}"},
            )
            self.crawler.stats.set_value("newscrawl/clock/off_server_secs", (now - date).total_seconds())
