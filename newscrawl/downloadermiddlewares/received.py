"""Notes when each response came: the time of its capture, and of every record that is read from it."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.clock import Clock
from newscrawl.items.request_meta import meta_of


class ReceivedMiddleware:
    """Puts the time into `meta["received_at"]`.

    It is next to the network. Reading may come later, on a busy machine or after a pause, and printed times such as
    ``3分前`` are measured from the moment at which the portal answered.

    Settings: NEWSCRAWL_CLOCK_START.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings."""
        return cls(Clock.from_setting(crawler.settings["NEWSCRAWL_CLOCK_START"]))

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the time, and pass *response* on."""
        meta_of(request)["received_at"] = self.clock.now()
        return response
