"""Field by field: where a new reading differs from the stored record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

import msgspec

from newscrawl.items import Article, content_digest, is_from_feed
from newscrawl.text import squash

FIELDS = (
    "canonical_url", "headline", "authors", "section", "tags", "published_at", "modified_at", "lead", "body", "images",
    "related", "language", "comment_count", "view_count", "is_paywalled",
)  # fmt: skip
"""The fields of an article that its page gives."""

ChangeKind = Literal["gained", "lost", "changed"]

_NOTHING: tuple[Any, ...] = (None, "", ())
_SHOWN_LENGTH = 80


def differing(stored: Article, read: Article, fields: Collection[str] = FIELDS) -> tuple[str, ...]:
    """Return those of *fields* that are not the same in both, in the order of `FIELDS`."""
    return tuple(
        name for name in FIELDS if name in fields and not _are_same(getattr(stored, name), getattr(read, name))
    )


def kind_of_change(before: Any, after: Any) -> ChangeKind:
    """Return the change of a field: it had no value before, it has no value now, or it has another one."""
    if before in _NOTHING:
        return "gained"
    return "lost" if after in _NOTHING else "changed"


def revised(stored: Article, read: Article, fields: Collection[str] = FIELDS) -> Article:
    """Return *stored* with *fields*, their sources and disagreements from *read*, and the new digest."""
    values = {name: getattr(read, name) for name in FIELDS if name in fields}
    sources, disagreements = read.sources, read.disagreements
    if set(fields) < set(FIELDS):
        sources = _merged(stored.sources, read.sources, fields)
        disagreements = _merged(stored.disagreements, read.disagreements, fields)
    kept = _feed_disagreements(stored, read) | disagreements
    made = replace(stored, **values, sources=sources, disagreements=kept)
    return replace(made, digest=content_digest(made))


def shortened(value: Any) -> str:
    """Return *value* as one short line, for a reader."""
    if value in _NOTHING:
        return "nothing"
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    line = squash(text)
    return line if len(line) <= _SHOWN_LENGTH else f"{line[:_SHOWN_LENGTH]}… ({len(line)} characters)"


def shortened_pair(before: Any, after: Any) -> tuple[str, str]:
    """Return both values short. Two long texts start shortly before their first difference."""
    if not (isinstance(before, str) and isinstance(after, str) and before and after):
        return shortened(before), shortened(after)
    pairs = zip(before, after, strict=False)
    same = next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))
    begin = max(0, same - _SHOWN_LENGTH // 4)
    mark = "…" if begin else ""
    return mark + shortened(before[begin:]), mark + shortened(after[begin:])


def _merged(stored: dict[str, Any], read: dict[str, Any], fields: Collection[str]) -> dict[str, Any]:
    kept = {name: value for name, value in stored.items() if name not in fields}
    return kept | {name: value for name, value in read.items() if name in fields}


def _feed_disagreements(stored: Article, read: Article) -> dict[str, Any]:
    """Return the disagreements of feeds and sitemaps with unchanged page values: a re-reading does not read them."""
    return {
        name: values
        for name, values in stored.disagreements.items()
        if any(is_from_feed(one.source) for one in values) and _are_same(getattr(stored, name), getattr(read, name))
    }


def _are_same(one: Any, other: Any) -> bool:
    """Return whether both have the same written form: a time in another zone is another time."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.isoformat() == other.isoformat()
    return bool(one == other)
