"""`scrapy compact PORTAL`: one file a day and kind instead of one a run."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.clock import Clock
from newscrawl.dataset.compact import Compacted, Compression, compact, parsed_day, plan, today
from newscrawl.dataset.layout import Layout
from newscrawl.dataset_dir import dataset_root
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.telling import closable_output, tell


class Command(ScrapyCommand):
    """Compacts the finished days of one portal."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] PORTAL"

    def short_desc(self) -> str:
        return "Make one file a day of the many that a day's runs have left"

    def long_desc(self) -> str:
        return (
            "Join the files of each day before today (UTC) and kind into one; every line stays as it is, in the same "
            "order. Captures and reports are left alone. Can be stopped at any moment and run again. Exit codes: 0 "
            "done; 1 a day was left as it is because a file of it is damaged, or a run holds the dataset; 2 wrong "
            "usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--before", metavar="DATE", help="only days before DATE, e.g. 2026-11-01")
        parser.add_argument("--dry-run", action="store_true", help="only print what there is to compact")
        packing = parser.add_mutually_exclusive_group()
        packing.add_argument("--zstd", action="store_true", help="compress the days' files (.jsonl.zst)")
        packing.add_argument("--gzip", action="store_true", help="compress the days' files (.jsonl.gz)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            with closable_output():
                self._run(args, opts)
        except WrongUsageError as error:
            tell(error)
            self.exitcode = 2
        except NewscrawlError as error:
            tell(error)
            self.exitcode = 1

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        clock = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"])
        layout = self._layout(args)
        before = min(_day(opts.before), today(clock)) if opts.before else today(clock)
        compression: Compression = ".zst" if opts.zstd else ".gz" if opts.gzip else ""
        if opts.dry_run:
            for day in plan(layout, before=before, compression=compression):
                print(f"{day.kind} {day.date}: {len(day.files)} files, {day.byte_count:,} bytes, to {day.target}")
            return
        done = compact(
            layout,
            clock=clock,
            window_days=self.settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS"),
            before=before,
            compression=compression,
            fault=self.settings["NEWSCRAWL_DATASET_FAULT"],
            tell=tell,
        )
        file_count, target_count = 0, 0
        for one in done:
            if one.refusal:
                tell(one.refusal)
                self.exitcode = 1
                continue
            file_count, target_count = file_count + len(one.day.files), target_count + 1
            print(_line(one), flush=True)
        print(f"{layout.folder.name}: {file_count} files became {target_count}")

    def _layout(self, args: list[str]) -> Layout:
        assert self.settings is not None  # noqa: S101
        if len(args) != 1:
            raise WrongUsageError(f"expected one portal, got {len(args)}; 'scrapy compact -h' shows how")
        folder = dataset_root(self.settings["NEWSCRAWL_DATASET_DIR"]) / args[0]
        if args[0] in {"", ".", ".."} or "/" in args[0]:
            raise WrongUsageError(f"expected a portal's name such as 'kangnam', got {args[0]!r}")
        if not folder.is_dir():
            raise DatasetError(f"{folder}: expected a portal's dataset, got none; 'scrapy crawl {args[0]}' makes one")
        return Layout(folder)


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
