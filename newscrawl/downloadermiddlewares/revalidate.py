"""Asks for a page only if it has changed since it was stored."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.unchanged_pages import Validators, count_unchanged, kept_content, unchanged_count
from newscrawl.errors import DatasetError

CONDITIONS = ("If-None-Match", "If-Modified-Since")
"""The headers for a kept ETag and a kept Last-Modified."""


class RevalidateMiddleware:
    """Sends a page's ETag and Last-Modified back to the server, so that it can answer 304 without the page.

    The 304 reaches the request's callback as a response with that status and no body. A request with
    `meta["revalidate"] = False` is sent without conditions. The validators are kept by the dataset session and only
    after the page's records are durable: kept earlier, a crash and then a 304 would lose the page for good. A list
    page (its request has `rules`) has them only together with its content, which a 304 finds in
    `meta["kept_content"]`.

    A server may send one ETag for ever. So after some answers 304 in a row the page is asked for whole.

    Settings: NEWSCRAWL_REVALIDATE_ENABLED, NEWSCRAWL_REVALIDATE_LIST_COUNT, NEWSCRAWL_REVALIDATE_ARTICLE_COUNT.
    Stats: newscrawl/revalidate/conditional_count, newscrawl/revalidate/not_modified_count,
    newscrawl/revalidate/whole_count.
    """

    def __init__(self, crawler: Crawler, *, list_count: int, article_count: int) -> None:
        self.crawler = crawler
        self._list_count = list_count
        self._article_count = article_count
        self.session: Session | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where the middleware is switched off."""
        if not crawler.settings.getbool("NEWSCRAWL_REVALIDATE_ENABLED"):
            raise NotConfigured
        middleware = cls(
            crawler,
            list_count=crawler.settings.getint("NEWSCRAWL_REVALIDATE_LIST_COUNT"),
            article_count=crawler.settings.getint("NEWSCRAWL_REVALIDATE_ARTICLE_COUNT"),
        )
        crawler.signals.connect(middleware.engine_started, signal=signals.engine_started)
        return middleware

    def engine_started(self) -> None:
        """Find the session, which is open before the first request."""
        self.session = self.crawler.get_extension(Session)

    def process_request(self, request: Request) -> None:
        """Add the conditions of *request*'s own URL, and take away those that a redirect brought along."""
        request.meta.pop("kept_content", None)
        if request.meta.pop("revalidated_url", request.url) != request.url:
            for header in CONDITIONS:
                request.headers.pop(header, None)
        if self.session is None or request.method != "GET" or not request.meta.get("revalidate", True):
            return
        kept = self._validators(self.session, request)
        found = {header: value for header, value in zip(CONDITIONS, kept, strict=True) if value}
        if not found or self._is_due_whole(self.session, request):
            return
        for header, value in found.items():
            request.headers[header] = value
        request.meta["revalidated_url"] = request.url
        request.meta["handle_httpstatus_list"] = [*_without_304(request), 304]
        self.crawler.stats.inc_value("newscrawl/revalidate/conditional_count")

    def _validators(self, session: Session, request: Request) -> Validators:
        rules = request.meta.get("rules")
        if rules is None:
            return session.validators(request.url)
        kept = kept_content(session, request.url, rules=rules)
        if kept is None:
            return None, None
        request.meta["kept_content"], validators = kept
        return validators

    def _is_due_whole(self, session: Session, request: Request) -> bool:
        """Return whether the page was answered 304 so often that it is asked for without conditions."""
        most = self._list_count if "rules" in request.meta else self._article_count
        if not most or unchanged_count(session, request.url) < most:
            return False
        request.meta.pop("kept_content", None)
        self.crawler.stats.inc_value("newscrawl/revalidate/whole_count")
        return True

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the pages that have not changed."""
        if response.status == 304:
            self.crawler.stats.inc_value("newscrawl/revalidate/not_modified_count")
        if self.session is not None and request.method == "GET" and response.status in {200, 304}:
            try:
                count_unchanged(self.session, request.url, is_unchanged=response.status == 304)
            except DatasetError as error:
                self.session.refuse(error)
        return response


def _without_304(request: Request) -> list[int]:
    statuses: list[int] = request.meta.get("handle_httpstatus_list", [])
    return [status for status in statuses if status != 304]
