"""CSV for spreadsheets."""

from __future__ import annotations

import csv
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dataset.records import article, ranking, visit

from .made import RUN, exported, store
from .test_round_trips import full

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def formulas(path: Path, delimiter: str) -> list[str]:
    """Return the cells that a spreadsheet which parts them by *delimiter* may take for formulas."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=delimiter) for cell in row]
    return [cell for cell in cells if cell.strip('\ufeff\x00" \t\r\n\u3000').startswith(FORMULA)]


def test_csv_for_spreadsheets_holds_no_formula(tmp_path: Path) -> None:
    starts = [*"=+-@\t\r\n＝＋－＠", " =", "\u3000＝", '"=']
    made = [article(n, run_id=RUN, headline=start + "HYPERLINK()") for n, start in enumerate([*starts, "普", "'"], 1)]
    store(tmp_path / "demo", "articles", made)

    exported(tmp_path / "demo", tmp_path / "a.csv", is_safe=True)
    found = pl.read_csv(tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert found["headline"].to_list() == [f"'{one.headline}" for one in made[:-2]] + ["普HYPERLINK()", "'HYPERLINK()"]
    assert found["author_names"][0] == "山田花子"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("=-＝＠;,\t\n\r\"' \u3000\x00\ufeffa[{", min_size=1, max_size=12), min_size=1, max_size=6))
def test_no_cell_of_any_column_is_a_formula_whatever_parts_cells(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        store(Path(scratch) / "demo", "articles", [full(number, text) for number, text in enumerate(texts, 1)])

        exported(Path(scratch) / "demo", target := Path(scratch) / "a.csv", is_safe=True)

        assert [formulas(target, delimiter) for delimiter in ",;\t"] == [[], [], []]
        with target.open(encoding="utf-8-sig", newline="") as file:
            assert [len(json.loads(row["authors"])) for row in csv.DictReader(file)] == [2] * len(texts)


@pytest.mark.parametrize("kind", ["rankings", "observations"])
def test_lists_and_visits_hold_no_formula_either(tmp_path: Path, kind: str) -> None:
    odd = {"list_name": "=A1", "section": "@a", "headline": "＝SUM(A1)", "page_url": "a;+1"}
    lists = [replace(entry, **odd) for entry in ranking(1, run_id=RUN)]
    visits = [visit(article(1, run_id=RUN), url="-1+2;=3")]
    store(tmp_path / "demo", kind, lists if kind == "rankings" else visits)

    exported(tmp_path / "demo", tmp_path / "a.csv", kind, is_safe=True)

    assert [formulas(tmp_path / "a.csv", delimiter) for delimiter in ",;"] == [[], []]


def test_a_table_that_is_not_for_spreadsheets_holds_texts_as_they_are(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(1, run_id=RUN, headline="=A1;=B1")])

    exported(tmp_path / "demo", tmp_path / "a.csv")

    assert pl.read_csv(tmp_path / "a.csv")["headline"].to_list() == ["=A1;=B1"]
