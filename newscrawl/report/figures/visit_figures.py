"""What visits found: how often each outcome, and which articles are gone or moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from newscrawl.report.figures.time_window import TimeWindow

_SHOWN_COUNT = 40


class VisitLine(msgspec.Struct, frozen=True, gc=False):
    """Of an observation, what is counted."""

    article_id: str
    captured_at: datetime
    status: str
    http_status: int | None = None


@dataclass(slots=True, kw_only=True)
class Lost:
    """An article that is gone or moved."""

    article_id: str
    status: str
    http_status: int | None
    since: datetime
    """The first visit of the window that found it so."""

    headline: str = ""
    section: str | None = None
    canonical_url: str = ""
    published_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class VisitFigures:
    """The visits of the window."""

    visit_count: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    gone_count: int = 0
    moved_count: int = 0
    lost: list[Lost] = field(default_factory=list)
    """The latest ones, newest first."""


class VisitCounter:
    """Counts visits, one after the other."""

    def __init__(self, window: TimeWindow) -> None:
        self._window = window
        self._statuses: Counter[str] = Counter()
        self._lost: dict[tuple[str, str], Lost] = {}

    def add(self, visit: VisitLine) -> None:
        """Take one visit."""
        if not self._window.contains(visit.captured_at):
            return
        self._statuses[visit.status] += 1
        if visit.status in {"gone", "moved"}:
            lost = Lost(
                article_id=visit.article_id,
                status=visit.status,
                http_status=visit.http_status,
                since=visit.captured_at,
            )
            self._lost.setdefault((visit.article_id, visit.status), lost)

    def figures(self) -> VisitFigures:
        """Return what was counted."""
        by_status = Counter(status for _, status in self._lost)
        latest = sorted(self._lost.values(), key=lambda lost: (lost.since, lost.article_id), reverse=True)
        return VisitFigures(
            visit_count=self._statuses.total(),
            statuses=dict(self._statuses.most_common()),
            gone_count=by_status["gone"],
            moved_count=by_status["moved"],
            lost=latest[:_SHOWN_COUNT],
        )
