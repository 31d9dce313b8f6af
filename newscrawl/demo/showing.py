"""Shows what a crawl of the demo portal found: a short table, three articles, where the data is, what to try next."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.demo.newsroom.article_content import SECTIONS
from newscrawl.items import Article
from newscrawl.items.observation import VisitStatus
from newscrawl.program import program_name
from newscrawl.text import squash

_STATUSES: tuple[VisitStatus, ...] = (
    "new",
    "changed",
    "unchanged",
    "not_modified",
    "moved",
    "gone",
    "blocked",
    "failed",
)
_FIELDS = (
    "headline body section authors published_at modified_at lead tags images related comment_count view_count".split()
)
_NEXT = (
    ("verify", "verify demo", "is the dataset sound?"),
    ("export", "export demo --to articles.csv --latest", "the articles for a spreadsheet"),
    ("report", "report demo", "runs, coverage, rankings and edits on one page"),
    ("browse", "browse demo", "search and read it in a browser (pip install 'newscrawl[browse]' once)"),
    ("diff", "diff demo {article_id}", "what its edits changed"),
)
_LINE_END = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)
"""Spaces at a line's end, before codes of a terminal."""


def show(
    console: Console,
    dataset: DatasetReader,
    report: RunReport,
    *,
    options: Sequence[str],
    again: Sequence[str],
) -> None:
    """Print what the run of *report* found in *dataset*.

    *options* are those that each verb needs to find the dataset; *again* are those that `scrapy demo` needs to serve
    the same world.
    """
    mine = [article for article in dataset.articles() if article.run_id == report.run_id]
    latest = list(dataset.articles(latest=True))
    console.print(_visits(dataset, report))
    _print(console, _sections(latest, mine))
    _print(console, _coverage(latest))
    console.print(_sums(latest, report))
    for article in (mine or latest)[:3]:
        console.print(_teaser(article), soft_wrap=True)
    console.print(f"\nDataset: {dataset.folder}", soft_wrap=True, highlight=False)
    _propose(console, latest, shlex.join(options), shlex.join(again))


def _print(console: Console, table: Table) -> None:
    """Print *table* without the spaces that fill its cells at the end of a line."""
    with console.capture() as printed:
        console.print(table)
    console.file.write(_LINE_END.sub(r"\1", printed.get()))


def _visits(dataset: DatasetReader, report: RunReport) -> Text:
    counts = Counter(visit.status for visit in dataset.observations() if visit.run_id == report.run_id)
    counted = ", ".join(f"{counts[status]} {status.replace('_', ' ')}" for status in _STATUSES if counts[status])
    return Text(f"\nArticles visited: {counted or 'none'}.", style="bold")


def _sections(latest: list[Article], mine: list[Article]) -> Table:
    table = Table("Section", title="Articles", title_justify="left", box=None, pad_edge=False)
    for name in ("in the dataset", "stored by this run", "copies of another"):
        table.add_column(name, justify="right")
    for section in (*(section.label for section in SECTIONS), None):
        table.add_row(section or "all", *(str(count) for count in _counts(section, latest, mine)))
    return table


def _counts(section: str | None, latest: list[Article], mine: list[Article]) -> tuple[int, int, int]:
    def fits(article: Article) -> bool:
        return section is None or article.section == section

    copies = sum(article.duplicate_of is not None for article in latest if fits(article))
    return sum(map(fits, latest)), sum(map(fits, mine)), copies


def _coverage(latest: list[Article]) -> Table:
    table = Table(
        title="\nFields: share of the articles that have them", title_justify="left", box=None, pad_edge=False
    )
    for _ in range(4):
        table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
    cells = [cell for name in _FIELDS for cell in (name, _share(latest, name))]
    for begin in range(0, len(cells), 8):
        table.add_row(*cells[begin : begin + 8])
    return table


def _share(articles: list[Article], name: str) -> str:
    found = sum(getattr(article, name) not in (None, "", ()) for article in articles)
    return f"{found / len(articles):.0%}  " if articles else "–  "


def _sums(latest: list[Article], report: RunReport) -> Text:
    copies = sum(article.duplicate_of is not None for article in latest)
    request_count = sum(report.requests_by_kind.values())
    secs = (report.finished_at - report.started_at).total_seconds() if report.finished_at else 0.0
    rankings = report.records.get("rankings", 0)
    return Text(
        f"\n{rankings} ranking positions, {copies} near-duplicates, {request_count} requests, "
        f"{report.response_bytes / 1e6:.1f} MB in {secs:.1f} s.\n"
    )


def _teaser(article: Article) -> Text:
    text = Text(f"■ {article.headline}", style="bold")
    when = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "?"
    names = "、".join(author.name for author in article.authors)
    text.append(f"\n  {article.section}  {when}  {names}", style="dim")
    text.append(f"\n  {squash(article.body)[:70]}…", style="not bold")
    return text


def _propose(console: Console, latest: list[Article], options: str, again: str) -> None:
    edited = max((article for article in latest if article.revision > 1), key=lambda one: one.revision, default=None)
    useless = ({"diff"} if edited is None else set()) | (set() if find_spec("duckdb") else {"export"})
    slots = {"article_id": edited.article_id if edited else ""}
    lines = [(f"{arguments} {options}".rstrip(), what) for name, arguments, what in _NEXT if name not in useless]
    lines.append((f"demo {again}".rstrip(), "again, six hours later on the portal's clock"))
    lines.append((f"demo --serve {again}".rstrip(), "look at the portal in a browser"))
    console.print("Try next:")
    for words, what in lines:
        line = f"  {program(sys.argv[0])} {words.format(**slots)}".ljust(44)
        console.print(f"{line}  # {what}", soft_wrap=True, highlight=False, markup=False)


def program(called: str) -> str:
    """Return how the program *called* can be called again: by its name where that is found, else by a path.

    It is `newscrawl` or `scrapy`, as messages name it.
    """
    path, name = Path(called), program_name(called)
    if path.name != name or not path.is_file():
        return name
    found = shutil.which(name)
    if found and Path(found).resolve() == path.resolve():
        return name
    absolute, here = path.absolute(), Path.cwd()
    return shlex.quote(str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute))


def dataset_folder(dataset_dir: Path) -> Path:
    """Return where the demo portal's dataset is below *dataset_dir*."""
    return dataset_dir / "demo"
