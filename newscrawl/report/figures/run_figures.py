"""The outcomes of the runs of a window: verdicts by day and hour, gaps, requests, bytes and fates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newscrawl.dataset.read.gaps import LOOKED, Gap, runs_seen
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.report.figures.time_window import TimeWindow

_SHOWN_BAD_RUNS = 40
_ROWS_A_DAY = (24, 8, 4, 2, 1)
"""The calendar has the most rows that runs of the usual interval can fill."""
_SHORTER = 0.9
"""A row may be so much shorter than the usual interval: runs that begin a little late fill nearly all rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRun:
    """A run that did not see the portal, or that someone should look at."""

    run_id: str
    started_at: datetime
    verdict: str
    reasons: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class RunFigures:
    """The crawls of the window."""

    run_count: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    last: RunReport | None = None
    """The last crawl of the window."""

    first_run_at: datetime | None = None
    """Of the whole dataset."""

    rows_a_day: int = 8
    cells: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)
    """Bin and row of a day → verdict → runs."""

    usual_interval_secs: float | None = None
    gaps: tuple[Gap, ...] = ()
    gap_secs: float = 0.0
    """Of the gaps, as far as they are in the window."""

    bad_runs: tuple[BadRun, ...] = ()
    """The latest ones, newest first."""

    requests_by_kind: dict[str, int] = field(default_factory=dict)
    responses_by_status: dict[str, int] = field(default_factory=dict)
    fates: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    response_bytes: int = 0
    robots: dict[str, int] = field(default_factory=dict)
    """`obeyed`, `ignored` or `unknown` → runs."""


def run_figures(reports: Iterable[RunReport], window: TimeWindow) -> RunFigures:
    """Return the figures of the crawls among *reports*."""
    crawls = sorted(
        (report for report in reports if report.command == "crawl"), key=lambda run: (run.started_at, run.run_id)
    )
    inside = [run for run in crawls if window.contains(run.started_at)]
    seen = runs_seen(_with_the_look_before(crawls, window))
    gaps = tuple(gap for gap in seen.gaps if gap.ends_at > window.begins_at and gap.begins_at < window.ends_at)
    usual = seen.usual_interval_secs
    found = RunFigures(
        run_count=len(inside),
        verdicts=dict(Counter(run.verdict for run in inside).most_common()),
        last=inside[-1] if inside else None,
        first_run_at=crawls[0].started_at if crawls else None,
        rows_a_day=_rows_a_day(usual),
        usual_interval_secs=usual,
        gaps=gaps,
        gap_secs=sum(_inside(gap, window).total_seconds() for gap in gaps),
        bad_runs=tuple(_bad(run) for run in reversed(inside) if run.verdict != "done")[:_SHOWN_BAD_RUNS],
        response_bytes=sum(run.response_bytes for run in inside),
        robots=dict(Counter(run.robots_state for run in inside)),
    )
    _add_sums(found, inside, window)
    return found


def reasons_of(run: RunReport) -> tuple[str, ...]:
    """Return the reasons without the dataset's folder, which ends a crawl's sentence: pages are handed on."""
    return tuple(reason.partition(" Dataset: ")[0] for reason in run.reasons)


def _rows_a_day(usual_secs: float | None) -> int:
    if usual_secs is None:
        return 8
    return next((rows for rows in _ROWS_A_DAY if usual_secs * _SHORTER <= 86_400 / rows), 1)


def _with_the_look_before(crawls: list[RunReport], window: TimeWindow) -> list[RunReport]:
    """Return the crawls of the window, and those before it back to the last one that saw the portal."""
    first = next((number for number, run in enumerate(crawls) if run.started_at >= window.begins_at), len(crawls))
    before = next((number for number in range(first - 1, -1, -1) if crawls[number].verdict in LOOKED), first)
    return [run for run in crawls[before:] if run.started_at < window.ends_at]


def _add_sums(found: RunFigures, runs: list[RunReport], window: TimeWindow) -> None:
    cells: dict[tuple[int, int], Counter[str]] = {}
    sums: dict[str, Counter[str]] = {
        name: Counter() for name in ("requests_by_kind", "responses_by_status", "fates", "failures")
    }
    for run in runs:
        column = window.bin_of(run.started_at)
        if column is not None:
            row = run.started_at.astimezone(window.zone).hour * found.rows_a_day // 24
            cells.setdefault((column, row), Counter())[run.verdict] += 1
        for name, counts in sums.items():
            counts.update(getattr(run, name))
    found.cells = {place: dict(counts) for place, counts in cells.items()}
    for name, counts in sums.items():
        setattr(found, name, {key: count for key, count in counts.most_common() if count})


def _inside(gap: Gap, window: TimeWindow) -> timedelta:
    return min(gap.ends_at, window.ends_at) - max(gap.begins_at, window.begins_at)


def _bad(run: RunReport) -> BadRun:
    return BadRun(run_id=run.run_id, started_at=run.started_at, verdict=run.verdict, reasons=reasons_of(run))
