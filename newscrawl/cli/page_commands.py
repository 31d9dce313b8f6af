"""What Scrapy's own commands do differently in this project: looking at a page takes no lock and stores nothing."""

from __future__ import annotations

import argparse

from scrapy.http import Response

from newscrawl.cli.output import exit_code_on_error, print_error
from newscrawl.cli.portal_argument import only_portal, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.errors import NewscrawlError
from newscrawl.network.refusals import NO_ANSWER


class ReadOnlyCommand(VerbCommand):
    """To be mixed into a command of Scrapy that looks at a page.

    The dataset is not opened. Exit codes: 1 no page came; 2 wrong usage.
    """

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Close the dataset to the command."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        self.settings.set("NEWSCRAWL_DATASET_ENABLED", False, priority="cmdline")
        # The project's own need what its spider puts into each request.
        self.settings.set("SPIDER_MIDDLEWARES", {}, priority="cmdline")
        self.settings.set("RETRY_TIMES", 0, priority="cmdline")  # whoever waits for one page asks again themselves

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what Scrapy's command does; what goes wrong is one sentence."""
        assert self.crawler_process is not None  # noqa: S101  set in scrapy.cmdline
        command = type(self).__module__.rpartition(".")[2]
        with exit_code_on_error(self):
            refuse_options(args, command=command)
            if opts.spider:
                only_portal([opts.spider], self.crawler_process.spider_loader.list(), command=command)
            try:
                super().run(args, opts)  # type: ignore[safe-super]  # of the command that this is mixed into
            except NO_ANSWER as error:
                raise NewscrawlError(f"{args[0]}: expected a page, got none ({error})") from error


class OnePageCommand(ReadOnlyCommand):
    """The same for `fetch` and `view`, which log that no page came and call that a success."""

    is_shown = False

    def _print_response(self, response: Response, opts: argparse.Namespace) -> None:
        self.is_shown = True
        super()._print_response(response, opts)  # type: ignore[misc]  # of the command that this is mixed into

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what Scrapy's command does, and print an error where it showed nothing."""
        super().run(args, opts)
        if not self.is_shown and not self.exitcode:
            print_error(f"{args[0]}: expected a page, got none; the log (without --nolog) has the reason")
            self.exitcode = 1


class UnsupportedCommand(VerbCommand):
    """A command of Scrapy without a use in this project: it names what to use."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's name and form
    instead: str

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  Scrapy's signature
        """Name what to use."""
        print_error(self.instead)
        self.exitcode = 2
