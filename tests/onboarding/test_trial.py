"""The table of fields that `add` and `check` print, at the width of what it is printed on."""

from __future__ import annotations

import sys
from collections import Counter
from io import StringIO

import pytest

from newscrawl.loaders.explain import FIELDS, Coverage
from newscrawl.onboarding.trial import print_coverage

RULE = "xpath://article//div[@class='meta']/time/@datetime"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, output: StringIO, width: int) -> str:
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "dumb")
    coverage = Coverage(page_count=8, found=Counter(published_at=8), rules={"published_at": Counter({RULE: 8})})
    print_coverage(coverage, {"published_at": "2026-11-23 08:40:00+09:00"})
    return output.getvalue()


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_name_of_a_field_is_cut_off_on_a_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    table = printed(monkeypatch, Terminal(), width)

    assert all(f" {field} " in table for field in FIELDS)
    assert max(map(len, table.splitlines())) <= width


def test_a_narrow_terminal_shows_whole_rules_and_no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    table = printed(monkeypatch, Terminal(), 40)

    row = table.partition(" published_at ")[2].partition("modified_at")[0].replace("8/8", "")
    assert "".join(row.split()) == RULE
    assert "example" not in table


def test_a_log_has_room_for_rules_and_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    table = printed(monkeypatch, StringIO(), 40)

    assert f"{RULE}   2026-11-23 08:40:00+09:00" in table
