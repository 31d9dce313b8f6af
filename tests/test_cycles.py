"""How often Python looks for reference cycles while pages are read."""

from __future__ import annotations

import gc

import pytest

from newscrawl.cycles import rare_searches


def _searches() -> int:
    """Return how many searches 20,000 new objects cause."""
    seen: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        seen.append(phase)

    gc.callbacks.append(note)
    try:
        kept = [[number] for number in range(20_000)]
    finally:
        gc.callbacks.remove(note)
    assert len(kept) == 20_000
    return seen.count("start")


def test_searches_are_rare_within_and_as_before_behind() -> None:
    before, usual = gc.get_threshold(), _searches()

    with rare_searches():
        within = _searches()

    assert (usual >= 10, within <= 3, gc.get_threshold() == before) == (True, True, True), (usual, within)


def test_a_process_that_searches_more_rarely_by_itself_keeps_its_count() -> None:
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        with rare_searches():
            assert gc.get_threshold()[0] == 50_000
    finally:
        gc.set_threshold(*before)


def test_a_fault_within_restores_the_count_too() -> None:
    before = gc.get_threshold()

    with pytest.raises(OSError), rare_searches():
        raise OSError

    assert gc.get_threshold() == before
