"""Ends walks that lead nowhere: lists that repeat, sections without end, paths that grow, mazes of one text."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

WalkEnd = Literal[
    "barren_pages", "barren_sections", "section_count", "path_depth", "near_equal", "barren_sitemaps", "sitemap_count"
]
"""Why links are no longer followed; a closed list."""

MOST_BARREN_PAGES = 3
"""So many pages of a section in a row without a new article end its walk."""
MOST_SITEMAPS = 5000
"""A run asks for no more sitemaps."""
MOST_BARREN_SITEMAPS = 50
"""So many sitemaps in a row that name no new page end the following of indexes."""
MOST_NAMED = 200_000
"""So many addresses in sitemaps are compared; all others are taken for new ones."""
MOST_SEGMENTS = 10
"""No section's path is deeper."""
MOST_EQUAL_SEGMENTS = 2
"""No section's path has more equal segments in a row."""
FEWEST_DUPLICATES = 20
"""Below it the share of near-equal texts means nothing."""

_SENTENCES: dict[WalkEnd, str] = {
    "barren_pages": "the walk through a section ends: its last pages list no new article",
    "barren_sections": "no further sections are followed: the last ones list no new article",
    "section_count": "no further sections are followed: the run has asked for as many as it may",
    "path_depth": "a section is not followed: its path is too deep, or repeats itself",
    "sitemap_count": "no further sitemaps are followed: the run has asked for as many as it may",
    "barren_sitemaps": "no further sitemaps are followed: the last ones name no new page",
    "near_equal": "links on articles are no longer followed: most articles have nearly the text of another",
}


class WalkBounds:
    """Counts what the walks of one run bring, and decides when they end. Each end is logged once for each reason.

    Stats: `newscrawl/spider/walk_end_count/<WalkEnd>`.
    """

    def __init__(
        self, crawler: Crawler, *, section_count: int, barren_section_count: int, near_equal_share: float
    ) -> None:
        self._crawler = crawler  # its stats are there when the crawl starts, not yet now
        self._section_count = section_count
        self._barren_section_count = barren_section_count
        self._near_equal_share = near_equal_share
        self._listed: dict[str, set[str]] = {}
        """Section → the articles that its pages have listed."""
        self._all_listed: set[str] = set()
        self._barren_pages: Counter[str] = Counter()
        self._barren_sections = 0
        self._asked_sections = 0
        self._named: set[int] = set()
        """Hashes of the addresses that sitemaps name."""
        self._barren_sitemaps = 0
        self._asked_sitemaps = 0
        self._reported: set[str] = set()

    def lists(self, section: str, page: int, article_ids: Iterable[str]) -> None:
        """Note the articles that a section's page lists."""
        ids = set(article_ids)
        known = self._listed.setdefault(section, set())
        self._barren_pages[section] = 0 if ids - known else self._barren_pages[section] + 1
        known |= ids
        if page == 1:
            self._barren_sections = 0 if ids - self._all_listed else self._barren_sections + 1
        self._all_listed |= ids

    def goes_on(self, section: str, following: str) -> bool:
        """Return whether the walk through *section* goes on at the address *following*."""
        if self._barren_pages[section] >= MOST_BARREN_PAGES:
            return self._end("barren_pages", section)
        return not _is_too_deep(following) or self._end("path_depth", following)

    def takes_section(self, url: str) -> bool:
        """Return whether the section at *url* is asked for, and count it."""
        if _is_too_deep(url):
            return self._end("path_depth", url)
        if self._barren_sections >= self._barren_section_count:
            return self._end("barren_sections", url)
        if self._asked_sections >= self._section_count:
            return self._end("section_count", url)
        self._asked_sections += 1
        return True

    def reads_sitemap(self, urls: Iterable[str]) -> None:
        """Note the pages that a sitemap names; an index below too many others names none."""
        hashes = {hash(url) for url in urls}
        is_new = bool(hashes - self._named) or len(self._named) > MOST_NAMED
        self._barren_sitemaps = 0 if is_new else self._barren_sitemaps + 1
        if len(self._named) <= MOST_NAMED:
            self._named |= hashes

    def takes_sitemap(self, url: str) -> bool:
        """Return whether the sitemap at *url*, which an index names, is asked for, and count it."""
        if self._barren_sitemaps > MOST_BARREN_SITEMAPS:
            return self._end("barren_sitemaps", url)
        if self._asked_sitemaps >= MOST_SITEMAPS:
            return self._end("sitemap_count", url)
        self._asked_sitemaps += 1
        return True

    def follows_links(self, url: str) -> bool:
        """Return whether the links on the article at *url* are followed: not where most texts are one text."""
        duplicates = self._crawler.stats.get_value("newscrawl/deduplicate/duplicate_count", 0)
        stored = self._crawler.stats.get_value("newscrawl/store/article_count", 0)
        if duplicates < FEWEST_DUPLICATES or duplicates <= self._near_equal_share * stored:
            return True
        return self._end("near_equal", url)

    def _end(self, reason: WalkEnd, url: str) -> Literal[False]:
        self._crawler.stats.inc_value(f"newscrawl/spider/walk_end_count/{reason}")
        if reason not in self._reported:
            self._reported.add(reason)
            logger.warning("%(url)s: %(why)s", {"url": url, "why": _SENTENCES[reason]})
        return False


def _is_too_deep(url: str) -> bool:
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    return len(segments) > MOST_SEGMENTS or _longest_repeat(segments) > MOST_EQUAL_SEGMENTS


def _longest_repeat(segments: Sequence[str]) -> int:
    longest = run = 1 if segments else 0
    for one, other in pairwise(segments):
        run = run + 1 if one == other else 1
        longest = max(longest, run)
    return longest
