"""A visit to a known article, on its way from the decision to the dataset."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.revisions.edit_decision import KEPT, NOTHING, Decision, content_of, with_kept
from newscrawl.items import Article

_GUESSES = "general:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A known article as a visit read it."""

    read: Article
    """As the page gives it."""

    before: Article
    """The latest revision."""

    known: KnownArticle
    decision: Decision

    earlier_revision: int | None = None
    """The revision whose text the page prints again; None where it does not."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the visit brought nothing that is not in the dataset."""
        return self.earlier_revision is not None or not self.decision.edited

    def revision(self, shared: Collection[str] = ()) -> Article:
        """Return the next revision. Fields that read differently, and those in *shared*, keep the value before.

        A time of modification since that revision belongs to the edit of a text, also under a new layout.
        """
        held = set(shared) - {"body"}
        if "body" in self.decision.edited and "body" not in shared and self._is_modified_since():
            held -= {"modified_at"}
        reread = {change.field for change in self.decision.changes if change.how in {"lost", "reread"}}
        reread = {field for field in reread if not self._is_better(field)}
        kept = with_kept(self.read, self.before, sorted(reread | held))
        return replace(kept, revision=self.known.revision + 1)

    def _is_modified_since(self) -> bool:
        modified_at, captured_at = self.read.modified_at, self.before.captured_at
        return modified_at is not None and captured_at is not None and modified_at > captured_at

    def _is_better(self, field: str) -> bool:
        """Return whether the page gives a field that the revision before has not, or has by a guess alone."""
        if content_of(self.before, field) in NOTHING:
            return True
        before, now = (one.sources.get(field, "") for one in (self.before, self.read))
        return before.removeprefix(KEPT).startswith(_GUESSES) and bool(now) and not now.startswith(_GUESSES)
