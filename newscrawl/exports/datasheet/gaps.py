"""When the crawler did not look: what the run reports say of it."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.dataset.storage.report_file import RunReport

LOOKED = frozenset({"done", "layout_changed", "stopped"})
"""The verdicts of runs that saw the portal."""

LEAST_GAP = timedelta(hours=1)
USUAL_INTERVALS = 3
"""A pause is a gap from so many usual intervals on, the usual one being the median."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time without a run that saw the portal."""

    begins_at: datetime
    """The start of the last run before it that saw the portal."""

    ends_at: datetime
    """The start of the first one after it."""

    verdicts: dict[str, int]
    """What the runs within it came to; empty where none ran."""

    def __str__(self) -> str:
        told = ", ".join(f"{count} {verdict}" for verdict, count in self.verdicts.items())
        return f"{self.begins_at:%Y-%m-%d %H:%M} to {self.ends_at:%Y-%m-%d %H:%M} UTC: {told or 'no run'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsSeen:
    """The runs behind an export."""

    run_count: int
    verdicts: dict[str, int]
    usual_interval_secs: float | None
    gaps: tuple[Gap, ...]
    versions: dict[str, tuple[str, ...]]
    """Package → its versions over the runs, oldest first: with the rules in the sources, the state of the rules."""

    robots: dict[str, int]
    """`obeyed`, `ignored` or `unknown` → runs."""

    robots_refused_count: int
    """URLs that robots.txt kept the runs from."""


def runs_seen(reports: Iterable[RunReport]) -> RunsSeen:
    """Return what *reports* tell."""
    runs = sorted(reports, key=lambda report: (report.started_at, report.run_id))
    versions: dict[str, dict[str, None]] = {}
    for run in runs:
        for package, version in run.versions.items():
            versions.setdefault(package, {})[version] = None
    runs = [run for run in runs if run.command == "crawl"]  # reading again shapes the data, and sees no portal
    usual = _usual_interval(runs)
    return RunsSeen(
        run_count=len(runs),
        verdicts=dict(Counter(run.verdict for run in runs).most_common()),
        usual_interval_secs=None if usual is None else usual.total_seconds(),
        gaps=tuple(_gaps(runs, usual)),
        versions={package: tuple(found) for package, found in versions.items()},
        robots=dict(Counter(_robots(run) for run in runs).most_common()),
        robots_refused_count=sum(run.fates.get("robots", 0) for run in runs),
    )


def _usual_interval(runs: list[RunReport]) -> timedelta | None:
    starts = [run.started_at for run in runs if run.verdict in LOOKED]
    pauses = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(starts)]
    return timedelta(seconds=statistics.median(pauses)) if pauses else None


def _gaps(runs: list[RunReport], usual: timedelta | None) -> list[Gap]:
    longest = max(LEAST_GAP, USUAL_INTERVALS * usual) if usual is not None else None
    found: list[Gap] = []
    last_look: datetime | None = None
    between: Counter[str] = Counter()
    for run in runs:
        if run.verdict not in LOOKED:
            between[run.verdict] += 1
            continue
        if last_look is not None and longest is not None and run.started_at - last_look > longest:
            found.append(Gap(last_look, run.started_at, dict(between)))
        last_look = run.started_at
        between.clear()
    return found


def _robots(run: RunReport) -> str:
    state = run.settings.get("ROBOTSTXT_OBEY")
    return "unknown" if state is None else "obeyed" if str(state) in {"True", "1"} else "ignored"
