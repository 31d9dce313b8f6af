"""What changed between two revisions of an article: by field, by paragraph, and within a Japanese sentence.

Newer rules may read a revision from the older one's captures: `reextracted_from` shows it. The portal did not edit it.
The older one was misread then. So the newer reading, `read_again_as`, shows whether the portal edited.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscrawl.dataset.read.edit_kind import EditKind, Step, article_content, edit_step, edit_steps
from newscrawl.dataset.read.text_matching import REVISION_STEPS, TEXT_STEPS, BoundedMatcher, Effort
from newscrawl.items import Article
from newscrawl.text import squash

ChangeKind = Literal["added", "removed", "changed"]
PieceKind = Literal["same", "added", "removed"]

# Japanese has no spaces between words; a change of script is nearly always the edge of one. Numbers stay whole.
_WORDS = re.compile(
    r"[0-9０-９][0-9０-９.,，．]*|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヺー]+|[ぁ-ゖ]+|[々〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\s+|.",
    re.DOTALL,
)
_OPENING = frozenset("【「『（〔［《〈([{“‘")
_PARAGRAPH = "\n\n"
_CONTENT = ("headline", "authors", "section", "tags", "published_at", "modified_at", "images")
_BESIDE = (
    "canonical_url", "lead", "related", "language", "comment_count", "view_count", "is_paywalled",
)  # fmt: skip
_RELATED = 0.4
"""Paragraphs with this much in common (0 to 1) are one paragraph that changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stayed, is new or is gone."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field, or one paragraph of the body, that differs."""

    field: str
    """`headline`, `authors`, `section`, `tags`, `published_at`, `modified_at`, `images` or `body`; for a revision that
    was read again, also any other field that a page gives."""

    kind: ChangeKind
    """The kind of change."""

    paragraph: int | None
    """For the body, from 1: its number in the newer revision, or in the older if removed. Null for other fields."""

    pieces: tuple[Piece, ...]
    """The texts of both revisions, merged into one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDiff:
    """What one revision changed."""

    article_id: str
    from_revision: int
    to_revision: int
    captured_at: datetime | None
    """When the newer one was captured, in UTC."""

    reextracted_from: int | None
    """The revision whose captures newer rules read again: the portal changed nothing. Null for an edit."""

    read_again_as: int | None
    """The last revision that newer rules read from the same captures; null where there is no such revision."""

    kind: EditKind | None
    """The kind of the edit (`edit_kind.EditKind`); null where the portal changed nothing."""

    fields: tuple[str, ...]
    """The edited fields, by the last reading of these captures; empty where the portal changed nothing."""

    is_edit: bool
    """Whether the portal changed something, by the last reading of these captures."""

    is_silent: bool
    """An edit of the content without a change of the printed `modified_at`."""

    is_empty: bool
    """An edit of the printed `modified_at` only."""

    is_coarse: bool
    """Whether comparing word by word was too much work, so that parts are shown as removed and added whole."""

    changes: tuple[Change, ...]


def diff_history(revisions: Sequence[Article]) -> list[RevisionDiff]:
    """Return the changes of each of an article's *revisions* (all, in order) from the one before."""
    steps = edit_steps(list(map(article_content, revisions)))
    return [
        _diff(older, newer, step) for (older, newer), step in zip(itertools.pairwise(revisions), steps, strict=True)
    ]


def diff_revisions(older: Article, newer: Article, read_again: Article | None = None) -> RevisionDiff:
    """Return the changes in *newer* that count as content (`revisions.edit_decision.FIELDS`).

    For a revision that was read again, all fields of the page: corrected rules change tags or counts, too. *read_again*
    is the last revision that newer rules read from the captures of *newer*: it separates edits from misreadings.
    """
    last = article_content(read_again) if read_again else None
    return _diff(older, newer, edit_step(article_content(older), article_content(newer), last))


def _diff(older: Article, newer: Article, step: Step) -> RevisionDiff:
    effort = Effort(REVISION_STEPS)
    fields = _CONTENT if newer.reextracted_from is None else (*_CONTENT, *_BESIDE)
    return RevisionDiff(
        article_id=newer.article_id,
        from_revision=step.from_revision,
        to_revision=step.to_revision,
        captured_at=newer.captured_at,
        reextracted_from=newer.reextracted_from,
        read_again_as=step.read_again_as,
        kind=step.kind,
        fields=step.fields,
        is_edit=step.kind is not None,
        is_silent=step.kind == "silent",
        is_empty=step.kind == "time only",
        changes=_changes(older, newer, fields, effort),
        is_coarse=effort.is_spent,
    )


def diff_text(older: str, newer: str, effort: Effort | None = None) -> tuple[Piece, ...]:
    """Return both texts merged. All pieces but the added ones give *older*, all but the removed ones give *newer*.

    Once *effort* (`TEXT_STEPS` where none is given) is spent, the rest is one removed piece and one added piece.
    """
    before, after, steps = _WORDS.findall(older), _WORDS.findall(newer), effort or Effort(TEXT_STEPS)
    start = _equal_count(before, after)
    rest = _equal_count(before[start:][::-1], after[start:][::-1])
    shift = _open_count(before, after, start, rest)
    start, rest = start - shift, rest + shift
    head, tail = "".join(before[:start]), "".join(before[len(before) - rest :])
    pieces = [Piece("same", head)] if head else []
    pieces += _pieces(before[start : len(before) - rest], after[start : len(after) - rest], steps)
    return (*pieces, Piece("same", tail)) if tail else tuple(pieces)


def _equal_count(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many elements are equal at the beginning of both."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _open_count(before: Sequence[str], after: Sequence[str], start: int, rest: int) -> int:
    """Return how many opening brackets before an addition or a removal are those at its end, too.

    ``【上海】`` and ``【独自】【上海】``: what was added is ``【独自】``, and not ``独自】【``.
    """
    if start + rest != min(len(before), len(after)):
        return 0
    longer = max(before, after, key=len)
    end, count = len(longer) - rest, 0
    while (
        count < start and longer[start - count - 1] in _OPENING and longer[start - count - 1] == longer[end - count - 1]
    ):
        count += 1
    return count


def _pieces(before: Sequence[str], after: Sequence[str], effort: Effort) -> Iterator[Piece]:
    for tag, begin, end, other_begin, other_end in BoundedMatcher(before, after, effort).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[begin:end]))
            continue
        if end > begin:
            yield Piece("removed", "".join(before[begin:end]))
        if other_end > other_begin:
            yield Piece("added", "".join(after[other_begin:other_end]))


def _changes(older: Article, newer: Article, fields: Sequence[str], effort: Effort) -> tuple[Change, ...]:
    return (*_field_changes(older, newer, fields, effort), *_body_changes(older.body, newer.body, effort))


def _field_changes(older: Article, newer: Article, fields: Sequence[str], effort: Effort) -> Iterator[Change]:
    for field in fields:
        before, after = _printed(older, field), _printed(newer, field)
        if before != after and getattr(older, field) != getattr(newer, field):  # one instant in two zones is equal
            yield _change(field, before, after, effort)


def _printed(article: Article, field: str) -> str:
    if field == "authors":
        return "、".join(f"{a.name} <{a.email}>" if a.email else a.name for a in article.authors)
    if field == "images":
        return "\n".join(" ".join(filter(None, (i.url, i.caption, i.credit))) for i in article.images)
    if field == "related":
        return "\n".join(f"{link.url} {link.headline}" for link in article.related)
    if field == "tags":
        return "、".join(article.tags)
    value = getattr(article, field)
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else squash(str(value))


def _body_changes(older: str, newer: str, effort: Effort) -> Iterator[Change]:
    before, after = _paragraphs(older), _paragraphs(newer)
    for tag, begin, end, other_begin, other_end in BoundedMatcher(before, after, effort).get_opcodes():
        if tag != "equal":
            yield from _block_changes(before[begin:end], after[other_begin:other_end], (begin, other_begin), effort)


def _block_changes(
    before: Sequence[str], after: Sequence[str], begins: tuple[int, int], effort: Effort
) -> Iterator[Change]:
    """Pair each new paragraph with the first old one that it derives from; the rest is new or gone."""
    position, (begin, other_begin) = 0, begins
    for number, text in enumerate(after, other_begin + 1):
        source = _source(before, position, text, effort)
        if source is None:
            yield _change("body", "", text, effort, number)
            continue
        yield from (_change("body", before[i], "", effort, begin + i + 1) for i in range(position, source))
        if before[source] != text:
            yield _change("body", before[source], text, effort, number)
        position = source + 1
    yield from (_change("body", before[i], "", effort, begin + i + 1) for i in range(position, len(before)))


def _source(before: Sequence[str], position: int, text: str, effort: Effort) -> int | None:
    """Return the first paragraph of *before*, from *position*, that *text* derives from."""
    for index in range(position, len(before)):
        if effort.is_spent:
            return None
        if BoundedMatcher(before[index], text, effort).ratio() >= _RELATED:
            return index
    return None


def _paragraphs(body: str) -> list[str]:
    return [text for paragraph in body.split(_PARAGRAPH) if (text := squash(paragraph))]


def _change(field: str, before: str, after: str, effort: Effort, paragraph: int | None = None) -> Change:
    kind: ChangeKind = "added" if not before else "removed" if not after else "changed"
    return Change(field=field, kind=kind, paragraph=paragraph, pieces=diff_text(before, after, effort))
