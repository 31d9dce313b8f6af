"""Pages a second and CPU time a page: bare Scrapy, conventional spiders, Fundus, Trafilatura, and this project.

A site runs in a process of its own on another core: the demo portal, and one that is unlike it (`second_site.py`). The
crawlers take turns, round by round, over the same pages; the tables have the medians. Trafilatura takes part where the
extra `compare` is installed, Fundus on the second site where its own environment is (`make .venv-fundus`).
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
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

FUNDUS = Path(__file__).parents[1] / ".venv-fundus" / "bin" / "python"
KINDS = (
    "bare",
    "conventional",
    "following",
    *(["trafilatura"] if importlib.util.find_spec("trafilatura") else []),
    "newscrawl",
    "no captures",
)
"""`following` is the conventional spider that follows links on articles, as newscrawl does. `trafilatura` is that one with
Trafilatura in place of selectors. The last is newscrawl without keeping the responses: what captures cost."""
SLOW = frozenset({"following", "trafilatura"})
"""These take as long as all others together: a few rounds are enough."""
SITES = {"demo": ["newscrawl.demo", "--port", "0", "--theme", "blog"], "kotoba": ["benchmarks.second_site"]}
"""Portal → the module that serves it, with its arguments."""


def main(rounds: int = 5, article_count: int = 1500) -> dict[str, Any]:
    """Run *rounds* rounds on each site; print the tables and return the figures."""
    return {site: on_site(site, rounds, article_count, slow_rounds=rounds) for site in SITES}


def kinds_on(site: str) -> tuple[str, ...]:
    """Return the crawlers that take part on *site*: Fundus has a parser for the second one alone."""
    return (*KINDS, "fundus") if site == "kotoba" and FUNDUS.exists() else KINDS


def on_site(site: str, rounds: int, article_count: int, *, slow_rounds: int) -> dict[str, Any]:
    """Return the figures of one site; those of `SLOW` are of *slow_rounds* rounds."""
    with tempfile.TemporaryDirectory() as folder, serving(site, article_count) as url:
        work = Path(folder)
        runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds_on(site)}
        measure(
            "newscrawl", site, url, work / "warm-up"
        )  # fills the server's cache, and names the pages for the bare spider
        for round_ in range(rounds):
            for kind, own in runs.items():
                if kind not in SLOW or round_ < slow_rounds:
                    place = work / f"{kind}-{round_}"
                    own.append(measure(kind, site, url, place, urls=work / "warm-up" / "urls.json"))
    figures = {
        kind: {name: round(statistics.median(run[name] for run in own), 2) for name in own[0]}
        for kind, own in runs.items()
    }
    print_table(figures, rounds, site)
    return {"articles": article_count, "rounds": rounds, "medians": figures, "runs": runs}


@contextmanager
def serving(site: str, article_count: int, *more_options: str) -> Iterator[str]:
    """Serve *site* in a process of its own on the last core; gives its URL."""
    module, *options = SITES[site]
    command = [sys.executable, "-m", module, "--articles", str(article_count), *options, *more_options]
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


def measure(
    kind: str, site: str, url: str, folder: Path, *, urls: Path | None = None, dataset: Path | None = None
) -> dict[str, float]:
    """Run one crawl in a process of its own on the first core; return what it measured of itself.

    It begins with a copy of what is in the folder *dataset*.
    """
    if dataset:
        shutil.copytree(dataset, folder)
    else:
        folder.mkdir()
    if kind == "fundus":
        command = [str(FUNDUS), "-m", "benchmarks.fundus_crawl", url]
    else:
        command = [sys.executable, "-m", "benchmarks.crawl_child", kind, site, url, str(folder), str(urls or "")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    pin(child.pid, 0)
    out, _ = child.communicate()
    if child.returncode:
        raise RuntimeError(f"{kind}: exit code {child.returncode}")
    return json.loads(out.splitlines()[-1])


def print_table(figures: dict[str, dict[str, float]], rounds: int, site: str) -> None:
    """Print the medians."""
    print(f"\ncrawl of {site}, medians of {rounds} rounds")
    print(f"{'':<14}{'pages':>8}{'seconds':>9}{'pages/s':>9}{'CPU ms/page':>13}{'of conventional':>17}{'MB':>7}")
    for kind, own in figures.items():
        share = own["cpu_ms_per_page"] / figures["conventional"]["cpu_ms_per_page"]
        print(
            f"{kind:<14}{own['pages']:>8.0f}{own['secs']:>9.2f}{own['pages_per_sec']:>9.0f}"
            f"{own['cpu_ms_per_page']:>13.2f}{share:>17.2f}{own['peak_mb']:>7.0f}"
        )


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
