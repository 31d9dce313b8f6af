"""How often Python looks for reference cycles while pages are read. Pages and records are in none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rare_searches(young_count: int = 10_000) -> Iterator[None]:
    """Let *young_count* new objects come between two searches. Also a decorator. Restores the process's own count."""
    before = gc.get_threshold()
    gc.set_threshold(max(young_count, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
