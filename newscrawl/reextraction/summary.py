"""Sums up what a re-reading found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from newscrawl.reextraction.compare_records import FIELDS, ChangeKind, kind_of_change, shortened_pair
from newscrawl.reextraction.workers.worker import Outcome, Reread

EXAMPLE_COUNT = 3
"""Examples that are kept of each kind of change, and of each reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One change, short."""

    url: str
    before: str
    after: str


@dataclass(slots=True, kw_only=True)
class FieldChanges:
    """What happened to one field."""

    gained: int = 0
    """Records that have a value now but had no value before."""

    lost: int = 0
    """Records that had a value and have no value now."""

    changed: int = 0
    """Records that have another value now."""

    examples: dict[ChangeKind, list[Example]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Reasons:
    """What was not read, by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    """Reason → addresses."""

    def add(self, reason: str, url: str, count: int = 1) -> None:
        """Count one."""
        self.counts[reason] += count
        kept = self.examples.setdefault(reason, [])
        if len(kept) < EXAMPLE_COUNT:
            kept.append(url)


@dataclass(slots=True, kw_only=True)
class Summary:
    """What was found, and what was written."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """Articles by their result."""

    fields: dict[str, FieldChanges] = field(default_factory=dict)
    """Field → changes, in the order of the record."""

    found: list[str] = field(default_factory=list)
    """Addresses of some articles that are found now and were not stored."""

    unread: Reasons = field(default_factory=Reasons)
    """Stored articles that today's rules cannot read. They stay as they are."""

    still_unread: Reasons = field(default_factory=Reasons)
    """Pages that gave no article then, and give none now."""

    unkept: Reasons = field(default_factory=Reasons)
    """Articles whose responses were not kept, or cannot be read."""

    goes_on: Reasons = field(default_factory=Reasons)
    """Articles whose last kept page leads to another page that was not kept."""

    other_id_count: int = 0
    """Articles that get another `article_id` by today's rules. They keep theirs."""

    written_count: int = 0
    """Revisions that were written."""

    run_id: str | None = None
    """The run that wrote them; null where there was nothing to write."""

    is_complete: bool = True
    """Whether the re-reading reached the end."""

    secs: float = 0.0

    @property
    def read_count(self) -> int:
        """Articles, stored or not, that the re-reading looked at."""
        return self.outcomes.total()

    @property
    def damaged_count(self) -> int:
        """Articles whose kept responses cannot be read."""
        return self.outcomes["damaged"]

    def add(self, one: Reread) -> None:
        """Count the result of reading one article."""
        self.outcomes[one.outcome] += 1
        self.other_id_count += one.has_other_id
        if one.outcome == "changed":
            self._add_changes(one)
        elif one.outcome == "found" and len(self.found) < EXAMPLE_COUNT:
            self.found.append(one.url)
        else:
            self._add_unread(one)
        if one.goes_on:
            self.goes_on.add("further_page_not_kept", one.url)

    def _add_unread(self, one: Reread) -> None:
        if one.outcome == "damaged":
            self.unkept.add("damaged capture", f"{one.url} {one.reason}")
        elif one.outcome == "uncaptured":
            self.unkept.add("uncaptured", f"{one.url} {one.reason}")
        elif one.outcome == "unread":
            (self.still_unread if one.visit else self.unread).add(one.reason.partition(":")[0], one.url)

    def _add_changes(self, one: Reread) -> None:
        assert one.stored is not None  # noqa: S101  an article that differs has both sides
        assert one.article is not None  # noqa: S101
        for name in one.fields:
            self._add_change(name, one.url, getattr(one.stored, name), getattr(one.article, name))

    def _add_change(self, name: str, url: str, before: Any, after: Any) -> None:
        changes = self.fields.setdefault(name, FieldChanges())
        kind = kind_of_change(before, after)
        setattr(changes, kind, getattr(changes, kind) + 1)
        examples = changes.examples.setdefault(kind, [])
        if len(examples) < EXAMPLE_COUNT:
            old, new = shortened_pair(before, after)
            examples.append(Example(url=url, before=old, after=new))

    def as_data(self) -> dict[str, Any]:
        """Return the summary for JSON."""
        return {
            "read_count": self.read_count,
            "outcomes": dict(sorted(self.outcomes.items())),
            "fields": {name: self.fields[name] for name in FIELDS if name in self.fields},
            "found": self.found,
            "unread": self.unread,
            "still_unread": self.still_unread,
            "unkept": self.unkept,
            "goes_on": self.goes_on,
            "other_id_count": self.other_id_count,
            "written_count": self.written_count,
            "run_id": self.run_id,
            "is_complete": self.is_complete,
            "secs": round(self.secs, 3),
        }
