"""Writes the results of a re-reading into the dataset: new revisions, and articles that were lost before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newscrawl.dataset.index.index import signature_of
from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError
from newscrawl.items import Article, Observation
from newscrawl.program import as_typed
from newscrawl.reextraction.workers.worker import Reread


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The crawl's settings for decisions that a re-reading must make in the same way."""

    are_one_text: Callable[[str, str], bool]
    """Return whether two bodies count as one text."""

    next_visit: Callable[[datetime | None, datetime], datetime | None]
    """Return the next due visit from (published_at, time of the last visit)."""

    duplicate_window: timedelta
    """Only texts captured within this time are compared."""


class Applier:
    """Adds revisions to an open session.

    A new revision is not a visit. Each revision still has its observation, so that recovery can repair a killed run.
    It has the time of the revision's capture, so later visits count for more. It keeps the next visit as it is.
    """

    def __init__(self, session: Session, policies: Policies) -> None:
        self._session = session
        self._policies = policies

    def apply(self, one: Reread) -> bool:
        """Write the result of *one*; return whether there was something to write."""
        if one.outcome == "changed":
            self._revise(one)
        elif one.outcome == "found" and self._is_unknown(one):
            self._add_lost(one)
        else:
            return False
        return True

    def _revise(self, one: Reread) -> None:
        stored, read = one.stored, one.article
        assert stored is not None  # noqa: S101  an article that differs has both sides
        assert read is not None  # noqa: S101
        known = self._session.article(one.article_id)
        if known is None or known.revision != stored.revision:
            got = "none" if known is None else f"revision {known.revision}"
            raise DatasetError(
                f"{self._session.layout.index}: expected revision {stored.revision} of {one.article_id}, got {got}; "
                f"run {as_typed(f'verify --repair {self._session.portal}')!r}"
            )
        article = replace(
            read,
            revision=stored.revision + 1,
            reextracted_from=stored.revision,
            run_id=self._session.run_id,
            duplicate_of=stored.duplicate_of if stored.body == read.body else self._original(read),
        )
        self._store(article, captured_at=_moment(article), next_visit_at=known.next_visit_at)

    def _is_unknown(self, one: Reread) -> bool:
        """Return whether nothing is stored under the id that the page itself gives."""
        assert one.article is not None  # noqa: S101
        return self._session.article(one.article_id) is None

    def _add_lost(self, one: Reread) -> None:
        read, visit = one.article, one.visit
        assert read is not None  # noqa: S101
        assert visit is not None  # noqa: S101
        captured_at = _moment(read)
        article = replace(read, run_id=self._session.run_id, duplicate_of=self._original(read))
        # The failed visit was noted moments after its capture, and now has an article after all.
        visited_at = max(captured_at, visit.captured_at)
        next_visit_at = self._policies.next_visit(article.published_at, visited_at)
        self._store(article, captured_at=visited_at, next_visit_at=next_visit_at)

    def _store(self, article: Article, *, captured_at: datetime, next_visit_at: datetime | None) -> None:
        observation = Observation(
            portal=article.portal,
            article_id=article.article_id,
            url=article.url,
            captured_at=captured_at,
            run_id=self._session.run_id,
            status="new" if article.revision == 1 else "changed",
            http_status=200,
            revision=article.revision,
            comment_count=article.comment_count,
            view_count=article.view_count,
            next_visit_at=next_visit_at,
        )
        signature = signature_of(article.body) if article.body and article.duplicate_of is None else None
        self._session.add_article(article, observation, signature=signature)

    def _original(self, article: Article) -> str | None:
        """Return the first article with the text that *article* has now; it checks the longest known first."""
        for article_id in self._session.similar(signature_of(article.body)):
            known = self._session.article(article_id)
            is_asked = known is not None and article_id != article.article_id and self._is_near(known, article)
            if is_asked and (found := self._same_text(article_id, article)):
                return found
        return self._same_text(article.duplicate_of, article) if article.duplicate_of else None

    def _is_near(self, known: KnownArticle, article: Article) -> bool:
        return abs(known.first_seen_at - _moment(article)) <= self._policies.duplicate_window

    def _same_text(self, article_id: str, article: Article) -> str | None:
        """Return the first of the articles with the text of *article_id*, where *article* has it too."""
        other = self._session.read_article(article_id)
        if other is None or other.duplicate_of == article.article_id:
            return None
        if not self._policies.are_one_text(article.body, other.body):
            return None
        return other.duplicate_of or other.article_id


def _moment(article: Article) -> datetime:
    if article.captured_at is None:
        raise DatasetError(f"{article.article_id}: expected captured_at, got null; run {as_typed('verify')!r}")
    return article.captured_at
