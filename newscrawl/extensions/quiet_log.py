"""Makes no log line that nobody sees."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

_ENGINE = logging.getLogger("scrapy.core.engine")
_SCRAPER = logging.getLogger("scrapy.core.scraper")


class QuietLogFormatter(LogFormatter):
    """Scrapy's lines of pages and items, without those of a level that no handler of the log takes.

    Scrapy's loggers take all levels: the handlers drop a line after it is made. For the setting LOG_FORMATTER.
    """

    def crawled(  # type: ignore[override] # Scrapy takes None for no line
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        """Return the line of an answer, which Scrapy logs at DEBUG."""
        return super().crawled(request, response, spider) if is_taken(_ENGINE, logging.DEBUG) else None

    def scraped(  # type: ignore[override]
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        """Return the line of an item, which Scrapy logs at DEBUG."""
        return super().scraped(item, response, spider) if is_taken(_SCRAPER, logging.DEBUG) else None

    def dropped(  # type: ignore[override]
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        """Return the line of a dropped item, at the level of its exception."""
        line = super().dropped(item, exception, response, spider)
        return line if is_taken(_SCRAPER, line["level"]) else None


def is_taken(logger: logging.Logger, level: int) -> bool:
    """Return whether a handler of *logger*, or of one that it passes lines on to, takes lines of *level*."""
    if not logger.isEnabledFor(level):
        return False
    one: logging.Logger | None = logger
    while one is not None:
        if any(handler.level <= level for handler in one.handlers):
            return True
        one = one.parent if one.propagate else None
    return False
