"""Keeps answers that are no page of the portal from being read as one."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.statscollectors import StatsCollector

from newscrawl.downloadermiddlewares.challenge import BlockReason, challenge_in
from newscrawl.downloadermiddlewares.page_state import gone_in, wall_in
from newscrawl.downloadermiddlewares.refusals import BlockedPageError, GonePageError

_START_CHARACTERS = 65_536
_MAX_CHARACTERS = 400_000  # such pages are short: of a longer one only the start is searched


class BlockedMiddleware:
    """Gives a challenge, refusal, login, wall of consent, soft 404 or expired page to the errback, with its reason.

    Stats: newscrawl/blocked/page_count/{challenge,rate_limited,forbidden,consent,login},
    newscrawl/gone/page_count/{soft_404,expired}.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler.stats)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass *response* on. Raises `BlockedPageError` or `GonePageError` where it is no page."""
        if request.meta.get("dont_obey_robotstxt"):  # robots.txt itself
            return response
        source = response.text[:_MAX_CHARACTERS] if isinstance(response, TextResponse) else ""
        if blocked := _blocked(response, source):
            self.stats.inc_value(f"newscrawl/blocked/page_count/{blocked}")
            raise BlockedPageError(response.url, blocked, response.status)
        if response.status == 200 and (gone := gone_in(source)):
            self.stats.inc_value(f"newscrawl/gone/page_count/{gone}")
            raise GonePageError(response.url, gone, response.status)
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
