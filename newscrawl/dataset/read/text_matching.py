"""Compares texts within a number of steps: `difflib` alone needs the cube of their length for a hostile pair."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import Any

REVISION_STEPS = 5_000_000
"""Comparisons for two revisions; about half a second."""
TEXT_STEPS = 200_000
"""Comparisons for two short texts, such as headlines; about 20 ms."""


class Effort:
    """The comparisons that are left for one task."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    @property
    def is_spent(self) -> bool:
        """Whether texts were compared coarsely, because no steps were left."""
        return self._left <= 0

    def take(self, steps: int) -> bool:
        """Take *steps* and return whether they were left."""
        self._left -= steps
        return not self.is_spent


class BoundedMatcher(SequenceMatcher[str]):
    """A `SequenceMatcher` that stops looking for equal parts once *effort* is spent.

    Its result is still right: what it did not look at counts as replaced.
    """

    def __init__(self, older: Sequence[str], newer: Sequence[str], effort: Effort) -> None:
        self._effort = effort
        super().__init__(None, older, newer, autojunk=False)
        self._end = len(older)
        counts = Counter(newer) if effort.take(len(older) + len(newer)) else Counter()
        self._costs = [0, *itertools.accumulate(counts[element] + 1 for element in older)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest equal part of ``older[alo:ahi]`` and ``newer[blo:bhi]``; an empty one without steps."""
        end = self._end if ahi is None else ahi
        if self._effort.is_spent or not self._effort.take(self._costs[end] - self._costs[alo]):
            return Match(alo, blo, 0)
        found: Any = super().find_longest_match(alo, end, blo, bhi)
        return Match(*found)
