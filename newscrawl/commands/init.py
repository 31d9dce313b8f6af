"""`newscrawl init [DIR]`: a folder to work in."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from newscrawl.cli.output import exit_code_on_error, print_line
from newscrawl.cli.portal_argument import refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.cli.work_folder import make_folder
from newscrawl.errors import WrongUsageError
from newscrawl.program import as_typed


class Command(VerbCommand):
    """Makes the folder; what is there already stays as it is."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's name and form

    def syntax(self) -> str:
        return "[options] [DIR]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Make a folder to work in (default: this one), with portals/, settings, a crontab line, systemd units and "
            ".gitignore. Existing files stay as they are. "
            "Exit codes: 0 done; 1 the folder cannot be written; 2 wrong usage."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  Scrapy's signature
        with exit_code_on_error(self):
            refuse_options(args, command="init")
            if len(args) > 1:
                raise WrongUsageError(f"init: expected one DIR, got {len(args)}")
            made, kept = make_folder(Path(args[0] if args else "."))
            for path in made:
                print_line(f"made  {path}")
            for path in kept:
                print_line(f"kept  {path}")
            where = f"cd {shlex.quote(args[0])}; then " if args and Path(args[0]).resolve() != Path.cwd() else ""
            print_line(f"Next: {where}{as_typed('add https://YOUR.NEWS.SITE/')}  or  {as_typed('check kangnam')}")
