"""How large capture files grow, and how long they are kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLimits:
    """0 means no limit."""

    rotate_bytes: int = 1_000_000_000
    """When a file reaches this size, the next file starts."""

    keep_days: int = 0
    """Files of older runs are deleted, unless a latest revision was read from them."""

    keep_bytes: int = 0
    """The oldest files beyond this total size are deleted, unless a latest revision was read from them."""


DEFAULT_LIMITS = CaptureLimits()
