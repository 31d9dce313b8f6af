"""Marks answers that are no page of the portal, so that they are counted and never stored as articles."""

from __future__ import annotations

from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.statscollectors import StatsCollector

from newscrawl.downloadermiddlewares.challenge import BlockReason, challenge_in
from newscrawl.downloadermiddlewares.page_state import gone_in, wall_in

BLOCKED: Final = "blocked"
"""Key in a request's meta: why the portal did not give the page, a `BlockReason`."""
GONE: Final = "gone"
"""Key in a request's meta: how a page says that it is none, a `GoneReason`."""
_START_CHARACTERS = 65_536
_MAX_CHARACTERS = 400_000  # such pages are short; a long one is not searched


class BlockedMiddleware:
    """Writes `blocked` or `gone` into a request's meta, with the reason, and passes the response on.

    The callback (for 200) or errback (for the rest) finds the reason in `response.meta`.

    Stats: newscrawl/blocked/page_count/{challenge,rate_limited,forbidden,consent,login},
    newscrawl/gone/page_count/{soft_404,expired}.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BlockedMiddleware:
        """Make the middleware."""
        return cls(crawler.stats)

    def process_request(self, request: Request) -> None:
        """Forget what an earlier try of *request* came to."""
        request.meta.pop(BLOCKED, None)
        request.meta.pop(GONE, None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Mark *request* where *response* is no page."""
        source = response.text[:_MAX_CHARACTERS] if isinstance(response, TextResponse) else ""
        if reason := _blocked(response, source):
            request.meta[BLOCKED] = reason
            self.stats.inc_value(f"newscrawl/blocked/page_count/{reason}")
        elif response.status == 200 and (gone := gone_in(source)):
            request.meta[GONE] = gone
            self.stats.inc_value(f"newscrawl/gone/page_count/{gone}")
        return response


def _blocked(response: Response, source: str) -> BlockReason | None:
    headers = {
        name.decode("latin-1").lower(): (response.headers.get(name) or b"").decode("latin-1")
        for name in response.headers
    }
    reason = challenge_in(response.status, headers, source[:_START_CHARACTERS])
    if reason is None and response.status == 200 and source:
        return wall_in(source)
    return reason
