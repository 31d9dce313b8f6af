"""What was seen of a site: pages with their links, feeds, sitemaps; and what each page is, by its content alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from newscrawl.deadline import PAGE_SECS, guarded
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.body.other_texts import linked_elsewhere
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, BYLINE, FOOTER, HEADER, NAV, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.loaders import Extraction, load_article
from newscrawl.loaders.article.load_article import has_article_tags
from newscrawl.loaders.feeds.feed import Feed
from newscrawl.portals import Portal
from newscrawl.urls import absolute, canonical_url, host_of

T = TypeVar("T")
D = TypeVar("D")
PageKind = Literal["article", "section", "page"]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_LINES_OF_TEASERS = _HEADINGS | {"header"}
_CATEGORY_CLASS = re.compile(r"(?<!\bp-)\b(?:categor|section)", re.IGNORECASE)
"""`p-category` is the microformat of tags."""
_TEXT_BEFORE_LISTS = 120
_LEAST_LISTED = 3
_SHORT_LABEL = 24


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link to an address of the site."""

    url: str
    """Canonical."""

    text: str
    is_menu: bool
    """Whether it is in a menu or footer."""

    is_tag: bool = False
    """Whether its page calls it a tag (`rel=tag`), and not a category."""


@dataclass
class SeenPage:
    """A page that was asked for."""

    url: str
    """Canonical."""

    page: Page

    page_secs: float = PAGE_SECS
    """The deadline of each look at it; 0: none."""

    failure: str = ""
    """Why reading it failed, e.g. `too_slow`: then it is not read again."""

    @cached_property
    def extraction(self) -> Extraction:
        """What the general rules read on it."""
        return self.read(None)

    def read(self, portal: Portal | None, *, explain: bool = False) -> Extraction:
        """Return what *portal*'s rules read on it; *explain* lists each rule that was tried."""
        return self.looked_at(lambda page: load_article(page, portal, explain=explain), Extraction(article=None))

    def looked_at(self, look: Callable[[Page], T], otherwise: D) -> T | D:
        """Return `look(page)`, read within a deadline as a crawl does; *otherwise* where any look at it failed."""
        if self.failure:
            return otherwise
        try:
            return guarded(self.page_secs, self.url, lambda: look(self.page))
        except UnreadablePageError as error:
            self.failure = error.reason
            return otherwise

    @cached_property
    def links(self) -> list[SeenLink]:
        """Its links to addresses of its own host, in order."""
        return list(self.looked_at(self._links, ()))

    def _links(self, page: Page) -> list[SeenLink]:
        found = []
        blocks = page.outline.blocks
        for link in page.outline.links:
            url = own_address(link.href, page.base_url, host_of(self.url))
            if url is not None and not link.href.startswith("#"):
                zones = blocks[link.first].zones if link.first < len(blocks) else 0
                is_menu = bool(zones & (NAV | FOOTER))
                found.append(SeenLink(url, " ".join(link.text.split()), is_menu, _is_tag(link.element)))
        return found

    @cached_property
    def kind(self) -> PageKind:
        """What it is, by its content: an article has a date or author and its text is before any list."""
        return self.looked_at(self._kind, "page")

    def _kind(self, _page: Page) -> PageKind:
        text_count, listed = self._text_and_lists(OUTSIDE | HEADER)
        article = self.extraction.article
        is_signed = article is not None and bool(article.published_at or article.authors)
        is_typed = self._calls_itself_article() and (listed < _LEAST_LISTED or self._has_article_data())
        if is_signed and (is_typed or text_count >= _TEXT_BEFORE_LISTS):
            return "article"
        if listed < _LEAST_LISTED:  # the cards of some lists have the names of boxes beside a text
            text_count, listed = self._text_and_lists((OUTSIDE | HEADER) & ~ASIDE)
            listed = listed if text_count < _TEXT_BEFORE_LISTS else 0
        return "section" if listed >= _LEAST_LISTED else "page"

    def _calls_itself_article(self) -> bool:
        return "article" in self.page.meta.get("og:type", []) or self.page.article_node is not None

    def _has_article_data(self) -> bool:
        return self.page.article_node is not None or has_article_tags(self.page)

    def _text_and_lists(self, outside: int) -> tuple[int, int]:
        """Return the characters of text before the first linked headline, and how many linked headlines there are.

        Blocks in the zones *outside* count for neither; headings do in a header, which each teaser may have, as does a
        header that is one line.
        """
        text_count, urls = 0, set()
        for block in self.page.outline.blocks:
            if block.zones & (outside & ~HEADER if block.tag in _LINES_OF_TEASERS else outside):
                continue
            if headline := self._headline_link(block):
                urls.add(headline)
            elif not urls and not block.links and len(block.text) > 30 and block.tag not in _HEADINGS:
                text_count += len(block.text)
        return text_count, len(urls)

    def _headline_link(self, block: Block) -> str | None:
        """Return the address behind a block that is mostly one link and has a headline's length: no cloud of tags."""
        if not block.links and block.tag in _HEADINGS and (target := linked_elsewhere(block.element, self.page)):
            return own_address(target, self.page.base_url, host_of(self.url))
        longest = max(block.links, key=lambda link: len(link.text), default=None)
        if longest is None or len(longest.text) < 0.6 * len(block.text) or len(block.text) < 8:
            return None
        if block.zones & BYLINE and block.tag not in _HEADINGS and len(block.text) <= _SHORT_LABEL:
            return None  # a section or tag beside the time
        url = own_address(longest.href, self.page.base_url, host_of(self.url))
        return url if url != self.url and not _is_front(url) else None


@dataclass
class Seen:
    """All that was seen of one site."""

    front: SeenPage
    pages: dict[str, SeenPage] = field(default_factory=dict)
    """Canonical address → page."""

    feeds: dict[str, Feed] = field(default_factory=dict)
    sitemaps: dict[str, Feed] = field(default_factory=dict)
    robots_sitemaps: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    """Feeds that the front page names."""

    next_pages: dict[str, str] = field(default_factory=dict)
    """List page → its next page, where that was asked for and lists other articles."""

    next_rule: str = ""
    """The rule that leads to next pages, where the general ones do not."""

    failures: dict[str, str] = field(default_factory=dict)
    """Address → why it gave no page."""

    request_count: int = 0

    @property
    def host(self) -> str:
        """The site's host."""
        return host_of(self.front.url)

    @cached_property
    def links(self) -> dict[str, SeenLink]:
        """Address → the link with the longest text, over all pages.

        It is a menu's where at least half of the pages have it in one: articles link to their neighbours in menus.
        """
        pages = [self.front, *self.pages.values()]
        texts: dict[str, str] = {}
        for link in (link for page in pages for link in page.links):
            texts[link.url] = max(texts.get(link.url, ""), link.text, key=len)
        menus = Counter(url for page in pages for url in {link.url for link in page.links if link.is_menu})
        tags = {link.url for page in pages for link in page.links if link.is_tag}
        return {url: SeenLink(url, text, menus[url] * 2 >= len(pages), url in tags) for url, text in texts.items()}

    def menu(self) -> list[SeenLink]:
        """Return the front page's links with short texts in its menus, in order, each once."""
        found: dict[str, SeenLink] = {}
        for link in self.front.links:
            if link.is_menu and 0 < len(link.text) <= _SHORT_LABEL and link.url != self.front.url:
                found.setdefault(link.url, link)
        return list(found.values())


def _is_front(url: str | None) -> bool:
    """Return whether *url* is the site's front page: the site's name that leads there is no headline."""
    return url is not None and urlsplit(url).path in {"", "/"} and not urlsplit(url).query


def _is_tag(link: Element) -> bool:
    """Return whether a page calls *link* a tag. Block themes of WordPress call categories so; classes show it."""
    relations = (link.get("rel") or "").lower().split()
    if "tag" not in relations or "category" in relations:
        return False
    around = (link, *islice(link.iterancestors(), 2))
    return not any(_CATEGORY_CLASS.search(one.get("class") or "") for one in around)


def own_address(href: str, base: str, host: str) -> str | None:
    """Return the canonical form of *href* where it is on *host* (with or without www)."""
    url = absolute(href, base)
    if url is None or host_of(url).removeprefix("www.") != host.removeprefix("www."):
        return None
    try:
        return canonical_url(url)
    except ValueError:
        return None
