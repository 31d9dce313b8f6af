"""Puts together what belongs together in a printed text: a day, its time of day, and its label."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from newscrawl.extraction.dates.clock_times import PrintedClock, find_clocks
from newscrawl.extraction.dates.date_words import FILLERS, LABEL, MONTHS
from newscrawl.extraction.dates.find_days import PrintedDay, find_days
from newscrawl.extraction.dates.relative_times import RelativeTime
from newscrawl.extraction.dates.time_result import Label

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[|｜•·]|,\s|\s[-/]\s")
_BOUND_BEHIND = re.compile(r"\s?(?:\(\w{1,3}\)\s?)?(?:[~〜]\s?\d|まで|迄|から|より|까지|부터)")
_BOUND_BEFORE = re.compile(r"(?:[\d日分)]\s?[~〜]|から|부터|\b(?:until|valid to|ends on))\s?$")
_MAX_GAP_WORDS = 2


class PrintedTime(NamedTuple):
    """A day, the time of day printed with it, and what the page calls it."""

    day: PrintedDay
    clock: PrintedClock | None
    label: Label | None

    def has_company(self, rest: str) -> bool:
        """Return whether more than numbers says that this is a day; *rest* is the text without its times."""
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
    rest = _blanked(rest, [(start, end) for start, end, _ in labels])
    pairs = _paired(days, clocks, without_days, labels)
    times = [(day, inner[day][0] if inner.get(day) else clock) for day, clock in pairs]
    times += _later_the_same_day(days[-1], clocks, [clock for _, clock in pairs], labels)
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
    behind = [
        _clock_behind(day, _start_of_next(days, i, len(text)), clocks, text, labels) for i, day in enumerate(days)
    ]
    if behind[-1] is None and clocks and clocks[0].end <= days[0].start:
        before = [_clock_before(day, clocks, text, labels) for day in days]
        if any(before):
            return list(zip(days, before, strict=True))
    return list(zip(days, behind, strict=True))


def _later_the_same_day(
    last: PrintedDay, clocks: list[PrintedClock], paired: list[PrintedClock | None], labels: Labels
) -> list[tuple[PrintedDay, PrintedClock | None]]:
    """Return the times of day behind the *last* day that a label calls a modification: 更新 21:30."""
    spare = [clock for clock in clocks if clock.start >= last.end and clock not in paired and not clock.is_loose]
    return [
        (PrintedDay(clock.start, clock.end, (), is_day_before=True), clock)
        for clock in spare[:1]
        if any(name == "modified" and last.end <= start and clock.start - end <= 4 for start, end, name in labels)
    ]


def _start_of_next(days: list[PrintedDay], i: int, end: int) -> int:
    return days[i + 1].start if i + 1 < len(days) else end


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
    """Return whether *rest*, what is left of a text without its times, says nothing more: fillers and marks only."""
    if _DIGIT.search(rest):
        return False
    return all(word in FILLERS for word in _WORD.findall(rest))


def leftover_letters(rest: str) -> int:
    """Return how many letters *rest* has in words that have nothing to do with its times."""
    return sum(len(word) for word in _WORD.findall(rest) if word not in FILLERS and word not in MONTHS)
