"""Compares what a crawl stored with the truth, and says each difference in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from newscrawl.items import Article, RankingEntry
from tests.truth import Truth, comparable


def differences(truth: Truth, articles: Iterable[Article], rankings: Iterable[RankingEntry]) -> list[str]:
    """Return every difference between *truth* and the records that one crawl stored; an empty list for none.

    *articles* holds one record an article, as `open_dataset(…).articles(latest=True)` gives them.
    """
    stored = list(articles)
    return [
        *_of_articles(truth, stored),
        *_of_duplicates(truth, stored),
        *_of_rankings(truth, rankings),
    ]


def _of_articles(truth: Truth, stored: list[Article]) -> Iterator[str]:
    counts = Counter(record.article_id for record in stored)
    yield from (f"{name}: stored {count} times" for name, count in counts.items() if count > 1)
    yield from (f"{name}: not stored" for name in truth.articles if name not in counts)
    for record in stored:
        expected = truth.articles.get(record.article_id)
        if expected is None:
            yield f"{record.article_id}: stored, but cannot be read at this time ({record.url})"
        else:
            yield from _of_fields(truth, expected, record)


def _of_fields(truth: Truth, expected: Article, record: Article) -> Iterator[str]:
    if record.url not in truth.addresses[record.article_id]:
        yield f"{record.article_id}.url: {record.url} is none of its addresses"
    found = comparable(record)
    for field in fields(Article):
        wanted, got = getattr(expected, field.name), getattr(found, field.name)
        if wanted != got:
            yield f"{record.article_id}.{field.name}: expected {wanted!r}, got {got!r}"


def _of_duplicates(truth: Truth, stored: list[Article]) -> Iterator[str]:
    """Within a cluster one article is the first and all others name it; no article outside names any."""
    named = {record.article_id: record.duplicate_of for record in stored}
    clustered = frozenset().union(*truth.clusters)
    for name, first in named.items():
        if first is not None and name not in clustered:
            yield f"{name}.duplicate_of: expected None, got {first!r}"
    for cluster in truth.clusters:
        members = sorted(cluster & named.keys())
        firsts = {named[name] for name in members}
        heads = [name for name in members if named[name] is None]
        if len(members) > 1 and (len(heads) != 1 or firsts != {None, heads[0]}):
            yield f"{', '.join(members)}: expected one first that all others name, got {[named[m] for m in members]}"


def _of_rankings(truth: Truth, rankings: Iterable[RankingEntry]) -> Iterator[str]:
    expected = Counter(truth.rankings)
    found = Counter(comparable(entry) for entry in rankings)
    yield from (f"list entry missing: {entry}" for entry in (expected - found).elements())
    yield from (f"list entry too many: {entry}" for entry in (found - expected).elements())
