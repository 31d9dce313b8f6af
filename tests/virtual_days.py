"""Lives through a portal's days, run after run, and compares after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.series import run_differences, series_differences

Crawl = Callable[[DemoServer, datetime, Path], None]
"""Crawls the server's portal at its time into a folder; raises where the run does not end well."""


def live_through(portal: DemoPortal, times: Iterable[datetime], data: Path, crawl: Crawl) -> list[str]:
    """Crawl *portal* at each of *times* into *data*; return every difference from the truth.

    The dataset is compared when each run has ended, and at the end as a whole.
    """
    found: list[str] = []
    runs: dict[str, datetime] = {}
    with DemoServer(portal) as server:
        for at in times:
            server.set_now(at)
            crawl(server, at, data)
            dataset = DatasetReader(data / "demo")
            (run_id,) = {report.run_id for report in dataset.runs()} - runs.keys()
            runs[run_id] = at
            found += run_differences(
                portal, server.base_url, run_id, at, articles=dataset.articles(), rankings=dataset.rankings()
            )
    dataset = DatasetReader(data / "demo")
    return found + series_differences(
        portal,
        server.base_url,
        runs,
        articles=dataset.articles(),
        observations=dataset.observations(),
        rankings=dataset.rankings(),
    )
