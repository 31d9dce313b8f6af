"""Who was on top of each list, for how long, and how positions moved: times nobody watched count for nobody."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec

from newscrawl.dataset.read.gaps import Gap
from newscrawl.report.figures.time_window import TimeWindow
from newscrawl.text import fold

RANKED_KINDS = ("front_page", "recommended", "trending", "section_ranking")
"""Section pages list the newest article first: their order is no ranking."""
TOP_COUNT = 8
BUMP_DAYS = timedelta(days=7)
_MOST_LISTS = 30
_MOST_STEPS = 200
_MOST_LEADS = 480


class PositionLine(msgspec.Struct, frozen=True, gc=False):
    """Of a ranking entry, what is counted."""

    list_kind: str
    list_name: str
    list_section: str | None
    position: int
    article_id: str
    headline: str
    captured_at: datetime | None


@dataclass(frozen=True, slots=True)
class Top:
    """One story of a list."""

    headline: str
    article_id: str
    secs_at_1: float
    secs_in_list: float
    best: int


@dataclass(frozen=True, slots=True)
class LeadTime:
    """An unbroken time at number 1."""

    begins_at: datetime
    ends_at: datetime
    headline: str


@dataclass(slots=True, kw_only=True)
class RankingList:
    """One list over the window."""

    name: str
    kind: str
    capture_count: int
    article_count: int
    leads: list[LeadTime]
    lead_count: int
    """Changes of the lead; `leads` are joined where they are too many to be drawn."""

    tops: list[Top]
    """Those that were longest at number 1, then longest in the list, in the time of `paths`."""

    paths: dict[str, list[list[tuple[datetime, int]]]]
    """Article → its unbroken stays in the last 7 days: time and position."""

    headlines: dict[str, str]
    """Article → headline, of those of `paths`."""


@dataclass(slots=True)
class _Captures:
    """One list as it is collected: a number for each story, so that a position costs a few bytes."""

    name: str
    kind: str
    ranks: dict[int, array[int]] = field(default_factory=dict)
    """Capture (microseconds) → the numbers of its stories, by position from 1; -1 where none was printed."""


class RankingCounter:
    """Collects the positions of a window."""

    def __init__(self, window: TimeWindow) -> None:
        self._window = window
        self._lists: dict[tuple[str, str, str | None], _Captures] = {}
        self._numbers: dict[str, int] = {}
        self._stories: list[tuple[str, str]] = []
        self.position_count = 0

    def add(self, line: PositionLine) -> None:
        """Take one position."""
        moment = line.captured_at
        if line.list_kind not in RANKED_KINDS or moment is None or not self._window.contains(moment):
            return
        if not 1 <= line.position <= _MOST_STEPS:
            return
        self.position_count += 1
        key = (line.list_kind, fold(line.list_name), line.list_section)
        one = self._lists.setdefault(key, _Captures(line.list_name, line.list_kind))
        ranks = one.ranks.setdefault(round(moment.timestamp() * 1_000_000), array("q"))
        while len(ranks) < line.position:
            ranks.append(-1)
        ranks[line.position - 1] = self._number(line)

    def lists(self, gaps: Sequence[Gap], step_secs: float) -> list[RankingList]:
        """Return the lists; a capture holds until the next one, at most *step_secs*, and never into a gap."""
        chosen = sorted(self._lists.values(), key=_order)[:_MOST_LISTS]
        return [self._list(one, gaps, step_secs) for one in chosen]

    def _number(self, line: PositionLine) -> int:
        number = self._numbers.setdefault(line.article_id, len(self._stories))
        if number == len(self._stories):
            self._stories.append((line.article_id, ""))
        if not self._stories[number][1]:
            self._stories[number] = (line.article_id, line.headline[:600])
        return number

    def _list(self, one: _Captures, gaps: Sequence[Gap], step_secs: float) -> RankingList:
        spans = list(_spans(sorted(one.ranks), gaps, step_secs))
        leads = _leads(one, spans)
        first = (spans[-1][1] if spans else 0) - BUMP_DAYS // timedelta(microseconds=1)
        recent = [span for span in spans if span[0] >= first]
        tops = self._tops(one, recent)
        paths = {self._stories[number][0]: path for number, path in _paths(one, recent).items()}
        return RankingList(
            name=one.name,
            kind=one.kind,
            capture_count=len(one.ranks),
            article_count=len({number for ranks in one.ranks.values() for number in ranks if number >= 0}),
            leads=[LeadTime(_time(begin), _time(end), self._stories[story][1]) for begin, end, story in _joined(leads)],
            lead_count=len(leads),
            tops=tops,
            paths=paths,
            headlines={article_id: self._stories[self._numbers[article_id]][1] for article_id in paths},
        )

    def _tops(self, one: _Captures, spans: Sequence[_Span]) -> list[Top]:
        sums: dict[int, list[float]] = {}
        for begin, end, _ in spans:
            for position, number in enumerate(one.ranks[begin], 1):
                if number >= 0:
                    held = sums.setdefault(number, [0.0, 0.0, float(position)])
                    held[0] += (end - begin) / 1e6 if position == 1 else 0.0
                    held[1] += (end - begin) / 1e6
                    held[2] = min(held[2], position)
        order = sorted(sums.items(), key=lambda item: (-item[1][0], item[1][2], -item[1][1], item[0]))
        return [
            Top(self._stories[number][1], self._stories[number][0], at_1, in_list, int(best))
            for number, (at_1, in_list, best) in order[:TOP_COUNT]
        ]


_Span = tuple[int, int, bool]
"""A capture's time, until when it holds, and whether the next capture follows without a gap."""


def _order(one: _Captures) -> tuple[int, str]:
    return (["recommended", "trending", "section_ranking", "front_page"].index(one.kind), one.name)


def _spans(moments: Sequence[int], gaps: Sequence[Gap], step_secs: float) -> Iterator[_Span]:
    """Yield how long each capture holds: until the next, and where nobody watched between them, for *step_secs*."""
    ends = sorted(round(gap.ends_at.timestamp() * 1_000_000) for gap in gaps)
    for here, after in pairwise(moments):
        number = bisect_right(ends, here)
        is_broken = number < len(ends) and ends[number] <= after
        yield here, min(after, here + int(step_secs * 1_000_000)) if is_broken else after, not is_broken
    if moments:
        yield moments[-1], moments[-1], False


def _leads(one: _Captures, spans: Sequence[_Span]) -> list[tuple[int, int, int]]:
    """Return begin, end and story of each unbroken time at number 1."""
    found: list[tuple[int, int, int]] = []
    is_joined = False
    for begin, end, is_followed in spans:
        story = one.ranks[begin][0]
        if story >= 0 and is_joined and found and found[-1][2] == story:
            found[-1] = (found[-1][0], end, story)
        elif story >= 0:
            found.append((begin, end, story))
        is_joined = is_followed and story >= 0
    return found


def _joined(leads: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return at most some hundred of *leads*: of a year's, the longest of each stretch takes it whole."""
    if len(leads) <= _MOST_LEADS:
        return leads
    group = -(-len(leads) // _MOST_LEADS)
    found = []
    for start in range(0, len(leads), group):
        part = leads[start : start + group]
        longest = max(part, key=lambda lead: lead[1] - lead[0])
        found.append((part[0][0], part[-1][1], longest[2]))
    return found


def _paths(one: _Captures, spans: Sequence[_Span]) -> dict[int, list[list[tuple[datetime, int]]]]:
    found: dict[int, list[list[tuple[datetime, int]]]] = {}
    open_here: set[int] = set()
    for begin, _, is_followed in spans:
        places = _places(one.ranks[begin])
        for number, position in places.items():
            stays = found.setdefault(number, [])
            if number not in open_here:
                stays.append([])
            stays[-1].append((_time(begin), position))
        open_here = set(places) if is_followed else set()
    return found


def _places(ranks: Sequence[int]) -> dict[int, int]:
    """Return number of an article → its first position; a negative number is of none."""
    places: dict[int, int] = {}
    for position, number in enumerate(ranks, 1):
        if number >= 0:
            places.setdefault(number, position)
    return places


def _time(micros: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=micros)
