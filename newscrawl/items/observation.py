"""One visit to an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

VisitStatus = Literal["new", "changed", "unchanged", "not_modified", "moved", "gone", "blocked", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one visit to an article found."""

    portal: str
    """The name of the portal's file."""

    article_id: str
    """The article that was visited."""

    url: str
    """The address that was asked for."""

    captured_at: datetime
    """When the answer came, in UTC."""

    run_id: str
    """The run that visited it."""

    status: VisitStatus
    """What the visit found."""

    http_status: int | None
    """Null where no answer came."""

    revision: int | None
    """The revision that the visit found or stored; null before the first."""

    comment_count: int | None
    """As printed at this visit; null where the page prints none."""

    view_count: int | None
    """As printed at this visit; null where the page prints none."""

    next_visit_at: datetime | None
    """When the article is due again, in UTC; null for never."""

    reads_differently: tuple[str, ...] = ()
    """Fields that this visit read in another way although nobody edited them; the revision keeps the value before."""
