"""`newscrawl list`: the portals that can be crawled here."""

from __future__ import annotations

import argparse

from newscrawl.cli.output import exit_code_on_error, print_error, print_json, print_line
from newscrawl.cli.portal_argument import refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.errors import PortalFileError, WrongUsageError
from newscrawl.paths import portals_folder
from newscrawl.portals import load_portal, portal_names, portal_path


class Command(VerbCommand):
    """Prints the names of the portals that have a file, own or shipped."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's name and form

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a portal, with title, hosts and file")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self):
            refuse_options(args, command="list")
            if args:
                raise WrongUsageError(f"list: expected no argument, got {args[0]!r}")
            self._print(is_json=opts.json)

    def _print(self, *, is_json: bool) -> None:
        assert self.settings is not None  # noqa: S101  set by whoever runs the command
        folder = portals_folder(self.settings)
        for name in portal_names(folder):
            if not is_json:
                print_line(name)
            try:
                portal = load_portal(name, folder)
            except PortalFileError as error:  # it hurts no other portal
                print_error(error)
                self.exitcode = 2
                continue
            if not is_json:
                continue
            file = str(portal_path(name, folder))
            print_json({"portal": name, "title": portal.title, "hosts": portal.hosts, "file": file})
