"""Notices a portal that begins to serve one page for all in the middle of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from newscrawl.dataset.revisions.compare_texts import share_of_text
from newscrawl.items import Article

_ONE_TEXT = 0.7


@dataclass(slots=True)
class PageStreak:
    """The latest article pages of a run, as long as they have one headline and one text.

    A portal that fails serves one page under every address, and nothing else. Syndicated articles come between others:
    the next page that differs ends the streak.
    """

    count: int = 0
    """The pages of the streak, known articles and new ones."""
    waiting: list[Article] = field(default_factory=list)
    """New articles that are stored where the streak ends before it is too long. Its first one is stored at once."""
    stored: Article | None = None
    """The first article of the streak, where it was new."""
    _last: Article | None = None

    def add(self, article: Article, *, is_new: bool) -> bool:
        """Add the page that *article* was read from; return whether it goes on with the streak, or begins another."""
        goes_on = self._last is not None and _is_one_page(self._last, article)
        self.count = self.count + 1 if goes_on else 1
        if not goes_on:
            self.stored = article if is_new else None
        self._last = article
        return goes_on

    def take(self) -> list[Article]:
        """Return the articles that wait; none waits any more."""
        waiting, self.waiting = self.waiting, []
        return waiting


def _is_one_page(one: Article, other: Article) -> bool:
    return one.headline == other.headline and share_of_text(one.body, other.body) >= _ONE_TEXT
