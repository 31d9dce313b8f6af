"""Edits: announced, silent, or of the printed time alone; headlines and paragraphs before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from newscrawl.dataset.read.edit_kind import EDIT_KINDS, Content, EditKind, article_content, edit_steps
from newscrawl.dataset.read.revision_diff import Change, diff_revisions
from newscrawl.items import Article
from newscrawl.report.figures.time_window import TimeWindow

SHOWN_HEADLINES = 60
SHOWN_TEXTS = 12
SHOWN_EDITS = 500
_SHORT_LETTERS = 2_000
_COMPARED_LETTERS = 4_000
"""Of a body: comparing costs the square of its length, about a second for a hostile one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit, without the texts of bodies."""

    article_id: str
    canonical_url: str
    section: str | None
    revision: int
    kind: EditKind
    fields: tuple[str, ...]
    before: str
    """The older headline."""

    after: str
    published_at: datetime | None
    captured_at: datetime
    """When the newer revision was captured."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The paragraphs that an edit changed."""

    edit: Edit
    changes: tuple[Change, ...]


@dataclass(slots=True, kw_only=True)
class EditFigures:
    """The edits of the window."""

    edit_count: int = 0
    article_count: int = 0
    headline_count: int = 0
    by_kind: dict[EditKind, list[int]] = field(default_factory=dict)
    """Kind → edits a bin."""

    fields: dict[str, int] = field(default_factory=dict)
    """Field → edits that changed it."""

    headlines: list[Edit] = field(default_factory=list)
    """The latest ones, newest first."""

    texts: list[TextEdit] = field(default_factory=list)
    latest: list[Edit] = field(default_factory=list)
    """Of all kinds, newest first, for a feed."""


@dataclass(frozen=True, slots=True)
class _Revision:
    """What an edit shows of a revision."""

    content: Content
    article_id: str
    canonical_url: str
    section: str | None
    headline: str
    published_at: datetime | None


class EditCounter:
    """Collects the revisions of edited articles, with digests instead of their texts."""

    def __init__(self, edited: set[str]) -> None:
        self._edited = edited
        self._revisions: dict[str, list[_Revision]] = {}

    def counts(self, article_id: str) -> bool:
        """Return whether the revisions of this article matter."""
        return article_id in self._edited

    def add(self, article: Article) -> None:
        """Take one revision of any article."""
        if article.article_id in self._edited:
            self._revisions.setdefault(article.article_id, []).append(_revision(article))

    def edits(self) -> Iterable[Edit]:
        """Yield every edit of the articles, in no order."""
        for revisions in self._revisions.values():
            yield from _edits(sorted(revisions, key=lambda one: one.content.revision))


def edit_figures(edits: Iterable[Edit], window: TimeWindow) -> EditFigures:
    """Return the figures of those *edits* that were captured in *window*; texts are added by `with_texts`."""
    inside = sorted((edit for edit in edits if window.contains(edit.captured_at)), key=attrgetter("captured_at"))
    by_kind: dict[EditKind, list[int]] = {kind: [0] * len(window.labels) for kind in EDIT_KINDS}
    for edit in inside:
        by_kind[edit.kind][window.bin_of(edit.captured_at) or 0] += 1
    headlines = [edit for edit in reversed(inside) if "headline" in edit.fields]
    return EditFigures(
        edit_count=len(inside),
        article_count=len({edit.article_id for edit in inside}),
        headline_count=len(headlines),
        by_kind=by_kind,
        fields=dict(Counter(name for edit in inside for name in edit.fields).most_common()),
        headlines=headlines[:SHOWN_HEADLINES],
        latest=inside[: -SHOWN_EDITS - 1 : -1],
        texts=[TextEdit(edit, ()) for edit in reversed(inside) if "body" in edit.fields][:SHOWN_TEXTS],
    )


def with_texts(texts: Iterable[TextEdit], revisions: dict[tuple[str, int], Article]) -> list[TextEdit]:
    """Return *texts* with the paragraphs that changed, from whole *revisions* by article and number."""
    found = []
    for one in texts:
        newer = revisions.get((one.edit.article_id, one.edit.revision))
        older = revisions.get((one.edit.article_id, one.edit.revision - 1))
        if newer and older:
            diff = diff_revisions(_cut(older), _cut(newer))
            changes = tuple(change for change in diff.changes if change.field == "body")
            found.append(TextEdit(one.edit, changes))
    return found


def _revision(article: Article) -> _Revision:
    return _Revision(
        content=article_content(article),
        article_id=article.article_id,
        canonical_url=article.canonical_url[:_SHORT_LETTERS],
        section=_short(article.section) if article.section else article.section,
        headline=_short(article.headline),
        published_at=article.published_at,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHORT_LETTERS else f"{text[:_SHORT_LETTERS]}…"


def _cut(article: Article) -> Article:
    return replace(article, body=article.body[:_COMPARED_LETTERS], headline="", authors=(), images=())


def _edits(revisions: list[_Revision]) -> Iterable[Edit]:
    by_number = {one.content.revision: one for one in revisions}
    for step in edit_steps([one.content for one in revisions]):
        older, newer = by_number[step.from_revision], by_number[step.to_revision]
        if step.kind is not None and newer.content.captured_at is not None:
            yield Edit(
                article_id=newer.article_id,
                canonical_url=newer.canonical_url,
                section=newer.section,
                revision=step.to_revision,
                kind=step.kind,
                fields=step.fields,
                before=older.headline,
                after=by_number[step.judged_revision].headline,
                published_at=newer.published_at or older.published_at,
                captured_at=newer.content.captured_at,
            )
