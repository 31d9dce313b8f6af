"""The earlier texts of an article: a text that returns is not a new revision."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from newscrawl.dataset.revisions.body_changes import without_noise
from newscrawl.dataset.revisions.run_visits import State
from newscrawl.items import Article
from newscrawl.text import squash

_PREFIX = "texts:"
_KEPT_COUNT = 8
TEXT_FIELDS = frozenset({"headline", "body"})


def earlier_revision(state: State, read: Article, noise: Collection[str]) -> int | None:
    """Return the revision that had the headline and body of *read*; None where none of the last eight had them."""
    mark = _mark(read, noise)
    found = (revision for revision, other in reversed(_kept(state, read.article_id)) if other == mark)
    return next(found, None)


def keep_text(state: State, before: Article, made: Article, noise: Collection[str]) -> None:
    """Remember the text of *made*, and that of *before*, the revision before it."""
    kept = dict(_kept(state, made.article_id))
    for one in (before, made):
        kept[one.revision] = _mark(one, noise)
    state.set_state(_PREFIX + made.article_id, sorted(kept.items())[-_KEPT_COUNT:])


def _kept(state: State, article_id: str) -> list[tuple[int, str]]:
    found: Any = state.state(_PREFIX + article_id) or ()
    return [(int(revision), str(mark)) for revision, mark in found]


def _mark(article: Article, noise: Collection[str]) -> str:
    text = f"{squash(article.headline)}\n\n{without_noise(article.body, noise)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
