"""Checks each record before anything else happens to it."""

from __future__ import annotations

import logging
from typing import Any, Self

import msgspec
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.session import Session
from newscrawl.items import Article, MissedPage, Ranking, RankingEntry

logger = logging.getLogger(__name__)


class InvalidRecord(DropItem):
    """A record that breaks its schema: kept aside, never stored."""


class ValidatePipeline:
    """Lets only records through that fit their schema and say something.

    A record that does not is written to the dataset's `rejected/` folder with the reason.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured("no dataset")
        return cls(session)

    def process_item(self, item: Any) -> Any:
        """Return *item*, or drop it with a reason."""
        fault = fault_in(item)
        if fault is None:
            return item
        self.session.set_aside(item, fault)
        if isinstance(item, Article):
            self.session.fates.settle(item.url, "failed", "invalid_record")
        message = f"record kept aside: {fault}"
        raise InvalidRecord(message, log_level="ERROR")


def fault_in(item: Any) -> str | None:
    """Return what is wrong with the record *item*, or None."""
    if isinstance(item, MissedPage):
        return None
    if isinstance(item, Ranking):
        return _fault_in_ranking(item)
    if not isinstance(item, Article):
        return f"expected a record, got {type(item).__name__}"
    return _fault_in_fields(item, Article) or _fault_in_article(item)


def _fault_in_fields(item: Any, kind: type) -> str | None:
    try:
        msgspec.json.decode(msgspec.json.encode(item), type=kind)
    except (msgspec.ValidationError, TypeError, UnicodeError) as error:
        return str(error)
    return None


def _fault_in_article(article: Article) -> str | None:
    if not article.headline.strip():
        return "headline: expected text, got none"
    if not article.body.strip() and not article.images:
        return "body: expected text or images, got neither"
    if article.captured_at is None:
        return "captured_at: expected a time, got null"
    moments = (article.published_at, article.modified_at, article.captured_at)
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        return "times: expected an offset, got none"
    return None


def _fault_in_ranking(ranking: Ranking) -> str | None:
    if not ranking.entries:
        return "entries: expected at least one, got none"
    if [entry.position for entry in ranking.entries] != list(range(1, len(ranking.entries) + 1)):
        return f"positions: expected 1 to {len(ranking.entries)} in order"
    for entry in ranking.entries:
        if fault := _fault_in_fields(entry, RankingEntry):
            return fault
        if not entry.headline.strip() or entry.captured_at is None:
            return "headline, captured_at: expected a value, got none"
    return None
