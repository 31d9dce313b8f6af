"""A try that failed: what happened, and whether the host or one page failed."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response

from newscrawl.urls import host_of

_PAGE_STATUSES = frozenset({500})
_PAGE_EXCEPTIONS = (DownloadTimeoutError, ResponseDataLossError)


@dataclass(frozen=True, slots=True)
class FailedTry:
    """One request that was answered with an error, or not at all."""

    request: Request
    what: str
    """What happened, as the end of a sentence: `answered 503`."""

    reason: str | Exception
    """The name of Scrapy's retry stat, or what gives it."""

    is_of_host: bool
    """Whether the host failed: then asking for another page is no use either."""

    asked_secs: float | None
    """How long the server wants to be left alone; None where it does not say."""

    def __str__(self) -> str:
        return f"{host_of(self.request.url)} {self.what}"


def is_of_host(failure: Response | Exception) -> bool:
    """Return whether *failure* is one of the host. A 500, a cut body and a slow answer mostly are of the page."""
    if isinstance(failure, Response):
        return failure.status not in _PAGE_STATUSES
    return not isinstance(failure, _PAGE_EXCEPTIONS)
