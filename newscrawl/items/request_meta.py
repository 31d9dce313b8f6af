"""The keys that this project puts into a request's `meta`, with their types. Scrapy documents its own keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol, TypedDict, cast

from newscrawl.clock import Clock
from newscrawl.items.article import CapturePlace, FoundIn
from newscrawl.items.missed_page import PageKind


class RequestMeta(TypedDict, total=False):
    """What a request carries on its way from the spider to its callback.

    It is a TypedDict and not a dataclass under one key: Scrapy, its middlewares and its disk queues share `meta` as a
    flat dict of plain values, and copy it key by key on a redirect or retry.

    The spider sets `kind` and `asked_url` on every request. The comments give who sets and who reads each other key.
    """

    kind: PageKind
    """What the address leads to. Absent for robots.txt."""
    asked_url: str
    """The address before any redirect. Records and the run report use this one."""

    received_at: datetime
    """When the latest answer came. Set by `CaptureMiddleware`; records and captures take it as their `captured_at`."""

    article_id: str
    """Articles: the id by the address. Set by the spider."""
    found_in: list[FoundIn]
    """Articles: the lists that led here. Set by the spider, extended by `KnownMiddleware`."""
    changed_at: datetime | None
    """Articles and sitemaps: the last change by a feed or sitemap. Read by `KnownMiddleware`: it makes a visit due."""
    is_first_visit: bool
    """Articles: a visit to a known one that shows early whether the portal is itself. Set by `KnownMiddleware`."""
    parts: tuple[Any, ...]
    """Articles of several pages: the `Extraction` of each page before this one."""
    part_urls: tuple[str, ...]
    """Articles of several pages: the addresses of the pages before this one."""
    captures: tuple[CapturePlace, ...]
    """Articles: where the responses of all pages read so far are kept."""
    capture: CapturePlace
    """Where this response is kept. Set by `CaptureMiddleware`."""

    section: str
    """Section pages: the printed label."""
    section_url: str
    """Section pages: the address of the first page. It identifies the section."""
    page: int
    """Section pages: the number of the page, from 1."""
    entry_ids: list[str]
    """Section pages: the articles of the page before. A page that repeats them ends the section."""
    is_read_again: bool
    """Section pages: this run has read the page before and looks whether the list has moved. Set by the spider."""

    document_depth: int
    """Feeds and sitemaps: how many indexes led here, from 1."""

    rules: str
    """Lists: a digest of the reading rules. A reading that was kept under another digest is not used."""
    content: Any
    """Lists: what the callback read, for `KeepContentMiddleware` to keep."""
    kept_content: Any
    """Lists and robots.txt: what an earlier run kept, for an answer 304. Set by `RevalidateMiddleware`."""
    revalidate: bool
    """False: `RevalidateMiddleware` sends the request without conditions."""
    revalidated_url: str
    """The address whose validators were sent. Set and read by `RevalidateMiddleware`: a redirect drops them."""
    start_bytes: int
    """robots.txt: only so much of the answer is fetched and unpacked. Set by `RobotsMiddleware`."""
    unpacked: bytes
    """The body without its Content-Encoding. Set by `WholeBodyHandler`, taken away by `UnpackMiddleware`."""
    is_counted: bool
    """`BudgetMiddleware` has counted the request, and it is not answered yet."""


class HasMeta(Protocol):
    """A request or a response."""

    @property
    def meta(self) -> dict[str, Any]:
        """What the request carries."""


def meta_of(one: HasMeta) -> RequestMeta:
    """Return the meta of a request or response as what the spider and the middlewares put there."""
    return cast("RequestMeta", one.meta)


def received_at(one: HasMeta, clock: Clock) -> datetime:
    """Return when the latest answer to *one*, a request or its response, came; by *clock* where that is unknown."""
    return meta_of(one).get("received_at") or clock.now()
