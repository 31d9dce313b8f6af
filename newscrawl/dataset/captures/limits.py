"""How large capture files become, and how long they are kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLimits:
    """0 stands for no limit."""

    rotate_bytes: int = 1_000_000_000
    """A file that has reached this size is followed by another."""

    keep_days: int = 0
    """Files of runs that began longer ago are deleted, unless a latest revision was read from them."""

    keep_bytes: int = 0
    """The oldest files beyond this size, all together, are deleted, unless a latest revision was read from them."""


DEFAULT_LIMITS = CaptureLimits()
