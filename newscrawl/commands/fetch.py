"""`scrapy fetch`: Scrapy's own; prints a page."""

from __future__ import annotations

from scrapy.commands.fetch import Command as ScrapyFetch

from newscrawl.cli.page_commands import OnePageCommand


class Command(OnePageCommand, ScrapyFetch):
    """Leaves the dataset alone."""
