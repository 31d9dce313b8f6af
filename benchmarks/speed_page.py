"""Measures, and writes the tables of docs/speed.md: `python -m benchmarks.speed_page [kotoba] [demo] [parts] [known] [again]`.

Without names it measures all. A table is between the comments `<!-- NAME -->` and `<!-- end -->` of the page.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import crawl, known_articles
from benchmarks.budget import BUYS_OTHER, OTHER, PARTS

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
ROUNDS = 5
ARTICLES = 300
_NAMES = {
    "bare": "bare Scrapy, download only",
    "conventional": "conventional CrawlSpider, ten fields, does not follow links on articles",
    "fundus": "Fundus 0.5.7, sitemap, a parser for this site",
    "no captures": "newscrawl without captures",
    "newscrawl": "**newscrawl**",
    "following": "conventional, follows links on articles as newscrawl does",
    "trafilatura": "the same with Trafilatura in place of selectors",
}
_SITES = {"kotoba": "the second site", "demo": "the demo portal"}


def crawl_table(site: str, rounds: int = ROUNDS) -> str:
    """Return what a page of *site* costs each crawler."""
    return crawl_rows(site, crawl.on_site(site, rounds, ARTICLES, slow_rounds=1)["medians"], rounds)


def crawl_rows(site: str, figures: dict[str, dict[str, float]], rounds: int) -> str:
    """Return the table of *figures*, the medians of each crawler."""
    base = figures["conventional"]["cpu_ms_per_page"]
    rows = [
        (label, f"{one['cpu_ms_per_page']:.1f}", f"{one['cpu_ms_per_page'] / base:.1f}", f"{one['peak_mb']:.0f}")
        for kind, label in _NAMES.items()
        if (one := figures.get(kind))
    ]
    table = _table((f"crawler on {_SITES[site]}", "CPU ms a page", "of conventional", "peak MB"), rows)
    return f"{ARTICLES} articles, medians of {rounds} rounds in turn; the last two rows are from one round.\n\n{table}"


def parts_table() -> str:
    """Return what each part of a crawl of the second site costs."""
    shares: defaultdict[str, list[float]] = defaultdict(list)
    costs = []
    with tempfile.TemporaryDirectory() as folder, crawl.serving("kotoba", ARTICLES) as url:
        crawl.measure("newscrawl", "kotoba", url, Path(folder) / "warm-up")
        for round_ in range(ROUNDS):
            figures: dict[str, Any] = crawl.measure("parts", "kotoba", url, Path(folder) / str(round_))
            costs.append(figures["cpu_ms_per_page"])
            for part in (*PARTS, OTHER):
                shares[part].append(figures["parts"].get(part, 0.0))
    cost = statistics.median(costs)
    medians = sorted(((statistics.median(own), part) for part, own in shares.items()), reverse=True)
    rows = [
        (part, f"{share:.0%}", f"{share * cost:.1f}", PARTS[part][0] if part in PARTS else BUYS_OTHER)
        for share, part in medians
    ]
    return _table(("part", "share", f"ms of {cost:.1f}", "what it buys"), rows)


def known_table() -> str:
    """Return what a page costs in datasets of known articles."""
    figures = known_articles.main()
    rows = [
        (f"{size:,}", *(f"{statistics.median(run[name] for run in runs):{form}}" for name, form in _KNOWN.items()))
        for size, runs in figures.items()
    ]
    return _table(("known articles", "CPU ms a page", "peak MB"), rows)


_KNOWN = {"cpu_ms_per_page": ".1f", "peak_mb": ".0f"}


def again_table() -> str:
    """Return what reading captures again costs, beside Trafilatura."""
    from benchmarks import reextract  # it needs the extra `compare`

    found = {(one["site"], one["reader"], one["jobs"]): one["cpu_ms_a_page"] for one in reextract.main()}
    rows = []
    for site in reextract.SITES:
        for jobs, cores in ((1, "one core"), (2, "two cores")):
            own, other = (found[site, reader, jobs] for reader in ("newscrawl", "trafilatura"))
            rows.append((f"{site}, {cores}", f"{own:.1f}", f"{other:.1f}", f"{other / own:.1f}"))
    return _table(("captures of", "newscrawl, CPU ms a page", "Trafilatura", "times as fast"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "kotoba": partial(crawl_table, "kotoba"),
    "demo": partial(crawl_table, "demo"),
    "parts": parts_table,
    "known": known_table,
    "again": again_table,
}


def main(names: list[str]) -> None:
    """Measure the tables *names* and write them into the page."""
    for name in names or list(TABLES):
        before = os.getloadavg()[0]
        text = TABLES[name]()
        load = f"Load of the machine before and after: {before:.0f} and {os.getloadavg()[0]:.0f}."
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), name, f"{text}\n\n{load}"), "utf-8")


def with_table(page: str, name: str, text: str) -> str:
    """Return *page* with *text* in the place of *name*. Raises `ValueError` where it has no such place."""
    found = re.search(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", page, re.DOTALL)
    if found is None:
        raise ValueError(f"docs/speed.md: expected <!-- {name} --> and <!-- end -->")
    return f"{page[: found.start()]}\n{text}\n\n{page[found.end() :]}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
