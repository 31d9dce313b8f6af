"""Reads printed times, and the day in an address; decides a day's year and the order of its numbers.

docs/dates.md lists the forms. Unreadable is a reason, never a guess. What has no offset is in the portal's zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.date_layout import (
    PrintedClock,
    PrintedTime,
    find_relative,
    instant_of_relative,
    is_bare,
    laid_out,
    leftover_letters,
    part_around,
    zone_of_letters,
)
from newscrawl.extraction.dates.date_words import LAST_UPDATE
from newscrawl.extraction.dates.days_and_eras import Order, PrintedDay, day_at, day_in_url, month_in_url, normalised
from newscrawl.extraction.dates.time_result import Label, Precision, TimeResult, Unreadable
from newscrawl.extraction.dates.zone_tables import (
    DOTTED_ZONES,
    MONTH_FIRST_AREAS,
    MONTH_FIRST_ZONES,
    OPEN_AREAS,
    OPEN_ZONES,
    YEAR_FIRST_ZONES,
)

__all__ = ["Label", "Precision", "TimeResult", "Unreadable", "read_time", "read_times", "time_from_url"]

_NONE = timedelta()
_MAX_CHARACTERS = 300
_MAX_OTHER_LETTERS = 80
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,40}))?)?\s?(?:([Zz])|([+-])(\d\d):?(\d\d)?)?)?"
)
_UNIX = re.compile(r"(?:/date\()?(?P<s>\d{10})(?P<ms>\d{3})?(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?", re.IGNORECASE)
# The commonest printed forms, read at once: 2025年1月14日 20時00分, 公開日: 2025/1/14(火) 20:00, 2025年1月14日 午後8:05
_COMMON = re.compile(
    r"(?:(?:公開|掲載|配信|投稿|(?P<modified>(?:最終)?更新))(?:日時|日)? ?[:：]? ?)?"
    r"(?P<y>[0-9]{4})(?:(?P<sep>[/.-])(?P<m>[0-9]{1,2})(?P=sep)|年(?P<em>[0-9]{1,2})月)(?P<d>[0-9]{1,2})(?(sep)|日)"
    r"(?: ?[(（][月火水木金土日][)）])?"
    r"(?: *(?P<half>午[前後])?(?P<h>[01]?[0-9]|2[0-3])(?::(?P<mi>[0-5][0-9])|時(?P<emi>[0-5]?[0-9])分)"
    r"(?::(?P<s>[0-5][0-9]))?)?"
)
_PARTIAL = re.compile(r"\d\s?[年月日時년월일시]|\d{1,2}:\d\d|\b(?:19|20)\d\d\b")


def read_time(
    printed: str, *, zone: ZoneInfo, captured_at: datetime | None = None, url: str | None = None
) -> TimeResult:
    """Return the time in *printed*: of several the first of publication.

    Arguments as for `read_times`.
    """
    times = read_times(printed, zone=zone, captured_at=captured_at, url=url)
    readable = [time for time in times if time.at is not None]
    return next((time for time in readable if time.label in {None, "published"}), (readable or times)[0])


def read_times(
    printed: str, *, zone: ZoneInfo, captured_at: datetime | None = None, url: str | None = None
) -> tuple[TimeResult, ...]:
    """Return every time in *printed*, in printed order; never empty: one with a reason where no time is printed.

    *zone* is the portal's: for times without offset, and for the results. *captured_at* (aware) is when the page
    was fetched: it gives the year of ``1/14 20:00`` and the now of 3時間前, and a time more than a day after it is
    refused. *url* is the page's: a day in it also gives the year, and the order of 01/02/2025.
    """
    text = printed.strip()
    read = _machine_form(text, zone)
    if read is None and len(text) > _MAX_CHARACTERS:
        read = TimeResult(None, "too_long")
    if read is not None:
        return (_checked(read, captured_at),)
    text = normalised(text)
    if not text:
        return (TimeResult(None, "empty"),)
    local = captured_at.astimezone(zone) if captured_at is not None else None
    known = DateContext(zone, local, day_in_url(url) if url else None, month_in_url(url) if url else None)
    times = tuple(_checked(time, captured_at) for time in _printed_forms(text, known))
    return _without_day_of_update(times, text) if times else times


def _without_day_of_update(times: tuple[TimeResult, ...], text: str) -> tuple[TimeResult, ...]:
    """Return *times* without a day that only says when the last update was: 14 January 2025, last updated 20:00."""
    if times[0].label or times[0].precision != "day" or not LAST_UPDATE.search(text):
        return times
    return times[1:] or (times[0]._replace(label="modified"),)


def _machine_form(text: str, zone: ZoneInfo) -> TimeResult | None:
    """Return the time of an ISO 8601 or Unix form, None for any other."""
    if match := _ISO.fullmatch(text):
        return _iso(match, zone)
    if match := _COMMON.fullmatch(text):
        return _common(match, zone)
    if not (match := _UNIX.fullmatch(text)):
        return None
    seconds = int(match["s"])
    if not 1_000_000_000 <= seconds < 2_000_000_000:
        return None
    moment = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=int(match["ms"] or 0))
    return TimeResult(moment.astimezone(zone), precision="second", has_offset=True)


def _iso(match: re.Match[str], zone: ZoneInfo) -> TimeResult | None:
    year, month, day, hour, minute, second, fraction, utc, sign, offset_hours, offset_minutes = match.groups()
    offset: tzinfo = zone
    if utc:
        offset = UTC
    elif sign:
        minutes = int(offset_hours) * 60 + int(offset_minutes or 0)
        if minutes > 14 * 60 + 45:
            return TimeResult(None, "unknown_zone")
        offset = timezone(timedelta(minutes=minutes if sign == "+" else -minutes))
    microsecond = int(fraction[:6].ljust(6, "0")) if fraction else 0
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), microsecond, offset
        )
    except ValueError:
        return None  # 24:00 and the like: the readers of printed forms decide
    precision: Precision = "day" if hour is None else "minute" if second is None else "second"
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return TimeResult(None, "out_of_range")
    printed = moment.utcoffset() if offset is not zone else None
    is_utc = printed == _NONE
    return TimeResult(
        moment.astimezone(zone), None, precision, False, None, printed is not None, is_utc, printed or None
    )


def _common(match: re.Match[str], zone: ZoneInfo) -> TimeResult | None:
    modified, year, _, month, east_month, day, half, hour, minute, east_minute, second = match.groups()
    numbers = [int(number or 0) for number in (year, month or east_month, day, hour, minute or east_minute, second)]
    if half:
        if numbers[3] > 12:
            return None  # 午後20時: the readers of printed forms decide
        numbers[3] = numbers[3] % 12 + (12 if half == "午後" else 0)
    try:
        moment = datetime(*numbers, tzinfo=zone)  # type: ignore[misc,arg-type]  # mypy counts no star
    except ValueError:
        return None  # the readers of printed forms give the reason
    label: Label | None = "modified" if modified else "published" if match.start("y") else None
    precision: Precision = "day" if hour is None else "minute" if second is None else "second"
    return TimeResult(moment, precision=precision, label=label)


def _checked(time: TimeResult, captured_at: datetime | None) -> TimeResult:
    if time.at is None:
        return time
    if not FIRST_YEAR <= time.at.year <= LAST_YEAR or time.at.timestamp() == 0:
        return TimeResult(None, "out_of_range", label=time.label)
    if captured_at is not None and time.at - captured_at > timedelta(days=1):
        return TimeResult(None, "future", label=time.label)
    return time


def _printed_forms(text: str, known: DateContext) -> Iterator[TimeResult]:
    layout = laid_out(text)
    if not layout.times:
        yield _relative(text, known)
        return
    if leftover_letters(layout.rest) > _MAX_OTHER_LETTERS:
        yield TimeResult(None, "in_text")
        return
    times = [time for time in layout.times if _is_believed(time, layout.rest)]
    latest: datetime | None = None
    is_any = False
    for time in times:
        read, day = _resolved(time, known)
        if time.day.is_day_before and (read.at is None or latest is None or read.at < latest):
            continue
        latest = read.at or latest
        if day is not None and known.anchor is None and len(times) > 1:
            known = known._replace(anchor=day)
        is_any = True
        yield read
    if not is_any:
        yield TimeResult(None, "in_text" if leftover_letters(layout.rest) else "no_date")


def _is_believed(time: PrintedTime, rest: str) -> bool:
    if time.day.needs_company and not time.has_company(rest):
        return False
    if not time.day.is_weak or is_bare(rest):
        return True
    return time.clock is not None and (time.label is not None or is_bare(part_around(rest, time.day.start)))


def _resolved(time: PrintedTime, known: DateContext) -> tuple[TimeResult, date | None]:
    clock = time.clock
    if clock is not None and clock.hour > 29:
        return TimeResult(None, "impossible", label=time.label), None
    day = day_of(time.day, known, clock.hour * 60 + clock.minute if clock else 0)
    if not isinstance(day, date):
        return TimeResult(None, day, label=time.label), None
    if clock is None:
        midnight = datetime(day.year, day.month, day.day, tzinfo=known.zone)
        return TimeResult(midnight, precision="day", label=time.label), day
    offset = _offset(clock, day, known.zone)
    if offset is None:
        return TimeResult(None, "unknown_zone", label=time.label), day
    late, hour = divmod(clock.hour, 24)
    numbers = (day.year, day.month, day.day, hour, clock.minute, clock.second, clock.microsecond)
    moment = datetime(*numbers, tzinfo=offset) + timedelta(days=late) if late else datetime(*numbers, tzinfo=offset)
    printed = moment.utcoffset() if clock.offset is not None else None
    local, is_utc = moment.astimezone(known.zone), printed == _NONE
    has_offset = printed is not None
    return TimeResult(local, None, clock.precision, False, time.label, has_offset, is_utc, printed or None), day


def _offset(clock: PrintedClock, day: date, zone: ZoneInfo) -> tzinfo | None:
    if clock.offset is None or not isinstance(clock.offset, str):
        return clock.offset or zone
    return zone_of_letters(clock.offset, zone, _local_names(zone, day.year))


@lru_cache(maxsize=256)
def _local_names(zone: ZoneInfo, year: int) -> frozenset[str]:
    """Return the letters that *zone* uses for itself in *year*, winter and summer: est and edt."""
    names = (datetime(year, month, 1, tzinfo=zone).tzname() or "" for month in (1, 7))
    return frozenset(name.lower() for name in names)


def _relative(text: str, known: DateContext) -> TimeResult:
    found = find_relative(text)
    if found is None:
        return TimeResult(None, "incomplete" if _PARTIAL.search(text) else "no_date")
    layout = laid_out(text, relative=found)
    if not is_bare(layout.rest):
        return TimeResult(None, "in_text")
    if known.captured_at is None:
        return TimeResult(None, "relative", is_relative=True)
    clock = layout.times[0].clock if found.is_day_name else None
    try:
        moment = instant_of_relative(found, known.captured_at)
    except (ValueError, OverflowError):
        return TimeResult(None, "out_of_range", is_relative=True)
    label = layout.times[0].label
    if clock is None:
        return TimeResult(moment, precision=found.unit, is_relative=True, label=label)
    day = PrintedTime.on(moment.date(), clock, label)
    return _resolved(day, known)[0]._replace(is_relative=True)


_NEAR_DAYS = 90
FIRST_YEAR, LAST_YEAR = 1800, 2100


def printed_order(zone: ZoneInfo, *, is_slashed: bool = False) -> Order | None:
    """Return in which order the people of *zone* print a day's numbers; None where they use several.

    *is_slashed*: the numbers have slashes between them.
    """
    key = zone.key
    if is_slashed and key in DOTTED_ZONES:
        return "mdy"
    if key in YEAR_FIRST_ZONES:
        return "ymd"
    if key in MONTH_FIRST_ZONES or key.startswith(MONTH_FIRST_AREAS):
        return "mdy"
    return None if key in OPEN_ZONES or key.startswith(OPEN_AREAS) else "dmy"


class DateContext(NamedTuple):
    """What is known beside the printed text."""

    zone: ZoneInfo
    captured_at: datetime | None
    """In *zone*."""

    url_day: date | None
    """The day that the page's URL names."""

    url_month: date | None = None
    """The middle of the month that the page's URL names by folders: /2025/01/."""

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
        value = _day_of_reading(reading, known, clock_minutes)
        if isinstance(value, date):
            found.setdefault(value, reading[0])
        elif value is not None:
            reason = value
    return _decided(found, known, order) if found else reason


def _day_of_reading(
    reading: tuple[Order, int | None, int, int], known: DateContext, clock_minutes: int
) -> date | Unreadable | None:
    _, year, month, day = reading
    if year is None:
        return _without_year(month, day, known, clock_minutes)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "out_of_range"
    return day_at(year, month, day)


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
    near = known.anchor or known.url_day or known.url_month
    if near is not None:
        found = _nearest(month, day, near)
        # A URL's day or month is that of its own article: a day far from it is of something else.
        if found is None or known.captured_at is None or abs((found - near).days) <= _NEAR_DAYS:
            return found
    if known.captured_at is None:
        return "no_year" if day_at(2024, month, day) else None
    now = known.captured_at
    for year in range(now.year, now.year - 9, -1):
        found = day_at(year, month, day)
        if found and (found < now.date() or (found == now.date() and clock_minutes <= now.hour * 60 + now.minute)):
            return found
    return None


def _nearest(month: int, day: int, near: date) -> date | None:
    days = [found for year in (near.year - 1, near.year, near.year + 1) if (found := day_at(year, month, day))]
    return min(days, key=lambda found: abs((found - near).days), default=None)


def time_from_url(url: str, zone: ZoneInfo) -> TimeResult:
    """Return the day that *url*'s path (or query) names, as its midnight in *zone*; reason `no_date` for none.

    A last resort: publishers move articles, and the day can be that of the file.
    """
    day = day_in_url(url)
    if day is None:
        return TimeResult(None, "no_date")
    return TimeResult(datetime(day.year, day.month, day.day, tzinfo=zone), precision="day")
