"""`scrapy demo`: serves the demo portal on this machine, crawls it with the real spider, and shows what was found."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newscrawl.cli.output import exit_code_on_error, print_line
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.dataset.storage.safe_files import write_whole
from newscrawl.demo.newsroom.demo_portal import DEFAULT_START, TITLE, ZONE, DemoPortal
from newscrawl.demo.showing import dataset_folder, program, show
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.process import CrawlEnd, ServerNotStartedError, World, crawl, crawl_arguments, served
from newscrawl.demo.web.serve import moment, serve
from newscrawl.demo.web.server import DemoServer
from newscrawl.errors import WrongUsageError
from newscrawl.paths import dataset_root
from newscrawl.program import as_typed
from newscrawl.report.figures.gather import gather
from newscrawl.report.page.report_page import report_page
from newscrawl.settings import NEWSCRAWL_DATASET_DIR

DEFAULT_PORT = 8765
DEFAULT_SEED = 1
DEFAULT_ARTICLE_COUNT = 600
BETWEEN_RUNS = timedelta(hours=6)


class Command(VerbCommand):
    """Serves, crawls, shows."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            f"{self.short_desc()}. Run it again and the portal's clock has moved on by six hours: there are new "
            "articles, edits, and articles that are gone. The exit code is the crawl's; 1 where the portal cannot be "
            "served."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="The demo portal")
        group.add_argument("--serve", action="store_true", help="only serve it, until Ctrl-C")
        group.add_argument("--articles", type=_count, default=DEFAULT_ARTICLE_COUNT, help="default: %(default)s")
        group.add_argument("--seed", type=int, default=DEFAULT_SEED, help="which world (default: %(default)s)")
        group.add_argument("--theme", choices=["mixed", *THEMES], default="mixed", help="default: %(default)s")
        group.add_argument("--port", type=_port, help=f"default: the last run's, else {DEFAULT_PORT} or a free one")
        group.add_argument("--at", type=moment, help="its time, e.g. 2026-11-23T09:00+09:00 (default: moves on)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self, interrupted="stopped because it was asked to; run it again"):
            if args:
                raise WrongUsageError(f"unknown argument {args[0]!r}; {as_typed('demo -h')!r} lists the options")
            dataset_dir = dataset_root(self.settings)
            if (opts.seed, opts.articles) != (DEFAULT_SEED, DEFAULT_ARTICLE_COUNT):
                dataset_dir /= f"demo-world-{opts.seed}-{opts.articles}"
            last = _last_run(dataset_folder(dataset_dir))
            world = World(seed=opts.seed, article_count=opts.articles, theme=opts.theme, at=opts.at or next_time(last))
            if opts.serve:
                _serve(world, opts.port or DEFAULT_PORT, dataset_dir)
            else:
                self._crawl(world, opts, last, dataset_dir)

    def _crawl(self, world: World, opts: argparse.Namespace, last: RunReport | None, dataset_dir: Path) -> None:
        console, folder = Console(), dataset_folder(dataset_dir)
        before = _runs(folder)
        port = opts.port or _port_of(last)
        with served(world, [port] if port else [DEFAULT_PORT, 0]) as url:
            console.print(
                f"The demo portal of {world.article_count} articles is served at {url}; its time is "
                f"{world.at:%Y-%m-%d %H:%M}.",
                highlight=False,
                soft_wrap=True,
            )
            end = _watched(console, [*crawl_arguments(url, world.at, dataset_dir), *_overrides(opts)])
        if end.was_interrupted and _verdict(end) is None:
            raise KeyboardInterrupt
        self.exitcode = end.exit_code
        if end.exit_code != 0:
            print_line(_verdict(end) or _end_of_log(end), is_result=False)
        report = made_since(before, _runs(folder))
        if report is not None:
            options = (
                [] if str(dataset_dir) == NEWSCRAWL_DATASET_DIR else ["-s", f"NEWSCRAWL_DATASET_DIR={dataset_dir}"]
            )
            show(console, DatasetReader(folder), report, options=options, again=_options_again(opts))
            _write_report(console, dataset_dir)


def made_since(before: Container[str], runs: Mapping[str, RunReport]) -> RunReport | None:
    """Return the run that is in *runs* alone; an older one there is a run that died and is finished now."""
    made = (report for run_id, report in runs.items() if run_id not in before)
    return max(made, key=lambda report: report.started_at, default=None)


def _write_report(console: Console, dataset_dir: Path) -> None:
    """Write the report of the dataset beside it, and print where it is."""
    folder, path = dataset_folder(dataset_dir), dataset_dir / "demo-report.html"
    page = report_page(gather(DatasetReader(folder), title=TITLE, day_count=30, zone=ZONE))
    write_whole(path, page.encode("utf-8"))
    console.print(f"Report: {path}  (open it in a browser)", soft_wrap=True, highlight=False, markup=False)


def _serve(world: World, port: int, dataset_dir: Path) -> None:
    portal = DemoPortal(world.seed, world.article_count)
    server = DemoServer(portal, world.at, theme=world.theme, port=port)
    try:
        serve(server, lambda url: _print_address(url, world, dataset_dir))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ServerNotStartedError(
            f"port {port}: expected a free one ({reason}); choose another with --port"
        ) from error


def _verdict(end: CrawlEnd) -> str | None:
    """Return the crawl's own sentence; None where it stopped without one."""
    return next((line for line in reversed(end.last_lines) if line.startswith("newscrawl: ")), None)


def _end_of_log(end: CrawlEnd) -> str:
    return "\n".join(("newscrawl: the crawl stopped unexpectedly; the end of its log:", *end.last_lines))


def _overrides(opts: argparse.Namespace) -> list[str]:
    """Return the settings that were given by hand; the dataset's folder is decided here."""
    pairs = [pair for pair in opts.set if not pair.startswith("NEWSCRAWL_DATASET_DIR=")]
    return [word for pair in pairs for word in ("-s", pair)]


def _options_again(opts: argparse.Namespace) -> list[str]:
    """Return the options that ask for the same world once more."""
    given = {"--articles": opts.articles, "--seed": opts.seed, "--theme": opts.theme}
    usual = {"--articles": DEFAULT_ARTICLE_COUNT, "--seed": DEFAULT_SEED, "--theme": "mixed"}
    words = [f"{name}={value}" for name, value in given.items() if value != usual[name]]
    return [*words, *(word for pair in opts.set for word in ("-s", pair))]


def _watched(console: Console, arguments: list[str]) -> CrawlEnd:
    """Crawl with a progress line, which shows on a terminal only."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as line:
        task = line.add_task("starting the crawl")
        return crawl(
            arguments,
            lambda pages, stored: line.update(task, description=f"{pages} pages read, {stored} articles stored"),
        )


def _print_address(url: str, world: World, dataset_dir: Path) -> None:
    words = shlex.join(crawl_arguments(url, world.at, dataset_dir))
    print_line(f"{url}  is the demo portal on {world.at:%Y-%m-%d %H:%M}. Ctrl-C ends it.")
    print_line(f"Crawl it from another terminal:\n  {program(sys.argv[0])} {words}")


def _runs(folder: Path) -> dict[str, RunReport]:
    return {report.run_id: report for report in DatasetReader(folder).runs()}


def _last_run(folder: Path) -> RunReport | None:
    """Return the report of the crawl that is latest on the portal's clock; None where there was none yet."""
    crawls = (report for report in _runs(folder).values() if report.command == "crawl")
    return max(crawls, key=lambda report: report.started_at, default=None)


def next_time(last: RunReport | None) -> datetime:
    """Return the portal's time for the next run: six hours on, or the next minute where the last one was not finished.

    Not the same minute: that next run would begin before the unfinished one, which would stay the last.
    """
    if last is None:
        return DEFAULT_START
    step = BETWEEN_RUNS if last.exit_code == 0 else timedelta(minutes=1)
    return last.started_at.astimezone(ZONE).replace(second=0, microsecond=0) + step


def _port_of(last: RunReport | None) -> int | None:
    """Return the port of the last run: an address with another port would be another article."""
    return urlsplit(last.arguments.get("start_url", "")).port if last else None


def _port(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 65_535:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 65535, got {written!r}")
    return int(written)


def _count(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 1000000, got {written!r}")
    return int(written)
