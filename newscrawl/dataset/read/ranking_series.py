"""Rankings over time: the entries of each list at each capture, and how long each article was in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from newscrawl.errors import WrongUsageError
from newscrawl.items import RankingEntry
from newscrawl.text import fold


class ListName(NamedTuple):
    """The values that identify a list at every capture."""

    kind: str
    name: str
    """As first printed."""

    section: str | None


@dataclass(frozen=True, slots=True)
class ListCapture:
    """One list as one run saw it."""

    captured_at: datetime
    run_id: str
    entries: tuple[RankingEntry, ...]
    """In order of position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One unbroken stay of an article in a list; an article that returns has a new stay each time."""

    article_id: str
    headline: str
    """As the list printed it last."""

    entered_at: datetime
    """The first capture that shows it."""

    last_seen_at: datetime
    """The last capture that shows it."""

    left_at: datetime | None
    """The first capture without it; None while it is in the last capture."""

    positions: tuple[int, ...]
    """One position for each capture."""

    @property
    def peak_position(self) -> int:
        """The best position (smallest number)."""
        return min(self.positions)

    @property
    def time_in_list(self) -> timedelta:
        """From the first capture that shows it to the first without it (or the last one that shows it)."""
        return (self.left_at or self.last_seen_at) - self.entered_at


@dataclass(frozen=True, slots=True)
class ListSeries:
    """One list over time, oldest capture first."""

    list_name: ListName
    captures: tuple[ListCapture, ...]

    def stays(self) -> list[Stay]:
        """Return every stay of every article, in order of entry, then of position."""
        open_stays: dict[str, list[tuple[RankingEntry, datetime]]] = {}
        ended: list[Stay] = []
        for capture in self.captures:
            here = {entry.article_id: entry for entry in capture.entries}
            gone = [article_id for article_id in open_stays if article_id not in here]
            ended += [_stay(open_stays.pop(article_id), capture.captured_at) for article_id in gone]
            for article_id, entry in here.items():
                open_stays.setdefault(article_id, []).append((entry, capture.captured_at))
        ended += [_stay(seen, None) for seen in open_stays.values()]
        return sorted(ended, key=lambda stay: (stay.entered_at, stay.positions[0]))


class Rankings:
    """The ranking entries of a dataset: iterable, and by list."""

    def __init__(self, entries: Callable[[], Iterator[RankingEntry]]) -> None:
        self._entries = entries

    def __iter__(self) -> Iterator[RankingEntry]:
        return self._entries()

    def lists(self) -> dict[ListName, int]:
        """Return each list with the number of its entries over all captures, in order of first appearance."""
        counts: dict[tuple[str, str, str | None], int] = {}
        names: dict[tuple[str, str, str | None], ListName] = {}
        for entry in self:
            key = _key(entry)
            names.setdefault(key, ListName(entry.list_kind, entry.list_name, entry.list_section))
            counts[key] = counts.get(key, 0) + 1
        return {names[key]: count for key, count in counts.items()}

    def series(self, name: str, *, kind: str | None = None, section: str | None = None) -> ListSeries:
        """Return the list of the printed *name* over time (full and half width are the same name).

        *kind* and *section* choose between lists of one name. Raises `WrongUsageError` where none or more than one
        fits.
        """
        found: dict[tuple[str, str, str | None], list[RankingEntry]] = {}
        for entry in self:
            fits = (kind in {None, entry.list_kind}) and (section in {None, entry.list_section})
            if fits and fold(entry.list_name) == fold(name):
                found.setdefault(_key(entry), []).append(entry)
        if len(found) != 1:
            fitting = f"{len(found)}: {sorted(map(str, found))}" if found else "none"
            raise WrongUsageError(f"{name!r}: expected the name of one list, got {fitting}; lists() gives all names")
        entries = next(iter(found.values()))
        first = entries[0]
        return ListSeries(ListName(first.list_kind, first.list_name, first.list_section), _captures(entries))


def _key(entry: RankingEntry) -> tuple[str, str, str | None]:
    return entry.list_kind, fold(entry.list_name), entry.list_section


def _captures(entries: list[RankingEntry]) -> tuple[ListCapture, ...]:
    groups: dict[tuple[datetime, str], list[RankingEntry]] = {}
    for entry in entries:
        if entry.captured_at is not None and entry.run_id is not None:  # Never null in a stored line.
            groups.setdefault((entry.captured_at, entry.run_id), []).append(entry)
    return tuple(
        ListCapture(captured_at, run_id, tuple(sorted(own, key=lambda entry: entry.position)))
        for (captured_at, run_id), own in sorted(groups.items(), key=lambda item: item[0])
    )


def _stay(seen: list[tuple[RankingEntry, datetime]], left_at: datetime | None) -> Stay:
    last = seen[-1][0]
    return Stay(
        article_id=last.article_id,
        headline=last.headline,
        entered_at=seen[0][1],
        last_seen_at=seen[-1][1],
        left_at=left_at,
        positions=tuple(entry.position for entry, _ in seen),
    )
