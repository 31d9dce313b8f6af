"""Checks each record before anything else happens to it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.run.session import Session
from newscrawl.items import Article, MissedPage, Ranking
from newscrawl.items.schema import violation

logger = logging.getLogger(__name__)


class InvalidRecord(DropItem):
    """A record that breaks its schema: kept aside, never stored."""


class ValidatePipeline:
    """Lets only records through that fit their schema and are not empty.

    A record that does not is written to the dataset's `rejected/` folder with the reason.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        return cls(session)

    def process_item(self, item: Any) -> Any:
        """Return *item* with its run; a rejected article goes on as a missed page, so that it is asked for again."""
        if isinstance(item, MissedPage):
            return item
        record = self._with_run(item)
        fault = fault_in(record)
        if fault is None:
            return record
        self.session.set_aside(item, fault)
        if not isinstance(item, Article):
            message = f"record kept aside: {fault}"
            raise InvalidRecord(message, log_level="ERROR")
        logger.error("record of %(url)s kept aside: %(fault)s", {"url": item.url, "fault": fault})
        return MissedPage(
            kind="article",
            url=item.url,
            article_id=item.article_id,
            fate="failed",
            reason="invalid_record",
            http_status=200,
            captured_at=self.session.clock.now(),
        )

    def _with_run(self, item: Any) -> Any:
        run_id = self.session.run_id
        if isinstance(item, Article):
            return replace(item, run_id=run_id)
        if isinstance(item, Ranking):
            return Ranking(entries=tuple(replace(entry, run_id=run_id) for entry in item.entries))
        return item


def fault_in(item: Any) -> str | None:
    """Return what is wrong with the record *item*, or None."""
    if isinstance(item, Ranking):
        return _fault_in_ranking(item)
    if not isinstance(item, Article):
        return f"expected a record, got {type(item).__name__}"
    return violation(item) or _fault_in_article(item)


def _fault_in_article(article: Article) -> str | None:
    if not article.headline.strip():
        return "headline: expected text, got none"
    if not article.body.strip() and not article.images:
        return "body: expected text or images, got neither"
    return None


def _fault_in_ranking(ranking: Ranking) -> str | None:
    if not ranking.entries:
        return "entries: expected at least one, got none"
    if [entry.position for entry in ranking.entries] != list(range(1, len(ranking.entries) + 1)):
        return f"positions: expected 1 to {len(ranking.entries)} in order"
    for entry in ranking.entries:
        if fault := violation(entry):
            return fault
        if not entry.headline.strip():
            return f"headline of position {entry.position}: expected text, got none"
    return None
