"""`scrapy shell`: Scrapy's own; looking at a page takes no lock and stores nothing."""

from __future__ import annotations

import argparse

from scrapy.commands.shell import Command as ScrapyShell


class Command(ScrapyShell):
    """Leaves the dataset alone."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        known = {"newscrawl.spidermiddlewares.known.KnownMiddleware": None}
        self.settings.set("NEWSCRAWL_DATASET_ENABLED", False, priority="cmdline")
        self.settings.set("SPIDER_MIDDLEWARES", known, priority="cmdline")
        # A person looks at one page, of whatever address they typed.
        self.settings.set("ROBOTSTXT_OBEY", False, priority="cmdline")
        self.settings.set("TWISTED_DNS_RESOLVER", "scrapy.resolver.CachingThreadedResolver", priority="cmdline")
