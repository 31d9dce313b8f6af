"""The demo portal at one time: its lists, and what is at each address."""

from __future__ import annotations

import heapq
from datetime import datetime
from functools import cached_property, lru_cache

from newscrawl.demo.newsroom.article_content import SECTIONS, Link, LinkList, Section, Story
from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal, list_time
from newscrawl.demo.newsroom.draws import unit
from newscrawl.demo.newsroom.stories import link_to, story_at

PAGE_SIZE = 20
FRONT_SIZE = 30
_POOL = 60
"""Rankings choose among so many of the newest articles."""


class Snapshot:
    """What the portal prints at *now*. Lists of the whole portal are those of the last full hour."""

    def __init__(self, portal: DemoPortal, now: datetime) -> None:
        self.portal = portal
        self.now = now
        self.listed_at = list_time(now)
        self.count = portal.count_at(now)

    def story(self, index: int) -> Story:
        """Return the article as it is now."""
        return story_at(self.portal, index, self.now)

    def index_of(self, number: int) -> int | None:
        """Return the index of the article of that number; None where none has appeared."""
        index = number - FIRST_NUMBER
        return index if 0 <= index < self.count else None

    @cached_property
    def live(self) -> list[int]:
        """Every article that can be read now, newest first."""
        return [index for index in range(self.count - 1, -1, -1) if self.portal.is_there(index, self.now)]

    @cached_property
    def in_section(self) -> dict[str, list[int]]:
        """Section slug → the articles that the section lists, newest first."""
        found: dict[str, list[int]] = {section.slug: [] for section in SECTIONS}
        for index in self.live:
            found[self.portal.section(index).slug].append(index)
            if second := self.portal.second_section(index):
                found[second.slug].append(index)
        return found

    def page_count(self, section: Section) -> int:
        """Return how many pages *section* has, at least 1."""
        return max(1, -(-len(self.in_section[section.slug]) // PAGE_SIZE))

    def section_links(self, section: Section, page: int) -> tuple[Link, ...]:
        """Return the links of the *page*-th page (from 1) of *section*."""
        indexes = self.in_section[section.slug][(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return tuple(self._section_link(section, index) for index in indexes)

    def _section_link(self, section: Section, index: int) -> Link:
        other = self.portal.second_path(index) if self.portal.section(index) != section else None
        tracking = "?utm_source=section&utm_medium=list" if index % 5 == 0 else ""
        return link_to(self.portal, index, self.now, path=other, tracking=tracking)

    def snippets(self, links: tuple[Link, ...]) -> tuple[str, ...]:
        """Return what a section page prints below each link: how the text begins."""
        drafts = (self.portal.draft(link.number - FIRST_NUMBER) for link in links)
        return tuple(draft.blocks[0].text[:50] for draft in drafts)

    @cached_property
    def front_links(self) -> tuple[Link, ...]:
        """The front page's main list: the newest articles, with their section's label."""
        return tuple(
            link_to(self.portal, index, self.now, label=self.portal.section(index).label)
            for index in self.live[:FRONT_SIZE]
        )

    def ranking(self, section: Section) -> LinkList:
        """Return *section*'s ranking: six articles."""
        return self._rankings[section.slug]

    @cached_property
    def _rankings(self) -> dict[str, LinkList]:
        return {section.slug: self._ranking(section) for section in SECTIONS}

    def _ranking(self, section: Section) -> LinkList:
        pool = [index for index in self._pool if self.portal.section(index) == section][:_POOL]
        links = self._best("rank", pool, 6, tracking="?utm_source=ranking&utm_campaign=side")
        return LinkList("section_ranking", section, links)

    @cached_property
    def recommended(self) -> LinkList:
        """The portal's recommended articles: five."""
        return LinkList("recommended", None, self._best("recommended", self._pool[: 2 * _POOL], 5, labelled=True))

    @cached_property
    def trending(self) -> LinkList:
        """The portal's trending articles: five."""
        links = self._best("trending", self._pool[:_POOL], 5, labelled=True, tracking="?fbclid=IwAR0demo")
        return LinkList("trending", None, links)

    @cached_property
    def _pool(self) -> list[int]:
        """What the hourly lists choose from: what could be read at that hour, newest first."""
        count = self.portal.count_at(self.listed_at)
        oldest = max(0, count - 8 * _POOL)
        return [i for i in range(count - 1, oldest - 1, -1) if self.portal.is_there(i, self.listed_at)]

    def _best(
        self, what: str, pool: list[int], count: int, *, labelled: bool = False, tracking: str = ""
    ) -> tuple[Link, ...]:
        chosen = heapq.nlargest(count, pool, key=lambda index: self._score(what, index))
        return tuple(
            link_to(
                self.portal,
                index,
                self.listed_at,
                label=self.portal.section(index).label if labelled else None,
                tracking=tracking,
            )
            for index in chosen
        )

    def _score(self, what: str, index: int) -> float:
        """Return an article's weight in a list: its own appeal, less with age, moving from hour to hour."""
        seed, hour = self.portal.seed, int(self.listed_at.timestamp()) // 3600
        age_hours = (self.listed_at - self.portal.published_at(index)).total_seconds() / 3600
        return unit(seed, what, index) + 0.15 * unit(seed, what, index, hour) - age_hours / 100


@lru_cache(maxsize=8)
def snapshot_at(portal: DemoPortal, now: datetime) -> Snapshot:
    """Return the portal at *now*; the latest few are kept."""
    return Snapshot(portal, now)
