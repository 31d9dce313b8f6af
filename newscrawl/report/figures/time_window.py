"""The days that a report shows, cut into days or, where they are many, into weeks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeGuard

MOST_DAYS_BY_DAY = 60
"""A longer window has a bin a week."""


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """Whole days in the portal's zone."""

    first: date
    last: date
    zone: tzinfo
    begins_at: datetime = field(init=False)
    """The first moment."""

    ends_at: datetime = field(init=False)
    """The first moment behind it."""

    _begin: datetime = field(init=False, repr=False)
    _end: datetime = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Set the ends once, also in UTC: each record of a dataset is compared with them."""
        begins_at = datetime.combine(self.first, time(), self.zone)
        ends_at = datetime.combine(self.last + timedelta(days=1), time(), self.zone)
        found = {"begins_at": begins_at, "ends_at": ends_at, "_begin": begins_at.astimezone(UTC),
                 "_end": ends_at.astimezone(UTC)}  # fmt: skip
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @classmethod
    def ending(cls, end: datetime, day_count: int, zone: tzinfo) -> TimeWindow:
        """Return the *day_count* days up to that of *end*."""
        last = end.astimezone(zone).date()
        return cls(max(date(1970, 1, 2), last - timedelta(days=day_count - 1)), last, zone)

    @property
    def step(self) -> int:
        """Days a bin."""
        return 1 if (self.last - self.first).days < MOST_DAYS_BY_DAY else 7

    @property
    def labels(self) -> tuple[str, ...]:
        """One a bin: its first day, e.g. ``11/23``."""
        days = (self.last - self.first).days + 1
        firsts = (self.first + timedelta(days=number) for number in range(0, days, self.step))
        return tuple(f"{day.month}/{day.day}" for day in firsts)

    def bin_of(self, moment: datetime | None) -> int | None:
        """Return the number of the bin of *moment*; None outside of the window."""
        if moment is None or not self.contains(moment):
            return None
        return (moment.astimezone(self.zone).date() - self.first).days // self.step

    def contains(self, moment: datetime | None) -> bool:
        """Return whether *moment* is inside."""
        return is_plausible(moment) and self._begin <= moment < self._end

    def bins_before(self, moment: datetime) -> float:
        """Return how many bins, and parts of one, end before *moment*; outside of the window the nearer end."""
        days = (min(max(moment, self.begins_at), self.ends_at) - self.begins_at) / timedelta(days=1)
        return min(days / self.step, float(len(self.labels)))

    def place(self, moment: datetime) -> float:
        """Return where *moment* is, from 0 at the beginning to 1 at the end; outside of it the nearer end."""
        whole = (self.ends_at - self.begins_at).total_seconds()
        return min(1.0, max(0.0, (moment - self.begins_at).total_seconds() / whole))


def is_plausible(moment: datetime | None) -> TypeGuard[datetime]:
    """Return whether *moment* has an offset and can be moved into any zone: hostile lines hold years 1 and 9999."""
    return (
        moment is not None
        and moment.tzinfo is not None
        and datetime(1900, 1, 1, tzinfo=UTC) < moment < datetime(2200, 1, 1, tzinfo=UTC)
    )
