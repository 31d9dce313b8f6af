"""What happened on the demo portal between two times: the least that a crawl must ask for to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal
from newscrawl.demo.newsroom.stories import story_at
from tests.truth import PORTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Articles, by `article_id`, that something happened to after one time and until another."""

    new: frozenset[str]
    """Appeared, and can still be read."""

    edited: frozenset[str]
    """Were there before, can still be read, and print another content."""

    ended: frozenset[str]
    """Were there before, and can be read no more."""

    moved: frozenset[str]
    """Were there before, and have another address."""

    page_count: int
    """The pages of the new and the edited articles together: one request each is the least."""


def changes(portal: DemoPortal, after: datetime, until: datetime) -> Changes:
    """Return what happened later than *after* and not later than *until*."""
    before, count = portal.count_at(after), portal.count_at(until)
    live = {index for index in range(count) if portal.is_there(index, until)}
    known = {index for index in range(before) if portal.is_there(index, after)}
    new = {index for index in live if index >= before}
    edited = {index for index in live & known if any(after < edit.at <= until for edit in portal.edits(index))}
    moved = {index for index in live & known if portal.path(index, after) != portal.path(index, until)}
    return Changes(
        new=_ids(new),
        edited=_ids(edited),
        ended=_ids(known - live),
        moved=_ids(moved),
        page_count=sum(len(story_at(portal, index, until).pages) for index in new | edited),
    )


def _ids(indexes: set[int]) -> frozenset[str]:
    return frozenset(f"{PORTAL}:{FIRST_NUMBER + index}" for index in indexes)
