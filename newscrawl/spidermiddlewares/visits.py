"""Which known articles are visited again in this run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, Self

from scrapy.settings import BaseSettings

from newscrawl.clock import CLOCK_TOLERANCE
from newscrawl.dataset.index.record_lines import DueVisit, KnownArticle
from newscrawl.dataset.run.retry_attempts import attempts_of
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.visit_round import next_of_round
from newscrawl.dataset.run.visit_schedule import middle_of_wait
from newscrawl.dataset.run.wrong_clock import due_after_wrong_clock, is_ahead, is_due_again, note_visit

_GONE_FOR = timedelta(days=1)

Asked = Literal["new", "due", "known"]


class Visits:
    """Lets at most *max_count* known articles be visited: those that are due.

    An article that leads a ranking (*is_ranked*) is due in the middle of each wait of the schedule, too (*visit_hours*
    after its publication, ascending).
    """

    def __init__(self, session: Session, *, max_count: int, visit_hours: Sequence[float]) -> None:
        self.session = session
        self.max_count = max_count
        self.visit_hours = visit_hours
        self.count = 0
        self.of_round: set[str] = set()
        """Known articles that the round of visits to all asks for now."""
        self.left_count = 0
        """Visits that were due and that the run had no room for."""

    @classmethod
    def from_settings(cls, session: Session, settings: BaseSettings) -> Self:
        """Read how many visits a run makes: a count, and where the run has a budget, a share of that."""
        max_count = settings.getint("NEWSCRAWL_KNOWN_VISIT_COUNT")
        if budget := settings.getint("NEWSCRAWL_BUDGET_REQUEST_COUNT"):
            share = settings.getfloat("NEWSCRAWL_KNOWN_VISIT_SHARE")
            max_count = min(max_count, max(1, int(budget * share)))
        hours = [float(hour) for hour in settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS")]
        return cls(session, max_count=max_count, visit_hours=sorted(hours))

    def due(self, *, visits_all: bool = False) -> list[DueVisit]:
        """Return what is due now, the longest due first; with *visits_all*, every article that its round has left."""
        if not visits_all:
            now = self.session.clock.now()
            due = self.session.due(now, self.max_count)
            return [*due, *due_after_wrong_clock(self.session, self.visit_hours)][: self.max_count]
        found = next_of_round(self.session, self.max_count)
        self.of_round = {one.article_id for one in found}
        return found

    def asks_for(
        self, article_id: str, url: str, *, is_ranked: bool, is_listed: bool = False, changed_at: datetime | None = None
    ) -> Asked:
        """Return whether the article is `new`, `due` for a visit that the run has room for, or `known` well enough.

        *changed_at* is when it changed last as a feed or sitemap has it: after its last visit, it is due. An article
        that was gone and is in a list (*is_listed*) is due once a day: it may have returned.
        """
        known = self._known(article_id, url)
        if known is None:
            return "new" if self._may_try(article_id) else "known"
        has_changed = changed_at is not None and known.last_seen_at < changed_at <= self.session.clock.now()
        if has_changed:
            self.session.visits.announced.add(known.article_id)
        may_return = is_listed and self._has_been_gone(known)
        is_of_round = known.article_id in self.of_round
        if not is_of_round and not has_changed and not may_return and not self._is_due(known, is_ranked=is_ranked):
            return "known"
        if self.count >= self.max_count:
            self.left_count += 1
            return "known"
        self.count += 1
        if is_ahead(known, self.session.clock.now()):
            note_visit(self.session, known.article_id)
        return "due"

    def _known(self, article_id: str, url: str) -> KnownArticle | None:
        known = self.session.article(article_id)
        if known is None and (other := self.session.article_of_url(url)):
            return self.session.article(other)
        return known

    def _may_try(self, article_id: str) -> bool:
        """Return whether an article that was never read may be asked for: at first, and when another attempt is due."""
        attempts = attempts_of(self.session, article_id)
        if attempts is None or attempts.next_at is None:
            return attempts is None
        now = self.session.clock.now()
        return attempts.next_at <= now or attempts.next_at - now > self._longest_wait()

    def _longest_wait(self) -> timedelta:
        return timedelta(hours=max(self.visit_hours, default=0.0)) + CLOCK_TOLERANCE

    def _has_been_gone(self, known: KnownArticle) -> bool:
        return known.status == "gone" and self.session.clock.now() - known.last_seen_at >= _GONE_FOR

    def _is_due(self, known: KnownArticle, *, is_ranked: bool) -> bool:
        if is_ahead(known, self.session.clock.now()):
            return is_due_again(self.session, known, self.visit_hours)
        if known.next_visit_at is None:
            return False
        return known.next_visit_at <= self.session.clock.now() or (is_ranked and self._has_passed_middle(known))

    def _has_passed_middle(self, known: KnownArticle) -> bool:
        """Return whether the middle of the wait that the schedule is in has passed since the last visit."""
        now, begin = self.session.clock.now(), known.published_at or known.first_seen_at
        middle = middle_of_wait(begin, now, self.visit_hours)
        return middle is not None and known.last_seen_at < middle <= now
