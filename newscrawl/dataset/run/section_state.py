"""What the index remembers of each section: how far back it was read, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from newscrawl.clock import CLOCK_TOLERANCE
from newscrawl.dataset.run.index_session import IndexSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """What is known of one section from the runs before."""

    complete_as_of: datetime | None = None
    """Everything that the section listed at this time is settled; None where it was never read to its end."""

    resume_url: str | None = None
    """The page where an interrupted or limited walk goes on; None where there is no such walk."""

    resume_page: int = 0
    """The number of that page, from 1."""

    read_as_of: datetime | None = None
    """Everything before that page at this time is settled."""

    read_back_to: datetime | None = None
    """All published since this time was read down to that page; None where time did not end the walk."""

    @property
    def is_complete(self) -> bool:
        """Whether everything that the section listed is settled."""
        return self.complete_as_of is not None and self.resume_url is None

    def reaches(self, *, page_limit: int, since: datetime | None) -> bool:
        """Return whether the walk so far reaches as far as a run with this limit wants to go."""
        is_read_by_time = since is not None and self.read_back_to is not None and self.read_back_to <= since
        return is_read_by_time or page_limit <= self.resume_page

    def believable(self, now: datetime) -> SectionState:
        """Return this state without times that are ahead of *now*: a wrong clock settles nothing."""
        latest = now + CLOCK_TOLERANCE
        return replace(
            self,
            complete_as_of=_until(self.complete_as_of, latest),
            read_as_of=_until(self.read_as_of, latest),
            read_back_to=_until(self.read_back_to, latest),
        )

    @classmethod
    def from_json(cls, kept: Any) -> SectionState:
        """Return the state that `as_json` encoded."""
        if not isinstance(kept, dict):
            return cls()
        return cls(
            complete_as_of=_moment(kept.get("complete_as_of")),
            resume_url=kept.get("resume_url"),
            resume_page=int(kept.get("resume_page") or 0),
            read_as_of=_moment(kept.get("read_as_of")),
            read_back_to=_moment(kept.get("read_back_to")),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the value that the session keeps."""
        return {
            "complete_as_of": _printed(self.complete_as_of),
            "resume_url": self.resume_url,
            "resume_page": self.resume_page,
            "read_as_of": _printed(self.read_as_of),
            "read_back_to": _printed(self.read_back_to),
        }


def section_state(session: IndexSession, section_url: str) -> SectionState:
    """Return the state of the section whose first page is *section_url*."""
    return SectionState.from_json(session.state(_key(section_url)))


def keep_section_state(session: IndexSession, section_url: str, state: SectionState) -> None:
    """Keep *state*."""
    session.set_state(_key(section_url), state.as_json())


def _key(section_url: str) -> str:
    return f"section:{section_url}"


def _moment(printed: str | None) -> datetime | None:
    return datetime.fromisoformat(printed) if printed else None


def _until(moment: datetime | None, latest: datetime) -> datetime | None:
    return moment if moment is not None and moment <= latest else None


def _printed(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
