"""Keeps what a terminal would obey out of the log: addresses and headlines of pages are in its lines."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler

from newscrawl.text import printable


class PrintableLogExtension:
    """Gives each handler of the log a formatter that shows control characters as escapes."""

    def __init__(self) -> None:
        for handler in logging.getLogger().handlers:
            if not isinstance(handler.formatter, PrintableFormatter):
                handler.setFormatter(PrintableFormatter(handler.formatter or logging.Formatter()))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension; *crawler* has installed the handlers by now."""
        del crawler
        return cls()


class PrintableFormatter(logging.Formatter):
    """Formats as another formatter does, line by line without control characters."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the printable lines of *record*."""
        return "\n".join(printable(line) for line in self._inner.format(record).split("\n"))
