"""`scrapy export PORTAL --to FILE`: the dataset as a file for other programs."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, cast

import msgspec

from newscrawl.cli.output import exit_code_on_error, print_error, print_json, print_line
from newscrawl.cli.portal_argument import only_name, portal_folder, portals_matching, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.cli.worker_options import add_worker_options, workers_of
from newscrawl.clock import Clock
from newscrawl.dataset.storage.layout import RECORD_KINDS, RecordKind
from newscrawl.errors import WrongUsageError
from newscrawl.exports import (
    ExportDone,
    ExportRequest,
    PortalDone,
    Selection,
    SetExporter,
    Target,
    export,
    export_set,
    target_of,
    time_bound,
)
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import load_portal, portal_names
from newscrawl.terminal_line import working
from newscrawl.text import counted

_SHOWN_LABELS = 50


class Command(VerbCommand):
    """Writes what is stored of a portal to Parquet, CSV, JSON Lines or SQLite, with a datasheet beside it."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "PORTAL --to FILE [options] | PORTAL|'PATTERN' … --to FOLDER [--jobs N|--on ADDRESS]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Export the dataset of PORTAL. The file extension selects the format: .parquet, .csv, .jsonl, .jsonl.gz, "
            ".jsonl.zst, .sqlite; without one, a folder of monthly Parquet files. A datasheet is written "
            "beside it. Several portals, or patterns such as 'city_*', go into one set of Parquet files by portal and "
            "month; a portal whose dataset has not changed is not exported again. Exit codes: 0 done; 1 no dataset, "
            "FILE already exists or cannot be written; 2 wrong usage; 6 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--to", metavar="FILE", help="the file or folder to make")
        parser.add_argument(
            "--records",
            metavar="KIND[,KIND]",
            help="articles, rankings, observations; several for a folder or .sqlite (default: articles; .sqlite: all)",
        )
        parser.add_argument(
            "--latest", action="store_true", help="only the last revision, capture of a list, or visit of each"
        )
        parser.add_argument("--as-of", metavar="DATE", help="the state at the end of that day, or at that time")
        parser.add_argument("--since", metavar="DATE", help="captured from that day or time on (UTC without an offset)")
        parser.add_argument("--until", metavar="DATE", help="captured up to the end of that day, or before that time")
        parser.add_argument("--section", metavar="LABEL[,LABEL]", help="only these sections, as printed")
        parser.add_argument(
            "--where", metavar="SQL", help="a condition over the columns, e.g. \"body LIKE '%%地震%%'\""
        )
        parser.add_argument(
            "--csv-safe", action="store_true", help="CSV that a spreadsheet may open: no formulas, a BOM"
        )
        add_worker_options(parser.add_argument_group(title="Many portals"))
        parser.add_argument("--force", action="store_true", help="replace an existing export")
        parser.add_argument("--json", action="store_true", help="print what was done as one JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        is_set = len(args) > 1 or any(set("*?[") & set(arg) for arg in args)
        left = "the portals that were done are whole: run it again, it goes on" if is_set else "nothing was exported"
        with exit_code_on_error(self, interrupted=f"interrupted; {left}"):
            now = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"]).now()
            if is_set:
                self._export_set(args, opts, now)
                return
            if opts.jobs or opts.on:
                raise WrongUsageError("--jobs, --on: expected several portals, a task each; got one")
            request = self._request(args, opts)
            with working(f"{args[0]}: exporting"):
                done = export(request, now=now)
            _show(done, is_json=opts.json)

    def _export_set(self, args: list[str], opts: argparse.Namespace, now: datetime) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        refuse_options(args, command="export")
        if not opts.to or not (target := target_of(opts.to)).is_folder or opts.csv_safe:
            raise WrongUsageError("expected --to FOLDER/ for many portals, e.g. --to news/")
        portals_dir = portals_folder(self.settings)
        data = dataset_root(self.settings).absolute()
        known = portal_names(portals_dir)
        names = portals_matching(args, known, data)
        exporter = SetExporter(
            data=data,
            to=target.path.absolute(),
            titles={name: load_portal(name, portals_dir).title for name in names if name in known},
            kinds=_kinds(opts.records, target),
            selection=_selection(opts),
            now=now,
            is_forced=opts.force,
        )
        with workers_of(opts) as workers:
            found = export_set(exporter, names, workers)
        _show_set(exporter.to, found, is_json=opts.json)
        self.exitcode = 1 if any(done.fault for done in found) else 0

    def _request(self, args: list[str], opts: argparse.Namespace) -> ExportRequest:
        assert self.settings is not None  # noqa: S101
        portals_dir = portals_folder(self.settings)
        known = portal_names(portals_dir)
        name = only_name(args, known, command="export")
        if not opts.to:
            raise WrongUsageError("expected --to FILE, e.g. --to articles.parquet")
        target = target_of(opts.to)
        return ExportRequest(
            folder=portal_folder(args, known, dataset_root(self.settings), command="export"),
            title=load_portal(name, portals_dir).title if name in known else name,
            target=target,
            kinds=_kinds(opts.records, target),
            selection=_selection(opts),
            is_safe=opts.csv_safe,
            is_forced=opts.force,
        )


def _show_set(folder: Path, found: list[PortalDone], *, is_json: bool) -> None:
    for done in found:
        if is_json:
            print_json(done)
        elif done.fault:
            print_error(f"{done.portal}: {done.fault}")
    every = [set(done.unknown_sections) for done in found if not done.fault and not done.is_kept]
    if unknown := set.intersection(*every) if every else set():
        print_error(f"--section: no record of any portal has {', '.join(sorted(unknown))}")
    if not is_json:
        whole = [done for done in found if not done.fault]
        records = sum(sum(done.records.values()) for done in whole)
        kept = sum(done.is_kept for done in whole)
        size = sum(done.byte_count for done in whole)
        print_line(f"{folder}: {counted(len(whole), 'portal')} ({kept} unchanged), {records:,} records, {size:,} bytes")


def _kinds(printed: str | None, target: Target) -> tuple[RecordKind, ...]:
    if printed is None:
        return RECORD_KINDS if target.form == "sqlite" else ("articles",)
    asked = list(dict.fromkeys(printed.split(",")))
    if not set(asked) <= set(RECORD_KINDS):
        raise WrongUsageError(f"--records: expected {', '.join(RECORD_KINDS)}, got {printed!r}")
    return tuple(cast("RecordKind", kind) for kind in asked)


def _selection(opts: argparse.Namespace) -> Selection:
    return Selection(
        is_latest=opts.latest,
        as_of=time_bound(opts.as_of, "--as-of", is_end=True),
        since=time_bound(opts.since, "--since"),
        until=time_bound(opts.until, "--until", is_end=True),
        sections=tuple(label.strip() for label in (opts.section or "").split(",") if label.strip()),
        where=opts.where or "",
    )


def _show(done: ExportDone, *, is_json: bool) -> None:
    if done.unknown_sections:
        known = ", ".join(done.known_sections[:_SHOWN_LABELS]) or "none"
        print_error(f"--section: no record has {', '.join(done.unknown_sections)}; known labels: {known}")
    if is_json:
        print_json(msgspec.to_builtins(done, builtin_types=(), enc_hook=str))
        return
    counts = ", ".join(f"{count:,} {kind}" for kind, count in done.record_counts.items())
    print_line(f"{done.path}: {counts}, {done.byte_count:,} bytes")
    print_line(f"datasheet: {', '.join(str(path) for path in done.sheet_paths)}")
    if done.part_count:
        print_line(f"left out: {counted(done.part_count, 'file')} of runs that have not ended")
