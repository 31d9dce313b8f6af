"""Which sitemaps of an index are worth asking for again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from newscrawl.clock import CLOCK_TOLERANCE, kept_time
from newscrawl.dataset.run.session import Session


class Sitemaps:
    """Remembers when each sitemap was read whole, so that one that has not changed since is passed over.

    It counts as read only at the end of a run in which everything that it names was settled: a run that is cut short
    reads it again.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._read_at: dict[str, datetime] = {}

    def wants(self, url: str, changed_at: datetime | None) -> bool:
        """Return whether the sitemap at *url*, changed last at *changed_at* by its index, may have something new.

        One whose index gives no time is always wanted.
        """
        if changed_at is None:
            return True
        kept: Any = self.session.state(_key(url))
        read_at = kept_time(kept, now=self.session.clock.now(), ahead=CLOCK_TOLERANCE) if kept else None
        return read_at is None or read_at <= changed_at

    def read(self, url: str) -> None:
        """Note that the sitemap at *url* was read in this run."""
        self._read_at[url] = self.session.clock.now()

    def complete(self) -> None:
        """Keep what was read; call it when everything is settled."""
        for url, read_at in self._read_at.items():
            self.session.set_state(_key(url), read_at.isoformat())


def _key(url: str) -> str:
    return f"sitemap:{url}"
