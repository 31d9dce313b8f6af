"""Thirty virtual days at a run every two hours: requests asked, beside the least that would do and a full recrawl."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.dataset.reader import Dataset
from newscrawl.demo.changes import changes
from newscrawl.demo.content import SECTIONS
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.process import crawl_arguments
from newscrawl.demo.series import series_differences
from newscrawl.demo.server import DemoServer
from newscrawl.demo.stories import story_at
from newscrawl.settings import NEWSCRAWL_REVISE_VISIT_HOURS

DAYS = 30
STEP = timedelta(hours=2)
LISTS_OF_A_RUN = 2 + len(SECTIONS)
"""robots.txt, the front page and one page a section."""


@dataclass(slots=True)
class Tally:
    """What the runs after the first asked for."""

    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    byte_count: int = 0
    least_count: int = 0
    """Lists, new articles and those that changed."""
    scheduled_count: int = 0
    """Lists, new articles and those whose visit the plain schedule makes due."""


def main(days: int = DAYS) -> dict[str, Any]:
    """Run them, print the figures and return them."""
    portal = DemoPortal(seed=2, article_count=300)
    times = [portal.start + STEP * number for number in range(int(timedelta(days=days) / STEP) + 1)]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, DemoServer(portal) as server:
        for number, at in enumerate(times):
            server.set_now(at)
            begin = len(server.log)
            subprocess.run(
                [sys.executable, "-m", "scrapy", *crawl_arguments(server.url, at, Path(folder)), "-L", "ERROR"],
                check=True,
            )
            if number:
                _count(tally, server.log[begin:], portal, times[number - 1], at)
        dataset = Dataset(Path(folder) / "demo")
        runs = {report.run_id: at for report, at in zip(dataset.runs(), times, strict=True)}
        found = series_differences(
            portal,
            server.base_url,
            runs,
            articles=dataset.articles(),
            observations=dataset.observations(),
            rankings=dataset.rankings(),
        )
        visits = Counter(visit.status for visit in dataset.observations())
    return _shown(tally, len(times) - 1, found, visits)


def _count(tally: Tally, log: list[Any], portal: DemoPortal, before: datetime, at: datetime) -> None:
    tally.kinds.update(_kind(request.path) for request in log)
    tally.statuses.update(request.status for request in log)
    tally.byte_count += sum(request.sent_bytes for request in log)
    happened = changes(portal, before, at)
    tally.least_count += LISTS_OF_A_RUN + happened.page_count
    new = {index for index in range(portal.count_at(before), portal.count_at(at)) if portal.is_there(index, at)}
    due = {index for index in range(portal.count_at(before)) if _is_due(portal, index, before, at)}
    tally.scheduled_count += LISTS_OF_A_RUN + sum(len(story_at(portal, index, at).pages) for index in new | due)


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


def _shown(tally: Tally, run_count: int, found: list[str], visits: Counter[str]) -> dict[str, Any]:
    asked = sum(tally.kinds.values())
    figures = {
        "run_count": run_count,
        "request_count": asked,
        "least_count": tally.least_count,
        "ratio": round(asked / tally.least_count, 3),
        "scheduled_count": tally.scheduled_count,
        "scheduled_ratio": round(asked / tally.scheduled_count, 3),
        "requests_a_run": round(asked / run_count, 1),
        "kbytes_a_run": round(tally.byte_count / run_count / 1000, 1),
        "kinds": dict(tally.kinds),
        "statuses": {str(status): count for status, count in sorted(tally.statuses.items())},
        "visits": dict(visits),
        "difference_count": len(found),
    }
    for name, value in figures.items():
        print(f"{name:18} {value}")
    for line in found[:10]:
        print(line)
    return figures


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS)
