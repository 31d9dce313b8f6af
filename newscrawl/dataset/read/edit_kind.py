"""The kind of an edit, from the revisions of one article.

The only place that derives it: `scrapy diff`, the report, browsing, the views of SQLite exports and frames use it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from newscrawl.dataset.revisions.edit_decision import FIELDS, comparable, plain_value
from newscrawl.items import Article

EditKind = Literal["announced", "silent", "time only"]
"""`announced`: content and the printed `modified_at` changed. `silent`: content alone. `time only`: the time alone."""

_MARK_BYTES = 16
EDIT_KINDS: tuple[EditKind, ...] = ("announced", "silent", "time only")


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionMarks:
    """What counts of one revision. It has digests in place of texts, so that many fit in memory."""

    revision: int
    captured_at: datetime | None
    reextracted_from: int | None
    marks: bytes
    """For each of `FIELDS`, 16 bytes: a digest of its value, equal where `comparable` finds equal content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one revision came from the one before it."""

    from_revision: int
    to_revision: int
    read_again_as: int | None
    """The last revision that newer rules read from the captures of `to_revision`; null without one."""

    kind: EditKind | None
    """Null where the portal changed nothing: newer rules read the page again, or read it wrongly before."""

    fields: tuple[str, ...]
    """The edited fields, in the order of `FIELDS`; empty where nothing was edited."""

    @property
    def judged_revision(self) -> int:
        """The revision that shows the page's text: the last reading of its captures."""
        return self.read_again_as or self.to_revision


def article_content(article: Article) -> RevisionMarks:
    """Return what counts of *article*."""
    return revision_content(
        {name: plain_value(article, name) for name in FIELDS},
        revision=article.revision,
        captured_at=article.captured_at,
        reextracted_from=article.reextracted_from,
    )


def revision_content(
    values: Mapping[str, Any], *, revision: int, captured_at: datetime | None, reextracted_from: int | None
) -> RevisionMarks:
    """Return what counts of a revision with *values*: each of `FIELDS`; authors and images as tuples of texts."""
    return RevisionMarks(
        revision=revision,
        captured_at=captured_at,
        reextracted_from=reextracted_from,
        marks=b"".join(_digest(comparable(name, values[name])) for name in FIELDS),
    )


def edit_steps(revisions: Sequence[RevisionMarks]) -> list[Step]:
    """Return how each of an article's *revisions* (in order) came from the one before it."""
    last_readings = {one.captured_at: one for one in revisions if one.reextracted_from}
    steps = []
    for older, newer in itertools.pairwise(revisions):
        last = last_readings.get(newer.captured_at)
        steps.append(edit_step(older, newer, last if last and last.revision > newer.revision else None))
    return steps


def edit_step(older: RevisionMarks, newer: RevisionMarks, read_again: RevisionMarks | None = None) -> Step:
    """Return how *newer* came from *older*; *read_again* is the last reading of the captures of *newer*."""
    judged = read_again or newer
    fields = _changed(older.marks, judged.marks) if newer.reextracted_from is None else ()
    return Step(
        from_revision=older.revision,
        to_revision=newer.revision,
        read_again_as=read_again.revision if read_again else None,
        kind=_kind(fields),
        fields=fields,
    )


def _changed(older: bytes, newer: bytes) -> tuple[str, ...]:
    if older == newer:
        return ()
    places = range(0, len(older), _MARK_BYTES)
    pairs = ((older[at : at + _MARK_BYTES], newer[at : at + _MARK_BYTES]) for at in places)
    return tuple(name for name, (one, other) in zip(FIELDS, pairs, strict=True) if one != other)


def _kind(fields: Sequence[str]) -> EditKind | None:
    if not fields:
        return None
    if "modified_at" not in fields:
        return "silent"
    return "announced" if len(fields) > 1 else "time only"


def _digest(content: Any) -> bytes:
    return hashlib.sha256(repr(content).encode()).digest()[:_MARK_BYTES] if content else bytes(_MARK_BYTES)
