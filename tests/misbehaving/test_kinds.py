"""A portal that misbehaves in each of these ways leaves the dataset that a perfect crawl would: every edit, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.misbehaving.kinds import KINDS
from tests.misbehaving.press import live

QUICK = frozenset({
    "one text for all", "all 410, then back", "canonical is one article", "rotating adverts", "a new theme and one edit",
    "all texts cut short", "old articles behind a wall", "some authors with a space", "tags in any order", "a second address",
})  # fmt: skip
"""One for each of the ways in which the portal is found out; `make torture` runs all."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.torture) for name in KINDS]
)
def test_a_misbehaving_portal_leaves_each_edit_and_nothing_else(name: str, tmp_path: Path) -> None:
    differences, _ = live(KINDS[name], tmp_path)

    assert differences == []


def test_the_table_has_the_kinds_that_the_quick_run_names() -> None:
    assert KINDS.keys() >= QUICK
    assert len(KINDS) >= 60
