"""The outcome of a request that gave no page: a fate and a reason, both from closed lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from scrapy import Request, exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.items import Article, MissedFate, MissedPage, Ranking

Output = Iterator[Request | Article | Ranking | MissedPage]
"""What a callback gives: requests to follow, records, pages that gave none."""

GONE = frozenset({404, 410})
BLOCKED = frozenset({202, 401, 403, 407, 429, 451})

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "unknown_host"),
    (exceptions.DownloadConnectionRefusedError, "connection_refused"),
    (exceptions.ResponseDataLossError, "cut_off"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.DownloadFailedError, "connection_lost"),
    (exceptions.UnsupportedURLSchemeError, "unsupported_scheme"),
)


def fate_of_status(status: int) -> tuple[MissedFate, str]:
    """Return the fate and reason of a page that was answered with *status* and not read."""
    if status in GONE:
        return "gone", f"http_{status}"
    if status == 304:
        return "not_modified", "http_304"
    return ("blocked" if status in BLOCKED else "failed"), f"http_{status}"


def fate_of_failure(failure: Failure) -> tuple[MissedFate, str, int | None]:
    """Return fate, reason and HTTP status (None where no answer came) of what an errback got."""
    error = failure.value
    if isinstance(error, HttpError):
        fate, reason = fate_of_status(error.response.status)
        return fate, reason, error.response.status
    if isinstance(error, exceptions.IgnoreRequest):
        return _ignored(error)
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return "failed", reason, None
    return "failed", f"error_{type(error).__name__}", None


def _ignored(error: exceptions.IgnoreRequest) -> tuple[MissedFate, str, int | None]:
    """Return the outcome of a request that a middleware refused: the error may have `fate` and `reason`."""
    if fate := getattr(error, "fate", None):
        return cast("MissedFate", fate), getattr(error, "reason", "ignored"), getattr(error, "http_status", None)
    message = str(error).lower()
    if "robots.txt" in message:
        return "robots", "robots", None
    if "offsite" in message:
        return "offsite", "offsite", None
    return "failed", "redirect_loop" if "redirect" in message else "ignored", None
