"""Edits: announced, silent, or of the printed time alone; headlines and paragraphs before and after."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from newscrawl.dataset.read.edit_kind import EDIT_KINDS, EditKind, RevisionMarks, article_content, edit_steps
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
class ReportedEdit:
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

    before_revision: int = 0
    judged_revision: int = 0
    """The revision that has what the page shows: the newer one, or the last reading of its captures."""

    @property
    def needed(self) -> tuple[tuple[str, int], ...]:
        """Return the article and number of the revisions whose texts this edit shows."""
        numbers = (self.before_revision, self.revision, self.judged_revision)
        return tuple((self.article_id, number) for number in numbers)


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The paragraphs that an edit changed."""

    edit: ReportedEdit
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

    headlines: list[ReportedEdit] = field(default_factory=list)
    """The latest ones, newest first."""

    texts: list[TextEdit] = field(default_factory=list)
    latest: list[ReportedEdit] = field(default_factory=list)
    """Of all kinds, newest first, for a feed."""


class EditCounter:
    """Collects the revisions of edited articles, with digests instead of their texts."""

    def __init__(self, edited: set[str]) -> None:
        self._edited = edited
        self._revisions: dict[str, list[RevisionMarks]] = {}

    def counts(self, article_id: str) -> bool:
        """Return whether the revisions of this article matter."""
        return article_id in self._edited

    def add(self, article: Article) -> None:
        """Take one revision of any article."""
        if article.article_id in self._edited:
            self._revisions.setdefault(article.article_id, []).append(article_content(article))

    def edits(self) -> Iterator[ReportedEdit]:
        """Yield every edit of the articles, in no order; their texts are added by `with_texts`."""
        for article_id, revisions in self._revisions.items():
            yield from _edits(article_id, sorted(revisions, key=attrgetter("revision")))


def edit_figures(edits: Iterable[ReportedEdit], window: TimeWindow) -> EditFigures:
    """Return the figures of those *edits* that were captured in *window*, with the latest ones, newest first."""
    found = EditFigures(by_kind={kind: [0] * len(window.labels) for kind in EDIT_KINDS})
    fields: Counter[str] = Counter()
    articles: set[str] = set()
    latest, headlines, texts = _Latest(SHOWN_EDITS), _Latest(SHOWN_HEADLINES), _Latest(SHOWN_TEXTS)
    for edit in edits:
        if not window.contains(edit.captured_at):
            continue
        found.edit_count += 1
        found.headline_count += "headline" in edit.fields
        found.by_kind[edit.kind][window.bin_of(edit.captured_at) or 0] += 1
        fields.update(edit.fields)
        articles.add(edit.article_id)
        latest.add(edit, True)
        headlines.add(edit, "headline" in edit.fields)
        texts.add(edit, "body" in edit.fields)
    found.article_count, found.fields = len(articles), dict(fields.most_common())
    found.latest, found.headlines = latest.edits(), headlines.edits()
    found.texts = [TextEdit(edit, ()) for edit in texts.edits()]
    return found


class _Latest:
    """The last *count* of the edits that were added."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._heap: list[tuple[datetime, str, int, int, ReportedEdit]] = []
        self._added_count = 0

    def add(self, edit: ReportedEdit, fits: bool) -> None:
        if not fits:
            return
        self._added_count += 1  # a damaged dataset can hold one revision twice
        item = (edit.captured_at, edit.article_id, edit.revision, self._added_count, edit)
        if len(self._heap) < self._count:
            heapq.heappush(self._heap, item)
        elif item[:3] > self._heap[0][:3]:
            heapq.heapreplace(self._heap, item)

    def edits(self) -> list[ReportedEdit]:
        return [item[-1] for item in sorted(self._heap, key=lambda item: item[:3], reverse=True)]


def with_texts(figures: EditFigures, shown: Mapping[tuple[str, int], Shown]) -> None:
    """Add the texts to the edits that are shown; *shown* has the revisions that they need."""
    figures.latest = [_with_headlines(edit, shown) for edit in figures.latest]
    figures.headlines = [_with_headlines(edit, shown) for edit in figures.headlines]
    found = []
    for one in figures.texts:
        older = shown.get((one.edit.article_id, one.edit.before_revision))
        newer = shown.get((one.edit.article_id, one.edit.judged_revision))
        if older and newer and older.article and newer.article:
            diff = diff_revisions(older.article, newer.article)
            changes = tuple(change for change in diff.changes if change.field == "body")
            found.append(TextEdit(_with_headlines(one.edit, shown), changes))
    figures.texts = found


@dataclass(frozen=True, slots=True)
class Shown:
    """Of a revision, what an edit shows."""

    headline: str
    canonical_url: str
    section: str | None
    published_at: datetime | None
    article: Article | None
    """With a short body and no other texts, where paragraphs are compared."""


def shown_of(article: Article, *, has_body: bool) -> Shown:
    """Return what an edit shows of *article*."""
    return Shown(
        headline=_short(article.headline),
        canonical_url=article.canonical_url[:_SHORT_LETTERS],
        section=_short(article.section) if article.section else article.section,
        published_at=article.published_at,
        article=_cut(article) if has_body else None,
    )


def _with_headlines(edit: ReportedEdit, shown: Mapping[tuple[str, int], Shown]) -> ReportedEdit:
    older, newer, judged = (shown.get(place) for place in edit.needed)
    if not (older and newer and judged):
        return edit
    return replace(
        edit,
        canonical_url=newer.canonical_url,
        section=newer.section,
        before=older.headline,
        after=judged.headline,
        published_at=newer.published_at or older.published_at,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHORT_LETTERS else f"{text[:_SHORT_LETTERS]}…"


def _cut(article: Article) -> Article:
    return replace(article, body=article.body[:_COMPARED_LETTERS], headline="", authors=(), images=())


def _edits(article_id: str, revisions: list[RevisionMarks]) -> Iterator[ReportedEdit]:
    captured = {one.revision: one.captured_at for one in revisions}
    for step in edit_steps(revisions):
        captured_at = captured[step.to_revision]
        if step.kind is not None and captured_at is not None:
            yield ReportedEdit(
                article_id=article_id,
                canonical_url="",
                section=None,
                revision=step.to_revision,
                kind=step.kind,
                fields=step.fields,
                before="",
                after="",
                published_at=None,
                captured_at=captured_at,
                before_revision=step.from_revision,
                judged_revision=step.judged_revision,
            )
