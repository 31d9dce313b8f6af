"""The results of one run's visits to known articles: judged together, reported, and kept for the next run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol

from newscrawl.dataset.revisions.brake import Brake
from newscrawl.dataset.revisions.edit_decision import FieldChange
from newscrawl.settings import NEWSCRAWL_REVISE_SUSPICIOUS_COUNT, NEWSCRAWL_REVISE_SUSPICIOUS_SHARE

NAMED_COUNT = 20
"""The report names this many articles of each kind; it counts all."""
_RECENT = "visits:recent"
_NOISE = "visits:noise"


class State(Protocol):
    """Small values that outlive a run; a rebuild of the index loses them."""

    def state(self, key: str) -> Any:
        """Return the value under *key*, or None."""

    def set_state(self, key: str, value: Any) -> None:
        """Keep *value* under *key*."""


@dataclass(slots=True)
class Named:
    """Articles: a count of all, and the names of the first ones."""

    count: int = 0
    article_ids: list[str] = field(default_factory=list)

    def add(self, article_id: str) -> None:
        """Count *article_id*."""
        self.count += 1
        if len(self.article_ids) < NAMED_COUNT:
            self.article_ids.append(article_id)


@dataclass(slots=True)
class RunVisits:
    """The visits of one run."""

    brake: Brake = field(
        default_factory=lambda: Brake(
            least_count=NEWSCRAWL_REVISE_SUSPICIOUS_COUNT, share=NEWSCRAWL_REVISE_SUSPICIOUS_SHARE
        )
    )
    announced: set[str] = field(default_factory=set)
    """Articles that a feed or sitemap reports as changed since their last visit."""
    new_count: int = 0
    """New articles that the run has read: the portal serves articles."""
    reread: Counter[str] = field(default_factory=Counter)
    """Field → visits that read it in another way."""
    reread_rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Field and `rule before → rule now` → visits."""
    noisy: Named = field(default_factory=Named)
    """Articles whose page differs at every visit."""
    flipping: Named = field(default_factory=Named)
    """Articles that print an earlier text again."""
    one_text: Named = field(default_factory=Named)
    """Articles for which the portal serves the same text as for many others."""
    gone_at_once: Named = field(default_factory=Named)
    """Articles that seem gone, with most others of the run: a visit on another day decides."""
    wrong_canonical: Named = field(default_factory=Named)
    """Articles whose page names the address of another article."""
    new_text: Named = field(default_factory=Named)
    """Articles whose latest revision has a completely different text: perhaps the portal used a number again."""
    returned: Named = field(default_factory=Named)
    """Articles that seemed gone with most others, but exist."""

    @property
    def count(self) -> int:
        """Visits with an answer, of any kind."""
        return len(self.brake.visits) + self.gone_at_once.count

    def reread_field(self, change: FieldChange) -> None:
        """Count a field that a visit read in another way."""
        self.reread[change.field] += 1
        self.reread_rules[change.field, change.rules] += 1

    def load(self, state: State) -> None:
        """Load what earlier runs kept."""
        self.brake.recent = state.state(_RECENT) or []
        self.brake.noise = set(state.state(_NOISE) or ())

    def keep(self, state: State) -> None:
        """Keep what the next run needs; without effect when the run visited nothing."""
        if self.brake.visits:
            state.set_state(_RECENT, self.brake.window())
            state.set_state(_NOISE, sorted(self.brake.noise))
