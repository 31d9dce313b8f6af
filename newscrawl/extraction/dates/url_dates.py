"""Reads the day that a URL names: /2025/01/14/, /20250114-x, A202501142000, /2025/jan/14/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.date_words import MONTHS
from newscrawl.extraction.dates.time_result import TimeResult

_YEAR = r"(?P<y>19[6-9]\d|20\d\d)"
_PARTS = re.compile(rf"(?<!\d){_YEAR}(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)")
_NAMED = re.compile(
    rf"/{_YEAR}/(?P<name>[a-z]{{3,10}})/(?P<d>\d{{1,2}})/|/(?P<yy>\d\d)_(?P<name2>[a-z]{{3,10}})_(?P<d2>\d\d)/"
)
_HALVES = re.compile(rf"(?<!\d){_YEAR}[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
# The day in front of a running number or a time: 8 digits and 4, 5, 6 or 10 more.
_NUMBERED = re.compile(rf"(?<!\d){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\d{{4,6}}|\d{{10}})(?!\d)")

_INNER = re.compile(r"^.*https?:/+")
"""What is before an address in an address: the day when an archive copied the page."""


def time_from_url(url: str, zone: ZoneInfo) -> TimeResult:
    """Return the day that *url*'s path (or query) names, as its midnight in *zone*; reason `no_date` for none.

    A last resort: publishers move articles, and the day can be that of the file.
    """
    day = day_in_url(url)
    if day is None:
        return TimeResult(None, "no_date")
    return TimeResult(datetime(day.year, day.month, day.day, tzinfo=zone), precision="day")


@lru_cache(maxsize=64)
def day_in_url(url: str) -> date | None:
    """Return the day that *url* names in path or query, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    where = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path).lower()
    return next(_days(_INNER.sub("", where)), None)


def _days(where: str) -> Iterator[date]:
    for match in _NAMED.finditer(where):
        month = MONTHS.get(match["name"] or match["name2"])
        year = match["y"] or "20" + match["yy"]
        if month and (day := _day(int(year), month, int(match["d"] or match["d2"]))):
            yield day
    for pattern in (_PARTS, _HALVES, _NUMBERED):
        for match in pattern.finditer(where):
            if day := _day(int(match["y"]), int(match["m"]), int(match["d"])):
                yield day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
