"""`python -m benchmarks.reextract [ARTICLES [ROUNDS]]`: pages a second that kept captures are read again with, by processes.

The captures are of the second site, and of the demo portal: all pages in one markup, or each in one of four. Beside it: trafilatura (`pip install -e '.[compare]'`) over the same responses, spread over processes in the same way. Medians of the rounds, each in
a new process: none knows the captures from the round before. CPU time counts every process; the parent's own is what does not spread.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from benchmarks import crawl
from newscrawl.dataset.captures import read_capture
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.items import CapturePlace
from newscrawl.portals import load_portal, load_portal_file
from newscrawl.reextraction import FIELDS, Scope, Worker
from newscrawl.reextraction.candidates import candidates
from newscrawl.tasks import LocalWorkers, core_count

ROUNDS = 5
CHUNK = 16
PORTALS = Path(__file__).parent / "portals"
SITES = {
    "the second site": ("kotoba", ()),
    "the demo portal, one markup": ("demo", ("--theme", "blog")),
    "the demo portal, four markups": ("demo", ("--theme", "mixed")),
}
"""What is captured → its portal, and options of its server."""


def main(article_count: int = 600, round_count: int = ROUNDS) -> list[dict[str, Any]]:
    """Read the captures of each site again and again; print the figures and return them."""
    return [row for site in SITES for row in on_site(site, article_count, round_count)]


def on_site(label: str, article_count: int, round_count: int) -> Iterator[dict[str, Any]]:
    """Crawl the site that `SITES` names *label*, then read its captures; yield and print the figures of each reader and number of processes."""
    site, options = SITES[label]
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as parent:
        with crawl.serving(site, article_count, *options) as url:
            crawl.measure("newscrawl", site, url, Path(parent) / "data")
        folder = Path(parent) / "data" / site
        places = [place for one in open_reader(folder).articles() for place in one.captures]
        portal = load_portal(site) if site == "demo" else load_portal_file(PORTALS / f"{site}.toml")
        worker = Worker(folder=folder, portal=portal, fields=FIELDS, scope=Scope())
        works = {
            "newscrawl": (worker.again, candidates(Layout(folder), Scope()).places),
            "trafilatura": (Trafilatura(folder), places),
        }
        for name, (function, tasks) in works.items():
            for jobs in sorted({1, 2, core_count()}):
                figures = _measured(function, tasks, jobs, len(places), round_count)
                row = {"site": label, "reader": name, "jobs": jobs, **figures}
                print(json.dumps(row), flush=True)
                yield row


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

    main(*map(int, sys.argv[1:]))
