"""When the crawler did not look, as the run reports show it."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.dataset.storage.report_file import RunReport

LOOKED = frozenset({"done", "layout_changed", "suspicious", "stopped"})
"""The verdicts of runs that saw the portal."""

LEAST_GAP = timedelta(hours=1)
USUAL_INTERVALS = 3
"""A last run is late after this many usual intervals."""
_NEIGHBOURS = 10
"""The usual interval at a time is the median of this many pauses before and after: schedules change over the years."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time without a run that saw the portal."""

    begins_at: datetime
    """The start of the last run before it that saw the portal."""

    ends_at: datetime
    """The start of the first one after it."""

    verdicts: dict[str, int]
    """The verdicts of the runs within it; empty where no run started."""

    missed_run_count: int
    """Runs that the schedule of that time expects in it."""

    def __str__(self) -> str:
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in self.verdicts.items())
        span = f"{self.begins_at:%Y-%m-%d %H:%M} to {self.ends_at:%Y-%m-%d %H:%M} UTC"
        return f"{span}, {self.missed_run_count} missed: {verdicts or 'no run'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsSeen:
    """The runs behind an export."""

    run_count: int
    verdicts: dict[str, int]
    usual_interval_secs: float | None
    gaps: tuple[Gap, ...]
    watched_share: float | None
    """The share of the time from the first run to the last in which no run was missed, 0 to 1; null for fewer than
    two runs."""

    versions: dict[str, tuple[str, ...]]
    """Package → its versions over the runs, oldest first: with the rules in the sources, the state of the rules."""

    robots: dict[str, int]
    """`obeyed`, `ignored` or `unknown` → runs."""

    robots_refused_count: int
    """URLs that robots.txt kept the runs from."""


def runs_seen(reports: Iterable[RunReport]) -> RunsSeen:
    """Return the watch that *reports* show."""
    runs = sorted(reports, key=lambda report: (report.started_at, report.run_id))
    versions: dict[str, dict[str, None]] = {}
    for run in runs:
        for package, version in run.versions.items():
            versions.setdefault(package, {})[version] = None
    runs = [run for run in runs if run.command == "crawl"]  # A re-reading shapes the data but does not see the portal.
    looks = [run for run in runs if run.verdict in LOOKED]
    pauses = [later.started_at - earlier.started_at for earlier, later in itertools.pairwise(looks)]
    missed = [_missed(looks[place], pause, _usual(pauses, place)) for place, pause in enumerate(pauses)]
    return RunsSeen(
        run_count=len(runs),
        verdicts=dict(Counter(run.verdict for run in runs).most_common()),
        usual_interval_secs=_median(pauses).total_seconds() if pauses else None,
        gaps=tuple(_gaps(runs, looks, missed)),
        watched_share=_watched_share(pauses, missed),
        versions={package: tuple(found) for package, found in versions.items()},
        robots=dict(Counter(run.robots_state for run in runs).most_common()),
        robots_refused_count=sum(run.fates.get("robots", 0) for run in runs),
    )


def _usual(pauses: list[timedelta], place: int) -> timedelta:
    """Return the usual pause around the *place*-th one: the median of its neighbours and itself."""
    return _median(pauses[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])


def _median(pauses: list[timedelta]) -> timedelta:
    return timedelta(seconds=statistics.median(pause.total_seconds() for pause in pauses))


def _missed(look: RunReport, pause: timedelta, usual: timedelta) -> int:
    """Return how many runs are missing in the *pause* after the start of *look*; 0 while a run lasts."""
    lasted = look.finished_at - look.started_at if look.finished_at else timedelta()
    unwatched = pause - max(usual, lasted)
    return max(0, round(unwatched / usual)) if usual else 0


def _watched_share(pauses: list[timedelta], missed: list[int]) -> float | None:
    whole = sum(pauses, timedelta())
    if not whole:
        return None
    # Of a pause in which n runs are missing, one part of n + 1 was watched.
    watched = sum((pause / (count + 1) for pause, count in zip(pauses, missed, strict=True)), timedelta())
    return round(watched / whole, 4)


def _gaps(runs: list[RunReport], looks: list[RunReport], missed: list[int]) -> Iterator[Gap]:
    others = [run for run in runs if run.verdict not in LOOKED]
    for (earlier, later), count in zip(itertools.pairwise(looks), missed, strict=True):
        if count:
            between = (run.verdict for run in others if earlier.started_at <= run.started_at < later.started_at)
            yield Gap(earlier.started_at, later.started_at, dict(Counter(between)), count)
