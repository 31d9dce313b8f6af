"""How long to wait after failures in a row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Backoff:
    """Doubles the pause with every failure in a row, up to a ceiling; one good answer starts over."""

    first_secs: float
    """The pause after the first failure."""

    ceiling_secs: float
    """No pause is longer."""

    failure_count: int = 0
    """Failures in a row so far."""

    def fail(self) -> float:
        """Count a failure and return the seconds to wait."""
        doublings = min(self.failure_count, 64)
        self.failure_count += 1
        return min(self.ceiling_secs, self.first_secs * 2.0**doublings)

    def succeed(self) -> None:
        """Start over."""
        self.failure_count = 0
