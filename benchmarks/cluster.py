"""`python -m benchmarks.cluster [PAGES [ROUNDS]]`: captured pages read again a second, by local processes and by Dask workers.

The four take turns, round by round, so that other work on the machine meets them alike; the medians are printed. Local
processes start anew for each reading, and import this module again: with few pages that counts.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

from newscrawl.dataset.storage.layout import Layout
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.portals import load_portal
from newscrawl.reextraction import FIELDS, Scope, Worker
from newscrawl.reextraction.candidates import LinePlace, candidates
from newscrawl.tasks import ClusterWorkers, LocalWorkers, Workers
from tests.crawling import crawl
from tests.tasks.cluster import cluster

CHUNK = 16
"""As a re-reading does."""
ARTICLE_COUNT = 200
"""Articles that are crawled; they are read several times over."""


def main(page_count: int = 5000, rounds: int = 5) -> None:
    """Crawl the demo portal, then read *page_count* pages from its captures, again and again; print the figures as JSON."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as folder:
        data = Path(folder)
        with DemoServer(DemoPortal(seed=1, article_count=ARTICLE_COUNT)) as server:
            settings = {
                "NEWSCRAWL_CLOCK_START": server.now.isoformat(),
            }
            ended = crawl(server.url, data, settings=settings)
            assert ended.returncode == 0, ended.stderr[-2000:]
        stored = candidates(Layout(data / "demo"), Scope()).places
        places = list(islice(cycle(stored), page_count))
        worker = Worker(folder=data / "demo", portal=load_portal("demo"), fields=FIELDS, scope=Scope())
        with (
            cluster(data / "one", 1) as one,
            cluster(data / "two", 2) as two,
            closing(ClusterWorkers(one.address)) as dask_one,
            closing(ClusterWorkers(two.address)) as dask_two,
        ):
            ways = {"local 1": LocalWorkers(1), "local 2": LocalWorkers(2), "dask 1": dask_one, "dask 2": dask_two}
            found: dict[str, list[float]] = {name: [] for name in ways}
            for round_ in range(rounds + 1):
                for name, workers in ways.items():
                    secs = read(worker, places if round_ else places[:320], workers)
                    if round_:  # the first one imports
                        found[name].append(len(places) / secs)
                        print(name, round(found[name][-1]), file=sys.stderr)
        figures = {name: round(statistics.median(values), 1) for name, values in found.items()}
        ratios = {
            f"dask {n} of local {n}": round(
                statistics.median(b / a for a, b in zip(found[f"local {n}"], found[f"dask {n}"], strict=True)), 3
            )
            for n in (1, 2)
        }
        print(json.dumps({"pages": len(places), "pages_a_second": figures, **ratios, "load": os.getloadavg()[0]}))


def read(worker: Worker, places: list[LinePlace], workers: Workers) -> float:
    """Read all again; return the seconds."""
    chunks = [places[i : i + CHUNK] for i in range(0, len(places), CHUNK)]
    begin = time.monotonic()
    count = sum(len(found) for found in workers.in_order(worker.again, chunks))
    assert count == len(places)
    return time.monotonic() - begin


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
