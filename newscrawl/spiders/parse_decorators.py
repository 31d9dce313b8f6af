"""Gives the spider's callbacks what they read: a page parsed once, or a list as it was read when it last changed."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from newscrawl.deadline import guarded
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article, MissedPage, Ranking
from newscrawl.network.engine import is_stopped
from newscrawl.network.run_end import is_ending
from newscrawl.spiders.list_page import ListPage, read_list
from newscrawl.spiders.outcomes import Output

if TYPE_CHECKING:
    from newscrawl.spiders.base import RequestSpider

_ENDING_SECS = 1.0
S = TypeVar("S", bound="RequestSpider")


def parses_page(callback: Callable[[S, Response, Page], Output]) -> Callable[[S, Response], Output]:
    """Give *callback* the response's page, parsed once; a page that cannot be read is yielded as missed."""

    @wraps(callback)
    def parse(self: S, response: Response) -> Output:
        if response.status != 200:
            yield self.missed_by_status(response)
            return
        yield from read_guarded(self, response, lambda: callback(self, response, _page(response)))

    return parse


def read_guarded(spider: RequestSpider, response: Response, read: Callable[[], Output]) -> Output:
    """Yield what *read* gives, read whole within the spider's deadline.

    Where reading fails, yield what it gave until then and the page as missed: with the reason of the error,
    `too_slow`, or `fault_` and the class of what a reader raised.
    """
    found: list[Request | Article | Ranking | MissedPage] = []
    try:
        guarded(_limit_secs(spider), response.url, lambda: found.extend(read()))
    except UnreadablePageError as error:
        spider.logger.warning("cannot read %s", error)
        reason = error.reason
    else:
        yield from found
        return
    yield from found
    if not any(isinstance(one, Article) for one in found):
        yield spider.missed(response.request, "failed", reason, response.status)


def _limit_secs(spider: RequestSpider) -> float:
    """Return the deadline of a page: a short one once the run is ending, so that it ends soon."""
    if spider.page_secs and (is_ending(spider.crawler) or is_stopped(spider.crawler)):
        return min(spider.page_secs, _ENDING_SECS)
    return spider.page_secs


def _page(response: Response) -> Page:
    header = response.headers.get("Content-Type")
    return Page.parse(
        response.body,
        response.url,
        content_type=header.decode("latin-1") if header else None,
        utf8_text=_utf8_text(response),
    )


def _utf8_text(response: Response) -> str | None:
    """Return the text of *response* where it is UTF-8 throughout: a middleware has decoded it to look at it."""
    if not isinstance(response, TextResponse) or response.encoding != "utf-8" or "\ufffd" in response.text:
        return None
    return None if response.body.startswith(BOM_UTF8) else response.text


def parses_list(callback: Callable[[S, Response, ListPage], Output]) -> Callable[[S, Response], Output]:
    """Give *callback* the content of the list page; after a 304, its content when it was last read.

    What was read is left in the response's `meta["content"]`; an earlier run's comes in `meta["kept_content"]`.
    """

    @parses_page
    def read(self: S, response: Response, page: Page) -> Output:
        found = read_list(page, self.portal, is_front=response.meta["kind"] == "front_page")
        response.meta["content"] = found
        yield from callback(self, response, found.captured(self.received_at(response)))

    @wraps(callback)
    def parse(self: S, response: Response) -> Output:
        kept = response.meta.get("kept_content") if response.status == 304 else None
        if response.status == 304 and response.meta.get("is_read_again"):
            return  # as it was a moment ago
        if kept is None:
            yield from read(self, response)
        else:
            yield from callback(self, response, ListPage.from_kept(kept).captured(self.received_at(response)))

    return parse
