"""`scrapy fetch`: Scrapy's own; prints a page."""

from __future__ import annotations

from scrapy.commands.fetch import Command as ScrapyFetch

from newscrawl.looking import ShowsOnePage


class Command(ShowsOnePage, ScrapyFetch):
    """Leaves the dataset alone."""
