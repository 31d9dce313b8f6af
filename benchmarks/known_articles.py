"""What a page costs in a dataset of 1,000, 100,000 and 1,000,000 known articles: `python -m benchmarks.known_articles`.

Each dataset is made once through the project's own writer. A crawl of the second site adds to a copy of it, without
captures. The sizes take turns, round by round; the table has the medians.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crawl import measure, serving
from benchmarks.dataset import START, article, visit
from newscrawl.clock import Clock
from newscrawl.dataset import Session

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 3
SITE = "kotoba"
_RUN_SIZE = 50_000
_BODY = "市は駅前の広場を新しくする。"


def make(root: Path, count: int) -> None:
    """Write a dataset of *count* articles below *root*, none of them due for a visit."""
    for first in range(0, count, _RUN_SIZE):
        begin = START + timedelta(minutes=first * 3)
        with Session(root, SITE, clock=Clock(begin), sync_record_count=5_000) as run:
            for number in range(first, min(first + _RUN_SIZE, count)):
                made = article(number, run.run_id, _BODY)
                made = replace(made, portal=SITE, article_id=f"{SITE}:{number}")
                run.add_article(made, replace(visit(made), next_visit_at=None), signature=None)


def main(article_count: int = 600, sizes: tuple[int, ...] = SIZES) -> dict[int, list[dict[str, float]]]:
    """Make the datasets, crawl into copies of them, and print a table; return the figures of every round."""
    figures: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as scratch, serving(SITE, article_count) as url:
        work = Path(scratch)
        for size in sizes:
            make(work / f"made-{size}", size)
            print(f"{datetime.now(UTC):%H:%M:%S} made {size:,} articles", flush=True)
        for round_ in range(ROUNDS):
            for size in sizes:
                folder = work / f"{size}-{round_}"
                figures[size].append(measure("no captures", SITE, url, folder, dataset=work / f"made-{size}"))
                shutil.rmtree(folder)
    print_table(figures)
    return figures


def print_table(figures: dict[int, list[dict[str, float]]]) -> None:
    """Print the medians, and how they compare with the smallest dataset's."""
    smallest = None
    print(f"{'known articles':>16}{'pages':>8}{'CPU ms/page':>13}{'of smallest':>13}{'MB':>7}")
    for size, rounds in figures.items():
        pages, cpu, peak = (
            statistics.median(one[name] for one in rounds) for name in ("pages", "cpu_ms_per_page", "peak_mb")
        )
        smallest = smallest or cpu
        print(f"{size:>16,}{pages:>8.0f}{cpu:>13.2f}{cpu / smallest:>13.2f}{peak:>7.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
