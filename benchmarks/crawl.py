"""Pages a second and CPU seconds per 1,000 pages: bare Scrapy, a conventional CrawlSpider, and this project.

The demo portal runs in a process of its own on another core. The three take turns, round by round, over the same pages;
the table has the medians.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KINDS = ("bare", "conventional", "newscrawl", "no captures")
"""The last is newscrawl without keeping the responses: what captures cost."""


def main(rounds: int = 3, article_count: int = 1500, theme: str = "blog") -> dict[str, Any]:
    """Run *rounds* rounds; print the table and return the figures."""
    with tempfile.TemporaryDirectory() as folder, serving(article_count, theme) as url:
        work = Path(folder)
        runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
        measure("newscrawl", url, work / "warm-up")  # fills the server's cache, and names the pages for the bare spider
        for round_ in range(rounds):
            for kind in KINDS:
                runs[kind].append(measure(kind, url, work / f"{kind}-{round_}", urls=work / "warm-up" / "urls.json"))
    figures = {
        kind: {name: round(statistics.median(run[name] for run in own), 2) for name in own[0]}
        for kind, own in runs.items()
    }
    print_table(figures, rounds, theme)
    return {"articles": article_count, "theme": theme, "rounds": rounds, "medians": figures, "runs": runs}


@contextmanager
def serving(article_count: int, theme: str) -> Iterator[str]:
    """Serve the demo portal in a process of its own on the last core; gives its URL."""
    command = [
        sys.executable,
        "-m",
        "newscrawl.demo",
        "--articles",
        str(article_count),
        "--theme",
        theme,
        "--port",
        "0",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        pin(server.pid, -1)
        assert server.stdout is not None
        url = next(word for line in server.stdout for word in line.split() if word.startswith("http://"))
        wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, where the machine has more than one."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(pid, {cores[core]})


def wait_for(url: str) -> None:
    """Wait until the server answers."""
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def measure(kind: str, url: str, folder: Path, *, urls: Path | None = None) -> dict[str, float]:
    """Run one crawl in a process of its own on the first core; return what it measured of itself."""
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.crawl_child", kind, url, str(folder), str(urls or "")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    pin(child.pid, 0)
    out, _ = child.communicate()
    if child.returncode:
        raise RuntimeError(f"{kind}: exit code {child.returncode}")
    return json.loads(out.splitlines()[-1])


def print_table(figures: dict[str, dict[str, float]], rounds: int, theme: str) -> None:
    """Print the medians."""
    print(f"\ncrawl of the demo portal, theme {theme}, medians of {rounds} rounds")
    print(f"{'':<14}{'pages':>8}{'seconds':>9}{'pages/s':>9}{'CPU s/1,000':>13}{'of bare':>9}{'MB':>7}")
    for kind, own in figures.items():
        share = own["pages_per_sec"] / figures["bare"]["pages_per_sec"]
        print(
            f"{kind:<14}{own['pages']:>8.0f}{own['secs']:>9.2f}{own['pages_per_sec']:>9.0f}"
            f"{own['cpu_secs_per_1000']:>13.2f}{share:>9.2f}{own['peak_mb']:>7.0f}"
        )


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
