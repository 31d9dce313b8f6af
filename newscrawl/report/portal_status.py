"""The state of one portal's dataset in a few numbers: fresh, or in need of someone, and why."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from newscrawl.clock import CLOCK_TOLERANCE, duration_text
from newscrawl.dataset.index.record_lines import micros
from newscrawl.dataset.index.sync import is_own_schema, odd_file
from newscrawl.dataset.read.gaps import LEAST_GAP, LOOKED, USUAL_INTERVALS, runs_seen
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import RunReport, read_report, reason_without
from newscrawl.dataset.storage.safe_files import is_regular, size_of
from newscrawl.errors import NewscrawlError

LOOKED_BACK = timedelta(days=7)
"""Edits a day and gaps are counted over this time: a status must be there within a second."""
_WORKED = frozenset({"done", "stopped"})
_OWN_CLOCK = "NEWSCRAWL_CLOCK_START"
_COUNTING_SECS = 5.0
"""An index of somebody else may have pages that lead to one another without an end."""
_STEPS_BETWEEN_LOOKS = 100_000
_READ_RUN_COUNT = 3_000
"""Of a portal that is visited every three minutes, the reports of about a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalStatus:
    """How one dataset is doing."""

    portal: str
    is_fresh: bool
    sentence: str
    """Why someone is needed; what the last run did where nobody is."""

    last_run_at: datetime | None
    """The start of the last crawl, UTC; null where none ran."""

    verdict: str | None
    age_secs: float | None
    """Since the last crawl that saw the portal began; negative where that is ahead of the clock."""

    article_count: int | None
    """Null where the index cannot be read: the next run makes it again."""

    edits_a_day: float
    gap_count: int
    due_count: int | None
    """Articles whose next visit is due."""

    disk_bytes: int


class _Visit(msgspec.Struct, frozen=True, gc=False):
    status: str
    captured_at: datetime


def portals_in(root: Path) -> list[str]:
    """Return the names of the datasets in *root*; links are not followed."""
    try:
        folders = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(path.name for path in folders if (path / "runs").is_dir() or (path / "articles").is_dir())


def status_of(folder: Path, *, now: datetime) -> PortalStatus:
    """Return the state of the dataset in *folder* at *now*; where a file cannot be read, it needs someone.

    A dataset whose last run had a clock of its own (`NEWSCRAWL_CLOCK_START`), as the demo's has, is seen at that run's
    end.
    """
    try:
        runs = _recent_runs(Layout(folder), now)
        if runs and runs[-1].settings.get(_OWN_CLOCK):
            now = runs[-1].finished_at or runs[-1].started_at
            runs = _recent_runs(Layout(folder), now)
        edits = sum(_is_recent_edit(visit, now) for visit in _recent_visits(folder, now))
        problem = ""
    except NewscrawlError as error:
        runs, edits, problem = [], 0, str(error)
    looks = [run for run in runs if run.verdict in LOOKED]
    seen = runs_seen(runs)
    article_count, due_count = _from_index(folder / "index.sqlite", now)
    problem = problem or _problem(runs, looks, seen.usual_interval_secs, now)
    return PortalStatus(
        portal=folder.name,
        is_fresh=not problem,
        sentence=problem or f"the last run ended with the verdict {runs[-1].verdict}",
        last_run_at=runs[-1].started_at if runs else None,
        verdict=runs[-1].verdict if runs else None,
        age_secs=(now - looks[-1].started_at).total_seconds() if looks else None,
        article_count=article_count,
        edits_a_day=round(edits / LOOKED_BACK.days, 1),
        gap_count=sum(gap.ends_at > now - LOOKED_BACK for gap in seen.gaps),
        due_count=due_count,
        disk_bytes=_disk_bytes(folder),
    )


def _problem(runs: Sequence[RunReport], looks: Sequence[RunReport], usual_secs: float | None, now: datetime) -> str:
    if not runs:
        return "no run has ended yet"
    last = runs[-1]
    ahead = last.started_at - now
    if ahead > CLOCK_TOLERANCE:
        return f"the last run started {duration_text(ahead)} ahead of the clock; check the time of this machine"
    if last.verdict not in _WORKED:
        reason = reason_without(last.verdict, last.reasons[0]) if last.reasons else ""
        return f"the last run ended with the verdict {last.verdict.replace('_', ' ')}" + (
            f": {reason}" if reason else ""
        )
    longest = max(LEAST_GAP, timedelta(seconds=USUAL_INTERVALS * usual_secs)) if usual_secs else timedelta(days=1)
    age = now - looks[-1].started_at
    if age > longest:
        return f"no run saw the portal for {duration_text(age)}; {duration_text(longest)} is the longest expected pause"
    return ""


def _recent_runs(layout: Layout, now: datetime) -> list[RunReport]:
    """Return the crawls of the last days; without one, the last ten."""
    paths = layout.reports()
    first = f"{now - LOOKED_BACK - timedelta(days=1):%Y%m%dT%H%M%SZ}"
    recent = [path for path in paths if path.name >= first][-_READ_RUN_COUNT:]
    if len(recent) < 10:
        recent = paths[-10:]
    crawls = [report for path in recent if (report := read_report(path)).command == "crawl"]
    return sorted(crawls, key=lambda run: (run.started_at, run.run_id))


def _recent_visits(folder: Path, now: datetime) -> Iterator[_Visit]:
    first = f"{now - LOOKED_BACK - timedelta(days=1):%Y-%m-%d}"
    return DatasetReader(folder, on_damage="skip").records("observations", _Visit, since_date=first)


def _is_recent_edit(visit: _Visit, now: datetime) -> bool:
    return visit.status == "changed" and now - LOOKED_BACK < visit.captured_at <= now


def _from_index(path: Path, now: datetime) -> tuple[int | None, int | None]:
    """Return the numbers of articles and of due visits; None where there is no index that can be read."""
    if not is_regular(path) or odd_file(path):
        return None, None
    try:
        # Without a write-ahead log no process has it open; "immutable" leaves no files beside it.
        mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=0.5)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            deadline = time.monotonic() + _COUNTING_SECS
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
            if not is_own_schema(connection):
                return None, None
            (articles,) = connection.execute("SELECT count(*) FROM articles WHERE revision > 0").fetchone()
            (due,) = connection.execute(
                "SELECT count(*) FROM articles WHERE next_visit_at <= ?", (micros(now),)
            ).fetchone()
    except sqlite3.Error:
        return None, None
    return articles, due


def _disk_bytes(folder: Path) -> int:
    total = 0
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                total += size_of(entry)
    return total


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in *folder*; nothing where a run has removed it meanwhile."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
