"""The one spider: front page → sections and rankings → articles, as the portal's file defines."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from newscrawl.items import RankingEntry
from newscrawl.items.request_meta import RequestMeta, meta_of
from newscrawl.loaders import SectionLink
from newscrawl.portals import kind_of, portal_url
from newscrawl.spiders import priorities
from newscrawl.spiders.discovery import DiscoverySpider
from newscrawl.spiders.list_page import ListPage
from newscrawl.spiders.outcomes import Output
from newscrawl.spiders.parse_decorators import parses_list
from newscrawl.text import fold


class PortalSpider(DiscoverySpider):
    """Crawls the portal whose file has the spider's name."""

    wrong_usage: str = ""
    """What is wrong with the arguments, in a sentence, where only the front page could show it."""

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request for each feed, sitemap and front page."""
        for request in self.discovery_requests():
            yield request
        for url in self.portal.start_urls if self.portal.discovery.pages else ():
            yield self._request(url, self.parse_front_page, "front_page", priorities.FRONT_PAGE, rules=self.rules)

    # Lists

    @parses_list
    def parse_front_page(self, response: Response, page: ListPage) -> Output:
        """Follow the front page's sections, its own list and its rankings."""
        yield from self.robots_requests()
        if not self.arguments.sections:
            yield from self.feed_requests(page.feeds)  # before the articles: they take times from the feeds
            yield from self._entries(response, page.loaded, priorities.LISTED_ARTICLE)
        yield from self._sections(self._chosen(page.links) if self.arguments.sections else page.links)
        if not self.arguments.sections:
            self.has_menu = bool(self._menu(page.links))
            yield from self._sections(self.named_sections())

    @parses_list
    def parse_section(self, response: Response, page: ListPage) -> Output:
        """Follow a section page's articles, its rankings and its next page."""
        number, section = response.meta["page"], response.meta["section"]
        loaded = replace(page.loaded, section=section, entries=self._named(page.loaded.entries, section))
        yield from self._entries(response, loaded, priorities.LISTED_ARTICLE if number == 1 else priorities.OLD_ARTICLE)
        ids = [entry.article_id for entry in loaded.entries]
        repeats = ids == response.meta.get("entry_ids")
        following = portal_url(loaded.next_page_url, self.portal) if loaded.next_page_url else ""
        leads_on = kind_of(following, self.portal) in {"section", "other"} if following else False
        leads_on = leads_on and following not in self.asked and number < self.section_page_count
        section_url = response.meta["section_url"]
        self.bounds.lists(section_url, number, ids)
        if leads_on and ids and not repeats and self.bounds.goes_on(section_url, following):
            yield self._next_page_request(following, meta_of(response), ids)
        if not self.arguments.sections:
            yield from self._sections(page.links)

    @parses_list
    def parse_section_again(self, response: Response, page: ListPage) -> Output:
        """Follow the articles of a section page that this run has read before, and recorded."""
        entries = self._named(page.loaded.entries, response.meta["section"])
        yield from self._followed(entries, priorities.OLD_ARTICLE)

    def _sections(self, links: Iterable[SectionLink]) -> Output:
        for link in links:
            if link.url not in self.asked and self.bounds.takes_section(link.url):
                yield self._section_request(link)

    def _chosen(self, links: Sequence[SectionLink]) -> list[SectionLink]:
        """Return the links whose labels were asked for. A label that is on no link stops the run."""
        links = self._menu(links)
        by_label = {fold(link.label): link for link in links}
        unknown = [label for label in self.arguments.sections if fold(label) not in by_label]
        if unknown:
            labels = "、".join(dict.fromkeys(link.label for link in links)) or "none"
            self.wrong_usage = f"no section is called {'、'.join(unknown)}; the front page links to: {labels}"
            self.logger.info("%(sentence)s", {"sentence": self.wrong_usage})  # the end of the run prints it
            raise CloseSpider("unknown_section")
        return [by_label[fold(label)] for label in self.arguments.sections]

    def _menu(self, links: Sequence[SectionLink]) -> list[SectionLink]:
        """Return the links that name sections: one to the front page's own further pages has the portal's title."""
        return [link for link in links if link.label != self.portal.title]

    def _named(self, entries: Iterable[RankingEntry], label: str) -> tuple[RankingEntry, ...]:
        """Return *entries* under the menu's label: a section page may print it with a number or an ornament.

        The front page's own further pages are of no section.
        """
        section = None if label == self.portal.title else label
        return tuple(replace(entry, list_name=label, list_section=section) for entry in entries)

    # Requests

    def _section_request(self, link: SectionLink) -> Request:
        self.asked.add(link.url)
        return self._request(
            link.url,
            self.parse_section,
            "section",
            priorities.SECTION,
            section=link.label,
            section_url=link.url,
            page=1,
            entry_ids=[],
            rules=self.rules,
        )

    def _next_page_request(self, url: str, meta: RequestMeta, entry_ids: Sequence[str]) -> Request:
        """Return the request for the page behind the one that *meta* asked for, on which *entry_ids* are."""
        self.asked.add(url)
        return self._request(
            url,
            self.parse_section,
            "section",
            priorities.OLD_SECTION_PAGE,
            section=meta["section"],
            section_url=meta["section_url"],
            page=meta["page"] + 1,
            entry_ids=list(entry_ids),
        )

    def read_again(self, url: str, meta: RequestMeta, etag: bytes | None) -> Request:
        """Return the request that looks whether the section page *url*, one before that of *meta*, has changed."""
        request = self._request(
            url,
            self.parse_section_again,
            "section",
            priorities.SECTION_AGAIN,
            section=meta["section"],
            section_url=meta["section_url"],
            page=meta["page"] - 1,
            is_read_again=True,
        )
        if etag is not None:
            request.headers["If-None-Match"] = etag
            request.meta["handle_httpstatus_list"] = [304]
        return request
