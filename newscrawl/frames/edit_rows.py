"""The edits of a dataset as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from newscrawl.dataset.read.edit_kind import EditKind, RevisionMarks, article_content, edit_steps
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.items import Article

_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit of an article by its newsroom. A page that newer rules read again is no edit."""

    article_id: str
    """The edited article."""

    canonical_url: str
    """Its address."""

    section: str | None
    """Its section label after the edit."""

    from_revision: int
    """The revision before."""

    revision: int
    """The revision that the edit made."""

    kind: EditKind
    """`announced`: content and the printed time changed; `silent`: content alone; `time only`: the time alone."""

    fields: tuple[str, ...]
    """The edited fields, e.g. `headline`, `body`."""

    before_headline: str
    """The headline before."""

    headline: str
    """The headline after; the same where it was not edited."""

    published_at: datetime | None
    """In the portal's zone."""

    modified_at: datetime | None
    """As printed after the edit, in the portal's zone."""

    captured_at: datetime | None
    """When a run first saw the edit, in UTC: the edit itself is between this visit and the one before."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an edit shows of a revision."""

    content: RevisionMarks
    canonical_url: str
    section: str | None
    headline: str
    published_at: datetime | None
    modified_at: datetime | None


class _IdLine(msgspec.Struct, frozen=True, gc=False):
    article_id: str


def edits_of(dataset: DatasetReader) -> Iterator[Edit]:
    """Yield every edit of *dataset* in order of capture, then of article and revision.

    Keeps digests and headlines of the articles with several revisions, not their texts.
    """
    counts = Counter(hash(line.article_id) for line in dataset.records("articles", _IdLine))
    histories: dict[str, list[_Seen]] = {}
    for article in dataset.articles():
        if counts[hash(article.article_id)] > 1:
            histories.setdefault(article.article_id, []).append(_seen(article))
    found = [edit for article_id, seen in histories.items() for edit in _edits(article_id, seen)]
    yield from sorted(found, key=lambda edit: (_instant(edit.captured_at), edit.article_id, edit.revision))


def _instant(moment: datetime | None) -> datetime:
    if moment is None:
        return _FIRST
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _seen(article: Article) -> _Seen:
    return _Seen(
        content=article_content(article),
        canonical_url=article.canonical_url,
        section=article.section,
        headline=article.headline,
        published_at=article.published_at,
        modified_at=article.modified_at,
    )


def _edits(article_id: str, seen: list[_Seen]) -> Iterator[Edit]:
    seen.sort(key=lambda one: one.content.revision)
    by_number = {one.content.revision: one for one in seen}
    for step in edit_steps([one.content for one in seen]):
        if step.kind is None:
            continue
        older, newer = by_number[step.from_revision], by_number[step.to_revision]
        judged = by_number[step.judged_revision]
        yield Edit(
            article_id=article_id,
            canonical_url=newer.canonical_url,
            section=judged.section,
            from_revision=step.from_revision,
            revision=step.to_revision,
            kind=step.kind,
            fields=step.fields,
            before_headline=older.headline,
            headline=judged.headline,
            published_at=judged.published_at,
            modified_at=judged.modified_at,
            captured_at=newer.content.captured_at,
        )
