"""Names the first article with (nearly) the same text."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from newscrawl.dataset.index.index import signature_of
from newscrawl.dataset.revisions.compare_texts import are_one_text
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError
from newscrawl.items import Article
from newscrawl.pipelines.visit import Visit

logger = logging.getLogger(__name__)


class DeduplicatePipeline:
    """Sets `duplicate_of` for an article whose text is in the dataset already, under another article.

    Candidates come from MinHash bands over character 4-grams; each is confirmed on the two texts themselves, so that
    unrelated articles are never joined.

    Settings: `NEWSCRAWL_DEDUPLICATE_SIMILARITY`. Stats: `newscrawl/deduplicate/duplicate_count`,
    `newscrawl/deduplicate/unreadable_count`.
    """

    def __init__(self, session: Session, stats: StatsCollector, *, similarity: float) -> None:
        self.session = session
        self.stats = stats
        self.similarity = similarity

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        return cls(session, crawler.stats, similarity=crawler.settings.getfloat("NEWSCRAWL_DEDUPLICATE_SIMILARITY"))

    def process_item(self, item: Any) -> Any:
        """Return *item*, an article with its `duplicate_of`."""
        if isinstance(item, Visit):
            return item if item.is_unchanged else replace(item, read=self._named(item.read, item.before.duplicate_of))
        return self._named(item, None) if isinstance(item, Article) else item

    def _named(self, article: Article, before: str | None) -> Article:
        """Return *article* with its `duplicate_of`; *before* is the one that its latest revision names."""
        if not article.body:
            return article
        original = self._still(article, before) or self._original(article)
        if original is not None:
            self.stats.inc_value("newscrawl/deduplicate/duplicate_count")
        return article if original == article.duplicate_of else replace(article, duplicate_of=original)

    def _still(self, article: Article, before: str | None) -> str | None:
        """Return *before* where that article still has the text of *article*."""
        other = self._read(before) if before else None
        return before if other is not None and are_one_text(article.body, other.body, self.similarity) else None

    def _original(self, article: Article) -> str | None:
        signature = signature_of(article.body)
        if signature is None:
            return None
        for article_id in self.session.similar(signature):
            if article_id == article.article_id:
                continue
            other = self._read(article_id)
            if other is None or other.duplicate_of == article.article_id:
                continue
            if are_one_text(article.body, other.body, self.similarity):
                return other.duplicate_of or other.article_id
        return None

    def _read(self, article_id: str) -> Article | None:
        """Return the latest revision of an earlier article; a damaged line of it is logged, and stops nothing."""
        try:
            return self.session.read_article(article_id)
        except DatasetError as error:
            self.stats.inc_value("newscrawl/deduplicate/unreadable_count")
            logger.warning("not compared: %(error)s", {"error": error})
            return None
