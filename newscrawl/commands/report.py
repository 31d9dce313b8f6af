"""`scrapy report PORTAL`: one HTML page of runs, edits, rankings, fields and losses; or an Atom feed of edits."""

from __future__ import annotations

import argparse
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from newscrawl.cli.output import exit_code_on_error, print_json, print_line
from newscrawl.cli.portal_argument import only_name, portal_folder
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.safe_files import write_whole
from newscrawl.errors import WrongUsageError
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import load_portal, portal_names
from newscrawl.report.figures.gather import gather
from newscrawl.report.page.atom_feed import atom_feed
from newscrawl.report.page.figures_json import figures_json
from newscrawl.report.page.report_page import report_page

_FIELDS = ("headline", "body", "authors", "section", "published_at", "modified_at", "images")
_MOST_DAYS = 3_660


class Command(VerbCommand):
    """Writes the report of a portal's dataset."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "PORTAL [--to FILE.html] [options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Write one HTML file about the last days of PORTAL's dataset: health and gaps, edits with the words that "
            "changed, rankings over time, articles by section, time to the first capture, fields and rules, lost and "
            "copied articles, requests. It needs no network and no script. The days end with the last run. Exit codes: "
            "0 done; 1 no dataset, a damaged line, or a file that cannot be written; 2 wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--to", metavar="FILE", help="the file to write (default: PORTAL-report.html); replaced")
        parser.add_argument("--days", type=_days, default=30, help="how many days (default: %(default)s)")
        parser.add_argument("--json", action="store_true", help="print the figures as one JSON object; no page")
        parser.add_argument("--feed", metavar="FILE", help="write an Atom feed of the edits; no page without --to")
        parser.add_argument(
            "--field", choices=_FIELDS, help="with --feed: only edits of this field, e.g. headline (default: all)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self, interrupted="interrupted; no report was written"):
            portals_dir = portals_folder(self.settings)
            known = portal_names(portals_dir)
            name = only_name(args, known, command="report")
            if opts.field and not opts.feed:
                raise WrongUsageError("--field: expected --feed FILE beside it")
            root = dataset_root(self.settings)
            dataset = open_reader(portal_folder(args, known, root, command="report"))
            title, zone = title_and_zone(name, portals_dir)
            figures = gather(dataset, title=title, day_count=opts.days, zone=zone)
            if opts.json:
                print_json(figures_json(figures))
                return
            if opts.feed:
                _write(Path(opts.feed), atom_feed(figures, field=opts.field))
            if opts.to or not opts.feed:
                _write(Path(opts.to or f"{name}-report.html"), report_page(figures))


def title_and_zone(name: str, portals_dir: Path) -> tuple[str, tzinfo]:
    """Return the printed name and the zone of the portal *name*; where it has no file, the name and UTC."""
    if name not in portal_names(portals_dir):
        return name, UTC
    portal = load_portal(name, portals_dir)
    return portal.title, ZoneInfo(portal.zone)


def _write(path: Path, content: str) -> None:
    data = content.encode("utf-8")
    write_whole(path, data)
    print_line(f"{path}: {len(data) / 1e3:,.0f} kB")


def _days(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {_MOST_DAYS}, got {written!r}")
    return int(written)
