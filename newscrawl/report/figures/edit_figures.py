"""Edits: announced, silent, or of the printed time alone; headlines and paragraphs before and after."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Literal

from newscrawl.dataset.read.revision_diff import Change, RevisionDiff, diff_history, diff_revisions
from newscrawl.items import Article, Author, Image
from newscrawl.report.figures.time_window import TimeWindow
from newscrawl.text import squash_paragraphs

EditKind = Literal["announced", "silent", "time only"]
EDIT_KINDS: tuple[EditKind, ...] = ("announced", "silent", "time only")
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


class EditCounter:
    """Collects the revisions of edited articles, with a digest instead of each body."""

    def __init__(self, edited: set[str]) -> None:
        self._edited = edited
        self._revisions: dict[str, list[Article]] = {}

    def add(self, article: Article) -> None:
        """Take one revision of any article."""
        if article.article_id in self._edited:
            self._revisions.setdefault(article.article_id, []).append(_slim(article))

    def edits(self) -> Iterable[Edit]:
        """Yield every edit of the articles, in no order."""
        for revisions in self._revisions.values():
            ordered = sorted(revisions, key=attrgetter("revision"))
            by_number = {article.revision: article for article in ordered}
            for diff in diff_history(ordered):
                if diff.is_edit and diff.captured_at is not None:
                    yield _edit(diff, by_number[diff.from_revision], by_number[diff.to_revision], diff.captured_at)


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


def _slim(article: Article) -> Article:
    """Return *article* with digests in place of what is long: what differs still differs, and is cheap to compare."""
    return replace(
        article,
        headline=_short(article.headline),
        section=_short(article.section) if article.section else article.section,
        authors=(Author(name=_digest(repr(article.authors)), email=None),) if article.authors else (),
        images=(Image(url=_digest(repr(article.images)), caption=None, credit=None),) if article.images else (),
        body=_digest(squash_paragraphs(article.body)),
        tags=(),
        related=(),
        lead="",
        canonical_url=article.canonical_url[:_SHORT_LETTERS],
        sources={},
        disagreements={},
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHORT_LETTERS else f"{text[:_SHORT_LETTERS]}…{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _cut(article: Article) -> Article:
    return replace(article, body=article.body[:_COMPARED_LETTERS], headline="", authors=(), images=())


def _edit(diff: RevisionDiff, older: Article, newer: Article, captured_at: datetime) -> Edit:
    return Edit(
        article_id=newer.article_id,
        canonical_url=newer.canonical_url,
        section=newer.section,
        revision=newer.revision,
        kind="silent" if diff.is_silent else "time only" if diff.is_empty else "announced",
        fields=tuple(dict.fromkeys(change.field for change in diff.changes)),
        before=older.headline,
        after=newer.headline,
        published_at=newer.published_at or older.published_at,
        captured_at=captured_at,
    )
