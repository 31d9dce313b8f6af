"""Judges a run's visits together: a change of most articles at once is not an edit of any of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from newscrawl.dataset.revisions.body_changes import BodyChange
from newscrawl.dataset.revisions.compare_texts import share_of_text

RECENT_COUNT = 10
"""A run with fewer visits is judged with the visits before it, this many in all."""
NOISE_COUNT = 200
"""The number of noise blocks that are remembered for a portal."""
_NOISE_ARTICLES = 3
_ONE_TEXT = 0.7
_SIZES = {"body:short": 0, "body:long": 1, "body:other": 2}


@dataclass(slots=True)
class Brake:
    """What the visits of a run have in common. Two sets of short strings a visit, bounded by the run's visits.

    A kind of change (`FieldChange.kind`) is shared when more than *share* of at least *least_count* visits have it.
    For a run with fewer visits, the last ten visits count; *recent* are those before the run.
    """

    least_count: int
    share: float
    recent: Sequence[Collection[str]] = ()
    noise: set[str] = field(default_factory=set)
    """Skeletons of blocks that appear and disappear on many articles."""
    visits: list[frozenset[str]] = field(default_factory=list)
    _explained: list[frozenset[str]] = field(default_factory=list)
    """Those of *visits* whose changes have a cause of their own."""
    _short_count: int = 0
    """Visits whose body differs by short blocks only, noise or not."""
    _sides: dict[str, tuple[set[str], set[str]]] = field(default_factory=lambda: defaultdict(lambda: (set(), set())))
    """Skeleton → the articles that lost it, and those that gained it."""

    def see(self, article_id: str, kinds: Collection[str], body: BodyChange | None = None) -> None:
        """Note a visit, the kinds of its unconfirmed edits, and the new and gone short blocks of its body."""
        self.visits.append(frozenset(kinds))
        self._short_count += body is not None and body.is_short
        for side, blocks in enumerate((body.removed, body.added) if body else ()):
            for block in blocks:
                self._sides[block][side].add(article_id)

    def explain(self, kinds: Collection[str]) -> None:
        """Note that one visit with *kinds* read the text of a portal that failed: later runs learn nothing from it."""
        self._explained.append(frozenset(kinds))

    def is_shared(self, kind: str) -> bool:
        """Return whether most visits have a change of this *kind*.

        Where they have a change of any field beside headline and body, the portal has a new layout. Then no change of
        such a field is believed, however few articles have it: a theme shows the pictures of some articles only.
        """
        shared = self.shared_kinds()
        return kind in shared or (_is_layout(kind) and any(map(_is_layout, shared)))

    def shared_kinds(self) -> frozenset[str]:
        """Return the kinds of change that most visits have."""
        visits: Sequence[Collection[str]] = self.visits
        if len(visits) < self.least_count:
            visits = self.window()
        if len(visits) < self.least_count:
            return frozenset()
        counts = Counter(kind for kinds in visits for kind in kinds)
        shared = {kind for kind, count in counts.items() if count > self.share * len(visits)}
        return frozenset(shared | self._shared_bodies(visits))

    def _shared_bodies(self, visits: Sequence[Collection[str]]) -> set[str]:
        """Return the sizes of body changes that are shared: short and long texts have one cause, but other sizes.

        Most visits must have a change of the body, and half as many one of this size or a larger one: beside short
        lines that come and go, one longer change is still an edit.
        """
        sizes = [max(found) for kinds in visits if (found := [_SIZES[kind] for kind in kinds if kind in _SIZES])]
        if len(sizes) <= self.share * len(visits):
            return set()
        least = self.share / 2 * len(visits)
        return {kind for kind, rank in _SIZES.items() if sum(size >= rank for size in sizes) > least}

    def window(self) -> list[list[str]]:
        """Return the kinds of the latest visits, to keep them for the next run; without those that are explained."""
        visits = list(self.visits)
        for kinds in self._explained:
            visits.remove(kinds)
        return [sorted(kinds) for kinds in (*self.recent, *visits)][-RECENT_COUNT:]

    def learn_noise(self) -> None:
        """Add the blocks of three articles or more that one article lost and another gained.

        Where most visits gain or lose short lines, one side is enough: the known records may be older.
        """
        are_many = is_collapse(self._short_count, len(self.visits), least_count=self.least_count, share=self.share)
        found = (
            block
            for block, (went, came) in self._sides.items()
            if len(went | came) >= _NOISE_ARTICLES and (are_many or (went and came))
        )
        self.noise.update(list(found)[: max(0, NOISE_COUNT - len(self.noise))])


def is_collapse(count: int, visit_count: int, *, least_count: int, share: float) -> bool:
    """Return whether so many visits of a run had the same end that the portal fails, and not the articles."""
    return count >= least_count and count > share * visit_count


def one_text_groups(texts: Iterable[str]) -> list[list[int]]:
    """Return the positions of *texts* in groups of nearly the same text, the largest group first."""
    groups: list[tuple[str, list[int]]] = []
    for position, text in enumerate(texts):
        group = next((members for first, members in groups if share_of_text(first, text) >= _ONE_TEXT), None)
        if group is None:
            groups.append((text, [position]))
        else:
            group.append(position)
    return sorted((members for _, members in groups), key=len, reverse=True)


def _is_layout(kind: str) -> bool:
    return kind not in {"headline", "modified_at:recent"} and not kind.startswith("body:")
