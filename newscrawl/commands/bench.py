"""`scrapy bench`: it would measure this project's delay between requests."""

from __future__ import annotations

from newscrawl.cli.page_commands import UnsupportedCommand


class Command(UnsupportedCommand):
    """Names `make bench`."""

    instead = "scrapy bench: the project's delay between requests is all that it would measure; use 'make bench'"

    def short_desc(self) -> str:
        return "Not here: 'make bench' measures this project"
