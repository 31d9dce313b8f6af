"""Whether two texts are one, by the characters and the numbers that they share."""

from __future__ import annotations

import re
from collections import Counter

from newscrawl.text import character_ngrams, letters

_NUMBER = re.compile(r"\d+")
_FEW_NUMBERS = 3  # Fewer numbers show nothing.
_SHARED_NUMBERS = 0.5
_OTHER_TEXT = 0.2
_PART = 0.5


def are_one_text(one: str, other: str, similarity: float) -> bool:
    """Return whether two texts are the same but for small edits.

    They share *similarity* (0 to 1) of the distinct character 4-grams that both have (Jaccard), and half of their
    numbers: reports of earthquakes or prices that fill in one form are two texts.
    """
    if not character_ngrams(one) or share_of_text(one, other) < similarity:
        return False
    numbers, other_numbers = Counter(_NUMBER.findall(letters(one))), Counter(_NUMBER.findall(letters(other)))
    if min(numbers.total(), other_numbers.total()) < _FEW_NUMBERS:
        return True
    shared = (numbers & other_numbers).total()
    return jaccard(shared, numbers.total(), other_numbers.total()) >= _SHARED_NUMBERS


def share_of_text(one: str, other: str) -> float:
    """Return the share of the distinct character 4-grams of two texts that both have, 0.0 to 1.0."""
    ngrams, other_ngrams = character_ngrams(one), character_ngrams(other)
    return jaccard(len(ngrams & other_ngrams), len(ngrams), len(other_ngrams))


def are_other_texts(one: str, other: str) -> bool:
    """Return whether two texts share less than a fifth, and the shorter one is no part of the longer one."""
    ngrams, other_ngrams = frozenset(character_ngrams(one)), frozenset(character_ngrams(other))
    shared = len(ngrams & other_ngrams)
    is_far = jaccard(shared, len(ngrams), len(other_ngrams)) < _OTHER_TEXT
    return is_far and shared <= _PART * min(len(ngrams), len(other_ngrams))


def jaccard(shared: int, one: int, other: int) -> float:
    """Return the share of what two collections have in common, 0.0 to 1.0, from the sizes of all three."""
    return shared / (one + other - shared) if one + other else 0.0
