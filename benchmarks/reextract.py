"""`python -m benchmarks.reextract [ARTICLES [ROUNDS]]`: pages a second that kept captures are read again with, by processes.

Beside it: trafilatura (`pip install -e '.[compare]'`) over the same responses, spread over processes in the same way. Medians of the rounds, each in
a new process: none knows the captures from the round before. CPU time counts every process; the parent's own is what does not spread.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from newscrawl.dataset.captures import read_capture
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import CapturePlace
from newscrawl.portals import load_portal
from newscrawl.reextraction import FIELDS, Scope, Worker
from newscrawl.reextraction.candidates import candidates
from newscrawl.tasks import LocalWorkers, core_count
from tests.crawling import crawl

ROUNDS = 5
CHUNK = 16


def main(article_count: int, round_count: int = ROUNDS) -> list[dict[str, Any]]:
    """Crawl the demo portal, then read its captures again and again; print the figures and return them."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as folder:
        data = Path(folder)
        with DemoServer(DemoPortal(seed=1, article_count=article_count)) as server:
            ended = crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
            assert ended.returncode == 0, ended.stderr[-2000:]
        places = [place for one in open_reader(data / "demo").articles() for place in one.captures]
        lines = candidates(Layout(data / "demo"), Scope()).places
        worker = Worker(folder=data / "demo", portal=load_portal("demo"), fields=FIELDS, scope=Scope())
        works = {
            "newscrawl": (worker.again, lines),
            "trafilatura": (Trafilatura(data / "demo"), places),
        }
        rows = []
        for name, (function, tasks) in works.items():
            for jobs in sorted({1, 2, core_count()}):
                rows.append(
                    {"reader": name, "jobs": jobs, **_measured(function, tasks, jobs, len(places), round_count)}
                )
                print(json.dumps(rows[-1]), flush=True)
    return rows


def _measured(
    function: Callable[[Any], Any], tasks: Sequence[Any], jobs: int, page_count: int, round_count: int
) -> dict[str, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as fresh:
        rounds = [fresh.submit(_round, function, tasks, jobs).result() for _ in range(round_count)]
    wall, cpu, own = (statistics.median(one[i] for one in rounds) for i in range(3))
    return {
        "pages": page_count,
        "pages_a_second": round(page_count / wall, 1),
        "cpu_ms_a_page": round(cpu / page_count * 1000, 2),
        "parent_cpu_ms_a_page": round(own / page_count * 1000, 2) if jobs > 1 else 0.0,
    }


def _round(function: Callable[[Any], Any], tasks: Sequence[Any], jobs: int) -> tuple[float, float, float]:
    """Return the wall time from the first task to the last result, the CPU time of all processes and the parent's."""
    chunks = [tasks[i : i + CHUNK] for i in range(0, len(tasks), CHUNK)]
    list(LocalWorkers(jobs).in_order(Timed(function), chunks[:1] * jobs))  # imports, and the server of the processes
    begin, own = time.monotonic(), time.process_time()
    used = sum(LocalWorkers(jobs).in_order(Timed(function), chunks))
    own = time.process_time() - own
    return time.monotonic() - begin, own + (used if jobs > 1 else 0.0), own


class Timed:
    """Calls a function and returns the CPU seconds that it took: the parent cannot ask for those of a pool."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __call__(self, task: Any) -> float:
        begin = time.process_time()
        self.function(task)
        return time.process_time() - begin


class Trafilatura:
    """Reads captures by trafilatura."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, places: Sequence[CapturePlace]) -> int:
        count = 0
        for place in places:
            captured = read_capture(Layout(self.folder), place)
            document = bare_extraction(captured.body, url=captured.url, favor_precision=True, with_metadata=True)
            count += document is not None
        return count


if __name__ == "__main__":
    # Other processes import the classes above by the name of this module. `__main__` is another program there.
    from benchmarks.reextract import main

    main(*map(int, sys.argv[1:] or ["600"]))
