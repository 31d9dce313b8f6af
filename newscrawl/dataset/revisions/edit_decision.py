"""Decides what a visit found: an edit of the newsroom, or only another reading of the same article.

Pure: the known record and the new one go in, a decision comes out. `brake.py` then judges a run's decisions together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any, Literal

from newscrawl.clock import is_countable
from newscrawl.dataset.revisions.body_changes import BodyChange, body_change
from newscrawl.items import Article, content_digest, is_feed_value
from newscrawl.text import fold, letters, squash

FIELDS = ("headline", "authors", "section", "tags", "published_at", "modified_at", "body", "images")
"""What counts as an article's content, in the order of the record."""

KEPT = "kept:"
"""A prefix of a source: the page no longer gives the field, so the revision keeps the value of the one before."""

How = Literal["gained", "lost", "changed", "reread", "noise"]
"""`gained`, `changed`: an edit, as far as one article shows. `lost`: the page gives no value now. `reread`: another
rule gave another value. `noise`: the value changes at every visit, even without an edit."""

NOTHING: tuple[Any, ...] = (None, "", ())
_CONFIRMED = frozenset({"headline", "body", "modified_at"})
"""What a time of modification, or a feed, confirms: other fields may change with the layout at the same visit."""
_CLOCK = timedelta(minutes=5)
"""A page prints its clock if its time of modification is this close to each of two visits."""
_RECENT = timedelta(hours=1)
"""Text such as `3分前に更新` gives a time of modification that is always recent, in most visits of a run."""
_LAYOUT_FIELDS = 2
_CUT = 0.5
_LATE = timedelta(hours=1)
"""A cache may serve an edit this long after the time that the edit prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that reads differently."""

    field: str
    how: How
    rules: str
    """The rule before and the rule now, such as `css:.by → nothing`."""

    @property
    def is_edit(self) -> bool:
        """Whether the change counts as an edit, as far as one article shows."""
        return self.how in {"gained", "changed"}

    detail: str = ""
    """For a body: `short`, `long` or `other`; for a time of modification: `recent` where it is hardly past."""

    @property
    def kind(self) -> str:
        """What the change shares with the same change of other articles: the field; for a body also its size.

        A new layout removes a value from one article, gives one to the next, and changes that of a third.
        """
        return f"{self.field}:{self.detail}" if self.detail else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a visit found."""

    changes: tuple[FieldChange, ...]
    body: BodyChange | None
    """How the body changed; None where it did not."""

    is_sure: bool
    """Whether the article itself confirms the edit: its text is nearly the old one, and the printed time of
    modification is later than the known record. Other edits wait until the run has judged its visits together."""

    has_other_rules: bool = False
    """Whether another rule gives a field, even with the same value: after a change of layout, most visits have that."""

    @property
    def edited(self) -> tuple[str, ...]:
        """The edited fields; empty where the visit found the article unchanged."""
        return tuple(change.field for change in self.changes if change.is_edit)

    @property
    def read_differently(self) -> tuple[str, ...]:
        """The fields that read differently though nothing was edited."""
        return tuple(change.field for change in self.changes if not change.is_edit)

    @property
    def has_new_text(self) -> bool:
        """Whether the body is a completely different text."""
        return self.body is not None and self.body.is_other_text

    @property
    def doubtful(self) -> tuple[FieldChange, ...]:
        """The edits without a confirmation: the run judges them."""
        sure = _CONFIRMED if self.is_sure else frozenset()
        return tuple(change for change in self.changes if change.is_edit and change.field not in sure)

    @property
    def kinds(self) -> frozenset[str]:
        """What a run compares: the kinds of the doubtful edits, of the fields that read differently, and `rules`."""
        reread = (change for change in self.changes if change.how in {"lost", "reread"})
        kinds = {change.kind for change in (*self.doubtful, *reread)}
        return frozenset(kinds | {"rules"} if self.has_other_rules else kinds)


def decide(known: Article, read: Article, *, noise: Collection[str] = (), is_announced: bool = False) -> Decision:
    """Return the changes from *known*, the latest revision, to *read*, the same article at a new visit.

    *noise* holds blocks of text that appear and disappear on this portal (`body_changes.skeleton`). *is_announced*: a
    feed or sitemap reports a change of the article since its last visit.
    """
    body = body_change(known.body, read.body, noise)
    changes = tuple(change for name in FIELDS if (change := _field_change(name, known, read, body)))
    if _is_other_layout(known, read, changes):
        changes = tuple(map(_as_reread, changes))
    is_text_near = body is None or not body.is_other_text
    is_confirmed = is_announced or any(change.field == "modified_at" and change.is_edit for change in changes)
    is_dated = _is_after(known, read) and not _is_within(_RECENT, read)
    is_sure = is_text_near and is_confirmed and (is_announced or is_dated)
    return Decision(changes=changes, body=body, is_sure=is_sure, has_other_rules=_has_other_rules(known, read))


def _is_other_layout(known: Article, read: Article, changes: Collection[FieldChange]) -> bool:
    """Return whether two fields or more are lost or come from another rule: the page itself has another layout."""
    lost = {change.field for change in changes if change.how == "lost"} - {"body"}
    others = {name for name in FIELDS if _rule(read, name) and _rule(known, name) not in {"", _rule(read, name)}}
    return len(lost | others) >= _LAYOUT_FIELDS


def _as_reread(change: FieldChange) -> FieldChange:
    """Return *change* as no edit where another layout explains it. Text, its time and new fields are believed."""
    return replace(change, how="reread") if change.how == "changed" and change.field not in _CONFIRMED else change


def _has_other_rules(known: Article, read: Article) -> bool:
    rules = ((_rule(known, name), _rule(read, name)) for name in FIELDS)
    return any(before and now and before != now for before, now in rules)


def with_kept(read: Article, known: Article, fields: Collection[str]) -> Article:
    """Return *read* with *fields* as *known* has them: a worse reading does not replace a better one."""
    sources = dict(read.sources)
    values = {}
    for name in fields:
        values[name] = getattr(known, name)
        sources.pop(name, None)
        if rule := _rule(known, name):
            sources[name] = f"{KEPT}{rule}"
    made = replace(read, **values, sources=sources)
    return replace(made, digest=content_digest(made)) if fields else read


def is_kept(article: Article, field: str) -> bool:
    """Return whether *field* has the value of an earlier revision: the page no longer gives it."""
    return article.sources.get(field, "").startswith(KEPT)


def _field_change(name: str, known: Article, read: Article, body: BodyChange | None) -> FieldChange | None:
    before, after = content_of(known, name), content_of(read, name)
    if before == after or (name == "body" and body is None) or _is_said_already(known, name, after):
        return None
    rules = f"{_rule(known, name) or 'nothing'} → {_rule(read, name) or 'nothing'}"
    how = _how(name, known, read, body)
    return FieldChange(field=name, how=how, rules=rules, detail=_detail(name, how, read, body))


def _is_said_already(known: Article, name: str, value: Any) -> bool:
    """Return whether a feed or sitemap gave *value* before the page printed it."""
    return is_feed_value(known, name) and comparable(name, plain_value(known, name)) == value


def _detail(name: str, how: How, read: Article, body: BodyChange | None) -> str:
    if name == "body" and body is not None:
        return body.size
    return "recent" if name == "modified_at" and how in {"gained", "changed"} and _is_within(_RECENT, read) else ""


def _how(name: str, known: Article, read: Article, body: BodyChange | None) -> How:
    if name == "body":
        return "lost" if _is_cut(known, read) else "noise" if body is not None and body.is_noise else "changed"
    if name == "headline":
        return "reread" if _is_headline_reread(known, read) else "changed"
    if content_of(read, name) in NOTHING:
        return "lost"
    if name == "modified_at":
        return _how_modified(known, read)
    if content_of(known, name) in NOTHING:
        return "reread" if is_feed_value(known, name) else "gained"
    return "changed" if _rule(known, name) == _rule(read, name) else "reread"


def _is_cut(known: Article, read: Article) -> bool:
    """Return whether *read* shows only the beginning of a known text: before a wall, or less than half of it.

    A later time of modification shows that the newsroom cut it.
    """
    before, now = squash(known.body), squash(read.body).rstrip(".…")
    if not before.startswith(now) or _is_after(known, read):
        return False
    return bool(read.is_paywalled and not known.is_paywalled) or len(now) < _CUT * len(before)


def _how_modified(known: Article, read: Article) -> How:
    """A time of modification that is not later than the known record shows no edit since.

    By the same rule, it is an edit where the known record printed one, too: an earlier revision's is older news.
    """
    if _is_within(_CLOCK, known) and _is_within(_CLOCK, read):
        return "noise"
    is_gained = content_of(known, "modified_at") in NOTHING
    is_same_rule = _rule(known, "modified_at") == _rule(read, "modified_at") and not is_kept(known, "modified_at")
    if is_same_rule or _is_after(known, read):
        return "gained" if is_gained else "changed"
    return "reread"


def _is_within(wait: timedelta, article: Article) -> bool:
    """Return whether the printed time of modification is within *wait* of the capture."""
    modified_at, captured_at = article.modified_at, article.captured_at
    return modified_at is not None and captured_at is not None and abs(captured_at - modified_at) <= wait


def _is_after(known: Article, read: Article) -> bool:
    """Return whether *read* prints a time of modification after *known* was captured."""
    modified_at, captured_at = read.modified_at, known.captured_at
    return modified_at is not None and captured_at is not None and modified_at > captured_at - _LATE


def _is_headline_reread(known: Article, read: Article) -> bool:
    """Return whether both pages print both headlines, or another rule gives the same letters."""
    if _rule(known, "headline") == _rule(read, "headline"):
        return False
    if letters(known.headline) == letters(read.headline):
        return True
    return known.headline in _other_headlines(read) or read.headline in _other_headlines(known)


def _other_headlines(article: Article) -> set[str]:
    return {one.value for one in article.disagreements.get("headline", ())}


def _rule(article: Article, name: str) -> str:
    """Return the rule that gave a field; for a kept value, the rule that gave it first."""
    if is_feed_value(article, name):
        return ""
    return article.sources.get(name, "").removeprefix(KEPT)


def content_of(article: Article, name: str) -> Any:
    """Return a field of *FIELDS* for comparison, without values of feeds."""
    return None if is_feed_value(article, name) else comparable(name, plain_value(article, name))


def plain_value(article: Article, name: str) -> Any:
    """Return a field of *FIELDS*, with authors and pictures as tuples of texts."""
    if name == "authors":
        return tuple((author.name, author.email) for author in article.authors)
    if name == "images":
        return tuple((image.url, image.caption, image.credit) for image in article.images)
    return getattr(article, name)


def comparable(name: str, value: Any) -> Any:
    """Return the plain *value* of a field such that equal content is equal: the one place that defines it.

    White space and zones do not count; in names nor does their width, and tags are a set.
    """
    if value is None:
        return None
    if name in {"published_at", "modified_at"}:
        return value.astimezone(UTC) if is_countable(value) else value  # year 1 cannot be moved
    if name == "authors":
        return tuple((fold(author), email) for author, email in value)
    if name == "tags":
        return tuple(sorted({fold(tag) for tag in value}))
    if name == "images":
        return tuple((url, squash(caption or ""), squash(credit or "")) for url, caption, credit in value)
    return squash(value)
