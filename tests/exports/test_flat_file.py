"""CSV for spreadsheets."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.dataset.records import article

from .made import RUN, exported, store


def test_csv_for_spreadsheets_holds_no_formula(tmp_path: Path) -> None:
    store(
        tmp_path / "demo",
        "articles",
        [article(n, run_id=RUN, headline=start + "HYPERLINK()") for n, start in enumerate("=+-@\t＝＋－＠普", 1)],
    )

    exported(tmp_path / "demo", tmp_path / "a.csv", is_safe=True)
    found = pl.read_csv(tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [headline[0] for headline in found["headline"]] == ["'"] * 9 + ["普"]
    assert found["author_names"][0] == "山田花子"
