"""`scrapy reextract PORTAL`: today's rules over the kept captures."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from scrapy.settings import BaseSettings

from newscrawl.cli.output import exit_code_on_error, print_json, print_line
from newscrawl.cli.portal_argument import only_portal, portal_folder, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.cli.worker_options import add_worker_options, workers_of
from newscrawl.clock import Clock
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.revisions.compare_texts import are_one_text
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint
from newscrawl.errors import NewscrawlError, WrongUsageError
from newscrawl.exports.formats.parquet import pack_articles
from newscrawl.exports.selection import time_bound
from newscrawl.extensions.run_report import PACKAGES
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.pipelines.next_visits import next_visit
from newscrawl.portals import Portal, load_portal, portal_names
from newscrawl.reextraction import (
    FIELDS,
    ArchiveSummary,
    Policies,
    ProgressLine,
    Reextraction,
    Scope,
    Summary,
    Writing,
    apply_rereading,
    archive_summary_lines,
    article_lines,
    candidates,
    reextract,
    summary_lines,
    write_article_lines,
)
from newscrawl.reextraction.archives import ArchiveForm, ArchiveReader, archives_of, read_archives
from newscrawl.tasks import Workers

_OF_A_DATASET = ("apply", "since", "until", "section", "field")
_OF_AN_ARCHIVE = ("portal", "to", "force", "format")


class Command(VerbCommand):
    """Reads what was kept again; reports what that changes, and writes it where asked to."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    crash_point: CrashPoint = NO_CRASH
    """What the session calls between two steps of writing; a test's subclass ends the process there."""

    def syntax(self) -> str:
        return "PORTAL [options] | --warc FILE [--to FILE] | --warc 'GLOB' --to FOLDER [--format parquet]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Read the kept responses of PORTAL again by today's rules, and report the changes field by field. "
            "Nothing is written without --apply, which adds a new revision for each article that reads differently "
            "now. Exit codes: 0 done; 1 no dataset, or part of it is damaged (the rest was processed); 2 wrong usage; "
            "5 a run writes the dataset; 6 interrupted: run it again, it goes on."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="Reading again")
        group.add_argument("--apply", action="store_true", help="write the new revisions")
        group.add_argument("--since", metavar="DATE", help="captured from that day or time on (UTC without an offset)")
        group.add_argument("--until", metavar="DATE", help="captured up to the end of that day, or before that time")
        group.add_argument("--section", metavar="LABEL[,LABEL]", help="only these sections, as printed")
        group.add_argument("--field", metavar="NAME[,NAME]", help="only these fields of an article")
        add_worker_options(group)
        group.add_argument("--json", action="store_true", help="print the summary as one JSON object")
        foreign = parser.add_argument_group(title="An archive from elsewhere")
        foreign.add_argument(
            "--warc",
            metavar="FILE",
            action="append",
            help="print the articles of a WARC file as JSON Lines; nothing is stored. A pattern such as 'CC-NEWS-*', "
            "or more files after it, are read into the folder of --to, a task a file",
        )
        foreign.add_argument("--portal", help="the portal whose rules read it (default: rules for any news site)")
        foreign.add_argument("--to", metavar="FILE", help="write them to a file, or to a folder, a file an archive")
        foreign.add_argument(
            "--format", choices=("jsonl", "parquet"), help="of the files in the folder (default: jsonl)"
        )
        foreign.add_argument("--force", action="store_true", help="replace what exists")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self, interrupted="interrupted; what was written is sound: run it again, it goes on"):
            refuse_options(args, command="reextract")
            if opts.warc:
                _refuse(opts, _OF_A_DATASET, "--warc FILE stores nothing, and reads all: it does not go with")
                self._read_archives(args, opts)
            else:
                _refuse(opts, _OF_AN_ARCHIVE, "only --warc FILE goes with")
                self._read_dataset(args, opts)

    def _read_dataset(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with workers_of(opts) as workers:
            self._reread(self._asked(args, opts, workers), opts)

    def _reread(self, asked: Reextraction, opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        open_reader(asked.folder)  # raises before anything is made where there is no dataset
        summary = Summary()
        with _summary_at_end(summary, opts), _progress("articles") as progress:
            if opts.apply:
                apply_rereading(asked, _writing(self.settings, opts, self.crash_point), summary, progress)
            else:
                reextract(asked, candidates(Layout(asked.folder), asked.scope), summary, progress, None)
        self.exitcode = 1 if summary.damaged_count else self.exitcode

    def _read_archives(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read one archive to standard output or a file, or many into a folder."""
        patterns = [*opts.warc, *(arg for arg in args if arg not in self._known and Path(arg).is_file())]
        names = [arg for arg in args if arg not in patterns] + ([opts.portal] if opts.portal else [])
        portal = load_portal(only_portal(names, self._known, command="reextract"), self._portals_dir) if names else None
        archives = archives_of(patterns)
        is_folder = bool(opts.to) and (opts.to.endswith("/") or Path(opts.to).is_dir())
        if is_folder or len(archives) > 1 or "*" in opts.warc[0]:
            if not opts.to or Path(opts.to).is_file():
                raise WrongUsageError("--to: expected a folder for many archives, e.g. --to articles/")
            self._read_into_folder(archives, portal, opts)
            return
        _refuse(opts, ("format", "on"), "only many archives, and a folder to write to (--to FOLDER/), go with")
        self._read_archive(archives[0], portal, opts)

    def _read_into_folder(self, archives: list[Path], portal: Portal | None, opts: argparse.Namespace) -> None:
        own = [path.absolute() for path in archives]  # a worker may run in another folder
        form: ArchiveForm = opts.format or "jsonl"
        reader = ArchiveReader(
            to=Path(opts.to).absolute(),
            portal=portal,
            form=form,
            page_secs=self._page_secs,
            pack=pack_articles if form == "parquet" else None,
        )
        with workers_of(opts) as workers, _progress("archives") as progress:
            total = read_archives(reader, own, workers, is_forced=opts.force, progress=progress)
        if opts.json:
            print_json(total)
        else:
            print_line("\n".join(total.sentences()))
        self.exitcode = 1 if total.faults else 0

    def _read_archive(self, source: Path, portal: Portal | None, opts: argparse.Namespace) -> None:
        """Print the articles of a WARC file, or write them aside and rename; the summary goes to standard error."""
        to = Path(opts.to) if opts.to else None
        if to is not None and to.exists() and not opts.force:
            raise NewscrawlError(f"{to}: already exists; choose another name, or replace it with --force")
        summary, size = ArchiveSummary(), source.stat().st_size
        with workers_of(opts) as workers, _progress("bytes") as progress:
            lines = article_lines(
                source,
                portal,
                workers=workers,
                summary=summary,
                progress=lambda done: progress(done, size),
                page_secs=self._page_secs,
            )
            try:
                write_article_lines(_of_archive(lines, source, summary), to)
            finally:
                lines.close()
                printed = [msgspec.json.encode(summary).decode()] if opts.json else archive_summary_lines(summary)
                print_line("\n".join(printed), is_result=False)

    def _asked(self, args: list[str], opts: argparse.Namespace, workers: Workers) -> Reextraction:
        assert self.settings is not None  # noqa: S101
        name = only_portal(args, self._known, command="reextract")
        root = dataset_root(self.settings)
        return Reextraction(
            folder=portal_folder([name], self._known, root, command="reextract").absolute(),
            portal=load_portal(name, self._portals_dir),
            scope=Scope(
                since=time_bound(opts.since, "--since"),
                until=time_bound(opts.until, "--until", is_end=True),
                sections=tuple(_words(opts.section)),
            ),
            fields=_fields(opts.field),
            workers=workers,
            page_secs=self._page_secs,
        )

    @property
    def _page_secs(self) -> float:
        assert self.settings is not None  # noqa: S101
        return self.settings.getfloat("NEWSCRAWL_READING_PAGE_SECS")

    @property
    def _portals_dir(self) -> Path:
        assert self.settings is not None  # noqa: S101
        return portals_folder(self.settings)

    @property
    def _known(self) -> list[str]:
        return portal_names(self._portals_dir)


def _of_archive(lines: Iterator[bytes], source: Path, summary: ArchiveSummary) -> Iterator[bytes]:
    """Yield *lines*. Raises `NewscrawlError` at their end where *source* held no response that is whole."""
    yield from lines
    if summary.response_count == summary.damaged_count:
        raise NewscrawlError(f"{source}: expected a WARC file with responses, got none that can be read")


@contextmanager
def _progress(unit: str) -> Iterator[ProgressLine]:
    line = ProgressLine(unit)
    try:
        yield line
    finally:
        line.end()


@contextmanager
def _summary_at_end(summary: Summary, opts: argparse.Namespace) -> Iterator[None]:
    """Print *summary* at the end of the block; a run that stopped early reports how far it came, if it began at all."""
    try:
        yield
    except BaseException:
        if summary.read_count:
            _print_summary(summary, opts)
        raise
    _print_summary(summary, opts)


def _print_summary(summary: Summary, opts: argparse.Namespace) -> None:
    if opts.json:
        print_json(summary.as_data())
    elif summary.read_count:
        print_line("\n".join(summary_lines(summary, is_applied=opts.apply)))
    else:
        print_line("nothing to read again: no article of that choice is stored")


def _refuse(opts: argparse.Namespace, names: tuple[str, ...], why: str) -> None:
    """Raise `WrongUsageError` for options that would be passed over in silence."""
    if given := [f"--{name}" for name in names if getattr(opts, name)]:
        raise WrongUsageError(f"{why} {', '.join(given)}")


def _words(printed: str | None) -> list[str]:
    return [word.strip() for word in (printed or "").split(",") if word.strip()]


def _fields(printed: str | None) -> tuple[str, ...]:
    names = _words(printed)
    if unknown := [name for name in names if name not in FIELDS]:
        raise WrongUsageError(f"--field: expected some of {', '.join(FIELDS)}; got {', '.join(unknown)}")
    return tuple(name for name in FIELDS if name in names) if names else FIELDS


def _writing(settings: BaseSettings, opts: argparse.Namespace, crash_point: CrashPoint) -> Writing:
    chosen = {name: getattr(opts, name) for name in _OF_A_DATASET if name != "apply"}
    return Writing(
        clock=Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"]),
        policies=_policies(settings),
        sync_record_count=settings.getint("NEWSCRAWL_DATASET_SYNC_COUNT"),
        sync_secs=settings.getfloat("NEWSCRAWL_DATASET_SYNC_SECS"),
        versions={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        arguments={name: value for name, value in chosen.items() if value},
        fault=crash_point,
    )


def _policies(settings: BaseSettings) -> Policies:
    hours = sorted(float(hour) for hour in settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS"))
    similarity = settings.getfloat("NEWSCRAWL_DEDUPLICATE_SIMILARITY")
    return Policies(
        are_one_text=lambda one, other: are_one_text(one, other, similarity),
        next_visit=lambda published_at, captured_at: next_visit(published_at, captured_at, hours),
        duplicate_window=timedelta(days=settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS")),
    )
