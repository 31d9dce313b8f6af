"""`scrapy shell`: Scrapy's own; a console around a page."""

from __future__ import annotations

import argparse

from scrapy.commands.shell import Command as ScrapyShell

from newscrawl.cli.page_commands import ReadOnlyCommand


class Command(ReadOnlyCommand, ScrapyShell):
    """Leaves the dataset alone."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        # A person looks at one page, of whatever address they typed.
        self.settings.set("ROBOTSTXT_OBEY", False, priority="cmdline")
        self.settings.set("TWISTED_DNS_RESOLVER", "scrapy.resolver.CachingThreadedResolver", priority="cmdline")
