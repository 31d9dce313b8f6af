"""`scrapy view`: Scrapy's own; opens a page in the browser as Scrapy got it."""

from __future__ import annotations

from scrapy.commands.view import Command as ScrapyView

from newscrawl.cli.page_commands import OnePageCommand


class Command(OnePageCommand, ScrapyView):
    """Leaves the dataset alone."""
