"""The moments between two steps of writing, at which a killed process must lose nothing. Here nothing happens at them.

Tests pass a subclass that ends the process (`tests/killing/`).
"""

from __future__ import annotations

from typing import Literal

Moment = Literal[
    "after_sync",  # lines are durable, the index is not committed
    "after_commit",
    "after_rename",
    "in_recovery",
    "before_manifest",
    "in_compact",
    "in_repair",
]


class CrashPoint:
    """Is called at each moment."""

    def passes(self, moment: Moment) -> None:
        """Do nothing at *moment*."""

    def before_write(self, handle: int, content: bytes) -> None:
        """Do nothing before *content* is written to the open file *handle*."""


NO_CRASH = CrashPoint()
