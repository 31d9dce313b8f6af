"""Exports on disk: whole or not there, with a datasheet that is true."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from newscrawl.dataset.layout import Layout
from newscrawl.dataset.measure import digest_of
from newscrawl.errors import DatasetError, WrongUsageError
from newscrawl.exports import target_of
from tests.dataset.records import START, article, ranking, visit

from .made import LATER_RUN, RUN, exported, report, store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten articles, the last two without section and with a duplicate, their visits, one list."""
    made = [article(n, run_id=RUN) for n in range(1, 9)]
    made += [article(n, run_id=RUN, section=None, duplicate_of="demo:1") for n in (9, 10)]
    folder = tmp_path / "demo"
    store(folder, "articles", made)
    store(folder, "observations", [visit(one) for one in made])
    store(folder, "rankings", ranking(1, run_id=RUN))
    report(folder, RUN)
    return folder


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_and_its_datasheet_are_all_that_is_left(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out" / "a.parquet")

    assert names_in(tmp_path / "out") == ["a.parquet", "a.parquet.README.md", "a.parquet.datapackage.json"]


def test_a_file_that_stands_is_replaced_only_by_force(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("mine", "utf-8")

    with pytest.raises(DatasetError, match=r"stands already.*--force"):
        exported(folder, target)
    kept = target.read_text("utf-8")
    exported(folder, target, is_forced=True)

    assert kept == "mine"
    assert target.read_text("utf-8").startswith("schema_version,portal,")


def test_a_folder_of_other_things_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work", "utf-8")

    with pytest.raises(DatasetError, match="got other files"):
        exported(folder, tmp_path / "home", is_forced=True)

    assert (tmp_path / "home" / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_folder_is_replaced_whole(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out", "articles", "rankings")

    exported(folder, tmp_path / "out", "observations", is_forced=True)

    assert names_in(tmp_path / "out") == ["README.md", "datapackage.json", "observations"]
    assert names_in(tmp_path) == ["demo", "out"]


def test_what_a_killed_export_left_aside_does_not_matter(folder: Path, tmp_path: Path) -> None:
    aside = target_of(str(tmp_path / "a.csv")).aside
    aside.mkdir()
    (aside / "a.csv").write_text("half a li", "utf-8")

    exported(folder, tmp_path / "a.csv")

    assert not aside.exists()
    assert (tmp_path / "a.csv").read_text("utf-8").count("見出し") == 10


def test_a_damaged_line_ends_the_export_with_nothing_written(folder: Path, tmp_path: Path) -> None:
    layout = Layout(folder)
    with layout.final(layout.name("articles", RUN)).open("ab") as file:
        file.write(b'{"schema_version":1,"portal":"demo","arti\n')

    with pytest.raises(DatasetError, match=rf"{RUN}.jsonl.*run 'scrapy verify demo'"):
        exported(folder, tmp_path / "a.jsonl")

    assert names_in(tmp_path) == ["demo"]


@pytest.mark.parametrize("line", [b"{}", b'{"article_id":"demo:1"}', b"7", b'"text"', b"null"])
@pytest.mark.parametrize("name", ["a.parquet", "a.csv"])
def test_a_line_that_is_no_record_ends_the_export(folder: Path, tmp_path: Path, line: bytes, name: str) -> None:
    layout = Layout(folder)
    with layout.final(layout.name("articles", RUN)).open("ab") as file:
        file.write(line + b"\n")

    with pytest.raises(DatasetError, match="run 'scrapy verify demo'"):
        exported(folder, tmp_path / name)


def test_files_of_a_run_that_has_not_ended_are_left_out_and_told(folder: Path, tmp_path: Path) -> None:
    part = Layout(folder).part(Layout(folder).name("articles", LATER_RUN))
    part.parent.mkdir()
    part.write_bytes(b'{"torn')

    done = exported(folder, tmp_path / "a.jsonl")

    assert (done.record_counts, done.part_count) == ({"articles": 10}, 1)
    assert "1 files of runs that had not ended were left out" in (tmp_path / "a.jsonl.README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl.gz", "a.sqlite", "folder"])
def test_an_empty_dataset_is_exported_as_nothing_with_columns(tmp_path: Path, name: str) -> None:
    report(tmp_path / "demo", RUN)

    done = exported(tmp_path / "demo", tmp_path / name)

    assert done.record_counts == {"articles": 0}


def test_where_there_is_no_dataset_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="'scrapy crawl PORTAL' makes one"):
        exported(tmp_path / "nowhere", tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a.csv.gz", ".csv", "/"])
def test_a_name_without_a_known_end_is_wrong_usage(name: str) -> None:
    with pytest.raises(WrongUsageError, match="--to"):
        target_of(name)


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


def test_japanese_words_are_found_in_the_database(folder: Path, tmp_path: Path) -> None:
    store(folder, "articles", [article(77, run_id=LATER_RUN, body="江南駅前で猫の集会")], run_id=LATER_RUN)
    exported(folder, tmp_path / "a.sqlite", "articles", "rankings", "observations")

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        found = database.execute(
            "SELECT article_id FROM article_text JOIN articles ON articles.id = article_text.rowid "
            "WHERE article_text MATCH '南駅前'"
        ).fetchall()
        short = database.execute("SELECT id FROM articles WHERE body LIKE '%猫%'").fetchall()
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        sound = database.execute("PRAGMA integrity_check").fetchone()
        counts = [
            database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("articles", "rankings", "observations", "authors")
        ]

    assert (found, short, broken, sound) == ([("demo:77",)], [(11,)], [], ("ok",))
    assert counts == [11, 6, 10, 11]


def test_exports_load_in_two_lines(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out")

    from_polars = pl.scan_parquet(tmp_path / "out" / "articles" / "**" / "*.parquet").collect()
    from_duckdb = duckdb.sql(f"FROM '{tmp_path}/out/articles/*/*.parquet'").fetchall()

    assert from_polars.height == len(from_duckdb) == 10
    assert from_polars["published_at"].dtype == pl.Datetime("us", "UTC")
    assert from_polars["published_at_offset"].to_list() == ["Z"] * 10
    assert from_polars["authors"][0].to_list() == [{"name": "山田花子", "email": None}]


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl", "a.jsonl.zst", "a.sqlite", "folder"])
def test_frictionless_finds_the_datasheet_valid_until_a_byte_changes(folder: Path, tmp_path: Path, name: str) -> None:
    exported(folder, tmp_path / name)
    is_folder = name == "folder"
    sheet = tmp_path / name / "datapackage.json" if is_folder else tmp_path / f"{name}.datapackage.json"
    data = next((tmp_path / name).rglob("*.parquet")) if is_folder else tmp_path / name

    valid = frictionless(sheet)
    data.write_bytes(data.read_bytes().replace("見出し".encode(), "見出り".encode()) + b"\n")
    spoiled = frictionless(sheet)

    assert valid == 0
    assert spoiled == 1


def frictionless(sheet: Path) -> int:
    # A process of its own: its import warns, and warnings are errors here.
    code = "import sys, frictionless; sys.exit(not frictionless.validate(sys.argv[1], type='package').valid)"
    return subprocess.run([sys.executable, "-W", "ignore", "-c", code, sheet], check=False).returncode


def test_the_datasheet_counts_what_is_there(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.parquet")
    sheet = json.loads((tmp_path / "a.parquet.datapackage.json").read_text("utf-8"))
    told = sheet["newscrawl"]["records"]["articles"]

    assert sheet["resources"][0]["hash"] == f"sha256:{digest_of(tmp_path / 'a.parquet')}"
    assert told["sections"] == {"国際・政治": 8, "": 2}
    assert (told["record_count"], told["article_count"], told["duplicate_count"]) == (10, 10, 2)
    assert told["coverage"]["section"] == {"found_count": 8, "share": 0.8}
    assert told["coverage"]["lead"]["found_count"] == told["coverage"]["related"]["found_count"] == 0
    assert told["coverage"]["authors"]["found_count"] == told["coverage"]["sources"]["found_count"] == 10
    assert told["rules"] == {"headline": {"css:h1": 10}}
    assert told["first_captured_at"] == (START + timedelta(seconds=1)).isoformat()


def test_every_form_tells_the_same_of_the_same_records(folder: Path, tmp_path: Path) -> None:
    told = []
    for name in ("a.parquet", "a.csv", "a.jsonl", "a.sqlite"):
        exported(folder, tmp_path / name, "articles")
        told.append(json.loads((tmp_path / f"{name}.datapackage.json").read_text("utf-8"))["newscrawl"])

    assert told[1:] == told[:-1]


def test_the_page_tells_period_coverage_files_and_citation(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.csv", where="revision = 1")

    page = (tmp_path / "a.csv.README.md").read_text("utf-8")

    for part in (
        "# デモ通信: articles",
        "Selection: where = `revision = 1`.",
        "- records: 10 of 10 articles",
        "| (none printed) | 2 |",
        "| `section` | 8 | 80.0% |",
        f"`{digest_of(tmp_path / 'a.csv')}`",
        "No licence is granted",
        "> デモ通信: articles, captured 2026-11-23 to 2026-11-23. Collected with newscrawl ",
    ):
        assert part in page


@pytest.mark.parametrize("way", ["link", "demo/../demo", "odd 'name', データ"])
def test_the_way_to_the_dataset_does_not_matter(folder: Path, tmp_path: Path, way: str) -> None:
    (tmp_path / "link").symlink_to(folder)
    if "odd" in way:
        folder.rename(tmp_path / way)

    done = exported(tmp_path / way, tmp_path / "demo" / ".." / "o'ut.parquet")

    assert done.record_counts == {"articles": 10}


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
