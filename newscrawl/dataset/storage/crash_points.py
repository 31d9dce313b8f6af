"""A way to die at a chosen moment, to prove that no moment loses a record. Off by default."""

from __future__ import annotations

import os
import signal
from typing import NoReturn

from newscrawl.errors import WrongUsageError

POINTS = frozenset(
    {"write", "after_sync", "after_commit", "after_rename", "in_recovery", "before_manifest", "in_compact", "in_repair"}
)


class CrashPoint:
    """Kills this process (SIGKILL) at the moment that *spec* names; an empty *spec* never does.

    ``POINT:N`` is the N-th time (from 1) that the point is passed: `after_sync` (lines are durable, the index is not
    committed), `after_commit`, `after_rename`, `in_recovery`, `before_manifest`, `in_compact`, `in_repair`.
    ``write:N:BYTES`` writes only BYTES bytes of the N-th write. Raises `WrongUsageError` for any other form.
    """

    def __init__(self, spec: str = "") -> None:
        self.point, self._countdown, self._byte_count = _parse(spec)

    def passes(self, point: str) -> None:
        """Die here if this is the moment."""
        if point == self.point and self._is_now():
            die()

    def write_cut(self) -> int | None:
        """Return how many bytes of this write are written before the process dies; None for all, and no death."""
        return self._byte_count if self.point == "write" and self._is_now() else None

    def _is_now(self) -> bool:
        self._countdown -= 1
        return self._countdown == 0


def die() -> NoReturn:
    """End this process as a power cut would: no handler, no flush, no farewell."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit(137)  # never reached: SIGKILL cannot be caught


def _parse(spec: str) -> tuple[str, int, int]:
    if not spec:
        return "", 0, 0
    point, *numbers = spec.split(":")
    expected = 2 if point == "write" else 1
    if point not in POINTS or len(numbers) != expected or not all(number.isdecimal() for number in numbers):
        raise WrongUsageError(f"fault: expected POINT:N or write:N:BYTES with POINT of {sorted(POINTS)}, got {spec!r}")
    return point, int(numbers[0]), int(numbers[1]) if expected == 2 else 0
