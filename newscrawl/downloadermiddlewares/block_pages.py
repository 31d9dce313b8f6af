"""Keeps answers that are no page of the portal from being read as one."""

from __future__ import annotations

from typing import NoReturn, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse, XmlResponse
from scrapy.statscollectors import StatsCollector

from newscrawl.deadline import within
from newscrawl.errors import TooSlowError
from newscrawl.network.refusals import (
    BlockedPageError,
    GonePageError,
    ProtectedPageError,
    SlowPageError,
    UnavailablePageError,
)
from newscrawl.walls import GONE_STATES, challenge_in, state_in

_START_CHARACTERS = 65_536
_MAX_CHARACTERS = 400_000  # such pages are short: of a longer one only the start is searched


class BlockPageMiddleware:
    """Gives a challenge, refusal, login, wall, password form, notice, soft 404 or expired page to the errback, named.

    Stats: newscrawl/blocked/page_count/{challenge,rate_limited,forbidden,consent,login},
    newscrawl/gone/page_count/{soft_404,expired}, newscrawl/unavailable/page_count, newscrawl/protected/page_count.

    Settings: NEWSCRAWL_READING_PAGE_SECS.
    """

    def __init__(self, stats: StatsCollector, page_secs: float) -> None:
        self.stats = stats
        self.page_secs = page_secs

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler.stats, crawler.settings.getfloat("NEWSCRAWL_READING_PAGE_SECS"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass *response* on. Raises `BlockedPageError` or `GonePageError` where it is no page."""
        if request.meta.get("dont_obey_robotstxt"):  # robots.txt itself
            return response
        try:
            return within(self.page_secs, response.url, lambda: self._checked(request, response))
        except TooSlowError as error:
            raise SlowPageError(str(error), response.status) from error

    def _checked(self, request: Request, response: Response) -> Response:
        source = _text(response)[:_MAX_CHARACTERS] if isinstance(response, TextResponse) else ""
        if reason := challenge_in(response.status, _headers(response), source[:_START_CHARACTERS]):
            self._block(response, reason)
        is_page = response.status == 200 and not isinstance(response, XmlResponse)  # no feed is a login page
        is_article = request.meta.get("kind", "article") == "article"
        state = state_in(source, is_article=is_article) if is_page else None
        if state in GONE_STATES:
            self.stats.inc_value(f"newscrawl/gone/page_count/{state}")
            raise GonePageError(response.url, state, response.status)
        if state == "unavailable":
            self.stats.inc_value("newscrawl/unavailable/page_count")
            raise UnavailablePageError(response.url, response.status)
        if state == "password":
            self.stats.inc_value("newscrawl/protected/page_count")
            raise ProtectedPageError(response.url, response.status)
        if state is not None:
            self._block(response, state)
        return response

    def _block(self, response: Response, reason: str) -> NoReturn:
        self.stats.inc_value(f"newscrawl/blocked/page_count/{reason}")
        raise BlockedPageError(response.url, reason, response.status)


def _text(response: TextResponse) -> str:
    """Return the text of *response*. Scrapy takes any codec of Python for a charset: such a page is read as UTF-8."""
    try:
        return response.text
    except (LookupError, ValueError):
        return response.body.decode("utf-8", "replace")


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): (response.headers.get(name) or b"").decode("latin-1")
        for name in response.headers
    }
