"""One line of a list of articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ListKind = Literal["section_ranking", "recommended", "trending", "front_page", "section_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingEntry:
    """One position of one list, as one capture saw it. A list that is on many pages is recorded once a run."""

    schema_version: int
    """1. Raised when a field changes its meaning."""

    portal: str
    """The name of the portal's file."""

    list_name: str
    """The heading as printed, in half width, e.g. `[国際・政治] ランキング`."""

    list_kind: ListKind
    """What the list is."""

    list_section: str | None
    """The section that the list is of; null for lists of the whole portal."""

    position: int
    """1 for the top. Source: printed numbers where they count from 1, else the order of the entries."""

    article_id: str
    """The article behind the entry's link."""

    url: str
    """Canonical address of the entry's link."""

    headline: str
    """As the list prints it."""

    section: str | None
    """The entry's printed section label."""

    page_url: str
    """The page that the list was read from."""

    captured_at: datetime | None
    """When that page was received, in UTC; null only for pages that were not fetched."""

    run_id: str | None
    """The run that stored it; null only for pages that no run stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One list as one page printed it: its entries travel together, so that a list is stored whole or not at all."""

    entries: tuple[RankingEntry, ...]
    """In printed order; never empty."""
