"""`scrapy parse`: what it does for other projects, `scrapy extract` does here."""

from __future__ import annotations

from newscrawl.cli.page_commands import UnsupportedCommand


class Command(UnsupportedCommand):
    """Names `scrapy extract`."""

    instead = "scrapy parse: callbacks read what the spider says of a request; use 'scrapy extract URL --explain'"

    def short_desc(self) -> str:
        return "Not here: 'scrapy extract URL' reads one page"
