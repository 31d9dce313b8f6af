"""Decides what each visit to a known article found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.revisions.edit_decision import decide
from newscrawl.dataset.revisions.text_history import TEXT_FIELDS, earlier_revision
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError
from newscrawl.items import Article, with_said
from newscrawl.pipelines.visit import Visit


class DuplicateArticle(DropItem):
    """An article that this run has read already, under another URL."""


class RevisePipeline:
    """Gives on a new article as it is, and a known one as a `Visit` with the decision whether it was edited.

    An article that this run has already is dropped; its URL becomes an alias. Nothing is written here but that.

    Settings: `NEWSCRAWL_REVISE_SUSPICIOUS_COUNT`, `NEWSCRAWL_REVISE_SUSPICIOUS_SHARE`.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.read_ids: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        session.visits.brake.least_count = crawler.settings.getint("NEWSCRAWL_REVISE_SUSPICIOUS_COUNT")
        session.visits.brake.share = crawler.settings.getfloat("NEWSCRAWL_REVISE_SUSPICIOUS_SHARE")
        return cls(session)

    def process_item(self, item: Any) -> Any:
        """Return *item*, a known article as a `Visit`."""
        if not isinstance(item, Article):
            return item
        if item.article_id in self.read_ids:
            self.session.add_alias(item.url, item.article_id)
            self.session.fates.settle(item.url, "duplicate")
            message = f"{item.article_id} again at {item.url}"
            raise DuplicateArticle(message, log_level="DEBUG")
        self.read_ids.add(item.article_id)
        known = self.session.article(item.article_id)
        return item if known is None else self._visit(item, known, self._before(item, known))

    def _before(self, item: Article, known: KnownArticle) -> Article:
        """Return the latest revision. Where its line is damaged, *item* means it if both have one digest."""
        try:
            before = self.session.read_article(item.article_id)
        except DatasetError:
            if known.digest != item.digest:
                raise
            before = None
        return before or replace(item, revision=known.revision)

    def _visit(self, item: Article, known: KnownArticle, before: Article) -> Visit:
        visits = self.session.visits
        read, noise = with_said(item, before), visits.brake.noise
        decision = decide(before, read, noise=noise, is_announced=item.article_id in visits.announced)
        earlier = None
        if decision.edited and not decision.is_sure and TEXT_FIELDS.issuperset(decision.edited):
            earlier = earlier_revision(self.session, read, noise)
        return Visit(read=read, before=before, known=known, decision=decision, earlier_revision=earlier)
