"""`python -m benchmarks.cluster [PAGES [ROUNDS]]`: captured pages read again, by local processes and by Dask workers.

The four take turns in ROUNDS small rounds, so that other work on the machine meets them alike; together each reads PAGES
pages. A round reads a few pages, then many: their difference is the steady rate, the rest of the short one is the start.
Processor time is that of all processes: with local ones that of this one and its children, on a cluster that of its scheduler
and workers with theirs, and of this one.
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
from newscrawl.reextraction.reread import chunks_of
from newscrawl.tasks import ClusterWorkers, LocalWorkers, Workers
from tests.crawling import crawl
from tests.tasks.cluster import Cluster, cluster

FEW = 96
ARTICLE_COUNT = 200
"""Articles that are crawled; they are read several times over."""
_TICKS = os.sysconf("SC_CLK_TCK")
Spent = tuple[float, float]
"""Seconds, and seconds of processor time."""


def main(page_count: int = 5000, round_count: int = 10) -> None:
    """Crawl the demo portal, then read *page_count* pages from its captures, again and again; print the figures as JSON."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as folder:
        data = Path(folder)
        worker, stored = captured(data)
        places = list(islice(cycle(stored), page_count // round_count))
        chunk = len(next(chunks_of(range(page_count))))  # as a re-reading of all at once
        with (
            cluster(data / "one", 1) as one,
            cluster(data / "two", 2) as two,
            closing(ClusterWorkers(one.address)) as dask_one,
            closing(ClusterWorkers(two.address)) as dask_two,
        ):
            ways: dict[str, tuple[Workers, Cluster | None]] = {
                "local 1": (LocalWorkers(1), None), "dask 1": (dask_one, one),
                "local 2": (LocalWorkers(2), None), "dask 2": (dask_two, two),
            }  # fmt: skip
            rounds: dict[str, list[tuple[Spent, Spent]]] = {name: [] for name in ways}
            for number in range(round_count + 1):
                for name, (workers, on) in ways.items():
                    few = read(worker, places[:FEW], chunk, workers, on)
                    if number:  # the first one imports
                        rounds[name].append((few, read(worker, places, chunk, workers, on)))
                print(
                    number, {name: round_figures(found, len(places)) for name, found in rounds.items()}, file=sys.stderr
                )
        figures = {name: round_figures(found, len(places)) for name, found in rounds.items()}
        print(json.dumps({"pages": page_count, **figures, "load": os.getloadavg()[0]}))


def captured(data: Path) -> tuple[Worker, list[LinePlace]]:
    """Crawl the demo portal into *data*; return what reads its articles again, and their places."""
    with DemoServer(DemoPortal(seed=1, article_count=ARTICLE_COUNT)) as server:
        ended = crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
        assert ended.returncode == 0, ended.stderr[-2000:]
    worker = Worker(folder=data / "demo", portal=load_portal("demo"), fields=FIELDS, scope=Scope())
    return worker, list(candidates(Layout(data / "demo"), Scope()).places)


def read(worker: Worker, places: list[LinePlace], chunk: int, workers: Workers, on: Cluster | None) -> Spent:
    """Read all again, *chunk* at a time; return what it took."""
    chunks = [places[i : i + chunk] for i in range(0, len(places), chunk)]
    begin, used = time.monotonic(), processor_secs(on)
    count = sum(len(found) for found in workers.in_order(worker.again, chunks))
    assert count == len(places)
    return time.monotonic() - begin, processor_secs(on) - used


def round_figures(found: list[tuple[Spent, Spent]], page_count: int) -> dict[str, float]:
    """Return the medians of the rounds."""
    if not found:
        return {}
    each = [[(many[i] - few[i]) / (page_count - FEW) for few, many in found] for i in (0, 1)]
    start = [[few[i] - FEW * one for (few, _), one in zip(found, each[i], strict=True)] for i in (0, 1)]
    return {
        "pages_a_second": round(1 / statistics.median(each[0]), 1),
        "cpu_ms_a_page": round(1000 * statistics.median(each[1]), 2),
        "start_secs": round(statistics.median(start[0]), 2),
        "start_cpu_secs": round(statistics.median(start[1]), 2),
    }


def processor_secs(on: Cluster | None) -> float:
    """Return the processor time so far of this process, its children that have ended, and the processes of *on*."""
    own = sum(os.times()[:4])
    if on is None or on.scheduler is None:
        return own
    return own + sum(tree_secs(process.pid) for process in (on.scheduler, *on.workers))


def tree_secs(pid: int) -> float:
    """Return the processor time of a process, its children that have ended, and those that run, with theirs."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    children = [
        int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
    ]
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(tree_secs, children))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
