"""`python -m benchmarks.reextract [ARTICLES]`: pages a second that kept captures are read again with, by processes.

Beside it: trafilatura over the same responses, spread over processes in the same way. Medians of the rounds; CPU seconds
count every process. *speed-up bound* is what the parent's own share of the CPU time allows on many cores.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from newscrawl.dataset.captures import read_capture
from newscrawl.dataset.layout import Layout
from newscrawl.dataset.reader import open_dataset
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.server import DemoServer
from newscrawl.items import CapturePlace
from newscrawl.portals import load_portal
from newscrawl.reextraction import Reextraction, Scope, Summary, core_count, in_order, reextract, standing
from tests.crawling import crawl

ROUNDS = 5
CHUNK = 16


def main(article_count: int) -> None:
    """Crawl the demo portal, then read its captures again and again; print a table and JSON."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as folder:
        data = Path(folder)
        with DemoServer(DemoPortal(seed=1, article_count=article_count)) as server:
            ended = crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
            assert ended.returncode == 0, ended.stderr[-2000:]
        places = [place for one in open_dataset(data / "demo").articles() for place in one.captures]
        works = {
            "newscrawl": lambda jobs: _reextracted(data / "demo", jobs),
            "trafilatura": _by_trafilatura(data / "demo", places),
        }
        rows = []
        for name, work in works.items():
            for jobs in sorted({1, 2, core_count()}):
                rows.append({"reader": name, "jobs": jobs, **_measured(work, jobs, len(places))})
                print(json.dumps(rows[-1]), flush=True)


def _measured(work: Callable[[int], None], jobs: int, page_count: int) -> dict[str, float]:
    rounds = [_round(work, jobs) for _ in range(ROUNDS)]
    wall, cpu, own = (statistics.median(one[i] for one in rounds) for i in range(3))
    return {
        "pages": page_count,
        "pages_a_second": round(page_count / wall, 1),
        "cpu_ms_a_page": round(cpu / page_count * 1000, 2),
        "parent_cpu_ms_a_page": round(own / page_count * 1000, 2),
    }


def _round(work: Callable[[int], None], jobs: int) -> tuple[float, float, float]:
    begin, own, others = time.monotonic(), _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    work(jobs)
    own = _cpu(resource.RUSAGE_SELF) - own
    return time.monotonic() - begin, own + _cpu(resource.RUSAGE_CHILDREN) - others, own


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _reextracted(folder: Path, jobs: int) -> None:
    summary = Summary()
    asked = Reextraction(folder=folder, portal=load_portal("demo"), jobs=jobs)
    reextract(asked, standing(Layout(folder), Scope()), summary, lambda done, total: None, None)
    assert set(summary.outcomes) == {"same"}, summary.outcomes


class Trafilatura:
    """Reads captures by trafilatura."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, places: Sequence[CapturePlace]) -> int:
        from trafilatura import bare_extraction

        count = 0
        for place in places:
            captured = read_capture(Layout(self.folder), place)
            document = bare_extraction(captured.body, url=captured.url, favor_precision=True, with_metadata=True)
            count += document is not None
        return count


def _by_trafilatura(folder: Path, places: list[CapturePlace]) -> Callable[[int], None]:
    chunks = [places[i : i + CHUNK] for i in range(0, len(places), CHUNK)]

    def work(jobs: int) -> None:
        list(in_order(Trafilatura(folder), chunks, jobs=jobs))

    return work


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
