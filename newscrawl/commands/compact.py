"""`scrapy compact PORTAL`: one file a day and kind instead of one a run."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from newscrawl.cli.output import exit_code_on_error, print_error, print_json, print_line
from newscrawl.cli.portal_argument import portal_folder
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock
from newscrawl.dataset.compaction import Compacted, Compression, DayFiles, compact, parsed_day, plan, today
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import WrongUsageError
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names

_NOTHING = "nothing to compact"


class Command(VerbCommand):
    """Compacts the finished days of one portal."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] PORTAL"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Join the files of each day before today (UTC) and kind into one; every line stays as it is, in the same "
            "order. Captures and reports are left alone. Can be stopped at any moment and run again. Exit codes: 0 "
            "done; 1 a day was left as it is because a file of it is damaged; 2 wrong usage; 5 a run holds the "
            "dataset; 6 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--before", metavar="DATE", help="only days before DATE, e.g. 2026-11-01")
        parser.add_argument("--dry-run", action="store_true", help="only print what there is to compact")
        parser.add_argument("--json", action="store_true", help="print one JSON object for each day and kind")
        packing = parser.add_mutually_exclusive_group()
        packing.add_argument("--zstd", action="store_true", help="compress the days' files (.jsonl.zst)")
        packing.add_argument("--gzip", action="store_true", help="compress the days' files (.jsonl.gz)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self, interrupted="interrupted; no line was lost; run it again to continue"):
            self._run(self._layout(args), opts)

    def _run(self, layout: Layout, opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        clock = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"])
        before = min(_day(opts.before), today(clock)) if opts.before else today(clock)
        compression: Compression = ".zst" if opts.zstd else ".gz" if opts.gzip else ""
        if opts.dry_run:
            _propose(layout, plan(layout, before=before, compression=compression), is_json=opts.json)
            return
        done = compact(
            layout,
            clock=clock,
            window_days=self.settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS"),
            before=before,
            compression=compression,
            report=print_error,
        )
        self._show(layout, done, is_json=opts.json)

    def _show(self, layout: Layout, done: Iterator[Compacted], *, is_json: bool) -> None:
        file_count, target_count, refused_count = 0, 0, 0
        for one in done:
            if is_json:
                print_json(_as_data(one.day, path=one.path, byte_count=one.byte_count, refusal=one.refusal))
            if one.refusal:
                print_error(one.refusal)
                refused_count += 1
                continue
            file_count, target_count = file_count + len(one.day.files), target_count + 1
            if not is_json:
                print_line(_line(one))
        self.exitcode = 1 if refused_count else self.exitcode
        if is_json:
            return
        if target_count:
            print_line(f"{layout.folder.name}: {file_count} files became {target_count}")
        elif not refused_count:
            print_line(f"{layout.folder.name}: {_NOTHING}")

    def _layout(self, args: list[str]) -> Layout:
        assert self.settings is not None  # noqa: S101
        known = portal_names(portals_folder(self.settings))
        root = dataset_root(self.settings)
        return Layout(portal_folder(args, known, root, command="compact"))


def _as_data(day: DayFiles, *, path: str, byte_count: int | None = None, refusal: str = "") -> dict[str, object]:
    return {
        "kind": day.kind,
        "date": day.date,
        "file_count": len(day.files),
        "byte_count_before": day.byte_count,
        "path": path,
        "byte_count": byte_count,
        "refusal": refusal or None,
    }


def _propose(layout: Layout, days: list[DayFiles], *, is_json: bool) -> None:
    if is_json:
        for day in days:
            print_json(_as_data(day, path=day.target))
        return
    for day in days:
        print_line(f"{day.kind} {day.date}: {len(day.files)} files, {day.byte_count:,} bytes, to {day.target}")
    if not days:
        print_line(f"{layout.folder.name}: {_NOTHING}")


def _day(printed: str) -> date:
    try:
        return parsed_day(printed)
    except ValueError as error:
        raise WrongUsageError(f"--before: expected a day such as 2026-11-01, got {printed!r}") from error


def _line(done: Compacted) -> str:
    day = done.day
    return (
        f"{day.kind} {day.date}: {len(day.files)} files, {day.byte_count:,} bytes, became {done.path}, "
        f"{done.byte_count:,} bytes"
    )
