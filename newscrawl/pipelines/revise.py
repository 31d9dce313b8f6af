"""Numbers the revisions of an article; a visit that found nothing new makes none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.session import Session
from newscrawl.items import Article
from newscrawl.pipelines.observe import observation_of


class DuplicateArticle(DropItem):
    """An article that this run has read already, under another URL."""


class UnchangedArticle(DropItem):
    """An article whose content is that of its last revision."""


class RevisePipeline:
    """Gives an article its revision; drops one that has not changed, or that this run has already.

    A dropped article leaves an observation `unchanged`; one under a second URL leaves that URL as an alias.

    Settings: `NEWSCRAWL_REVISE_VISIT_HOURS`.
    """

    def __init__(self, session: Session, *, visit_hours: Sequence[float]) -> None:
        self.session = session
        self.visit_hours = visit_hours
        self.read_ids: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured("no dataset")
        hours = [float(hour) for hour in crawler.settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS")]
        return cls(session, visit_hours=sorted(hours))

    def process_item(self, item: Any) -> Any:
        """Return *item*; an article with its revision, its run, and only if it says something new."""
        if not isinstance(item, Article):
            return item
        if item.article_id in self.read_ids:
            self.session.add_alias(item.url, item.article_id)
            self.session.fates.settle(item.url, "duplicate")
            message = f"{item.article_id} again at {item.url}"
            raise DuplicateArticle(message, log_level="DEBUG")
        self.read_ids.add(item.article_id)
        known = self.session.article(item.article_id)
        if known is not None and known.digest == item.digest:
            seen = replace(item, revision=known.revision)
            observation = observation_of(seen, "unchanged", run_id=self.session.run_id, visit_hours=self.visit_hours)
            self.session.add_observation(observation)
            self.session.fates.settle(item.url, "unchanged")
            message = f"{item.article_id} is unchanged"
            raise UnchangedArticle(message, log_level="DEBUG")
        revision = known.revision + 1 if known is not None else 1
        return replace(item, revision=revision, run_id=self.session.run_id)
