"""What each visit to an article leaves behind: the one place that makes observations of a crawl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.run.retry_attempts import Attempts, attempts_of, keep_attempts
from newscrawl.dataset.run.session import Session
from newscrawl.items import Article, MissedPage, Observation, VisitStatus
from newscrawl.pipelines.next_visits import GONE_CHECK, changed_visit, missed_visit, next_attempt, next_visit
from newscrawl.pipelines.visit import Visit

_OBSERVED: dict[str, VisitStatus] = {
    "gone": "gone",
    "blocked": "blocked",
    "failed": "failed",
    "not_modified": "not_modified",
    "moved": "moved",
}
"""What a missed visit to an article is, as an observation; other fates were no visits."""
_SEEMED_GONE = "seemed_gone:"
SUSPICIOUS = "suspicious"
"""The reason of a failure that is the portal's: it served many articles alike."""


class Observations:
    """Makes the observations of one run, each with the time of the next visit by *visit_hours*."""

    def __init__(self, session: Session, visit_hours: Sequence[float]) -> None:
        self.session = session
        self.visit_hours = visit_hours

    def of_article(self, article: Article, visit: Visit | None) -> Observation:
        """Return the observation of a visit that read *article* whole, as its `revision`; *visit* where it was known.

        An article that prints no time of publication counts from its first visit.
        """
        status: VisitStatus = "new" if visit is None else "changed"
        return self._read(article, status, visit.known if visit else None)

    def add_unchanged(self, visit: Visit, reads_differently: tuple[str, ...]) -> None:
        """Write that a visit found no edit: `unchanged`, or `moved` where the article has a new address of its own."""
        read, known = visit.read, visit.known
        status: VisitStatus = "moved" if self._has_moved(read, known) else "unchanged"
        seen = replace(read, revision=visit.earlier_revision or known.revision)
        self.session.add_observation(replace(self._read(seen, status, known), reads_differently=reads_differently))
        if status == "moved":
            self.session.add_alias(read.canonical_url, read.article_id)
        self.session.fates.settle(read.url, "unchanged")

    def add_missed(self, missed: MissedPage) -> None:
        """Write the visit that *missed* was, if it was one."""
        if missed.article_id is None or missed.fate not in _OBSERVED:
            return
        known = self.session.article(missed.article_id)
        if known is None:
            due = self._next_attempt(missed)
        elif missed.reason == SUSPICIOUS and missed.http_status != 200:
            due = missed.captured_at + GONE_CHECK
        else:
            due = missed_visit(missed, known, self.visit_hours)
        self.session.add_observation(
            Observation(
                portal=self.session.portal,
                article_id=missed.article_id,
                url=missed.url,
                captured_at=missed.captured_at,
                run_id=self.session.run_id,
                status=_OBSERVED[missed.fate],
                http_status=missed.http_status,
                revision=known.revision if known else None,
                comment_count=None,
                view_count=None,
                next_visit_at=due,
            )
        )

    def suspicious(self, article: Article) -> MissedPage:
        """Return what a visit was that read one text for many articles: the portal failed."""
        return MissedPage(
            kind="article",
            url=article.url,
            article_id=article.article_id,
            fate="failed",
            reason=SUSPICIOUS,
            http_status=200,
            captured_at=article.captured_at or self.session.clock.now(),
        )

    def was_suspicious_before(self, article: Article) -> bool:
        """Return whether an earlier day's page of the new *article* was that of others, too."""
        before = attempts_of(self.session, article.article_id)
        if before is None or before.doubted_at is None or article.captured_at is None:
            return False
        return article.captured_at - before.doubted_at >= GONE_CHECK

    # Articles that seem gone, many at once

    def doubted(self, missed: MissedPage) -> MissedPage:
        """Return *missed* as a failure of the portal's, and remember the day."""
        assert missed.article_id is not None  # noqa: S101  asked by the caller
        key = f"{_SEEMED_GONE}{missed.article_id}"
        if self.session.state(key) is None:
            self.session.set_state(key, missed.captured_at.isoformat())
        return replace(missed, fate="failed", reason=SUSPICIOUS)

    def was_gone_before(self, missed: MissedPage) -> bool:
        """Return whether the article seemed gone on an earlier day, too."""
        before = self.session.state(f"{_SEEMED_GONE}{missed.article_id}")
        if not before:
            return False
        return missed.captured_at - datetime.fromisoformat(before) >= GONE_CHECK

    def forget_gone(self, article_id: str) -> bool:
        """Forget that the article seemed gone; return whether it did."""
        key = f"{_SEEMED_GONE}{article_id}"
        if not self.session.state(key):
            return False
        self.session.forget_state(key)
        return True

    def _read(self, article: Article, status: VisitStatus, known: KnownArticle | None) -> Observation:
        assert article.captured_at is not None  # noqa: S101  ValidatePipeline is before this one
        due = changed_visit if status == "changed" else next_visit
        begin = article.published_at or (known.first_seen_at if known else None)
        return Observation(
            portal=article.portal,
            article_id=article.article_id,
            url=article.url,
            captured_at=article.captured_at,
            run_id=self.session.run_id,
            status=status,
            http_status=200,
            revision=article.revision,
            comment_count=article.comment_count,
            view_count=article.view_count,
            next_visit_at=due(begin, article.captured_at, self.visit_hours),
        )

    def _has_moved(self, article: Article, known: KnownArticle) -> bool:
        """Return whether *article* is at an address under which no visit has found it before."""
        address = article.canonical_url
        return address != known.canonical_url and self.session.article_of_url(address) != article.article_id

    def _next_attempt(self, missed: MissedPage) -> datetime | None:
        """Count another attempt to read an article that was never read; return when the next one is due."""
        assert missed.article_id is not None  # noqa: S101  asked by the caller
        before = attempts_of(self.session, missed.article_id)
        count = before.count + 1 if before else 1
        next_at = next_attempt(missed, count, self.visit_hours)
        doubted_at = before.doubted_at if before else None
        if doubted_at is None and missed.reason == SUSPICIOUS and missed.http_status == 200:
            doubted_at = missed.captured_at
        keep_attempts(self.session, missed.article_id, Attempts(count, next_at, doubted_at))
        return next_at
