"""What every verb has in common, whether `scrapy` or `newscrawl` runs it."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import NoReturn

from scrapy.commands import ScrapyCommand

from newscrawl.cli.output import print_error
from newscrawl.program import as_typed


class VerbCommand(ScrapyCommand):
    """A command whose wrong options end it with one sentence and exit code 2.

    `scrapy VERB` makes the parser itself, and would print the usage above the sentence.
    """

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add Scrapy's options, and let *parser* refuse wrong ones in one sentence."""
        super().add_options(parser)
        verb = type(self).__module__.rpartition(".")[2]
        parser.error = partial(_refuse, verb)  # type: ignore[method-assign]  # Scrapy makes the parser

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read Scrapy's options, and prepare the log of a command that crawls."""
        super().process_options(args, opts)
        if self.requires_crawler_process:
            from newscrawl.extensions.printable_log import leave_certificates_to_requests  # noqa: PLC0415  slow: Twisted

            leave_certificates_to_requests()


def _refuse(verb: str, message: str) -> NoReturn:
    print_error(f"{message}; {as_typed(f'{verb} -h')!r} lists the options")
    sys.exit(2)
