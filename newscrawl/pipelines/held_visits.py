"""Revisions that wait until the run has seen enough of its visits to judge them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from newscrawl.dataset.revisions.brake import is_collapse, one_text_groups
from newscrawl.dataset.revisions.compare_texts import share_of_text
from newscrawl.dataset.revisions.edit_decision import FieldChange, decide
from newscrawl.dataset.revisions.run_visits import RunVisits
from newscrawl.items import MissedPage
from newscrawl.pipelines.visit import Visit

HELD_COUNT = 200
"""So many revisions wait at most, some 10 KB each; then the run judges by what it has seen so far."""
HELD_GONE_COUNT = 2000
_SUSPICIOUS = 3
"""So many articles with one text, which the known ones of them did not have before, show a portal that fails."""
_ONE_TEXT = 0.7


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A visit that waited, and what it comes to."""

    visit: Visit
    outcome: Literal["edited", "unchanged", "suspicious"]
    shared: tuple[FieldChange, ...] = ()
    """Changes that most visits of the run share: no edits."""


@dataclass(slots=True)
class HeldVisits:
    """What waits. Nothing of it is written: a run that is killed leaves it as it was, to be visited again."""

    visits: RunVisits
    waiting: list[Visit] = field(default_factory=list)
    gone: list[MissedPage] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the run must judge now."""
        return len(self.waiting) >= HELD_COUNT or len(self.gone) >= HELD_GONE_COUNT

    @property
    def has_many_gone(self) -> bool:
        """Whether so many known articles seem gone that the run may doubt them all."""
        return len(self.gone) >= self.visits.brake.least_count

    def is_suspicious(self, body: str) -> bool:
        """Return whether *body*, of a new article, is the text that known ones have in place of their own."""
        others = [visit.read.body for visit in self.waiting if visit.decision.has_new_text]
        if len(others) + 1 < _SUSPICIOUS:
            return False
        return sum(share_of_text(body, other) >= _ONE_TEXT for other in others) + 1 >= _SUSPICIOUS

    def judged(self) -> Iterator[JudgedVisit]:
        """Yield every visit that waits with what it comes to; none waits any more."""
        waiting, self.waiting = self.waiting, []
        self.visits.brake.learn_noise()
        suspicious = self._of_one_text(waiting)
        for position in suspicious:
            self.visits.brake.explain(waiting[position].decision.kinds)
        for position, visit in enumerate(waiting):
            yield JudgedVisit(visit, "suspicious") if position in suspicious else self._judge(visit)

    def _of_one_text(self, waiting: list[Visit]) -> set[int]:
        others = [position for position, visit in enumerate(waiting) if visit.decision.has_new_text]
        groups = one_text_groups(waiting[position].read.body for position in others)
        return {others[member] for group in groups if self._is_one_text(len(group)) for member in group}

    def _is_one_text(self, count: int) -> bool:
        """Return whether so many articles with one new text show a portal that fails; in a run of few visits, two."""
        visits = len(self.visits.brake.visits)
        return count >= _SUSPICIOUS or (count > 1 and count > self.visits.brake.share * visits)

    def _judge(self, visit: Visit) -> JudgedVisit:
        brake = self.visits.brake
        is_announced = visit.read.article_id in self.visits.announced
        decision = decide(visit.before, visit.read, noise=brake.noise, is_announced=is_announced)  # noise is learned
        visit = replace(visit, decision=decision)
        edits = [change for change in decision.changes if change.is_edit]
        shared = tuple(change for change in decision.doubtful if brake.is_shared(change.kind))
        return JudgedVisit(visit, "edited" if len(shared) < len(edits) else "unchanged", shared)

    def gone_at_once(self) -> tuple[list[MissedPage], bool]:
        """Return the articles that seem gone, and whether they are too many at once to be believed."""
        gone, self.gone = self.gone, []
        brake, count = self.visits.brake, len(self.visits.brake.visits) + len(gone)
        is_every_page = len(gone) > 1 and len(gone) == count + self.visits.new_count
        is_at_once = is_collapse(len(gone), count, least_count=brake.least_count, share=brake.share)
        return gone, is_at_once or is_every_page
