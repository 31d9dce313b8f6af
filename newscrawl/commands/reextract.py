"""`scrapy reextract PORTAL`: today's rules over the kept captures."""

from __future__ import annotations

import argparse
import platform
import signal
import sys
import time
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from newscrawl.clock import Clock
from newscrawl.dataset.layout import Layout
from newscrawl.dataset.reader import open_dataset
from newscrawl.dataset.report import RunReport, Verdict
from newscrawl.dataset.session import Session
from newscrawl.dataset_dir import dataset_root
from newscrawl.errors import DatasetLockedError, NewscrawlError, PortalFileError, WrongUsageError
from newscrawl.exports.selection import time_bound
from newscrawl.extensions.run_report import PACKAGES
from newscrawl.pipelines.deduplicate import are_one_text
from newscrawl.pipelines.observe import next_visit
from newscrawl.portals import load_portal, portal_names
from newscrawl.reextraction import (
    FIELDS,
    Applier,
    ArchiveSummary,
    Policies,
    Reextraction,
    Scope,
    Standing,
    Summary,
    article_lines,
    core_count,
    reextract,
    spoken,
    standing,
    told_lines,
    write_lines,
)
from newscrawl.telling import tell

_TERMINAL_SECS = 0.2
_LOG_SECS = 30.0


class Command(ScrapyCommand):
    """Reads what was kept again; tells what that changes, and writes it where asked to."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "PORTAL [options] | --warc FILE [--portal PORTAL] [--to FILE]"

    def short_desc(self) -> str:
        return "Read the kept responses again by today's rules"

    def long_desc(self) -> str:
        return (
            "Read the kept responses of PORTAL again by today's rules, and tell field by field what that changes. "
            "Nothing is written without --apply, which adds a new revision for each article that reads differently "
            "now. Exit codes: 0 done; 1 no dataset, or it is damaged; 2 wrong usage; 5 a run writes the dataset; "
            "6 interrupted: run it again, it goes on."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="Reading again")
        group.add_argument("--apply", action="store_true", help="write the new revisions")
        group.add_argument("--since", metavar="DATE", help="captured from that day or time on (UTC without an offset)")
        group.add_argument("--until", metavar="DATE", help="captured up to the end of that day, or before that time")
        group.add_argument("--section", metavar="LABEL[,LABEL]", help="only these sections, as printed")
        group.add_argument("--field", metavar="NAME[,NAME]", help="only these fields of an article")
        group.add_argument("--jobs", metavar="N", help="processes (default: one a core)")
        group.add_argument("--json", action="store_true", help="print the summary as one JSON object")
        foreign = parser.add_argument_group(title="An archive from elsewhere")
        foreign.add_argument(
            "--warc", metavar="FILE", help="print the articles of a WARC file as JSON Lines; nothing is stored"
        )
        foreign.add_argument("--portal", help="the portal whose rules read it (default: rules for any news site)")
        foreign.add_argument("--to", metavar="FILE", help="write them to a file instead")
        foreign.add_argument("--force", action="store_true", help="replace a file that stands already")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            if opts.warc:
                self._read_warc(args, opts)
            else:
                self._run(args, opts)
        except (WrongUsageError, PortalFileError) as error:
            self._end(error, 2)
        except DatasetLockedError as error:
            self._end(error, 5)
        except (NewscrawlError, OSError) as error:
            self._end(error, 1)
        except KeyboardInterrupt:
            self._end("interrupted; what was written is sound: run it again, it goes on", 6)

    def _end(self, error: object, code: int) -> None:
        tell(error)
        self.exitcode = code

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        asked = self._asked(args, opts)
        open_dataset(asked.folder)  # told before anything is made where there is none
        summary = Summary()
        progress = ProgressLine()
        try:
            if opts.apply:
                _apply(asked, summary, progress, self.settings, _told(opts))
            else:
                reextract(asked, standing(Layout(asked.folder), asked.scope), summary, progress, None)
        finally:
            progress.end()
            if summary.read_count:
                print(_as_json(summary) if opts.json else "\n".join(told_lines(summary, is_applied=opts.apply)))
        if not summary.read_count:
            print(_as_json(summary) if opts.json else "nothing to read again: no article of that choice is stored")

    def _read_warc(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the articles of a WARC file, or write them aside and rename; the summary goes to standard error."""
        assert self.settings is not None  # noqa: S101
        if opts.apply or len(args) > 1 or (args and opts.portal):
            raise WrongUsageError("--warc FILE stores nothing: expected at most one portal, whose rules are used")
        name = opts.portal or (args[0] if args else None)
        portal = load_portal(name, Path(self.settings["NEWSCRAWL_PORTALS_DIR"])) if name else None
        source, to = Path(opts.warc), Path(opts.to) if opts.to else None
        if not source.is_file():
            raise WrongUsageError(f"{source}: expected a WARC file, got none")
        if to is not None and to.exists() and not opts.force:
            raise NewscrawlError(f"{to}: stands already; choose another name, or --force replaces it")
        summary, progress = ArchiveSummary(), ProgressLine("bytes")
        size = source.stat().st_size
        lines = article_lines(
            source, portal, jobs=_jobs(opts.jobs), summary=summary, progress=lambda done: progress(done, size)
        )
        try:
            write_lines(lines, to)
        finally:
            lines.close()
            progress.end()
            told = [msgspec.json.encode(summary).decode()] if opts.json else spoken(summary)
            print("\n".join(told), file=sys.stderr)

    def _asked(self, args: list[str], opts: argparse.Namespace) -> Reextraction:
        assert self.settings is not None  # noqa: S101
        folder = Path(self.settings["NEWSCRAWL_PORTALS_DIR"])
        if len(args) != 1:
            raise WrongUsageError(f"expected one portal, got {len(args)}; there is: {', '.join(portal_names(folder))}")
        return Reextraction(
            folder=dataset_root(self.settings["NEWSCRAWL_DATASET_DIR"]) / args[0],
            portal=load_portal(args[0], folder),
            scope=Scope(
                since=time_bound(opts.since, "--since"),
                until=time_bound(opts.until, "--until", is_end=True),
                sections=tuple(_words(opts.section)),
            ),
            fields=_fields(opts.field),
            jobs=_jobs(opts.jobs),
        )


def _words(printed: str | None) -> list[str]:
    return [word.strip() for word in (printed or "").split(",") if word.strip()]


def _fields(printed: str | None) -> tuple[str, ...]:
    names = _words(printed)
    if unknown := [name for name in names if name not in FIELDS]:
        raise WrongUsageError(f"--field: expected some of {', '.join(FIELDS)}; got {', '.join(unknown)}")
    return tuple(name for name in FIELDS if name in names) if names else FIELDS


def _jobs(printed: str | None) -> int:
    if printed is None:
        return core_count()
    if not printed.isdecimal() or not 1 <= int(printed) <= 256:
        raise WrongUsageError(f"--jobs: expected a number from 1 to 256, got {printed!r}")
    return int(printed)


def _told(opts: argparse.Namespace) -> dict[str, str]:
    options = {"since": opts.since, "until": opts.until, "section": opts.section, "field": opts.field}
    return {name: value for name, value in options.items() if value}


def _apply(
    asked: Reextraction, summary: Summary, progress: ProgressLine, settings: BaseSettings, told: dict[str, str]
) -> None:
    """Write what differs, and the report of that; an interrupted run leaves what it has written."""
    layout = Layout(asked.folder)
    clock = Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"])
    started_at = clock.now()
    # Texts are compared as far back as there are any: those that are read again together may be of any age.
    first_at = standing(layout, asked.scope).first_captured_at or started_at
    window = timedelta(days=settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS"))
    session = Session(
        asked.folder.parent,
        asked.folder.name,
        clock=clock,
        sync_record_count=settings.getint("NEWSCRAWL_DATASET_SYNC_COUNT"),
        sync_secs=settings.getfloat("NEWSCRAWL_DATASET_SYNC_SECS"),
        window_days=max(window, started_at - first_at + timedelta(days=1)).days,
        fault=settings["NEWSCRAWL_DATASET_FAULT"],
    )
    recovery = session.open().sentences()
    summary.run_id = session.run_id
    verdict: Verdict = "failed"
    try:
        found: Standing = standing(layout, asked.scope)  # under the lock: nobody adds a line any more
        reextract(asked, found, summary, progress, Applier(session, _policies(settings, window)))
        verdict = "done"
    except KeyboardInterrupt:
        verdict = "stopped"
        raise
    finally:
        report = _report(session, summary, verdict, started_at, told, tuple(recovery))
        try:
            session.flush()
            session.write_report(report)
        finally:
            session.close()


def _policies(settings: BaseSettings, window: timedelta) -> Policies:
    hours = sorted(float(hour) for hour in settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS"))
    similarity = settings.getfloat("NEWSCRAWL_DEDUPLICATE_SIMILARITY")
    return Policies(
        are_one_text=lambda one, other: are_one_text(one, other, similarity),
        next_visit=lambda published_at, captured_at: next_visit(published_at, captured_at, hours),
        duplicate_window=window,
    )


_EXIT_CODES: dict[Verdict, int] = {"done": 0, "failed": 1, "stopped": 6}


def _report(
    session: Session,
    summary: Summary,
    verdict: Verdict,
    started_at: datetime,
    told: dict[str, str],
    recovery: tuple[str, ...],
) -> RunReport:
    return RunReport(
        portal=session.portal,
        run_id=session.run_id,
        command="reextract",
        started_at=started_at,
        finished_at=session.clock.now(),
        verdict=verdict,
        exit_code=_EXIT_CODES[verdict],
        reasons=(f"{summary.read_count} articles read again, {summary.written_count} revisions written",),
        versions={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        arguments=told,
        records=dict(sorted(session.record_counts.items())),
        recovery=recovery,
    )


class ProgressLine:
    """How far it is, on standard error: one line that changes on a terminal, one each half minute elsewhere."""

    def __init__(self, unit: str = "articles") -> None:
        self._unit = unit
        self._is_terminal = sys.stderr.isatty()
        self._started = self._told_at = time.monotonic()
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        """Tell that *done* of *total* articles were read, unless that was told just now."""
        now = time.monotonic()
        if now - self._told_at < (_TERMINAL_SECS if self._is_terminal else _LOG_SECS):
            return
        self._told_at = now
        line = f"{done:,} of {total:,} {self._unit} read, {done / (now - self._started):.0f} a second"
        print(f"\r{line}\033[K" if self._is_terminal else line, end="" if self._is_terminal else "\n", file=sys.stderr)
        sys.stderr.flush()
        self._is_shown = True

    def end(self) -> None:
        """Take the line away."""
        if self._is_terminal and self._is_shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _as_json(summary: Summary) -> str:
    return msgspec.json.encode(summary.as_data()).decode()
