"""`scrapy verify [PORTAL]`: whether a dataset is sound."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from newscrawl.cli.output import exit_code_on_error, print_json, print_line
from newscrawl.cli.portal_argument import portal_folder, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock
from newscrawl.dataset.storage.findings import Finding
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import Verification, verify
from newscrawl.errors import DatasetError
from newscrawl.paths import dataset_root, not_a_folder, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import as_typed
from newscrawl.remote.check_copy import check_copy
from newscrawl.remote.store_errors import without_secrets
from newscrawl.terminal_line import working
from newscrawl.text import counted

_INTERRUPTED = 6
_PARTS = (*RECORD_KINDS, "runs", "captures", "manifest.json", "index.sqlite")
_SHOWN_COUNT = 3
"""Findings of one kind that are printed without `--all`."""


class Command(VerbCommand):
    """Looks at every line, revision, report and the index; repairs nothing unless asked to."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] [PORTAL|ADDRESS]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Check the dataset of PORTAL (all of NEWSCRAWL_DATASET_DIR without it; a copy by its address, e.g. "
            "s3://bucket/news/kangnam): every line is a record, each "
            "article's revisions run from 1, index and reports agree with the lines. Exit codes: 0 sound; 1 findings, "
            "or no dataset; 2 wrong usage; 5 the dataset is locked by a running crawl; 6 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object a portal")
        parser.add_argument("--all", action="store_true", help="print every finding, not the first three of each kind")
        parser.add_argument("--hashes", action="store_true", help="compare captures byte by byte, too")
        parser.add_argument(
            "--repair", action="store_true", help="move damaged lines aside, rebuild the index, note what is lost"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) == 1 and "://" in args[0]:
            with exit_code_on_error(self):
                self._check_copy(args[0])
            return
        layouts: list[Layout] = []
        with exit_code_on_error(self):
            layouts = self._layouts(args)
        for layout in layouts:
            if self.exitcode != _INTERRUPTED:
                self._look_at_one(layout, opts)

    def _look_at_one(self, layout: Layout, opts: argparse.Namespace) -> None:
        """Look at one dataset; one that cannot be looked at does not hide the others."""
        with exit_code_on_error(self, interrupted="interrupted; run it again to see the rest"):
            with working(f"{layout.folder.name}: reading the dataset"):
                done, found = self._look(layout, is_repair=opts.repair, hashes_captures=opts.hashes)
            self._show(done, found, is_json=opts.json, is_all=opts.all)

    def _check_copy(self, url: str) -> None:
        count = 0
        for count, sentence in enumerate(check_copy(url), 1):  # noqa: B007  the last one is the number of findings
            print_line(sentence)
        self.exitcode = 1 if count else 0
        print_line(f"{without_secrets(url)}: {_verdict(count)}")

    def _layouts(self, args: list[str]) -> list[Layout]:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        refuse_options(args, command="verify")
        root = dataset_root(self.settings)
        if args:
            known = portal_names(portals_folder(self.settings))
            return [Layout(portal_folder(args, known, root, command="verify"))]
        if root.exists() and not root.is_dir():
            raise DatasetError(not_a_folder(root))
        found = sorted(path for path in root.iterdir() if _is_dataset(path)) if root.is_dir() else []
        if not found:
            raise DatasetError(
                f"{root.absolute()}: expected a dataset, got none; {as_typed('crawl PORTAL')!r} makes one"
            )
        return [Layout(folder) for folder in found]

    def _look(self, layout: Layout, *, is_repair: bool, hashes_captures: bool) -> tuple[list[str], Verification]:
        assert self.settings is not None  # noqa: S101
        if not is_repair:
            return [], verify(layout, hashes_captures=hashes_captures)
        clock = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"])
        return repair(layout, clock=clock, window_days=self.settings.getint("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS"))

    def _show(self, done: list[str], found: Verification, *, is_json: bool, is_all: bool) -> None:
        if found.findings:
            self.exitcode = 1
        if is_json:
            print_json(_as_data(done, found))
            return
        for sentence in done:
            print_line(f"repaired: {sentence}")
        for sentence in _shown(found.findings, is_all=is_all):
            print_line(sentence)
        print_line(_summary(found))


def _is_dataset(path: Path) -> bool:
    """Return whether *path* is a folder with a part of a dataset; `demo --articles` makes folders of datasets there."""
    return path.is_dir() and any(os.path.lexists(path / name) for name in _PARTS)


def _shown(findings: Sequence[Finding], *, is_all: bool) -> Iterator[str]:
    """Yield the first finding of each kind and how many follow it, or all of them."""
    if is_all:
        yield from map(str, findings)
        return
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.code, []).append(one)
    for code, alike in kinds.items():
        yield from map(str, alike[:_SHOWN_COUNT])
        if len(alike) > _SHOWN_COUNT:
            more = counted(len(alike) - _SHOWN_COUNT, "more finding")
            yield f"{more} of this kind ({code}); --all shows all"


def _as_data(done: list[str], found: Verification) -> dict[str, object]:
    return {
        "portal": found.portal,
        "is_sound": not found.findings,
        "line_counts": found.line_counts,
        "finding_counts": dict(Counter(one.code for one in found.findings)),
        "findings": [
            {"code": one.code, "place": one.place, "message": one.message, "remedy": one.remedy}
            for one in found.findings
        ],
        "repaired": done,
        "losses": found.losses,
        "running": found.running,
        "secs": round(found.secs, 3),
    }


def _summary(found: Verification) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in found.line_counts.items() if count) or "no lines"
    verdict = _verdict(len(found.findings))
    lost = f"; {len(found.losses)} losses noted earlier (torn/losses.json)" if found.losses else ""
    beside = f"; run {found.running.run_id} is writing: its files were left out" if found.running else ""
    return f"{found.portal}: {verdict}: {counts} in {found.secs:.1f} s{lost}{beside}"


def _verdict(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}" if count else "sound"
