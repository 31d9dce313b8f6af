"""A page that was asked for and not read: what the spider knows of it. It leaves at most an observation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PageKind = Literal["front_page", "section", "article", "feed", "sitemap"]
MissedFate = Literal["gone", "blocked", "failed", "not_modified", "moved", "robots", "offsite", "budget"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedPage:
    """One request that gave no record, and why."""

    kind: PageKind
    """What the page was asked for as."""

    url: str
    """The address that was asked for."""

    article_id: str | None
    """Null for pages that are no articles."""

    fate: MissedFate
    """The outcome of the request."""

    reason: str
    """A short word from a closed list, such as `http_500`, `timeout`, `empty`: it ends up in the run report."""

    http_status: int | None
    """Null where no answer came."""

    captured_at: datetime
    """When that was known, in UTC."""
