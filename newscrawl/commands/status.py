"""`scrapy status [PORTAL]`: how all datasets are doing, in one table, for people, cron mails and monitoring."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.cli.output import exit_code_on_error, print_error, print_json
from newscrawl.cli.portal_argument import portal_folder, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock, duration_text
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import as_typed
from newscrawl.report.portal_status import PortalStatus, portals_in, status_of
from newscrawl.text import printable

_COLUMNS = (
    ("portal", "left"),
    ("last run (UTC)", "left"),
    ("verdict", "left"),
    ("age", "right"),
    ("articles", "right"),
    ("edits/day", "right"),
    ("gaps", "right"),
    ("due", "right"),
    ("disk", "right"),
)

_WIDTH = 160
"""A mail from cron has no terminal, whose 80 columns would cut numbers off."""


class Command(VerbCommand):
    """Shows the state of the datasets."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] [PORTAL]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Show each dataset in a line: last run, verdict, age, articles, edits a day and gaps in the last 7 days, "
            "due visits and size. Below, a sentence for each dataset that needs someone. "
            "Exit codes: 0 all are fresh; 1 one needs someone, or there is no dataset; 2 wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object for each dataset")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self):
            now = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"]).now()
            root = dataset_root(self.settings)
            states = [status_of(folder, now=now) for folder in self._folders(args, root)]
            self.exitcode = 0 if states and all(state.is_fresh for state in states) else 1
            for state in states if opts.json else ():
                print_json(state)
            if not opts.json:
                _show(states)
            if not states:
                print_error(f"{root}: expected datasets, got none; {as_typed('crawl PORTAL')!r} makes one")

    def _folders(self, args: Sequence[str], root: Path) -> list[Path]:
        assert self.settings is not None  # noqa: S101
        refuse_options(args, command="status")
        if not args:
            return [root / name for name in portals_in(root)]
        known = portal_names(portals_folder(self.settings))
        return [portal_folder(args, known, root, command="status")]


def _show(states: Sequence[PortalStatus]) -> None:
    console = Console(highlight=False, soft_wrap=True, width=_WIDTH)
    table = Table(box=None, pad_edge=False)
    for name, side in _COLUMNS:
        table.add_column(name, justify="right" if side == "right" else "left", no_wrap=True)
    for state in states:
        table.add_row(*_cells(state), style="" if state.is_fresh else "bold red")
    if states:
        console.print(table)
    for state in states:
        if not state.is_fresh:
            console.print(Text(f"{_plain(state.portal)}: {_plain(state.sentence)}"))


def _cells(state: PortalStatus) -> list[Text]:
    cells = (
        state.portal,
        f"{state.last_run_at:%Y-%m-%d %H:%M}" if state.last_run_at else "–",
        (state.verdict or "–").replace("_", " "),
        "–" if state.age_secs is None else duration_text(timedelta(seconds=state.age_secs)),
        _count(state.article_count),
        f"{state.edits_a_day:g}",
        _count(state.gap_count),
        _count(state.due_count),
        f"{state.disk_bytes / 1e6:,.1f} MB",
    )
    return [Text(_plain(cell)) for cell in cells]


def _count(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _plain(text: str) -> str:
    return printable(text)[:300]
