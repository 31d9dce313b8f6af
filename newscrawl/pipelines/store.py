"""Hands each record to the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from newscrawl.dataset.index.minhash import signature_of
from newscrawl.dataset.run.retry_attempts import Attempts, attempts_of, keep_attempts
from newscrawl.dataset.run.session import Session
from newscrawl.items import Article, MissedPage, Observation, Ranking, VisitStatus
from newscrawl.pipelines.observe import missed_visit, next_attempt, observation_of

_OBSERVED: dict[str, VisitStatus] = {
    "gone": "gone",
    "blocked": "blocked",
    "failed": "failed",
    "not_modified": "not_modified",
}
"""What a missed visit to an article is, as an observation; other fates were no visits."""


class StorePipeline:
    """Stores articles with their observations, lists whole, and what missed pages leave behind.

    Settings: `NEWSCRAWL_REVISE_VISIT_HOURS`. Stats: `newscrawl/store/<article|ranking|ranking_entry>_count`,
    `newscrawl/store/missed_count/<fate>`.
    """

    def __init__(self, session: Session, stats: StatsCollector, *, visit_hours: Sequence[float]) -> None:
        self.session = session
        self.stats = stats
        self.visit_hours = visit_hours

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured("no dataset")
        hours = [float(hour) for hour in crawler.settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS")]
        return cls(session, crawler.stats, visit_hours=sorted(hours))

    def process_item(self, item: Any) -> Any:
        """Store *item* and return it."""
        if isinstance(item, Article):
            self._store_article(item)
        elif isinstance(item, Ranking):
            self._store_ranking(item)
        elif isinstance(item, MissedPage):
            self._store_missed(item)
        return item

    def _store_article(self, article: Article) -> None:
        status: VisitStatus = "new" if article.revision == 1 else "changed"
        known = self.session.article(article.article_id)
        observation = observation_of(
            article,
            status,
            run_id=self.session.run_id,
            first_seen_at=known.first_seen_at if known else None,
            visit_hours=self.visit_hours,
        )
        signature = signature_of(article.body) if article.body and article.duplicate_of is None else None
        self.session.add_article(article, observation, signature=signature)
        self.session.fates.settle(article.url, "stored")
        self.stats.inc_value("newscrawl/store/article_count")

    def _store_ranking(self, ranking: Ranking) -> None:
        self.session.add_ranking(ranking.entries)
        self.stats.inc_value("newscrawl/store/ranking_count")
        self.stats.inc_value("newscrawl/store/ranking_entry_count", len(ranking.entries))

    def _store_missed(self, missed: MissedPage) -> None:
        self.session.fates.settle(missed.url, missed.fate, missed.reason)
        self.stats.inc_value(f"newscrawl/store/missed_count/{missed.fate}")
        if missed.article_id is None or missed.fate not in _OBSERVED:
            return
        known = self.session.article(missed.article_id)
        next_visit_at = missed_visit(missed, known, self.visit_hours) if known else self._next_attempt(missed)
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
                next_visit_at=next_visit_at,
            )
        )

    def _next_attempt(self, missed: MissedPage) -> datetime | None:
        """Count another attempt to read an article that was never read; return when the next one is due."""
        assert missed.article_id is not None  # noqa: S101  asked by the caller
        before = attempts_of(self.session, missed.article_id)
        count = before.count + 1 if before else 1
        next_at = next_attempt(missed, count, self.visit_hours)
        keep_attempts(self.session, missed.article_id, Attempts(count, next_at))
        return next_at
