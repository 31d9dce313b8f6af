"""What an export does with the dataset that it is given."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DatasetError, WrongUsageError

from .made import LATER_RUN, RUN, exported, report


def test_a_damaged_line_ends_the_export_with_nothing_written(folder: Path, tmp_path: Path) -> None:
    layout = Layout(folder)
    with layout.final(layout.name("articles", RUN)).open("ab") as file:
        file.write(b'{"schema_version":1,"portal":"demo","arti\n')

    with pytest.raises(DatasetError, match=rf"{RUN}.jsonl.*run 'newscrawl verify demo'"):
        exported(folder, tmp_path / "a.jsonl")

    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("line", [b"{}", b'{"article_id":"demo:1"}', b"7", b'"text"', b"null"])
@pytest.mark.parametrize("name", ["a.parquet", "a.csv"])
def test_a_line_that_is_no_record_ends_the_export(folder: Path, tmp_path: Path, line: bytes, name: str) -> None:
    layout = Layout(folder)
    with layout.final(layout.name("articles", RUN)).open("ab") as file:
        file.write(line + b"\n")

    with pytest.raises(DatasetError, match="run 'newscrawl verify demo'"):
        exported(folder, tmp_path / name)


def test_files_of_a_run_that_has_not_ended_are_left_out_and_told(folder: Path, tmp_path: Path) -> None:
    part = Layout(folder).part(Layout(folder).name("articles", LATER_RUN))
    part.parent.mkdir()
    part.write_bytes(b'{"torn')

    done = exported(folder, tmp_path / "a.jsonl")

    assert (done.record_counts, done.part_count) == ({"articles": 10}, 1)
    assert "Left out: 1 file of runs that had not ended." in (tmp_path / "a.jsonl.README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl.gz", "a.sqlite", "folder"])
def test_an_empty_dataset_is_exported_as_nothing_with_columns(tmp_path: Path, name: str) -> None:
    report(tmp_path / "demo", RUN)

    done = exported(tmp_path / "demo", tmp_path / name)

    assert done.record_counts == {"articles": 0}


def test_where_there_is_no_dataset_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="'newscrawl crawl PORTAL' makes one"):
        exported(tmp_path / "nowhere", tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "kinds", "options", "sentence"),
    [
        ("a.csv", ("articles", "rankings"), {}, "--records: a csv file holds one kind"),
        ("a.parquet", ("articles", "rankings"), {}, "--records: a parquet file holds one kind"),
        ("out", ("articles", "rankings"), {"where": "true"}, "--where: expected one kind"),
        ("a.jsonl", ("articles",), {"is_safe": True}, "--csv-safe: expected a .csv target"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    folder: Path, tmp_path: Path, name: str, kinds: tuple, options: dict, sentence: str
) -> None:
    with pytest.raises(WrongUsageError, match=sentence):
        exported(folder, tmp_path / name, *kinds, **options)


@pytest.mark.parametrize("way", ["link", "demo/../demo", "odd 'name', データ"])
def test_the_way_to_the_dataset_does_not_matter(folder: Path, tmp_path: Path, way: str) -> None:
    (tmp_path / "link").symlink_to(folder)
    if "odd" in way:
        folder.rename(tmp_path / way)

    done = exported(tmp_path / way, tmp_path / "demo" / ".." / "o'ut.parquet")

    assert done.record_counts == {"articles": 10}


def test_exports_need_nothing_beside_duckdb(folder: Path, tmp_path: Path) -> None:
    for name in ("pytz", "numpy", "pandas", "pyarrow", "polars"):
        (tmp_path / "without" / name).mkdir(parents=True)
        (tmp_path / "without" / name / "__init__.py").write_text("raise ImportError('not installed')", "utf-8")
    child = Path(__file__).with_name("child.py")

    done = subprocess.run(
        [sys.executable, child, folder, tmp_path / "a.parquet"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "without")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "ready\n"), done.stderr


@pytest.mark.parametrize("name", ["old.parquet", "old.csv", "old.jsonl", "old.sqlite", "old/"])
def test_lines_from_before_a_field_was_added_are_exported_with_its_default(
    folder: Path, tmp_path: Path, name: str
) -> None:
    path = next((folder / "observations").rglob("*.jsonl"))
    old, *new = path.read_bytes().splitlines(keepends=True)
    lines = [re.sub(rb',"reads_differently":\[\]', b"", old), *new]
    path.write_bytes(b"".join(lines))

    done = exported(folder, f"{tmp_path}/{name}", "observations")

    assert done.record_counts == {"observations": len(lines)}
    assert _what_reads_differently(tmp_path / name) == [[]] * len(lines)


def _what_reads_differently(path: Path) -> list[list[str]]:
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            count = database.execute("SELECT count(*) FROM observations").fetchone()[0]
            return [[]] * (count - database.execute("SELECT count(*) FROM reads_differently").fetchone()[0])
    if path.suffix == ".jsonl":
        return [json.loads(line).get("reads_differently", []) for line in path.read_bytes().splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [json.loads(row["reads_differently"]) for row in csv.DictReader(file)]
    pattern = f"{path}/observations/*/*.parquet" if path.is_dir() else str(path)
    return [row[0] for row in duckdb.sql(f"SELECT reads_differently FROM read_parquet('{pattern}')").fetchall()]
