"""One decision on an article's times, whoever gives them: data, attributes, printed lines, the page's address.

A witness keeps what its reader found: offset or none, precision, label. `reconcile` is a function of the set of
witnesses alone: their order changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.time_result import TimeResult
from newscrawl.items import SourcedValue

Kind = Literal["data", "attribute", "printed", "address"]
TimeField = Literal["published_at", "modified_at"]

_MINUTE, _HALF_HOUR = timedelta(minutes=1), timedelta(minutes=30)
_FAR = timedelta(hours=27)
"""Two zones are less than this apart: the same digits in two zones are the same time."""
_DAYS = frozenset({"day", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class TimeWitness:
    """One time that a page gives."""

    field: TimeField
    at: datetime
    """In the portal's zone."""

    source: str
    """The rule that gave it."""

    rank: int
    """Its place in the order of trust: the lowest first."""

    kind: Kind
    read: TimeResult
    """As its reader found it."""

    is_strong: bool = False
    """Whether a difference from it is a disagreement."""

    @property
    def is_day(self) -> bool:
        """Whether it is no finer than a day: a midnight without offset is a program's day, with one it is a time."""
        if self.read.precision in _DAYS:
            return True
        return self.kind in {"data", "attribute"} and not self.read.has_offset and self.at.time() == time()


@dataclass(frozen=True, slots=True)
class ChosenTime:
    """The time that was taken for one field, and the rule that gave it."""

    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class ArticleTimes:
    """What all witnesses come to."""

    published: ChosenTime | None = None
    modified: ChosenTime | None = None
    disagreements: dict[str, tuple[SourcedValue, ...]] = field(default_factory=dict)
    """Field → the value that was taken, and those of other witnesses that differ from it."""

    has_zone: bool = True
    """Whether the time of publication has an offset of its own, or is a day; else the site's zone was taken."""


def reconcile(witnesses: Iterable[TimeWitness], zone: ZoneInfo) -> ArticleTimes:
    """Return the times of the article that *witnesses* give, whose site prints times in *zone*."""
    ordered = sorted(set(witnesses), key=_trust)
    published = [one for one in ordered if one.field == "published_at"]
    modified = [one for one in ordered if one.field == "modified_at"]
    taken = _publication(published, modified)
    if taken is None:
        return ArticleTimes(modified=_chosen(modified[0], ordered, zone) if modified else None)
    chosen = _chosen(taken, ordered, zone)
    found = {"published_at": _differing(chosen, taken, published, modified)}
    change, refused = _change(modified, taken, chosen, ordered, zone)
    found["modified_at"] = refused
    has_zone = taken.read.has_offset or taken.is_day or chosen.source != taken.source
    disagreements = {name: values for name, values in found.items() if values}
    return ArticleTimes(chosen, change, disagreements, has_zone=has_zone)


def _trust(one: TimeWitness) -> tuple[int, str, float, str, str, bool, bool, str]:
    read = one.read
    found = (read.precision, read.has_offset, read.is_utc, repr(read.label))
    return (one.rank, one.source, one.at.timestamp(), one.kind, *found)


def _publication(published: Sequence[TimeWitness], modified: Sequence[TimeWitness]) -> TimeWitness | None:
    """Return the witness that is believed: the first, but no update where other data differ, and no day for a time."""
    if not published:
        return None
    taken = published[0]
    if any(_is_same(taken, one) for one in modified):
        earlier = (one for one in published if one.at < taken.at - _MINUTE and one.is_strong and not one.is_day)
        taken = next(earlier, taken)
    if taken.is_day:
        finer = (one for one in published if not one.is_day and one.at.date() == taken.at.date())
        taken = next(finer, taken)
    return taken


def _is_same(one: TimeWitness, other: TimeWitness) -> bool:
    """Return whether two witnesses agree as far as both are precise."""
    if one.is_day or other.is_day:
        return one.at.date() == other.at.date()
    return _minute(one.at) == _minute(other.at)


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _digits(at: datetime, zone: tzinfo) -> datetime:
    """Return what a clock in *zone* shows at *at*, to the minute."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _chosen(taken: TimeWitness, others: Sequence[TimeWitness], zone: ZoneInfo) -> ChosenTime:
    """Return the time of *taken* in the zone that its digits are in."""
    if taken.read.is_utc and (local := _local_twin(taken, others, zone)):
        return ChosenTime(_moved(taken.at, UTC, zone), local.source)
    if not taken.read.has_offset and taken.kind != "printed" and (zoned := _zoned(taken, others)):
        seconds = timedelta(seconds=taken.at.second, microseconds=taken.at.microsecond)
        return ChosenTime(zoned.at.replace(second=0) + seconds, zoned.source)
    return ChosenTime(taken.at, taken.source)


def _moved(at: datetime, wrong: tzinfo, right: tzinfo) -> datetime:
    """Return the time at which a clock in *right* shows what one in *wrong* shows at *at*."""
    return at.astimezone(wrong).replace(tzinfo=right)


def _local_twin(taken: TimeWitness, others: Sequence[TimeWitness], zone: ZoneInfo) -> TimeWitness | None:
    """Return the witness of local time with the digits that *taken* has with ``Z``; None where the instant is right."""
    if _digits(taken.at, UTC) == _digits(taken.at, zone):
        return None
    local = [one for one in others if _is_local(one)]
    if any(one.field == taken.field and _is_same(one, taken) for one in local):
        return None
    shown = _digits(taken.at, UTC)
    twins = (one for one in local if one.field == taken.field and _digits(one.at, zone) == shown)
    # A fraction of a second is of a real instant: such a page prints the time of its server, which is in UTC.
    twin = next((one for one in twins if one.read.has_offset or not taken.at.microsecond), None)
    return twin or _change_before(taken, local, zone)


def _is_local(one: TimeWitness) -> bool:
    """Return whether a witness's digits are those of the site's own clock: printed without offset, or data with one."""
    if one.is_day or one.read.is_utc or one.read.is_relative:
        return False
    return one.read.has_offset or one.kind == "printed"


def _change_before(taken: TimeWitness, local: Sequence[TimeWitness], zone: ZoneInfo) -> TimeWitness | None:
    """Return the change with an offset that would be before its publication at *taken*, and is not in local digits."""
    if taken.field != "published_at":
        return None
    moved = _moved(taken.at, UTC, zone)
    changes = (one for one in local if one.field == "modified_at" and one.read.has_offset)
    return next((one for one in changes if moved <= one.at < taken.at), None)


def _zoned(taken: TimeWitness, others: Sequence[TimeWitness]) -> TimeWitness | None:
    """Return the printed time with a zone that *taken*, data without one, is about: so many half hours away."""
    printed = (one for one in others if one.kind == "printed" and one.field == taken.field and one.read.has_offset)
    near = (one for one in printed if not one.is_day and abs(one.at - taken.at) < _FAR)
    return next((one for one in near if not (_minute(one.at) - _minute(taken.at)) % _HALF_HOUR), None)


def _change(
    modified: Sequence[TimeWitness],
    taken: TimeWitness,
    published: ChosenTime,
    others: Sequence[TimeWitness],
    zone: ZoneInfo,
) -> tuple[ChosenTime | None, tuple[SourcedValue, ...]]:
    """Return the change that is not before the publication, and without one the values that differ."""
    if not modified:
        return None, ()
    first = modified[0]
    chosen = _chosen(first, others, zone)
    was_moved = published.at != taken.at and taken.read.is_utc
    if was_moved and first.read.is_utc and chosen.at == first.at:
        chosen = ChosenTime(_moved(first.at, UTC, zone), published.source)
    if chosen.at >= published.at - _MINUTE:
        return ChosenTime(max(chosen.at, published.at), chosen.source), ()
    if first.is_day and chosen.at.date() == published.at.date():
        return None, ()
    return None, _shown((chosen.source, chosen.at), (published.source, published.at))


def _differing(
    chosen: ChosenTime, taken: TimeWitness, published: Sequence[TimeWitness], modified: Sequence[TimeWitness]
) -> tuple[SourcedValue, ...]:
    """Return the value that was *chosen* and those of strong witnesses that differ from it; empty for none."""
    own = TimeWitness("published_at", chosen.at, chosen.source, 0, taken.kind, taken.read)
    printed = next((one for one in published if one.kind == "printed" and not one.read.is_relative), None)
    weighed = [one for one in published if one.is_strong or one is printed or one is taken]
    others = [
        (one.source, one.at)
        for one in weighed
        if not _is_same(own, one) and (one.kind == "data" or not any(_is_same(one, change) for change in modified))
    ]
    return _shown((chosen.source, chosen.at), *others) if others else ()


def _shown(*values: tuple[str, datetime]) -> tuple[SourcedValue, ...]:
    return tuple(SourcedValue(source=source, value=at.isoformat()) for source, at in dict.fromkeys(values))
