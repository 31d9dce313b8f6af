"""Thirty virtual days at a run every two hours: requests asked, beside the least that would do and a full recrawl.

`python -m benchmarks.incremental [DAYS]`. Each run is a real `scrapy crawl` in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.warm_crawl import PRELOADED, crawl
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.demo.newsroom.article_content import SECTIONS
from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal
from newscrawl.demo.newsroom.stories import story_at
from newscrawl.demo.web.connection import LoggedRequest
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Observation
from newscrawl.settings import NEWSCRAWL_REVISE_VISIT_HOURS
from tests.demo.changes import changes
from tests.series import series_differences

DAYS = 30
STEP = timedelta(hours=2)
OWN_PAGES_OF_A_RUN = 2
"""robots.txt and the front page: without them no run may ask for anything, or knows of any section."""


@dataclass(slots=True)
class Tally:
    """What the runs after the first asked for, and the least that would do."""

    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    byte_count: int = 0
    run_count: int = 0
    changed_count: int = 0
    """Pages of new articles and of those that changed: what only somebody knows who was told of each change."""
    due_count: int = 0
    """Pages of new articles and of those whose visit the plain schedule makes due: one must look to know."""

    @property
    def asked_count(self) -> int:
        """All requests."""
        return sum(self.kinds.values())

    def least(self) -> dict[str, int]:
        """Return the least number of requests by each definition."""
        sections, own = len(SECTIONS) * self.run_count, OWN_PAGES_OF_A_RUN * self.run_count
        return {
            "new articles + changes + one page a section": self.changed_count + sections,
            "the same + robots.txt and front page": self.changed_count + sections + own,
            "new articles + visits due + one page a section": self.due_count + sections,
            "the same + robots.txt and front page of a run": self.due_count + sections + own,
        }


def main(days: int = DAYS) -> dict[str, Any]:
    """Run them, print the figures and return them."""
    multiprocessing.set_forkserver_preload(PRELOADED)
    portal = DemoPortal(seed=2, article_count=300)
    times = [portal.start + STEP * number for number in range(int(timedelta(days=days) / STEP) + 1)]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, DemoServer(portal) as server:
        first = _run(server, times[0], Path(folder) / "data")
        for before, at in pairwise(times):
            _count(tally, _run(server, at, Path(folder) / "data"), portal, before, at)
            print(f"{at:%m-%d %H:%M} {tally.asked_count} {list(tally.least().values())}", file=sys.stderr, flush=True)
        idle = _run(server, times[-1] + timedelta(minutes=1), Path(folder) / "data")
        last = _run(server, times[-1], Path(folder) / "full")
        dataset = DatasetReader(Path(folder) / "data" / "demo")
        runs = {report.run_id: at for report, at in zip(dataset.runs(), [*times, server.now], strict=True)}
        observations = list(dataset.observations())
        found = series_differences(
            portal,
            server.base_url,
            runs,
            articles=dataset.articles(),
            observations=observations,
            rankings=dataset.rankings(),
        )
    figures = _figures(tally, found, Counter(visit.status for visit in observations))
    figures |= _beside(first, last, idle) | _edits(portal, runs, observations)
    _show(figures, found)
    return figures


def _run(server: DemoServer, at: datetime, data: Path) -> list[LoggedRequest]:
    """Crawl at the portal's time *at*; return what was asked for."""
    server.set_now(at)
    begin = len(server.log)
    crawl(server.url, at, data)
    return server.log[begin:]


def _beside(first: list[LoggedRequest], last: list[LoggedRequest], idle: list[LoggedRequest]) -> dict[str, Any]:
    """Return the figures of two full crawls into an empty dataset, and of a run with nothing new."""
    fulls = (first, last)
    return {
        "full_requests_a_run": sum(len(full) for full in fulls) / 2,
        "full_kbytes_a_run": round(sum(one.sent_bytes for full in fulls for one in full) / 2000, 1),
        "idle_kinds": dict(Counter(_kind(one.path) for one in idle)),
        "idle_statuses": dict(Counter(one.status for one in idle)),
        "idle_kbytes": round(sum(one.sent_bytes for one in idle) / 1000, 1),
    }


def _edits(portal: DemoPortal, runs: dict[str, datetime], observations: list[Observation]) -> dict[str, Any]:
    """Return what became of the edits of stored articles: met, replaced before a visit, to be met, never met."""
    end = max(runs.values())
    visits: defaultdict[int, list[Observation]] = defaultdict(list)
    for one in observations:
        visits[int(one.article_id.rpartition(":")[2]) - FIRST_NUMBER].append(one)
    counts: Counter[str] = Counter()
    for index, seen in visits.items():
        read = [runs[one.run_id] for one in seen if one.status in {"new", "changed", "unchanged", "moved"}]
        is_due = max(seen, key=lambda one: one.captured_at).next_visit_at is not None
        edits = [edit.at for edit in portal.edits(index) if edit.at <= end and read and edit.at > min(read)]
        for edit, following in pairwise([*edits, end + STEP]):
            if any(edit <= at < following for at in read):
                counts["met"] += 1
            elif any(at >= following for at in read):
                counts["replaced"] += 1
            elif portal.is_there(index, end):
                counts["to_be_met" if is_due else "never_met"] += 1
            else:
                counts["ended"] += 1
    return {"edits": dict(counts)}


def _count(tally: Tally, log: list[LoggedRequest], portal: DemoPortal, before: datetime, at: datetime) -> None:
    tally.run_count += 1
    tally.kinds.update(_kind(request.path) for request in log)
    tally.statuses.update(request.status for request in log)
    tally.byte_count += sum(request.sent_bytes for request in log)
    tally.changed_count += changes(portal, before, at).page_count
    new = {index for index in range(portal.count_at(before), portal.count_at(at)) if portal.is_there(index, at)}
    due = {index for index in range(portal.count_at(before)) if _is_due(portal, index, before, at)}
    tally.due_count += sum(len(story_at(portal, index, at).pages) for index in new | due)


def _is_due(portal: DemoPortal, index: int, before: datetime, at: datetime) -> bool:
    ages = [portal.published_at(index) + timedelta(hours=hours) for hours in NEWSCRAWL_REVISE_VISIT_HOURS]
    return portal.is_there(index, before) and any(before < due <= at for due in ages)


def _kind(path: str) -> str:
    if path == "/robots.txt":
        return "robots"
    if path == "/":
        return "front page"
    if "/page/" in path:
        return "further section pages"
    return "first section pages" if path.endswith("/") else "articles"


def _figures(tally: Tally, found: list[str], visits: Counter[str]) -> dict[str, Any]:
    asked, run_count = tally.asked_count, tally.run_count
    return {
        "run_count": run_count,
        "request_count": asked,
        "least": {name: (count, round(asked / count, 3)) for name, count in tally.least().items()},
        "requests_a_run": round(asked / run_count, 1),
        "kbytes_a_run": round(tally.byte_count / run_count / 1000, 1),
        "kinds": dict(tally.kinds),
        "statuses": {str(status): count for status, count in sorted(tally.statuses.items())},
        "not_modified_share": round(tally.statuses[304] / asked, 3),
        "visits": dict(visits),
        "difference_count": len(found),
    }


def _show(figures: dict[str, Any], found: list[str]) -> None:
    for name, value in figures.items():
        if name != "least":
            print(f"{name:20} {value}")
    print("least number of requests, and how many times as many were sent")
    for name, (count, ratio) in figures["least"].items():
        print(f"    {count:7} {ratio:6.3f}  {name}")
    for line in found[:10]:
        print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS)
