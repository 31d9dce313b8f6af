"""`scrapy parse`: what it does for other projects, `scrapy extract` does here."""

from __future__ import annotations

from newscrawl.cli.page_commands import UnsupportedCommand


class Command(UnsupportedCommand):
    """Names `scrapy extract`."""

    instead = "scrapy parse: callbacks need the spider's own requests; use 'scrapy extract URL --explain'"

    def short_desc(self) -> str:
        return "Not here: 'scrapy extract URL' reads one page"
