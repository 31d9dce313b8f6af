"""`scrapy crawl PORTAL`: Scrapy's own command, with exit codes."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler

from newscrawl.errors import NewscrawlError, PortalFileError, WrongUsageError
from newscrawl.extensions.run_report import RunReportExtension
from newscrawl.extensions.session import RunSession
from newscrawl.extensions.verdict import Judgement
from newscrawl.items import Article
from newscrawl.own_settings import check_settings
from newscrawl.portals import load_portal
from newscrawl.spiders.arguments import parse_arguments

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")

EXIT_CODES = (
    "Exit codes: 0 done; 1 the run failed or its dataset is damaged; 2 wrong usage; 3 finished, but the layout of the "
    "portal seems to have changed; 4 blocked by the portal; 5 another run holds the dataset; 6 stopped at its time or "
    "request budget, goes on next time."
)


class Command(ScrapyCrawl):
    """Runs one portal's spider and ends with its verdict."""

    def syntax(self) -> str:
        return "[options] PORTAL"

    def short_desc(self) -> str:
        return "Crawl a portal into its dataset"

    def long_desc(self) -> str:
        return f"Crawl a portal ('scrapy list' names them) into its dataset below NEWSCRAWL_DATASET_DIR. {EXIT_CODES}"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="Limits of this run")
        group.add_argument("--max-time", metavar="TIME", help="stop after e.g. 9m, 1h30m or 540 (seconds); exit 6")
        group.add_argument("--max-requests", metavar="COUNT", help="stop after so many requests; exit 6")
        group.add_argument(
            "--wait", metavar="TIME", help="wait so long for another run to end (default: exit 5 at once)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        try:
            _check_file("--logfile", opts.logfile)
            for file in (*(opts.output or ()), *(opts.overwrite_output or ())):
                _check_file("-o, -O", file)
            if opts.max_time:
                self.settings.set("CLOSESPIDER_TIMEOUT", seconds("--max-time", opts.max_time), priority="cmdline")
            if opts.max_requests:
                count = _count("--max-requests", opts.max_requests)
                self.settings.set("NEWSCRAWL_BUDGET_REQUEST_COUNT", count, priority="cmdline")
            if opts.wait:
                wait_secs = seconds("--wait", opts.wait)
                self.settings.set("NEWSCRAWL_DATASET_LOCK_WAIT_SECS", wait_secs, priority="cmdline")
        except WrongUsageError as error:
            _say(str(error))
            sys.exit(2)
        if opts.output or opts.overwrite_output:
            feeds = {uri: {"item_classes": [Article], **feed} for uri, feed in self.settings["FEEDS"].items()}
            self.settings.set("FEEDS", feeds, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            crawler = self._checked_crawler(args, opts)
        except (WrongUsageError, PortalFileError) as error:
            _say(str(error))
            self.exitcode = 2
            return
        except NewscrawlError as error:
            _say(str(error))
            self.exitcode = 1
            return
        assert self.crawler_process is not None  # noqa: S101  set in scrapy.cmdline
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        _close_cut_off(crawler)
        judgement = _judgement_of(crawler, bootstrap_failed=self.crawler_process.bootstrap_failed)
        self.exitcode = judgement.exit_code
        _say(judgement.sentence)

    def _checked_crawler(self, args: list[str], opts: argparse.Namespace) -> Crawler:
        """Return the crawler for the portal that *args* names. Raises `WrongUsageError` and `PortalFileError`."""
        assert self.crawler_process is not None  # noqa: S101
        assert self.settings is not None  # noqa: S101
        names = self.crawler_process.spider_loader.list()
        if unknown := [arg for arg in args if arg.startswith("-")]:
            raise WrongUsageError(f"unknown option {unknown[0]}; 'scrapy crawl -h' lists the options")
        if len(args) != 1:
            raise WrongUsageError(f"expected one portal, got {len(args)}; known portals: {', '.join(names)}")
        name = args[0]
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"known portals: {', '.join(names)}"
            raise WrongUsageError(f"no portal is called {name!r}; {hint}")
        check_settings(self.settings)
        portal = load_portal(name, Path(self.settings["NEWSCRAWL_PORTALS_DIR"]))
        parse_arguments(opts.spargs).portal(portal)
        return self._create_crawler(name)


def _close_cut_off(crawler: Crawler) -> None:
    """Judge and close a run that a signal ended before Scrapy had opened it whole: then nothing closes it."""
    if not crawler.settings.frozen:
        return
    report, session = crawler.get_extension(RunReportExtension), crawler.get_extension(RunSession)
    if report and session and session.is_open and not report.is_closing and crawler.spider is not None:
        report.spider_closed(crawler.spider, "shutdown")
        session.spider_closed()


def _judgement_of(crawler: Crawler, *, bootstrap_failed: bool) -> Judgement:
    """Return what the run came to; one that did not come to its end, or could not close its dataset, has failed."""
    if not crawler.settings.frozen:
        return Judgement(verdict="failed", sentence="failed: the run did not start; the log above says why")
    report, session = crawler.get_extension(RunReportExtension), crawler.get_extension(RunSession)
    if report is None or session is None:
        return Judgement(verdict="done", sentence="done; without dataset there is no verdict")
    if report.judgement is None or bootstrap_failed:
        return Judgement(verdict="failed", sentence="failed: the run broke off; the log above says why")
    if session.refusal is not None and report.judgement.verdict not in {"failed", "locked"}:
        return Judgement(verdict="failed", sentence=f"failed: the dataset could not be closed: {session.refusal}")
    if any(key.startswith("feedexport/failed_count/") for key in crawler.stats.get_stats()):
        return Judgement(
            verdict="failed", sentence="failed: a feed (-o, -O) could not be written; the dataset is whole"
        )
    return report.judgement


def seconds(option: str, printed: str) -> float:
    """Return how many seconds *printed* means: `9m`, `1h30m`, `45s` or plain seconds. Raises `WrongUsageError`."""
    match = _DURATION.fullmatch(printed.strip())
    if not match or not any(match.groups()):
        raise WrongUsageError(f"{option}: expected a time such as 9m, 1h30m or 540, got {printed!r}")
    hours, minutes, secs = (int(part or 0) for part in match.groups())
    if not hours + minutes + secs:
        raise WrongUsageError(f"{option}: expected more than no time, got {printed!r}")
    return float(hours * 3600 + minutes * 60 + secs)


def _count(option: str, printed: str) -> int:
    if not printed.isdecimal() or int(printed) < 1:
        raise WrongUsageError(f"{option}: expected a number from 1, got {printed!r}")
    return int(printed)


def _check_file(option: str, written: str | None) -> None:
    """Raise `WrongUsageError` for a local file that cannot be written; make its folder where there is none."""
    if not written or written.startswith("-") or ("://" in written and not written.startswith("file://")):
        return
    path = Path(written.removeprefix("file://").partition(":")[0])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUsageError(f"{option}: expected a file that can be written, got {written!r} ({error})") from error
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise WrongUsageError(f"{option}: expected a file that can be written, got {written!r}")


def _say(sentence: str) -> None:
    print(f"newscrawl: {sentence}", file=sys.stderr)
