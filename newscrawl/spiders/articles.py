"""How the spider goes through lists and articles: each list and each address once a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.extraction.document.page import Page
from newscrawl.items import Article, FoundIn, MissedPage, Ranking, RankingEntry
from newscrawl.loaders import Extraction, SectionPage, article_links, is_page_of, join_pages, load_article
from newscrawl.loaders.lists.page_lists import ListKey
from newscrawl.portals import article_id
from newscrawl.spiders import priorities
from newscrawl.spiders.base import RequestSpider
from newscrawl.spiders.list_keys import list_key, split_lists
from newscrawl.spiders.outcomes import Output
from newscrawl.spiders.parse_decorators import parses_page
from newscrawl.spiders.walk_bounds import WalkBounds

MAX_ARTICLE_PAGES = 50


class ArticleSpider(RequestSpider):
    """Reads articles, of one page or of many, and gives on the lists that are beside them.

    Settings: `NEWSCRAWL_SPIDER_SECTION_COUNT`, `NEWSCRAWL_SPIDER_BARREN_SECTION_COUNT`,
    `NEWSCRAWL_SPIDER_NEAR_EQUAL_SHARE`.
    Stats: `newscrawl/spider/note_count/<note>`.
    """

    lists: set[ListKey]
    """The lists that this run has given on."""
    bounds: WalkBounds

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with the checked arguments *kwargs*. Raises `WrongUsageError`."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.lists = set()
        settings = crawler.settings
        spider.bounds = WalkBounds(
            crawler,
            section_count=settings.getint("NEWSCRAWL_SPIDER_SECTION_COUNT"),
            barren_section_count=settings.getint("NEWSCRAWL_SPIDER_BARREN_SECTION_COUNT"),
            near_equal_share=settings.getfloat("NEWSCRAWL_SPIDER_NEAR_EQUAL_SHARE"),
        )
        return spider

    # Lists

    def _note(self, response: Response, notes: Iterable[str]) -> None:
        """Count and log what is odd about a page that could be read."""
        for note in notes:
            self.crawler.stats.inc_value(f"newscrawl/spider/note_count/{note}")
            self.logger.warning("%s: %s", response.url, note)

    def _entries(self, response: Response, loaded: SectionPage, priority: int) -> Output:
        self._note(response, loaded.notes)
        yield from self._list(loaded.entries, priority)
        yield from self._rankings(loaded.rankings, priority)

    def _rankings(self, rankings: Iterable[RankingEntry], priority: int, *, is_followed: bool = True) -> Output:
        for entries in split_lists(rankings):
            yield from self._list(entries, priority, is_followed=is_followed and not self.arguments.sections)

    def _list(self, entries: tuple[RankingEntry, ...], priority: int, *, is_followed: bool = True) -> Output:
        """Give a list on, and follow it; a list that is on many pages only once a run."""
        if not entries or (key := list_key(entries[0])) in self.lists:
            return
        self.lists.add(key)
        yield Ranking(entries=entries)
        if is_followed:
            yield from self._followed(entries, priority)

    def _followed(self, entries: Iterable[RankingEntry], priority: int) -> Output:
        for entry in entries:
            found_in = FoundIn(list=entry.list_name, page_url=entry.page_url, position=entry.position)
            yield self._article_request(entry.url, priority, [found_in])

    # Articles

    @parses_page
    def parse_article(self, response: Response, page: Page) -> Output:
        """Read an article; where it goes on, its further pages before it is given on whole."""
        found_in = tuple(response.meta["found_in"])
        loaded = load_article(
            page, self.portal, captured_at=self.received_at(response), found_in=found_in, known_lists=self.lists
        )
        if loaded.reason == "list_page" and "redirect_urls" in response.meta:
            yield self.missed(response.request, "gone", "redirected_to_list", response.status)
            return
        self._note(response, loaded.notes)
        is_followed = self.bounds.follows_links(response.url)
        yield from self._rankings(loaded.rankings, priorities.LINKED_ARTICLE, is_followed=is_followed)
        yield from self._linked_articles(page) if is_followed else ()
        parts = (*response.meta.get("parts", ()), loaded)
        if capture := response.meta.get("capture"):
            response.meta["captures"] = (*response.meta.get("captures", ()), capture)
        if self._goes_on(parts, response):
            yield self._next_part_request(response, parts)
        else:
            yield self._joined(parts, response)

    def _linked_articles(self, page: Page) -> Output:
        for url in () if self.arguments.sections else article_links(page, self.portal):
            if url not in self.asked:  # most links of a page are on the page before, too
                yield self._article_request(url, priorities.LINKED_ARTICLE, [])

    def _goes_on(self, parts: tuple[Extraction, ...], response: Response) -> bool:
        following = parts[-1].next_page_url
        read = (*response.meta.get("part_urls", ()), response.url)
        is_part = is_page_of(parts[-1], parts[0])
        return bool(is_part and following and following not in read and len(parts) < MAX_ARTICLE_PAGES)

    def _next_part_request(self, response: Response, parts: tuple[Extraction, ...]) -> Request:
        request = self._request(
            str(parts[-1].next_page_url),
            self.parse_article,
            "article",
            priorities.ARTICLE_PAGE,
            article_id=response.meta["article_id"],
            found_in=response.meta["found_in"],
        )
        request.meta["asked_url"] = response.meta["asked_url"]
        request.meta["parts"] = parts
        request.meta["part_urls"] = (*response.meta.get("part_urls", ()), response.url)
        request.meta["captures"] = response.meta.get("captures", ())
        return request

    def _joined(self, parts: tuple[Extraction, ...], response: Response) -> Article | MissedPage:
        whole = join_pages(parts[0], parts[1:]) if len(parts) > 1 else parts[0]
        unread = [part for part in parts if not is_page_of(part, parts[0])]
        if whole.article is not None and not unread:
            if len(parts) == MAX_ARTICLE_PAGES:
                self.logger.warning("%s is cut at %d pages", response.url, MAX_ARTICLE_PAGES)
            captures = response.meta.get("captures", ())
            return replace(whole.article, url=response.meta["asked_url"], captures=captures)
        reason = (unread[0].reason if unread else whole.reason) or "no_article"
        self.logger.warning("no article at %s: %s", response.url, reason)
        return self.missed(response.request, "failed", reason, response.status)

    # Requests

    def _article_request(self, canonical: str, priority: int, found_in: list[FoundIn]) -> Request:
        self.asked.add(canonical)
        identity = article_id(canonical, self.portal)
        return self._request(canonical, self.parse_article, "article", priority, article_id=identity, found_in=found_in)

    def visit(self, canonical: str, identity: str) -> Request:
        """Return the request that visits a known article again."""
        self.asked.add(canonical)
        return self._request(
            canonical, self.parse_article, "article", priorities.VISIT, article_id=identity, found_in=[]
        )
