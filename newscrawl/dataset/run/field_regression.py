"""Reports when articles no longer give a field that they used to give: a sign of a redesigned portal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import REPORT_MAX_BYTES, FieldCoverage, Verdict
from newscrawl.dataset.storage.safe_files import read_small
from newscrawl.errors import MalformedError, UnreadableFileError

RECENT_COUNT = 20
"""This many of the latest articles must lack the field: fewer may be of one kind, or of one author."""
EARLIER_COUNT = 40
USUAL_SHARE = 0.8
"""This many of the articles before them must have had it."""
_SEEN = frozenset({"done", "stopped", "layout_changed", "suspicious"})


@dataclass(frozen=True, slots=True)
class LostField:
    """A field that the latest articles lack."""

    name: str
    recent_count: int
    """The latest articles; all lack the field."""
    earlier_count: int
    """The articles before them."""
    earlier_share: float
    """The share of those that have it, 0 to 1."""

    def __str__(self) -> str:
        return (
            f"{self.name} in 0 of the last {self.recent_count} articles, "
            f"in {self.earlier_share:.0%} of {self.earlier_count} before"
        )


class _Counts(msgspec.Struct, frozen=True):
    """The parts of a report that are read."""

    verdict: Verdict
    fields: dict[str, FieldCoverage]
    command: str = "crawl"


class _Sum:
    """The coverage of several runs together."""

    def __init__(self) -> None:
        self.articles = 0
        self.found: Counter[str] = Counter()

    def add(self, fields: Mapping[str, FieldCoverage]) -> None:
        self.articles += max((one.record_count for one in fields.values()), default=0)
        self.found.update({name: one.found_count for name, one in fields.items()})


def lost_fields(
    layout: Layout, fields: Mapping[str, FieldCoverage], *, now: datetime, days: float
) -> tuple[LostField, ...]:
    """Return the fields that all of the latest articles lack and most before them had.

    The latest articles are those of this run (*fields*, its coverage) and of as many runs before it as give 20. The
    earlier ones are those of all other runs of the last *days*, at least 40. So the alarm ends by itself when
    the field has been missing for a fifth of that time. Nothing is read when this run stored no article.
    """
    recent, earlier = _Sum(), _Sum()
    recent.add(fields)
    if not recent.articles or all(recent.found[name] for name in fields):
        return ()
    for counts in _latest_first(layout, f"{(now - timedelta(days=days)).astimezone(UTC):%Y%m%dT%H%M%SZ}"):
        (recent if recent.articles < RECENT_COUNT else earlier).add(counts.fields)
    if recent.articles < RECENT_COUNT or earlier.articles < EARLIER_COUNT:
        return ()
    return tuple(
        LostField(name, recent.articles, earlier.articles, earlier.found[name] / earlier.articles)
        for name in fields
        if not recent.found[name] and earlier.found[name] >= USUAL_SHARE * earlier.articles
    )


def _latest_first(layout: Layout, first_name: str) -> Iterator[_Counts]:
    """Yield the reports of runs that saw the portal; *first_name* is the lowest run id that counts."""
    names = (path for path in layout.reports() if path.name >= first_name)
    for path in sorted(names, reverse=True):
        counts = _read(path)
        if counts is not None and counts.command == "crawl" and counts.verdict in _SEEN:
            yield counts


_COUNTS = JsonReader(_Counts)


def _read(path: Path) -> _Counts | None:
    try:
        return _COUNTS.decode(read_small(path, REPORT_MAX_BYTES))
    except (MalformedError, UnreadableFileError):  # 'scrapy verify' reports it; a run does not need it
        return None
