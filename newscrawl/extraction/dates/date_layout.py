"""Finds printed times of day and relative times, and puts together what belongs together: day, time of day, label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.date_words import FILLERS, LABEL, MONTHS
from newscrawl.extraction.dates.days_and_eras import PrintedDay, find_days
from newscrawl.extraction.dates.relative_words import AGO, CJK_AGO, DAY_NAME, DAYS, LONGER, NOW, UNITS, Unit
from newscrawl.extraction.dates.time_result import Label
from newscrawl.extraction.dates.zone_tables import (
    AMERICAN_ZONES,
    MINUTES_OF_LETTERS,
    PERHAPS_AMERICAN,
    WHERE_NO_ZONE_IS_KNOWN,
    ZONE_LETTERS,
    ZONE_OF_WORDS,
)

_SECONDS_OF: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3600}
_DAYS_OF: dict[Unit, int] = {"day": 1, "week": 7}
_ORDER: tuple[Unit, ...] = ("second", "minute", "hour", "day", "week", "month", "year")
_LONGEST_UNIT = 24
"""So many characters before a unit are looked at for a longer one."""


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time relative to now, as it is printed."""

    start: int
    end: int
    count: int
    """How many *unit* ago; a negative number for what comes."""

    unit: Unit
    is_day_name: bool
    """昨日, today: a day, to which a time of day may belong."""

    longer: tuple[tuple[int, Unit], ...] = ()
    """What is printed before it in longer units: 1 week, of "1 week, 2 days ago"."""


def find_relative(text: str) -> RelativeTime | None:
    """Return the first time of *text* (normalised) that is relative to now."""
    found = _shortest_unit(text)
    return found and _with_longer(text, found)


def _shortest_unit(text: str) -> RelativeTime | None:
    if ("前" in text or "전" in text) and (match := CJK_AGO.search(text)):
        return RelativeTime(*match.span(), int(match["n"]), _cjk_unit(match["unit"]), is_day_name=False)
    if match := DAY_NAME.search(text):
        return RelativeTime(*match.span(), DAYS[match[0]], "day", is_day_name=True)
    if match := NOW.search(text):
        return RelativeTime(*match.span(), 0, "minute", is_day_name=False)
    return _ago(text)


def _ago(text: str) -> RelativeTime | None:
    for match in AGO.finditer(text):
        unit = UNITS.get(match["unit"])
        if unit is not None and (match["head"] or match["tail"]):
            count = int(match["n"]) if match["n"].isdecimal() else 1
            return RelativeTime(*match.span(), count, unit, is_day_name=False)
    return None


def _with_longer(text: str, found: RelativeTime) -> RelativeTime:
    """Return *found* with the longer units that *text* prints right before it, the longest last."""
    start, longest, longer = found.start, _ORDER.index(found.unit), found.longer
    while match := LONGER.search(text[max(0, start - _LONGEST_UNIT) : start]):
        unit = UNITS.get(match["unit"].rstrip(".").lower()) or UNITS.get(match["unit"].removesuffix("間"))
        if found.is_day_name or unit is None or _ORDER.index(unit) <= longest:
            break
        longest = _ORDER.index(unit)
        start, longer = start - len(match[0]), (*longer, (int(match["n"]), unit))
    return replace(found, start=start, longer=longer)


def _cjk_unit(printed: str) -> Unit:
    return UNITS.get(printed) or UNITS[printed.removesuffix("間")]


def instant_of_relative(relative: RelativeTime, captured_at: datetime) -> datetime:
    """Return the time that *relative* means, seen from *captured_at* (in the portal's zone).

    Days, weeks, months and years give the midnight at which that day begins; hours and minutes the full minute.
    """
    moment = captured_at
    for count, unit in (*reversed(relative.longer), (relative.count, relative.unit)):
        moment = _before(moment, count, unit)
    if relative.unit == "second":
        return moment.replace(microsecond=0)
    moment = moment.replace(second=0, microsecond=0)
    return moment if relative.unit in _SECONDS_OF else moment.replace(hour=0, minute=0)


def _before(moment: datetime, count: int, unit: Unit) -> datetime:
    if unit in _SECONDS_OF:  # through UTC: an hour is an hour also when the clocks change
        return datetime.fromtimestamp(moment.timestamp() - _SECONDS_OF[unit] * count, moment.tzinfo)
    if unit in _DAYS_OF:
        return moment - timedelta(days=count * _DAYS_OF[unit])
    return _months_before(moment, count * (12 if unit == "year" else 1))


def _months_before(moment: datetime, count: int) -> datetime:
    months = moment.year * 12 + moment.month - 1 - count
    for day in range(moment.day, moment.day - 4, -1):
        try:
            return moment.replace(year=months // 12, month=months % 12 + 1, day=day)
        except ValueError:
            continue
    raise ValueError(f"expected at most {moment.year} years, got {count} months")


class PrintedClock(NamedTuple):
    """A time of day as it is printed."""

    start: int
    end: int
    hour: int
    """0 to 29: Japanese and television clocks go on after midnight. 99 where the printed hour cannot be."""

    minute: int
    second: int
    microsecond: int
    precision: Literal["second", "minute", "hour"]
    offset: tzinfo | str | None
    """What is printed behind: an offset, the letters of a zone that must be looked up, or nothing."""

    is_loose: bool = False
    """A form that is a time of day only right behind a day: ``20.00``."""


_AM = r"午前|오전|上午|凌晨|早上|早晨|清晨|早"
_PM = r"午後|오후|下午|晚上|晚间|晚間|晚|夜间|傍晚"
_HALF = rf"(?P<half>{_AM}|{_PM}|\b[ap]m\b|sáng|chiều|tối)"
_OPENS_HALF = "".join({word[0] for word in f"{_AM}|{_PM}".split("|")} | set("apsct"))
_OFFSET = (
    r"(?:\s?[\(\[]?\s?(?:(?:(?:gmt|utc)\s?)?(?P<sign>[+\u2212-])(?P<oh>\d{1,2})(?::?(?P<om>\d\d))?(?![\d:.])"
    rf"|(?P<zone>(?<![a-z])(?:{ZONE_LETTERS})(?![a-z])|[現当當]地[時时][間间]|(?:현지|한국)\s?시간|local time)"
    r")\s?[\)\]]?)?"
)
_COLON = re.compile(
    rf"(?:{_HALF}\s?)?(?<![\d:])(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d{{1,40}}))?)?(?![\d:]|\s?min)"
    rf"(?:\s?(?P<after>[ap]\.?\s?m\b\.?|öö|ös|{_AM}|{_PM}))?(?:\s?(?:uhr|hrs|h)\b)?{_OFFSET}"
)
_EAST = re.compile(
    rf"(?=[\d{_OPENS_HALF}])(?:{_HALF}\s?)?(?<!\d)(?P<h>\d{{1,2}})\s?(?:時(?!間)|时(?!间)|点|點|시(?!간))"
    rf"(?:\s?(?P<mi>\d{{1,2}})\s?[分분]|(?P<hm>半|반))?(?:\s?(?P<s>\d{{1,2}})\s?[秒초])?(?!\s?前)(?:頃|ごろ)?{_OFFSET}"
)
_WEST = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?:(?:[.:](?P<mi>\d\d))?\s?(?P<after>[ap]\.?\s?m\b\.?)|\s?(?:h|hs|u)\s?(?P<mh>\d\d)(?:min)?\b"
    rf"|\s?h\b|(?:[.:](?P<mu>\d\d))?\s?uhr(?:\s(?P<mv>\d\d)\b)?){_OFFSET}"
)
_HAS_COLON = re.compile(r"\d:\d")
_NOON = re.compile(rf"(?P<noon>正午|정오|中午12[点點]|\bnoon\b)|(?P<midnight>자정|\bmidnight\b){_OFFSET}")
_OF_NOON = re.compile("[正정中자nm]")
_DOT = re.compile(rf"(?<![\d.])(?P<h>[01]?\d|2[0-3])\.(?P<mi>[0-5]\d)(?![\d%]|[.,]\d){_OFFSET}")
_PACKED = re.compile(r"(?<=[\0t\s])(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<zone>z)?(?![\d:])")
_IMPOSSIBLE_HOUR = 99
_PM_WORDS = frozenset([*_PM.split("|"), "ös", "chiều", "tối"])


def find_clocks(text: str) -> list[PrintedClock]:
    """Return the times of day of *text*, in which the days have been blanked out with NULs."""
    found: list[PrintedClock] = []
    rest = text
    for pattern in _patterns(text):
        if not (_OF_NOON if pattern is _NOON else _DIGIT).search(rest):
            continue  # all digits of the text are in times of day already
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_clock(match, is_loose=pattern in (_DOT, _PACKED)))
                rest = _blanked(rest, [match.span()])
    return sorted(found, key=lambda clock: clock.start)


def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    if _HAS_COLON.search(text):  # and not behind a label: Published: 8 pm
        return (_COLON,) if text.isascii() else (_COLON, _EAST)
    return (_WEST, _DOT, _PACKED, _NOON) if text.isascii() else (_EAST, _WEST, _NOON, _DOT, _PACKED)


def _clock(match: re.Match[str], *, is_loose: bool) -> PrintedClock:
    groups = match.groupdict()
    get = groups.get
    printed, fraction = "0", get("f")
    if get("noon") or get("midnight"):
        hour = 12 if groups["noon"] else 0
    else:
        hour = _hour(int(groups["h"] or 0), get("half") or get("after"))
        printed = get("mi") or get("mh") or get("mu") or get("mv") or ("30" if get("hm") else "")
    minute, second = int(printed or 0), int(get("s") or 0)
    if minute > 59 or second > 60:
        hour = _IMPOSSIBLE_HOUR
    return PrintedClock(
        *match.span(), hour, minute, min(59, second), int(fraction[:6].ljust(6, "0")) if fraction else 0,
        "second" if get("s") else "minute" if printed else "hour", _printed_offset(groups), is_loose,
    )  # fmt: skip


def _hour(hour: int, half: str | None) -> int:
    """Return *hour* counted from midnight; *half* is the printed half of the day."""
    if half is None:
        return hour if hour < 30 else _IMPOSSIBLE_HOUR
    is_afternoon = half in _PM_WORDS or half.startswith("p")
    if hour > 12:
        return hour if is_afternoon and hour < 30 else _IMPOSSIBLE_HOUR
    return hour % 12 + (12 if is_afternoon else 0)


def _printed_offset(groups: dict[str, str | None]) -> tzinfo | str | None:
    if (sign := groups.get("sign")) is not None:
        minutes = int(groups["oh"] or 0) * 60 + int(groups["om"] or 0)
        if minutes > 14 * 60 + 45:
            return "?"
        return timezone(timedelta(minutes=minutes if sign == "+" else -minutes))
    zone = groups.get("zone")
    return zone.replace(" ", "") if zone else None


def zone_of_letters(letters: str, zone: ZoneInfo, local_names: frozenset[str]) -> tzinfo | None:
    """Return the zone that the printed *letters* name; None where they name none or several.

    *local_names* are the letters that *zone* itself uses: what the portal's own clock is called wins, so that CST is
    China's on a Chinese portal, and America's where no zone is known: pages in Chinese have one.
    """
    if letters in local_names:
        return zone
    if letters == "cst" and zone.key.startswith(PERHAPS_AMERICAN):
        return timezone(timedelta(hours=-6))
    if letters in AMERICAN_ZONES:
        return ZoneInfo(AMERICAN_ZONES[letters]) if zone.key.startswith(PERHAPS_AMERICAN) else zone
    if letters in ZONE_OF_WORDS:
        return ZoneInfo(ZONE_OF_WORDS[letters])
    minutes = MINUTES_OF_LETTERS.get(letters, WHERE_NO_ZONE_IS_KNOWN.get(letters) if zone.key == "UTC" else None)
    return None if minutes is None else timezone(timedelta(minutes=minutes))


_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[|｜•·]|,\s|\s[-/]\s")
_BOUND_BEHIND = re.compile(r"\s?(?:\(\w{1,3}\)\s?)?(?:[~〜]\s?\d|まで|迄|から|より|까지|부터)")
_BOUND_BEFORE = re.compile(r"(?:[\d日分)]\s?[~〜]|から|부터|\b(?:until|valid to|ends on))\s?$")
_MAX_GAP_WORDS, _NEAR = 2, 4


class PrintedTime(NamedTuple):
    """A day, the time of day printed with it, and what the page calls it."""

    day: PrintedDay
    clock: PrintedClock | None
    label: Label | None

    def has_company(self, rest: str) -> bool:
        """Return whether more than numbers shows that this is a day; *rest* is the text without its times."""
        return self.clock is not None or self.label is not None or _WORD.search(rest) is not None

    @classmethod
    def on(cls, day: date, clock: PrintedClock, label: Label | None) -> PrintedTime:
        """Return the time of *clock* on the known *day*."""
        return cls(PrintedDay(0, 0, (("ymd", day.year, day.month, day.day),)), clock, label)


class PrintedLayout(NamedTuple):
    """The times of a text, and what is left of the text without them."""

    times: list[PrintedTime]
    rest: str
    """The text with days, times of day and labels blanked out by NULs."""


def laid_out(text: str, *, relative: RelativeTime | None = None) -> PrintedLayout:
    """Return the times that *text* (normalised) prints; *relative*, where given, means its one day."""
    days = [PrintedDay(relative.start, relative.end, ())] if relative else find_days(text)
    if not days:
        return PrintedLayout([], text)
    without_days = _blanked(text, [(day.start, day.end) for day in days])
    inner = {day: find_clocks(day.clock) for day in days if day.clock}
    clocks = find_clocks(without_days)
    rest = _blanked(without_days, [(clock.start, clock.end) for clock in clocks])
    labels = (
        [(match.start(), match.end(), _name(match)) for match in LABEL.finditer(rest)] if _WORD.search(rest) else []
    )
    if labels and not relative and (ago := find_relative(rest)):  # 2025年1月14日 20:00 更新 3時間前
        labels = [one for one in labels if not (0 <= ago.start - one[1] < _NEAR or 0 <= one[0] - ago.end < _NEAR)]
    rest = _blanked(rest, [(start, end) for start, end, _ in labels])
    pairs = _paired(days, clocks, without_days, labels)
    times = [(day, inner[day][0] if inner.get(day) else clock) for day, clock in pairs]
    times += _later_the_same_day(days[-1], clocks, [clock for _, clock in pairs], labels, text)
    return PrintedLayout([_bounded(one, text) for one in _labelled(times, labels)], rest)


def _name(match: re.Match[str]) -> Label:
    return "modified" if match["modified"] else "published" if match["published"] else "other"


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


Labels = list[tuple[int, int, Label]]


def _paired(
    days: list[PrintedDay], clocks: list[PrintedClock], text: str, labels: Labels
) -> list[tuple[PrintedDay, PrintedClock | None]]:
    """Give each day the time of day behind it, or before it where times come first."""
    limits = [*(day.start for day in days[1:]), len(text)]
    behind = [_clock_behind(day, limit, clocks, text, labels) for day, limit in zip(days, limits, strict=True)]
    if behind[-1] is None and clocks and clocks[0].end <= days[0].start:
        before = [_clock_before(day, clocks, text, labels) for day in days]
        if any(before):
            return list(zip(days, before, strict=True))
    return list(zip(days, behind, strict=True))


def _later_the_same_day(
    last: PrintedDay, clocks: list[PrintedClock], paired: list[PrintedClock | None], labels: Labels, text: str
) -> list[tuple[PrintedDay, PrintedClock | None]]:
    """Return the times of day behind the *last* day that a label calls a modification: 更新 21:30."""
    spare = [clock for clock in clocks if clock.start >= last.end and clock not in paired and not clock.is_loose]
    return [
        (PrintedDay(clock.start, clock.end, (), is_day_before=True), clock)
        for clock in spare[:1]
        for start, end, name in labels
        if name == "modified" and last.end <= start and set(_WORD.findall(text[end : clock.start])) <= FILLERS
    ]


def _clock_behind(
    day: PrintedDay, limit: int, clocks: list[PrintedClock], text: str, labels: Labels
) -> PrintedClock | None:
    clock = next((clock for clock in clocks if day.end <= clock.start < limit), None)
    return clock if clock and _is_gap(day.end, clock.start, text, labels, is_loose=clock.is_loose) else None


def _clock_before(day: PrintedDay, clocks: list[PrintedClock], text: str, labels: Labels) -> PrintedClock | None:
    clock = next((clock for clock in reversed(clocks) if clock.end <= day.start), None)
    return clock if clock and _is_gap(clock.end, day.start, text, labels, is_loose=clock.is_loose) else None


def _is_gap(start: int, end: int, text: str, labels: Labels, *, is_loose: bool) -> bool:
    """Return whether what is between a day and a time of day lets them belong together."""
    gap = text[start:end]
    if _DIGIT.search(gap) or "\0" in gap or any(start <= label_start < end for label_start, _, _ in labels):
        return False
    unknown = sum(word not in FILLERS for word in _WORD.findall(gap))
    return unknown == 0 if is_loose else unknown <= _MAX_GAP_WORDS


def _labelled(times: list[tuple[PrintedDay, PrintedClock | None]], labels: Labels) -> list[PrintedTime]:
    """Give each time its label: the one before it, or behind it where no label is before the first time."""
    if not labels:
        return [PrintedTime(day, clock, None) for day, clock in times]
    starts = [min(day.start, clock.start) if clock else day.start for day, clock in times]
    labels_lead = labels[0][0] < starts[0] or labels[-1][0] < starts[-1]
    bounds = [0, *starts[1:], 1 << 30] if not labels_lead else [*starts, 1 << 30]
    labelled: list[PrintedTime] = []
    for i, (day, clock) in enumerate(times):
        low, high = (bounds[i - 1] if i else 0, starts[i]) if labels_lead else (starts[i], bounds[i + 1])
        near = [name for start, _, name in labels if low <= start < high]
        labelled.append(PrintedTime(day, clock, (near[-1] if labels_lead else near[0]) if near else None))
    return labelled


def _bounded(time: PrintedTime, text: str) -> PrintedTime:
    """Return *time*, labelled as another's where it starts or ends a period: 12月1日～25日, 31日まで, 2日から."""
    clock = time.clock
    start = min(time.day.start, clock.start) if clock and not time.day.clock else time.day.start
    end = max(time.day.end, clock.end) if clock and not time.day.clock else time.day.end
    is_bound = _BOUND_BEHIND.match(text, end) or _BOUND_BEFORE.search(text, 0, start)
    return time._replace(label="other") if is_bound else time


def part_around(rest: str, index: int) -> str:
    """Return the part of *rest* that holds *index* between bars or commas: the time of ``Name, 8 January, 17:46``."""
    marks = [0, *(match.end() for match in _MARK.finditer(rest)), len(rest)]
    start = max(mark for mark in marks if mark <= index)
    return rest[start : min(mark for mark in marks if mark > index)]


def is_bare(rest: str) -> bool:
    """Return whether *rest*, what is left of a text without its times, is empty but for fillers and marks."""
    if _DIGIT.search(rest):
        return False
    return all(word in FILLERS for word in _WORD.findall(rest))


def leftover_letters(rest: str) -> int:
    """Return how many letters *rest* has in words that have nothing to do with its times."""
    return sum(len(word) for word in _WORD.findall(rest) if word not in FILLERS and word not in MONTHS)
