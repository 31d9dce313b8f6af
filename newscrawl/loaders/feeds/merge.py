"""Joins what a feed or sitemap gives of an article with what its page gives."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from newscrawl.items import Article, SourcedValue, content_digest
from newscrawl.loaders.article.sourced_loader import text_of_value
from newscrawl.loaders.feeds.feed import FeedEntry
from newscrawl.text import fold

_SAME_SECS = 60
# A rule that only guesses contradicts nobody.
_WEAK = ("general:", "html:")
_NO_GUESS = frozenset({"general:ranking_heading", "general:breadcrumbs"})


def merge_feed_fields(article: Article, entry: FeedEntry, *, only: Container[str] = ()) -> Article:
    """Return *article* with the time and section that *entry* gives, where the page gives none.

    Where both do and differ, the page's is and `disagreements` has both; so with the time of modification. The fields
    *only* stay as they are: the rules of the portal's file alone give them.
    """
    made = _with_published(article, entry) if entry.published_at and "published_at" not in only else article
    made = _with_section(made, entry) if entry.sections and "section" not in only else made
    made = _with_modified(made, entry) if entry.changed_source and "modified_at" not in only else made
    return made if made is article else replace(made, digest=content_digest(made))


def _with_published(article: Article, entry: FeedEntry) -> Article:
    given, printed = entry.published_at, article.published_at
    assert given is not None  # noqa: S101  asked by the caller
    source = entry.published_source
    if printed is None:
        return replace(article, published_at=given, sources={**article.sources, "published_at": source})
    if abs((printed - given).total_seconds()) < _SAME_SECS:
        return article
    return _disagreeing(
        article, "published_at", text_of_value(printed), SourcedValue(source=source, value=text_of_value(given))
    )


def _with_modified(article: Article, entry: FeedEntry) -> Article:
    """A feed that repeats the time of publication reports no change since."""
    given, printed = entry.changed_at, article.modified_at
    if given is None or printed is None or given == entry.published_at:
        return article
    if abs((printed - given).total_seconds()) < _SAME_SECS:
        return article
    given_value = SourcedValue(source=entry.changed_source, value=text_of_value(given))
    return _disagreeing(article, "modified_at", text_of_value(printed), given_value)


def _with_section(article: Article, entry: FeedEntry) -> Article:
    """A feed's categories are sections and keywords: only one alone contradicts the page.

    Where there are several, those that the page calls its keywords are no sections.
    """
    source = entry.section_source
    if article.section is None:
        given = _section_of(entry.sections, {fold(tag) for tag in article.tags})
        return replace(article, section=given, sources={**article.sources, "section": source}) if given else article
    given = entry.sections[0]
    if len(entry.sections) > 1 or fold(given) == fold(article.section):
        return article
    return _disagreeing(article, "section", article.section, SourcedValue(source=source, value=given))


def _section_of(labels: Sequence[str], tags: Container[str]) -> str | None:
    return labels[0] if len(labels) == 1 else next((label for label in labels if fold(label) not in tags), None)


def _disagreeing(article: Article, field: str, printed: str, given: SourcedValue) -> Article:
    taken = article.sources.get(field, "")
    if taken.startswith(_WEAK) and taken not in _NO_GUESS:
        return article
    before = article.disagreements.get(field) or (SourcedValue(source=taken, value=printed),)
    return replace(article, disagreements={**article.disagreements, field: (*before, given)})
