"""How far back each section has been read, so that a walk stops at known ground and a broken one goes on."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from scrapy import Request

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.run.section_state import SectionState, keep_section_state, section_state
from newscrawl.dataset.run.session import Session
from newscrawl.items import RankingEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far this run is to go back in each section."""

    page_limit: int = sys.maxsize
    """So many pages of each section."""

    since: datetime | None = None
    """Until a page holds only articles that were published before this time."""


@dataclass(slots=True)
class SectionWalk:
    """This run's way through one section."""

    before: SectionState
    urls: dict[int, str] = field(default_factory=dict)
    """Page → the address that was asked for."""
    open_ids: dict[int, set[str]] = field(default_factory=dict)
    """Page → its articles that were neither stored nor missed when last looked at."""
    listed: dict[int, list[RankingEntry]] = field(default_factory=dict)
    """The last page that was read → its entries."""
    jumped_to: int | None = None
    """The page at which the walk left known ground for the place where an earlier one stopped."""
    passed: Request | None = None
    """The request for the page that was jumped over."""
    has_joined: bool = False
    """Whether it reached the end, or ground that is known to be complete."""
    is_covered: bool = False
    """Whether it reached ground from where earlier runs have read as far as this one goes."""
    stopped_at: int | None = None
    """The page at which the run's limit ended it."""
    stopped_since: datetime | None = None
    """The time that was reached there; None where pages were counted."""


class Walks:
    """The walks of this run, and what remains of them for the next. Sections are known by their first page's address.

    A section is complete when a walk reached its end, or a page whose lower half was stored already when the section
    was last complete, and every article on the way is settled. Until then the state has the page to read on from:
    the first one with an open article, and one before it, since lists move. A run that was limited leaves its last
    page, and how far back that is.
    """

    def __init__(self, session: Session, limits: Limits | None = None) -> None:
        self.session = session
        self.limits = limits or Limits()
        self.clock = session.clock
        """The clock that captures are dated by: another one may be a moment behind."""
        self.walks: dict[str, SectionWalk] = {}

    def walk(self, section: str) -> SectionWalk:
        """Return the walk through *section*."""
        if section not in self.walks:
            self.walks[section] = SectionWalk(section_state(self.session, section).believable(self.session.clock.now()))
        return self.walks[section]

    def read(
        self, section: str, page: int, url: str, entries: Iterable[RankingEntry], settled: Container[str]
    ) -> tuple[str, int] | None:
        """Note a page that was read; return the address and number of the page to go on with where it is another.

        *settled* holds the articles of this run that are stored or missed. Sets `has_joined` and `is_covered`.
        """
        walk = self.walk(section)
        walk.urls[page] = url
        walk.listed = {page: list(entries)}
        listed = [(entry.article_id, self.known(entry)) for entry in walk.listed[page]]
        walk.open_ids[page] = {name for name, known in listed if known is None and name not in settled}
        first_seen = [known.first_seen_at if known else None for _, known in listed]
        before = walk.before
        if _is_known_ground(first_seen, before.complete_as_of):
            walk.has_joined = True
        elif before.resume_url and walk.jumped_to is None and _is_known_ground(first_seen, before.read_as_of):
            walk.is_covered = self._is_far_enough(walk.listed[page], before)
            if not walk.is_covered and page + 1 < before.resume_page:
                walk.jumped_to = before.resume_page
                return before.resume_url, before.resume_page
        return None

    def _is_far_enough(self, entries: Iterable[RankingEntry], before: SectionState) -> bool:
        since = self.limits.since
        is_before = since is not None and self.is_before(entries, since)
        return is_before or before.reaches(page_limit=self.limits.page_limit, since=since)

    def open(self, section: str, page: int, article_ids: Iterable[str]) -> None:
        """Note articles that a page was found to list only when it was read again."""
        self.walk(section).open_ids.setdefault(page, set()).update(article_ids)

    def has_landed_too_deep(self, section: str, page: int) -> bool:
        """Return whether the walk went on at a page that begins with articles no earlier run has stored.

        Then the list has lost more than a page of entries since, and what is unread begins further up.
        """
        walk = self.walk(section)
        if page != walk.jumped_to or not walk.listed[page]:
            return False
        first = self.known(walk.listed[page][0])
        return first is None or walk.before.read_as_of is None or first.first_seen_at > walk.before.read_as_of

    def is_before(self, entries: Iterable[RankingEntry], since: datetime) -> bool:
        """Return whether the articles of *entries* that were read, and have a time, are all from before *since*."""
        known = map(self.known, entries)
        times = [one.published_at for one in known if one is not None and one.published_at is not None]
        return bool(times) and max(times) < since

    def stop(self, section: str, page: int, since: datetime | None = None) -> None:
        """Note that the run's limit ended the walk at *page*."""
        walk = self.walk(section)
        walk.stopped_at, walk.stopped_since = page, since

    def keep(self, section: str, settled: Container[str]) -> None:
        """Keep how far the walk has come, where that is further than before."""
        walk = self.walk(section)
        for page, names in list(walk.open_ids.items()):
            walk.open_ids[page] = {name for name in names if name not in settled}
            if not walk.open_ids[page]:
                del walk.open_ids[page]
        reached = min(walk.open_ids, default=max(walk.urls, default=1))
        is_at_top = walk.jumped_to is None and walk.before.resume_page > reached
        if is_at_top or (walk.jumped_to is not None and reached < walk.jumped_to):
            return  # what an earlier run kept leads further
        page = reached - 1 if reached - 1 in walk.urls else reached
        self._keep(section, resume_url=walk.urls.get(page), resume_page=page)

    def forget(self, section: str) -> None:
        """Forget where to go on: that page is gone."""
        state = SectionState(complete_as_of=self.walk(section).before.complete_as_of)
        keep_section_state(self.session, section, state)

    def complete(self) -> None:
        """Keep what the walks have come to; call it when every article is settled."""
        for section, walk in self.walks.items():
            self._complete(section, walk)

    def _complete(self, section: str, walk: SectionWalk) -> None:
        if walk.has_joined:
            keep_section_state(self.session, section, SectionState(complete_as_of=self.clock.now()))
        elif walk.is_covered:
            keep_section_state(self.session, section, replace(walk.before, read_as_of=self.clock.now()))
        elif walk.stopped_at is not None and (walk.stopped_since or walk.stopped_at >= walk.before.resume_page):
            self._keep(
                section,
                resume_url=walk.urls[walk.stopped_at],
                resume_page=walk.stopped_at,
                read_back_to=walk.stopped_since,
            )

    def _keep(
        self, section: str, *, resume_url: str | None, resume_page: int, read_back_to: datetime | None = None
    ) -> None:
        state = SectionState(
            complete_as_of=self.walk(section).before.complete_as_of,
            resume_url=resume_url,
            resume_page=resume_page,
            read_as_of=self.clock.now(),
            read_back_to=read_back_to,
        )
        keep_section_state(self.session, section, state)

    def known(self, entry: RankingEntry) -> KnownArticle | None:
        """Return what is known of the article behind *entry*."""
        known = self.session.article(entry.article_id)
        if known is None and (other := self.session.article_of_url(entry.url)):
            return self.session.article(other)
        return known


def _is_known_ground(moments: list[datetime | None], as_of: datetime | None) -> bool:
    """Return whether the lower half of a page, whose articles were first seen at *moments*, was all stored at *as_of*.

    Sections are newest first: what is new is at the top, and half a page is no chance.
    """
    lower = moments[len(moments) // 2 :]
    return bool(lower) and as_of is not None and all(moment is not None and moment <= as_of for moment in lower)
