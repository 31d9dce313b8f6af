"""Gives the spider's callbacks what they read: a page parsed once, or a list as it was read when it last changed."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article, MissedPage, Ranking
from newscrawl.spiders.list_page import ListReading, read_list
from newscrawl.spiders.outcomes import fate_of_status

if TYPE_CHECKING:
    from newscrawl.spiders.base import RequestSpider

Output = Iterator[Request | Article | Ranking | MissedPage]
S = TypeVar("S", bound="RequestSpider")


def parses_page(callback: Callable[[S, Response, Page], Output]) -> Callable[[S, Response], Output]:
    """Give *callback* the response's page, parsed once; a page that cannot be read is told instead, as missed."""

    @wraps(callback)
    def parse(self: S, response: Response) -> Output:
        if response.status != 200:
            yield self.missed(response.request, *fate_of_status(response.status), response.status)
            return
        header = response.headers.get("Content-Type")
        try:
            page = Page.parse(
                response.body,
                response.url,
                content_type=header.decode("latin-1") if header else None,
                utf8_text=_utf8_text(response),
            )
        except UnreadablePageError as error:
            self.logger.warning("cannot read %s", error)
            yield self.missed(response.request, "failed", error.reason, response.status)
            return
        yield from callback(self, response, page)

    return parse


def _utf8_text(response: Response) -> str | None:
    """Return the text of *response* where it is UTF-8 throughout: a middleware has decoded it to look at it."""
    if not isinstance(response, TextResponse) or response.encoding != "utf-8" or "\ufffd" in response.text:
        return None
    return None if response.body.startswith(BOM_UTF8) else response.text


def parses_list(callback: Callable[[S, Response, ListReading], Output]) -> Callable[[S, Response], Output]:
    """Give *callback* what the list page says; where it was answered 304, what it said when it was last read.

    What was read is left in the response's `meta["reading"]`; an earlier run's comes in `meta["kept_reading"]`.
    """

    @parses_page
    def read(self: S, response: Response, page: Page) -> Output:
        reading = read_list(page, self.portal, is_front=response.meta["kind"] == "front_page")
        response.meta["reading"] = reading
        yield from callback(self, response, reading.captured(self.clock.now()))

    @wraps(callback)
    def parse(self: S, response: Response) -> Output:
        kept = response.meta.get("kept_reading") if response.status == 304 else None
        if response.status == 304 and response.meta.get("is_read_again"):
            return  # as it was a moment ago
        if kept is None:
            yield from read(self, response)
        else:
            yield from callback(self, response, ListReading.from_kept(kept).captured(self.clock.now()))

    return parse
