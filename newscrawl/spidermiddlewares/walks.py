"""How far back each section has been read, so that a walk stops at known ground and a broken one goes on."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newscrawl.dataset.known import KnownArticle
from newscrawl.dataset.session import Session
from newscrawl.items import RankingEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """What is known of one section from the runs before."""

    complete_as_of: datetime | None = None
    """All that the section listed then is settled; None where it was never read to its end."""

    resume_url: str | None = None
    """Where a walk that broke off goes on; None where none did."""

    resume_page: int = 0
    """The number of that page, from 1."""

    read_as_of: datetime | None = None
    """All that stood before that page then is settled."""

    @classmethod
    def from_json(cls, kept: Any) -> SectionState:
        """Return what `as_json` made."""
        if not isinstance(kept, dict):
            return cls()
        return cls(
            complete_as_of=_moment(kept.get("complete_as_of")),
            resume_url=kept.get("resume_url"),
            resume_page=int(kept.get("resume_page") or 0),
            read_as_of=_moment(kept.get("read_as_of")),
        )

    def as_json(self) -> dict[str, Any]:
        """Return what the session keeps."""
        return {
            "complete_as_of": self.complete_as_of.isoformat() if self.complete_as_of else None,
            "resume_url": self.resume_url,
            "resume_page": self.resume_page,
            "read_as_of": self.read_as_of.isoformat() if self.read_as_of else None,
        }


@dataclass(slots=True)
class SectionWalk:
    """This run's way through one section."""

    before: SectionState
    urls: dict[int, str] = field(default_factory=dict)
    """Page → the address that was asked for."""
    open_ids: dict[int, set[str]] = field(default_factory=dict)
    """Page → its articles that were neither stored nor missed when last looked at."""
    jumped_to: int | None = None
    """The page at which the walk left known ground for the place where an earlier one broke off."""
    has_joined: bool = False
    """Whether it came to the end, or to ground that is known to be complete."""


class Walks:
    """The walks of this run, and what remains of them for the next.

    A section is complete when a walk came to its end, or to a page whose lower half was stored already when the section
    was last complete, and every article on the way is settled. Until then the state says from which page on to read:
    the first one with an open article, and one before it, since lists move.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.walks: dict[str, SectionWalk] = {}

    def walk(self, section: str) -> SectionWalk:
        """Return the walk through *section*."""
        if section not in self.walks:
            self.walks[section] = SectionWalk(SectionState.from_json(self.session.state(_key(section))))
        return self.walks[section]

    def read(
        self, section: str, page: int, url: str, entries: Iterable[RankingEntry], settled: Container[str]
    ) -> tuple[str, int] | None:
        """Note a page that was read; return the address and number of the page to go on with where it is another.

        *settled* holds the articles of this run that are stored or missed. Sets `has_joined` at known ground.
        """
        walk = self.walk(section)
        walk.urls[page] = url
        listed = [(entry.article_id, self._known(entry)) for entry in entries]
        walk.open_ids[page] = {name for name, known in listed if known is None and name not in settled}
        first_seen = [known.first_seen_at if known else None for _, known in listed]
        before = walk.before
        if _is_known_ground(first_seen, before.complete_as_of):
            walk.has_joined = True
        elif before.resume_url and page + 1 < before.resume_page and _is_known_ground(first_seen, before.read_as_of):
            walk.jumped_to = before.resume_page
            return before.resume_url, before.resume_page
        return None

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
        state = SectionState(
            complete_as_of=walk.before.complete_as_of,
            resume_url=walk.urls.get(page),
            resume_page=page,
            read_as_of=self.session.clock.now(),
        )
        self.session.set_state(_key(section), state.as_json())

    def forget(self, section: str) -> None:
        """Forget where to go on: that page is gone."""
        state = SectionState(complete_as_of=self.walk(section).before.complete_as_of)
        self.session.set_state(_key(section), state.as_json())

    def complete(self) -> None:
        """Keep the sections that were read to known ground as complete; call it when every article is settled."""
        for section, walk in self.walks.items():
            if walk.has_joined:
                state = SectionState(complete_as_of=self.session.clock.now())
                self.session.set_state(_key(section), state.as_json())

    def _known(self, entry: RankingEntry) -> KnownArticle | None:
        known = self.session.article(entry.article_id)
        if known is None and (other := self.session.article_of_url(entry.url)):
            return self.session.article(other)
        return known


def _is_known_ground(moments: list[datetime | None], as_of: datetime | None) -> bool:
    """Tell whether the lower half of a page, whose articles were first seen at *moments*, was all stored at *as_of*.

    Sections are newest first: what is new stands at the top, and half a page is no chance.
    """
    lower = moments[len(moments) // 2 :]
    return bool(lower) and as_of is not None and all(moment is not None and moment <= as_of for moment in lower)


def _key(section: str) -> str:
    return f"section:{section}"


def _moment(printed: str | None) -> datetime | None:
    return datetime.fromisoformat(printed) if printed else None
