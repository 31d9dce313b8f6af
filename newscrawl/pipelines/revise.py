"""Numbers the revisions of an article; a visit that found nothing new makes none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.index.known_records import KnownArticle
from newscrawl.dataset.run.session import Session
from newscrawl.items import Article, VisitStatus, with_said
from newscrawl.pipelines.observe import observation_of


class DuplicateArticle(DropItem):
    """An article that this run has read already, under another URL."""


class UnchangedArticle(DropItem):
    """An article whose content is that of its last revision."""

    is_stored = True
    """What the page says is in the dataset."""


class RevisePipeline:
    """Gives an article its revision; drops one that has not changed, or that this run has already.

    A dropped article leaves an observation `unchanged`, or `moved` where it stands at a new address of its own, which
    becomes an alias; so does the URL of one under a second URL.

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
            status: VisitStatus = "moved" if self._has_moved(item, known) else "unchanged"
            observation = observation_of(
                seen,
                status,
                run_id=self.session.run_id,
                first_seen_at=known.first_seen_at,
                visit_hours=self.visit_hours,
            )
            self.session.add_observation(observation)
            if status == "moved":
                self.session.add_alias(item.canonical_url, item.article_id)
            self.session.fates.settle(item.url, "unchanged")
            message = f"{item.article_id} is unchanged"
            raise UnchangedArticle(message, log_level="DEBUG")
        if known is None:
            return item if item.revision == 1 else replace(item, revision=1)
        before = self.session.read_article(item.article_id)
        return replace(item if before is None else with_said(item, before), revision=known.revision + 1)

    def _has_moved(self, article: Article, known: KnownArticle) -> bool:
        """Tell whether *article* stands at an address under which no visit has found it before."""
        address = article.canonical_url
        return address != known.canonical_url and self.session.article_of_url(address) != article.article_id
