"""Other programs load exports."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from .made import exported


def test_exports_load_in_two_lines(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out")

    from_polars = pl.scan_parquet(tmp_path / "out" / "articles" / "**" / "*.parquet").collect()
    from_duckdb = duckdb.sql(f"FROM '{tmp_path}/out/articles/*/*.parquet'").fetchall()

    assert from_polars.height == len(from_duckdb) == 10
    assert from_polars["published_at"].dtype == pl.Datetime("us", "UTC")
    assert from_polars["published_at_offset"].to_list() == ["Z"] * 10
    assert from_polars["authors"][0].to_list() == [{"name": "山田花子", "email": None}]


def test_the_lines_of_the_documents_load_an_export(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(folder, tmp_path / "kangnam-export")
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    lines = [line.strip() for line in page.splitlines() if line.startswith("    import") and "pandas" not in line]

    for line in lines:
        names: dict = {}
        exec(line, names)
        assert len(names["articles"]) == 10

    assert len(lines) == 2
