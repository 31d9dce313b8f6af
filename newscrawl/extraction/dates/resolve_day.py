"""Decides what a printed day leaves open: the order of its numbers, and its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.find_days import Order, PrintedDay
from newscrawl.extraction.dates.time_result import Unreadable

_YEAR_FIRST_ZONES = frozenset(
    "Asia/Tokyo Japan Asia/Seoul ROK Asia/Pyongyang Asia/Shanghai PRC Asia/Chongqing Asia/Harbin Asia/Urumqi "
    "Asia/Taipei ROC Asia/Ulaanbaatar Europe/Budapest Europe/Vilnius".split()
)
_MONTH_FIRST_ZONES = frozenset(
    "America/New_York America/Detroit America/Chicago America/Denver America/Phoenix America/Boise America/Los_Angeles "
    "America/Anchorage America/Juneau America/Menominee Pacific/Honolulu Pacific/Guam Asia/Manila".split()
)
_MONTH_FIRST_AREAS = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
_OPEN_AREAS = ("UTC", "Etc/", "GMT", "Canada/")
_OPEN_ZONES = frozenset(
    "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/Regina "
    "America/St_Johns America/Montreal".split()
)
_DOTTED_ZONES = frozenset(
    "Europe/Berlin Europe/Vienna Europe/Zurich Europe/Vaduz Europe/Helsinki Europe/Oslo Europe/Prague "
    "Europe/Bratislava Europe/Warsaw".split()
)
"""Where people print 1.11.2025, so that 11/01/2025 is a program's American form."""
_NEAR_DAYS = 90
FIRST_YEAR, LAST_YEAR = 1800, 2100


def printed_order(zone: ZoneInfo, *, is_slashed: bool = False) -> Order | None:
    """Return in which order the people of *zone* print a day's numbers; None where they use several.

    *is_slashed*: the numbers have slashes between them.
    """
    key = zone.key
    if is_slashed and key in _DOTTED_ZONES:
        return "mdy"
    if key in _YEAR_FIRST_ZONES:
        return "ymd"
    if key in _MONTH_FIRST_ZONES or key.startswith(_MONTH_FIRST_AREAS):
        return "mdy"
    return None if key in _OPEN_ZONES or key.startswith(_OPEN_AREAS) else "dmy"


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known beside the printed text."""

    zone: ZoneInfo
    captured_at: datetime | None
    """In *zone*."""

    url_day: date | None
    """The day that the page's URL names."""

    anchor: date | None = None
    """A day that the same text prints in full."""


def day_of(day: PrintedDay, known: DateContext, clock_minutes: int) -> date | Unreadable:
    """Return the day that *day* prints, or why it is not a day.

    *clock_minutes* is the time of day printed with it, in minutes from midnight: a day without a year is the latest
    that does not put that time after the capture.
    """
    if day.is_day_before:
        return known.anchor or "incomplete"
    order = printed_order(known.zone, is_slashed=day.is_slashed)
    found: dict[date, Order] = {}
    reason: Unreadable = "impossible"
    for reading in day.readings:
        if len(day.readings) > 1 and reading[1] is None and order == "ymd" and reading[0] == "dmy":
            continue  # nobody prints 14/1 where the year comes first
        value = _reading(reading, known, clock_minutes)
        if isinstance(value, date):
            found.setdefault(value, reading[0])
        elif value is not None:
            reason = value
    return _decided(found, known, order) if found else reason


def _reading(
    reading: tuple[Order, int | None, int, int], known: DateContext, clock_minutes: int
) -> date | Unreadable | None:
    _, year, month, day = reading
    if year is None:
        return _without_year(month, day, known, clock_minutes)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "out_of_range"
    return _day(year, month, day)


def _decided(found: dict[date, Order], known: DateContext, order: Order | None) -> date | Unreadable:
    days = list(found)
    if len(days) > 1 and known.captured_at is not None:
        latest = known.captured_at.date() + timedelta(days=1)
        days = [day for day in days if day <= latest] or days
    if len(days) > 1 and known.url_day is not None:
        days = [day for day in days if abs((day - known.url_day).days) <= 1] or days
    if len(days) > 1:
        days = [day for day in days if found[day] == order] or days
    return days[0] if len(days) == 1 else "ambiguous"


def _without_year(month: int, day: int, known: DateContext, clock_minutes: int) -> date | Unreadable | None:
    near = known.anchor or known.url_day
    if near is not None:
        found = _nearest(month, day, near)
        # A URL's day is that of its own article: a day far from it is of something else.
        if found is None or known.captured_at is None or abs((found - near).days) <= _NEAR_DAYS:
            return found
    if known.captured_at is None:
        return "no_year" if _day(2024, month, day) else None
    now = known.captured_at
    for year in range(now.year, now.year - 9, -1):
        found = _day(year, month, day)
        if found and (found < now.date() or (found == now.date() and clock_minutes <= now.hour * 60 + now.minute)):
            return found
    return None


def _nearest(month: int, day: int, near: date) -> date | None:
    days = [found for year in (near.year - 1, near.year, near.year + 1) if (found := _day(year, month, day))]
    return min(days, key=lambda found: abs((found - near).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
