"""Shows how far a re-reading is."""

from __future__ import annotations

import sys
import time

_TERMINAL_SECS = 0.2
_LOG_SECS = 30.0


class ProgressLine:
    """How far it is, on standard error: one line that changes on a terminal, one each half minute elsewhere."""

    def __init__(self, unit: str = "articles") -> None:
        self._unit = unit
        self._is_terminal = sys.stderr.isatty()
        self._started = self._reported_at = time.monotonic()
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show that *done* of *total* units are read, unless the last line is recent."""
        now = time.monotonic()
        if now - self._reported_at < (_TERMINAL_SECS if self._is_terminal else _LOG_SECS):
            return
        self._reported_at = now
        line = f"{done:,} of {total:,} {self._unit} read, {done / (now - self._started):,.0f} a second"
        sys.stderr.write(f"\r{line}\033[K" if self._is_terminal else f"{line}\n")
        sys.stderr.flush()
        self._is_shown = True

    def end(self) -> None:
        """Remove the line."""
        if self._is_terminal and self._is_shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
