"""Keeps what a terminal would obey out of the log, and lets a log that cannot be written end no run."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.logger import globalLogBeginner

from newscrawl.text import printable


class PrintableLogExtension:
    """Gives each handler of the log a formatter that shows control characters as escapes, and reports a full disk once.

    Addresses and headlines of pages are in the lines of the log.
    """

    def __init__(self) -> None:
        self.is_reported = False
        self.guard()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension. When extensions are made, *crawler* replaces the handler of the log once more."""
        extension = cls()
        crawler.signals.connect(extension.guard, signal=signals.spider_opened)
        return extension

    def guard(self) -> None:
        """Give the handlers that are there what this class is for."""
        for handler in logging.getLogger().handlers:
            if not isinstance(handler.formatter, PrintableFormatter):
                handler.setFormatter(PrintableFormatter(handler.formatter or logging.Formatter()))
            handler.handleError = self.report  # type: ignore[method-assign]  # Scrapy makes the handler
        let_handlers_close()

    def report(self, record: logging.LogRecord) -> None:
        """Write one sentence for all lines that cannot be written; Python would print a traceback for each."""
        error = sys.exc_info()[1]
        if self.is_reported:
            return
        self.is_reported = True
        why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__} at {record.pathname}"
        with suppress(OSError):  # standard error may be on the same disk
            sys.stderr.write(f"newscrawl: cannot write the log ({why}); the run goes on without it\n")


def let_handlers_close() -> None:
    """Let no handler of the log that is there raise when it closes with lines that cannot be written.

    Scrapy closes one, and makes another, for each crawler that is made and for each that starts.
    """
    for handler in logging.getLogger().handlers:
        handler.close = partial(_close, handler.close)  # type: ignore[method-assign]


def _close(close: Callable[[], None]) -> None:
    with suppress(OSError):
        close()


@cache
def leave_certificates_to_requests() -> None:
    """Drop Twisted's tracebacks about certificates, once a process: the request fails, and its reason has the cause.

    Until somebody begins to log with Twisted, it also prints what is critical on standard error itself. Scrapy logs it
    another way, so it would be there twice.
    """
    globalLogBeginner.beginLoggingTo([], redirectStandardIO=False)
    logging.getLogger("twisted").addFilter(_is_no_certificate)


def _is_no_certificate(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("while verifying certificate")


class PrintableFormatter(logging.Formatter):
    """Formats as another formatter does, line by line without control characters."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the printable lines of *record*."""
        return "\n".join(printable(line) for line in self._inner.format(record).split("\n"))
