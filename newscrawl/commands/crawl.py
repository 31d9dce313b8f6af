"""`scrapy crawl PORTAL`: Scrapy's own command, with exit codes."""

from __future__ import annotations

import argparse
import errno
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.spiderloader import get_spider_loader
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from newscrawl.cli.output import exit_code_on_error, print_error, print_json
from newscrawl.cli.portal_argument import only_portal
from newscrawl.cli.settings_check import check_settings
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import parse_duration
from newscrawl.errors import WrongUsageError
from newscrawl.extensions.printable_log import let_handlers_close
from newscrawl.extensions.run_report import RunReportExtension
from newscrawl.extensions.run_session import RunSession
from newscrawl.extensions.verdict import Judgement
from newscrawl.items import Article
from newscrawl.paths import portals_folder
from newscrawl.portals import load_portal
from newscrawl.program import as_typed
from newscrawl.spiders.arguments import ARGUMENTS_HELP, parse_arguments
from newscrawl.terminal_line import can_paint

_LINE = "NEWSCRAWL_PROGRESS_LINE_ENABLED"
_LOG_LEVELS = ("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")

EXIT_CODES = (
    "Exit codes: 0 done; 1 the run failed or its dataset is damaged; 2 wrong usage; 3 finished, but the layout of the "
    "portal seems to have changed, or the portal served many articles alike; 4 blocked by the portal; 5 another run "
    "holds the dataset; 6 stopped at its time or request budget, goes on next time."
)


class Command(VerbCommand, ScrapyCrawl):
    """Runs one portal's spider and ends with its verdict."""

    def syntax(self) -> str:
        return "[options] PORTAL"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            f"Crawl a portal ({as_typed('list')!r} names them) into its dataset below NEWSCRAWL_DATASET_DIR. "
            f"{EXIT_CODES} "
            f"Arguments of the spider (-a NAME=VALUE): {ARGUMENTS_HELP}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="Limits of this run")
        group.add_argument("--max-time", metavar="TIME", help="stop after e.g. 9m, 1h30m or 540 (seconds); exit 6")
        group.add_argument("--max-requests", metavar="COUNT", help="stop after so many requests; exit 6")
        parser.add_argument("--json", action="store_true", help="print the end of the run as one JSON object, too")
        group.add_argument(
            "--wait", metavar="TIME", help="wait so long for another run to end (default: exit 5 at once)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        logging.raiseExceptions = False  # `PrintableLogExtension` reports a log that cannot be written, in one sentence
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self):
            _check_log(self.settings)
            for option, file in (("--logfile", opts.logfile), *(("-o, -O", file) for file in _feed_files(opts))):
                _check_file(option, file)
            _set_display(self.settings, opts)
            for name, value in _limits(opts):
                self.settings.set(name, value, priority="cmdline")
            self._check(args, opts)
        if self.exitcode:
            sys.exit(self.exitcode)
        if opts.output or opts.overwrite_output:
            feeds = {
                uri: {"item_classes": [Article], "store_empty": bool(feed.get("overwrite")), **feed}
                for uri, feed in self.settings["FEEDS"].items()
            }
            self.settings.set("FEEDS", feeds, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None  # noqa: S101  set in scrapy.cmdline
        let_handlers_close()
        crawler = self._create_crawler(args[0])
        interrupts = _interrupts_of(self.crawler_process.crawl(crawler, **opts.spargs))
        self.crawler_process.start()
        _close_cut_off(crawler)
        if interrupts:
            judgement = _interrupted(crawler)
        else:
            judgement = _judgement_of(crawler, bootstrap_failed=self.crawler_process.bootstrap_failed)
        self.exitcode = judgement.exit_code
        print_error(judgement.sentence)
        if opts.json:
            print_json(_as_data(args[0], judgement, crawler))

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what the user gave before Scrapy prints its versions. Raises `WrongUsageError`, `PortalFileError`."""
        assert self.settings is not None  # noqa: S101
        name = only_portal(args, get_spider_loader(self.settings).list(), command="crawl")
        check_settings(self.settings)
        portal = load_portal(name, portals_folder(self.settings))
        parse_arguments(opts.spargs).portal(portal)


def _as_data(portal: str, judgement: Judgement, crawler: Crawler) -> dict[str, object]:
    """Return the end of a run for a program: verdict, exit code, sentence, counts and the report's file."""
    session = crawler.get_extension(RunSession) if crawler.settings.frozen else None
    report = session.layout.folder / "runs" / f"{session.run_id}.json" if session else None
    counts = crawler.stats.get_stats() if crawler.settings.frozen else {}
    return {
        "portal": portal,
        "verdict": judgement.verdict,
        "exit_code": judgement.exit_code,
        "sentence": judgement.sentence,
        "run_id": session.run_id if session else None,
        "report": str(report) if report and report.exists() else None,
        "request_count": counts.get("downloader/request_count", 0),
        "article_count": counts.get("newscrawl/store/article_count", 0),
    }


def _interrupts_of(begun: Any) -> list[Failure]:
    """Return where a Ctrl-C is kept that comes while Scrapy builds the crawler of *begun*, before it hears signals."""
    interrupts: list[Failure] = []

    def keep(failure: Failure) -> Failure | None:
        if not isinstance(failure.value, KeyboardInterrupt):
            return failure
        interrupts.append(failure)
        return None

    if isinstance(begun, Deferred):
        begun.addErrback(keep)
    return interrupts


def _interrupted(crawler: Crawler) -> Judgement:
    """Return the outcome of a run that a Ctrl-C ended while Scrapy built it."""
    report = crawler.get_extension(RunReportExtension) if crawler.settings.frozen else None
    sentence = "stopped because it was asked to (signal) before it began; run it again"
    return (report.judgement if report else None) or Judgement(verdict="stopped", sentence=sentence)


def _close_cut_off(crawler: Crawler) -> None:
    """Judge and close a run that a signal ended before Scrapy had opened it whole: then nothing closes it."""
    if not crawler.settings.frozen:
        return
    report, session = crawler.get_extension(RunReportExtension), crawler.get_extension(RunSession)
    if report and session and session.is_open and not report.is_closing and crawler.spider is not None:
        report.spider_closed(crawler.spider, "shutdown")
        session.spider_closed()


def _judgement_of(crawler: Crawler, *, bootstrap_failed: bool) -> Judgement:
    """Return the outcome of the run; one that did not reach its end, or could not close its dataset, has failed."""
    if not crawler.settings.frozen:
        return Judgement(verdict="failed", sentence="failed: the run did not start; the log above has the reason")
    report, session = crawler.get_extension(RunReportExtension), crawler.get_extension(RunSession)
    if report is None or session is None:
        return Judgement(verdict="done", sentence="done; without dataset there is no verdict")
    if report.judgement is None or bootstrap_failed:
        return Judgement(verdict="failed", sentence="failed: the run stopped unexpectedly; see the log above")
    if session.refusal is not None and report.judgement.verdict not in {"failed", "locked"}:
        return Judgement(verdict="failed", sentence=f"failed: the dataset could not be closed: {session.refusal}")
    if any(key.startswith("feedexport/failed_count/") for key in crawler.stats.get_stats()):
        return Judgement(
            verdict="failed", sentence="failed: a feed (-o, -O) could not be written; the dataset is whole"
        )
    return report.judgement


def _set_display(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Decide what the run shows: warnings and its sentence; on a terminal one line. A log file has all the rest."""
    is_chosen = bool(opts.loglevel or opts.nolog) or settings.getpriority("LOG_LEVEL") == SETTINGS_PRIORITIES["cmdline"]
    has_file = bool(settings["LOG_FILE"])
    if not is_chosen and not has_file:
        settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
    is_quiet = has_file or str(settings["LOG_LEVEL"]) in {"WARNING", "ERROR", "CRITICAL"}
    if is_quiet and can_paint(sys.stderr) and settings.getpriority(_LINE) != SETTINGS_PRIORITIES["cmdline"]:
        settings.set(_LINE, True, priority="cmdline")


def _limits(opts: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """Yield the settings that the options of this run's limits mean. Raises `WrongUsageError`."""
    if opts.max_time:
        yield "CLOSESPIDER_TIMEOUT", parse_duration("--max-time", opts.max_time)
    if opts.max_requests:
        yield "NEWSCRAWL_BUDGET_REQUEST_COUNT", _count("--max-requests", opts.max_requests)
    if opts.wait:
        yield "NEWSCRAWL_DATASET_LOCK_WAIT_SECS", parse_duration("--wait", opts.wait)


def _feed_files(opts: argparse.Namespace) -> list[str]:
    return [*(opts.output or ()), *(opts.overwrite_output or ())]


def _count(option: str, printed: str) -> int:
    if not printed.isdecimal() or int(printed) < 1:
        raise WrongUsageError(f"{option}: expected a number from 1, got {printed!r}")
    return int(printed)


def _check_log(settings: BaseSettings) -> None:
    level = str(settings["LOG_LEVEL"])
    if level not in _LOG_LEVELS and not level.isdecimal():
        raise WrongUsageError(f"LOG_LEVEL: expected one of {', '.join(_LOG_LEVELS)}, got {level!r}")


def _check_file(option: str, written: str | None) -> None:
    """Raise `WrongUsageError` for a local file that cannot be written; make its folder where it is missing."""
    if not written or written.startswith("-") or ("://" in written and not written.startswith("file://")):
        return
    path = Path(written.removeprefix("file://").partition(":")[0])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        path.open("ab").close()  # asking for permission is not enough: a file system may refuse all the same
        if is_new:
            path.unlink()
    except OSError as error:
        reason = "a folder" if error.errno == errno.EISDIR else error.strerror
        raise WrongUsageError(f"{option}: expected a file that can be written, got {written!r} ({reason})") from error
