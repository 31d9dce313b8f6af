"""What the pages of runs show: the calendar of thirty days with their runs, and one run's report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from newscrawl.clock import run_start
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import RunReport, read_report
from newscrawl.errors import DatasetError
from newscrawl.report.charts.run_calendar import run_calendar
from newscrawl.report.figures.run_figures import reasons_of, run_figures
from newscrawl.report.figures.time_window import TimeWindow

_DAYS = 30
_LOOK_BEFORE = timedelta(days=2)
"""A gap at the window's beginning began with the run before it."""
_SHOWN_RUNS = 100
_MOST_READ = 10_000
"""Of a portal that is visited every five minutes, the reports of a month."""


def runs(folder: Path, at: str | None, zone: tzinfo) -> tuple[dict[str, Any], Markup]:
    """Return the runs of the thirty days up to *at* (``2026-11-23``; default: the last run), and their calendar.

    The days before the first run of all are left out.
    """
    listed = [(run_start(path.stem), path) for path in Layout(folder).reports()]
    started = [start for start, _ in listed]
    window = _since_first_run(TimeWindow.ending(_end(started, at, zone), _DAYS, zone), started)
    first, end = window.begins_at, window.ends_at
    paths = [path for start, path in listed if first - _LOOK_BEFORE <= start < end]
    crawls, damaged = _crawls(paths[-_MOST_READ:])
    found = run_figures(crawls, window)
    places = sorted(column * found.rows_a_day + row for column, row in found.cells)
    watched = range(places[0], places[-1] + 1) if places else range(0)
    inside = sorted((run for run in crawls if window.contains(run.started_at)), key=lambda run: run.started_at)
    data = {
        "from": window.first.isoformat(),
        "to": window.last.isoformat(),
        "before": (window.first - timedelta(days=1)).isoformat() if any(start < first for start in started) else None,
        "after": (window.last + timedelta(days=_DAYS)).isoformat() if any(start >= end for start in started) else None,
        "verdicts": found.verdicts,
        "gaps": [{"begins_at": gap.begins_at, "ends_at": gap.ends_at} for gap in found.gaps],
        "run_count": len(inside),
        "damaged": damaged,
        "runs": [_row(run) for run in reversed(inside[-_SHOWN_RUNS:])],
    }
    return data, run_calendar(window.labels, found.rows_a_day, found.cells, watched)


def _since_first_run(window: TimeWindow, started: list[datetime]) -> TimeWindow:
    """Return *window* without the days before the first run, where that is inside."""
    inside = [start for start in started if window.contains(start)]
    if not inside or min(started) < window.begins_at:
        return window
    return replace(window, first=min(inside).astimezone(window.zone).date())


def _crawls(paths: Iterable[Path]) -> tuple[list[RunReport], list[str]]:
    """Return the reports of crawls at *paths*, and the names of the files that are no reports."""
    crawls, damaged = [], []
    for path in paths:
        try:
            report = read_report(path)
        except DatasetError:
            damaged.append(path.name)
        else:
            crawls += [report] if report.command == "crawl" else []
    return crawls, damaged


def run(folder: Path, run_id: str) -> dict[str, Any] | None:
    """Return the report of *run_id* as JSON has it; None where no run has this id."""
    for path in Layout(folder).reports():  # no path is made from what an address has
        if path.name == f"{run_id}.json":
            report = read_report(path)
            found: dict[str, Any] = msgspec.to_builtins(replace(report, reasons=reasons_of(report)))
            return found
    return None


def _end(started: list[datetime], at: str | None, zone: tzinfo) -> datetime:
    try:
        asked = datetime.strptime(at or "", "%Y-%m-%d").replace(tzinfo=zone)
    except ValueError:
        asked = max(started, default=datetime(2000, 1, 1, tzinfo=UTC))
    return min(max(asked, datetime(1970, 2, 1, tzinfo=UTC)), datetime(9999, 11, 1, tzinfo=UTC))


def _row(run: RunReport) -> dict[str, Any]:
    names = ("run_id", "started_at", "verdict", "records")
    return {**{name: getattr(run, name) for name in names}, "reasons": reasons_of(run)}
