"""`scrapy genspider`: a portal is a file, and `scrapy add` writes it."""

from __future__ import annotations

from newscrawl.cli.page_commands import UnsupportedCommand


class Command(UnsupportedCommand):
    """Names `scrapy add`."""

    instead = "scrapy genspider: a portal needs a file, and no spider of its own; use 'scrapy add URL'"

    def short_desc(self) -> str:
        return "Not here: 'scrapy add URL' writes a portal file"
