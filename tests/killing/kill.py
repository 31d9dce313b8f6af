"""Which moment a process dies at."""

from __future__ import annotations

import os
import signal
from typing import NoReturn, get_args

from newscrawl.dataset.storage.safe_files import CrashPoint, Moment


class Kill(CrashPoint):
    """Kills this process (SIGKILL) at the moment that *spec* names; an empty *spec* never does.

    ``MOMENT:N`` is the N-th time (from 1) that the moment comes. ``write:N:BYTES`` writes only BYTES bytes of the N-th
    write. Raises `ValueError` for any other form.
    """

    def __init__(self, spec: str = "") -> None:
        self.moment, self._countdown, self._byte_count = _parse(spec)

    def passes(self, moment: Moment) -> None:
        """Die here if this is the moment."""
        if moment == self.moment and self._is_now():
            die()

    def before_write(self, handle: int, content: bytes) -> None:
        """Write a part of *content* and die, if this is the moment."""
        if self.moment == "write" and self._is_now():
            os.write(handle, content[: self._byte_count])
            die()

    def _is_now(self) -> bool:
        self._countdown -= 1
        return self._countdown == 0


def die() -> NoReturn:
    """End this process: no handler, no flush."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit(137)  # never reached: SIGKILL cannot be caught


def _parse(spec: str) -> tuple[str, int, int]:
    if not spec:
        return "", 0, 0
    moment, *numbers = spec.split(":")
    expected = 2 if moment == "write" else 1
    is_known = moment in {"write", *get_args(Moment)}
    if not is_known or len(numbers) != expected or not all(number.isdecimal() for number in numbers):
        raise ValueError(f"expected MOMENT:N or write:N:BYTES with MOMENT of {get_args(Moment)}, got {spec!r}")
    return moment, int(numbers[0]), int(numbers[1]) if expected == 2 else 0
