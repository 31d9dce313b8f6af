"""Reads headers of responses (RFC 9110): Retry-After, dates, and the validators ETag and Last-Modified."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response

_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]{1,6})?")
_FOR_EVER_SECS = 1e9
"""What a larger number means, too."""


def retry_after_secs(printed: str, *, now: datetime) -> float | None:
    """Return how many seconds after *now* the server wants to be asked again; 0.0 for a time that is past.

    *printed* is a number of seconds (`120`; a fraction is read too) or a date in any form of RFC 9110
    (`Wed, 21 Oct 2026 07:28:00 GMT`). None for anything else: the caller logs it and waits as it would without.
    """
    text = printed.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), _FOR_EVER_SECS)
    moment = http_date(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def http_date(printed: str) -> datetime | None:
    """Return the aware time that *printed*, an HTTP date, means; None where it is not one."""
    try:
        moment = parsedate_to_datetime(printed)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def validators_of(response: Response) -> tuple[str | None, str | None]:
    """Return ETag and Last-Modified of *response*, as sent; None for each that it lacks."""
    return _header(response, "ETag"), _header(response, "Last-Modified")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
