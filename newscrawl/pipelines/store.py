"""Hands each record to the dataset."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscrawl.dataset.index.index import signature_of
from newscrawl.dataset.revisions.text_history import keep_text
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.url_outcomes import Fate
from newscrawl.errors import DatasetError
from newscrawl.items import Article, MissedPage, Ranking
from newscrawl.pipelines.held_visits import HeldVisits, JudgedVisit
from newscrawl.pipelines.observe import Observations
from newscrawl.pipelines.page_streak import PageStreak
from newscrawl.pipelines.visit import Visit

logger = logging.getLogger(__name__)

NOISE_KINDS = frozenset({"body:short", "modified_at:recent"})
"""Kinds of change that are noise where most visits share them, and no sign of another layout."""


class UnchangedArticle(DropItem):
    """A known article in which the visit found no edit."""

    is_stored = True
    """The page's records are in the dataset."""


class HeldBackArticle(DropItem):
    """A known article with an edit, or a new one with the page of another, that the run judges later."""


class SuspiciousArticle(DropItem):
    """A new article with the text or the page that several articles have in place of their own."""


class RefusedItem(DropItem):
    """An item that the disk or the dataset did not take: the run ends."""


class StorePipeline:
    """Stores articles with their observations, lists whole, and what missed pages leave behind.

    An edit that the article itself confirms is stored at once. Other edits, and articles that seem gone, wait for the
    end of the run: what most visits share is no edit. Nothing of them is written before. So does a new article with
    the page of the one before it, until a page differs: where many in a row have one page, the portal fails.

    Settings: `NEWSCRAWL_REVISE_VISIT_HOURS`. Stats: `newscrawl/store/<article|ranking|ranking_entry>_count`,
    `newscrawl/store/missed_count/<fate>`, `newscrawl/store/visit_count/<outcome>`.
    """

    def __init__(self, crawler: Crawler, session: Session, *, visit_hours: Sequence[float]) -> None:
        self.crawler = crawler
        self.session = session
        self.stats = crawler.stats
        self.observations = Observations(session, visit_hours)
        self.held = HeldVisits(session.visits)
        self.streak = PageStreak()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Join the run's dataset."""
        session = crawler.get_extension(Session)
        if session is None:
            raise NotConfigured  # the dataset is switched off
        hours = [float(hour) for hour in crawler.settings.getlist("NEWSCRAWL_REVISE_VISIT_HOURS")]
        pipeline = cls(crawler, session, visit_hours=sorted(hours))
        crawler.signals.connect(pipeline.spider_idle, signal=signals.spider_idle)
        return pipeline

    def process_item(self, item: Any) -> Any:
        """Store *item* and return it; a visit becomes the revision that it found, if it found one.

        A disk that refuses ends the run. The items after that are dropped, without a traceback for each.
        """
        try:
            return self._stored(item)
        except (DatasetError, OSError) as error:
            self.session.refuse(error)
            message = f"the dataset takes nothing more: {error}"
            raise RefusedItem(message, log_level="DEBUG") from error

    def _stored(self, item: Any) -> Any:
        if isinstance(item, Visit):
            self._note_page(item.read, is_new=False)
            return self._settle_visit(item)
        if isinstance(item, Article):
            self._store_new(item, is_one_page=self._note_page(item, is_new=True))
        elif isinstance(item, Ranking):
            self._store_ranking(item)
        elif isinstance(item, MissedPage):
            self._store_missed(item)
        return item

    def spider_idle(self) -> None:
        """Store what waits for another page: none comes, and the run's sections count it as settled."""
        if self.session.refusal is not None:
            return
        try:
            self._store_late(self.streak.take())
        except (DatasetError, OSError) as error:
            self.session.refuse(error)

    def close_spider(self) -> None:
        """Judge what waits. A session that the disk refused, or another run holds, takes nothing any more."""
        if self.session.refusal is None:
            self._store_late(self.streak.take())
            self._judge()
            self.session.visits.keep(self.session)

    # Articles

    def _store_new(self, article: Article, *, is_one_page: bool) -> None:
        if article.body and self.held.is_suspicious(article.body):
            self._refuse_new(article)
            message = f"{article.article_id} has the text of several known articles"
            raise SuspiciousArticle(message, log_level="DEBUG")
        if is_one_page and not self.observations.was_suspicious_before(article):
            if self._is_long:
                self._refuse_new(article)
                message = f"{article.article_id} has the page of the articles before it"
                raise SuspiciousArticle(message, log_level="DEBUG")
            self.streak.waiting.append(article)
            message = f"{article.article_id} has the page of the article before it"
            raise HeldBackArticle(message, log_level="DEBUG")
        self.session.visits.new_count += 1
        self._add(article, None)

    def _refuse_new(self, article: Article) -> None:
        self.session.visits.one_text.add(article.article_id)
        self._store_missed(self.observations.suspicious(article))

    def _note_page(self, article: Article, *, is_new: bool) -> bool:
        """Return whether *article* has the page of the one before it; judge what waits as soon as that is known."""
        before = self.streak.take()
        goes_on = self.streak.add(article, is_new=is_new)
        if not goes_on:
            self._store_late(before)
        elif not self._is_long:
            self.streak.waiting = before
        else:
            self._doubt_first()
            for one in before:
                self._refuse_new(one)
        return goes_on

    def _doubt_first(self) -> None:
        """Let the first article of the streak be visited again at once: it is stored, perhaps with another's page."""
        first, self.streak.stored = self.streak.stored, None
        if first is not None:
            self.session.visits.one_text.add(first.article_id)
            failed = replace(self.observations.suspicious(first), captured_at=self.session.clock.now())
            self.observations.add_missed(failed)

    @property
    def _is_long(self) -> bool:
        return self.streak.count >= self.session.visits.brake.least_count

    def _store_late(self, articles: Iterable[Article]) -> None:
        """Store *articles*, which have waited: few had one page."""
        for article in articles:
            self.session.visits.new_count += 1
            self._add(article, None)
            self._announce(article)

    def _settle_visit(self, visit: Visit) -> Article:
        visits, decision = self.session.visits, visit.decision
        is_flip = visit.earlier_revision is not None
        visits.brake.see(visit.read.article_id, () if is_flip else decision.kinds, decision.body)
        self._note_return(visit.read.article_id)
        if visit.is_unchanged:
            self._leave_unchanged(JudgedVisit(visit, "unchanged"))
            dropped = UnchangedArticle(f"{visit.read.article_id} is unchanged", log_level="DEBUG")
            dropped.is_stored = visit.earlier_revision is None
            raise dropped
        if not decision.doubtful:
            return self._revise(JudgedVisit(visit, "edited"))
        self.held.waiting.append(visit)
        if self.held.is_full:
            self._judge()
        message = f"{visit.read.article_id} has changed; its run judges that later"
        raise HeldBackArticle(message, log_level="DEBUG")

    def _note_return(self, article_id: str) -> None:
        if self.observations.forget_gone(article_id):
            self.session.visits.returned.add(article_id)

    def _leave_unchanged(self, judged: JudgedVisit) -> None:
        """Write that a visit brought nothing new, and which fields it read differently."""
        visit, visits = judged.visit, self.session.visits
        changes = [change for change in visit.decision.changes if change in judged.shared or not change.is_edit]
        # Short lines that come and go, and the clock as a time of modification, are noise and no other layout.
        noise = [change for change in changes if change.how == "noise" or change.kind in NOISE_KINDS]
        if noise:
            visits.noisy.add(visit.read.article_id)
        if visit.earlier_revision is not None:
            visits.flipping.add(visit.read.article_id)
        reread = [change for change in changes if change not in noise]
        for change in reread:
            visits.reread_field(change)
        self.observations.add_unchanged(visit, tuple(change.field for change in reread))
        self._count("flip" if visit.earlier_revision else "noise" if noise else "reread" if reread else "unchanged")

    def _revise(self, judged: JudgedVisit) -> Article:
        visit = judged.visit
        made = visit.revision({change.field for change in judged.shared})
        for change in visit.decision.changes:
            if change in judged.shared or change.how in {"lost", "reread"}:
                self.session.visits.reread_field(change)
        if visit.decision.has_new_text:
            self.session.visits.new_text.add(made.article_id)
            logger.warning("%(name)s has another text altogether: is its number used again?", {"name": made.article_id})
        keep_text(self.session, visit.before, made, self.session.visits.brake.noise)
        self._add(made, visit)
        self._count("edited")
        return made

    def _add(self, article: Article, visit: Visit | None) -> None:
        observation = self.observations.of_article(article, visit)
        signature = signature_of(article.body) if article.body and article.duplicate_of is None else None
        self.session.add_article(article, observation, signature=signature)
        self.session.fates.settle(article.url, "stored")
        self.stats.inc_value("newscrawl/store/article_count")

    # What waits

    def _judge(self) -> None:
        for judged in self.held.judged():
            if judged.outcome == "edited":
                self._announce(self._revise(judged))
            elif judged.outcome == "unchanged":
                self._leave_unchanged(judged)
            else:
                self.session.visits.one_text.add(judged.visit.read.article_id)
                self._store_missed(self.observations.suspicious(judged.visit.read))
                self._count("suspicious")
        gone, is_at_once = self.held.gone_at_once()
        for missed in gone:
            self._settle_gone(missed, is_doubted=is_at_once)

    def _announce(self, article: Article) -> None:
        """Send the signal of an article that is stored after its page was left."""
        self.crawler.signals.send_catch_log(
            signals.item_scraped, item=article, response=None, spider=self.crawler.spider
        )

    def _settle_gone(self, missed: MissedPage, *, is_doubted: bool) -> None:
        """Write that an article is gone; where too many are at once, only if it was so on an earlier day, too."""
        assert missed.article_id is not None  # noqa: S101  only articles wait
        if is_doubted and not self.observations.was_gone_before(missed):
            self.session.visits.gone_at_once.add(missed.article_id)
            self._write_missed(self.observations.doubted(missed))
        else:
            self.observations.forget_gone(missed.article_id)
            self._write_missed(missed)

    # Lists and missed pages

    def _store_ranking(self, ranking: Ranking) -> None:
        self.session.add_ranking(ranking.entries)
        self.stats.inc_value("newscrawl/store/ranking_count")
        self.stats.inc_value("newscrawl/store/ranking_entry_count", len(ranking.entries))

    def _store_missed(self, missed: MissedPage) -> None:
        known = self.session.article(missed.article_id) if missed.article_id else None
        if known is not None and missed.fate == "gone" and known.status != "gone":
            self.held.gone.append(missed)
            if self.held.is_full:
                self._judge()
            return
        if known is None and missed.fate == "gone" and self.held.has_many_gone:
            missed = self.observations.doubted(missed)
        if known is not None and missed.fate == "not_modified":
            self.session.visits.brake.see(known.article_id, ())
            self._note_return(known.article_id)
        self._write_missed(missed)

    def _write_missed(self, missed: MissedPage) -> None:
        fate: Fate = "duplicate" if missed.fate == "moved" else missed.fate
        self.session.fates.settle(missed.url, fate, missed.reason)
        self.stats.inc_value(f"newscrawl/store/missed_count/{missed.fate}")
        self.observations.add_missed(missed)

    def _count(self, outcome: str) -> None:
        self.stats.inc_value(f"newscrawl/store/visit_count/{outcome}")
