"""The demo's chance: every value follows from a seed number and a key, never from a state that others share."""

from __future__ import annotations

import random
from hashlib import blake2b


def number(*key: str | int) -> int:
    """Return a whole number of 64 bits that follows from *key* alone."""
    return int.from_bytes(blake2b("\x1f".join(map(str, key)).encode(), digest_size=8).digest(), "big")


def unit(*key: str | int) -> float:
    """Return a number in [0, 1) that follows from *key* alone."""
    return number(*key) / 2**64


def draws(*key: str | int) -> random.Random:
    """Return a sequence of random numbers that follows from *key* alone."""
    return random.Random(number(*key))
