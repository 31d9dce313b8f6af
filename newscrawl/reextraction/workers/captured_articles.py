"""Reads kept pages by today's rules: a page from its bytes, an article from all its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newscrawl.dataset.captures import Captured
from newscrawl.deadline import PAGE_SECS, guarded
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import decode
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article, FoundIn
from newscrawl.loaders import Extraction, is_page_of, join_pages, load_article
from newscrawl.loaders.lists.page_lists import EveryList
from newscrawl.portals import Portal
from newscrawl.walls import wall_in

_LISTS = EveryList()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """The bytes of one page, and what shapes how they are read."""

    url: str
    """The address that answered."""

    body: bytes
    """Without its Content-Encoding."""

    content_type: str | None
    """The header; null where there was none."""

    @classmethod
    def of(cls, captured: Captured) -> KeptPage:
        """Return the page of a capture."""
        return cls(url=captured.url, body=captured.body, content_type=captured.content_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadArticle:
    """The result of reading an article's pages together."""

    article: Article | None
    """Null where the pages give no article; `reason` then gives the cause."""

    reason: str = ""
    """A reason of `Extraction` or `UnreadablePageError`, or ``fault_`` and the kind of error of a rule at fault."""

    page_count: int = 0
    """How many of the pages it took, counted from the first one."""

    goes_on: bool = False
    """Whether the last page leads to another page that was not kept."""


def read_page(
    page: KeptPage,
    portal: Portal | None,
    *,
    captured_at: datetime | None,
    found_in: Sequence[FoundIn] = (),
    page_secs: float = PAGE_SECS,
) -> Extraction:
    """Return the article of *page*, without its lists, read by *portal*'s rules and the general ones after them.

    Printed times are measured from *captured_at*. Raises `UnreadablePageError`, also for a page that replaces the
    article's (a run never takes such a page for an article), and after *page_secs*.
    """
    return guarded(page_secs, page.url, lambda: _read_whole(page, portal, captured_at, found_in))


def _read_whole(
    page: KeptPage, portal: Portal | None, captured_at: datetime | None, found_in: Sequence[FoundIn]
) -> Extraction:
    decoded = decode(page.body, content_type=page.content_type, url=page.url)
    if wall := wall_in(decoded.text):
        raise UnreadablePageError(page.url, f"wall_{wall}", f"expected an article, got another page ({wall})")
    parsed = Page.parse(decoded, page.url)
    return load_article(parsed, portal, captured_at=captured_at, found_in=found_in, known_lists=_LISTS)


def read_article(
    pages: Sequence[KeptPage],
    portal: Portal | None,
    *,
    captured_at: datetime | None,
    found_in: Sequence[FoundIn] = (),
    page_secs: float = PAGE_SECS,
) -> RereadArticle:
    """Return the article that *pages* (at least one, in their order) give together, as the crawl joins them.

    If a page does not lead on, the page after it belongs to another article. It is left out.
    """
    parts: list[Extraction] = []
    for page in pages:
        if parts and parts[-1].next_page_url is None:
            break
        part, reason = _read(page, portal, captured_at, found_in, page_secs)
        if part is None or not is_page_of(part, parts[0] if parts else part):
            return RereadArticle(article=None, reason=reason)
        parts.append(part)
    goes_on = parts[-1].next_page_url is not None
    whole = join_pages(parts[0], parts[1:]) if len(parts) > 1 else parts[0]
    return RereadArticle(article=whole.article, page_count=len(parts), goes_on=goes_on)


def _read(
    page: KeptPage, portal: Portal | None, captured_at: datetime | None, found_in: Sequence[FoundIn], page_secs: float
) -> tuple[Extraction | None, str]:
    try:
        part = read_page(page, portal, captured_at=captured_at, found_in=found_in, page_secs=page_secs)
    except UnreadablePageError as error:
        return None, error.reason
    return part, part.reason or ""
