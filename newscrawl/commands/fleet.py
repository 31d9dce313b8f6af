"""`scrapy fleet run FLEET.toml`, `scrapy fleet status FLEET.toml`: many portals, each at its own interval."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.settings import default_settings as scrapy_defaults

from newscrawl import settings as defaults
from newscrawl.cli.output import exit_code_on_error, print_error, print_json
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock, duration_text
from newscrawl.errors import WrongUsageError
from newscrawl.fleet import Coordinator, load_fleet, members_of
from newscrawl.fleet.backends import DaskEngine, Engine, LocalEngine
from newscrawl.fleet.portal_row import PortalRow, portal_row
from newscrawl.paths import portals_folder
from newscrawl.text import printable

_WIDTH = 160
"""Where no terminal has one, such as in a mail."""
_CMDLINE = SETTINGS_PRIORITIES["cmdline"]


class Command(VerbCommand):
    """Runs a fleet, or shows how it is."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "run|status FLEET.toml [options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Crawl the portals of a fleet file (docs/scale.md) whenever they are due, until interrupted. Each crawl is "
            "a process of its own; settings given with -s are passed on to it. It can be stopped and started anywhere: "
            "what is due follows from the run reports. 'status' prints each portal's last run and when it is due. "
            "Exit codes: 0 done, or status: all is well; 1 status: a portal needs someone, or the scheduler is lost; "
            "2 wrong usage; 6 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--on", metavar="ADDRESS", help="a Dask scheduler, e.g. tcp://scheduler:8786")
        parser.add_argument("--jobs", metavar="COUNT", help="crawls at the same time (default: the file's jobs)")
        parser.add_argument("--once", action="store_true", help="crawl what is due now, then end")
        parser.add_argument("--json", action="store_true", help="status: print one JSON object a portal")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self, interrupted="interrupted; crawls that ran end by themselves: run it again"):
            if len(args) != 2 or args[0] not in {"run", "status"}:
                raise WrongUsageError(
                    f"expected 'run FLEET.toml' or 'status FLEET.toml', got {' '.join(args) or 'nothing'}"
                )
            coordinator = self._coordinator(Path(args[1]), opts)
            if args[0] == "status":
                self._show(coordinator, is_json=opts.json)
                return
            logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", force=True)
            coordinator.run(once=opts.once)

    def _coordinator(self, path: Path, opts: argparse.Namespace) -> Coordinator:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        fleet = load_fleet(path)
        jobs = _jobs(opts.jobs) or fleet.jobs
        portals = portals_folder(self.settings).absolute()
        members, errors = members_of(fleet, portals)
        for error in errors:
            print_error(f"left out: {error}")
        home = path.parent.resolve()
        given = own_settings(self.settings)
        given["NEWSCRAWL_PORTALS_DIR"] = str(portals)
        make_engine: Callable[[], Engine] = (lambda: DaskEngine(opts.on)) if opts.on else (lambda: LocalEngine(jobs))
        return Coordinator(
            fleet=fleet,
            jobs=jobs,
            members=members,
            make_engine=make_engine,
            data=home / fleet.data,
            logs=home / fleet.logs,
            settings=tuple(given.items()),
            clock=Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"]),
        )

    def _show(self, coordinator: Coordinator, *, is_json: bool) -> None:
        now = coordinator.clock.now()
        rows = [portal_row(member, coordinator.due(member), coordinator.data, now) for member in coordinator.members]
        self.exitcode = 1 if any(row.needs_someone for row in rows) else 0
        if is_json:
            for row in rows:
                print_json(row)
        else:
            _print_table(rows, now, has_copies=any(member.push for member in coordinator.members))


def _print_table(rows: list[PortalRow], now: datetime, *, has_copies: bool) -> None:
    table = Table("portal", "interval", "last run", "due (UTC)", *(["copy (UTC)"] if has_copies else []), "needs")
    for row in rows:
        at = "now" if row.due_at <= now else f"{row.due_at:%Y-%m-%d %H:%M}"
        copied = row.copy.copied_at if row.copy else None
        copy = [f"{copied:%Y-%m-%d %H:%M}" if copied else "none yet"] if has_copies else []
        cells = (
            row.portal,
            duration_text(timedelta(seconds=row.interval_secs)),
            row.last,
            at,
            *copy,
            row.needs_someone,
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))  # reports are data, and not markup
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH).print(table)


def own_settings(settings: BaseSettings) -> dict[str, str]:
    """Return the settings that reach each crawl: those of -s, and texts, numbers and lists that the folder's file has.

    A worker of a cluster has no such file.
    """
    usual = {**vars(scrapy_defaults), **vars(defaults)}
    return {
        name: ",".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in settings.items()
        if name != "LOG_ENABLED"
        and (
            settings.getpriority(name) == _CMDLINE
            or (isinstance(value, str | int | float | list) and value != usual.get(name))
        )
    }


def _jobs(printed: str | None) -> int | None:
    if printed is None:
        return None
    if not printed.isdecimal() or int(printed) < 1:
        raise WrongUsageError(f"--jobs: expected a number from 1, got {printed!r}")
    return int(printed)
