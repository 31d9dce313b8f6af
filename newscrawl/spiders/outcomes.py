"""The outcome of a request that gave no page: a fate and a reason, both from closed lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.items import Article, MissedFate, MissedPage, Ranking
from newscrawl.network.refusals import reason_of

Output = Iterator[Request | Article | Ranking | MissedPage]
"""What a callback gives: requests to follow, records, pages that gave none."""

GONE = frozenset({404, 410})
BLOCKED = frozenset({202, 401, 403, 407, 429, 451})


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
    if isinstance(error, IgnoreRequest):
        return _ignored(error)
    return "failed", reason_of(error), None


def _ignored(error: IgnoreRequest) -> tuple[MissedFate, str, int | None]:
    """Return fate, reason and status of a refused request. Its error may name the first two."""
    reason = getattr(error, "reason", "") or reason_of(error)
    fate = getattr(error, "fate", reason if reason in {"robots", "offsite"} else "failed")
    return cast("MissedFate", fate), reason, getattr(error, "http_status", None)
