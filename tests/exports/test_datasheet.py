"""The datasheet beside an export is true."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.dataset.storage.measure_file import digest_of
from tests.dataset.records import START, article, visit

from .made import LATER_RUN, exported, store


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl", "a.jsonl.zst", "a.sqlite", "folder"])
def test_frictionless_finds_the_datasheet_valid_until_a_byte_changes(folder: Path, tmp_path: Path, name: str) -> None:
    exported(folder, tmp_path / name)
    is_folder = name == "folder"
    sheet = tmp_path / name / "datapackage.json" if is_folder else tmp_path / f"{name}.datapackage.json"
    data = next((tmp_path / name).rglob("*.parquet")) if is_folder else tmp_path / name

    shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-spoiled", dirs_exist_ok=True)
    spoiled = tmp_path.parent / f"{tmp_path.name}-spoiled"
    other = spoiled / data.relative_to(tmp_path)
    other.write_bytes(data.read_bytes().replace("見出し".encode(), "見出り".encode()) + b"\n")

    assert valid(sheet, spoiled / sheet.relative_to(tmp_path)) == "True False"


def valid(*sheets: Path) -> str:
    # A process of its own: its import warns, and warnings are errors here.
    code = "import sys, frictionless as f; print(*(f.validate(one, type='package').valid for one in sys.argv[1:]))"
    command = [sys.executable, "-W", "ignore", "-c", code, *map(str, sheets)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


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


def test_the_datasheet_tells_from_when_to_when(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.parquet")
    told = json.loads((tmp_path / "a.parquet.datapackage.json").read_text("utf-8"))["newscrawl"]["records"]["articles"]

    captured = [START + timedelta(seconds=number) for number in (1, 10)]
    assert [told[f"{end}_captured_at"] for end in ("first", "last")] == [at.isoformat() for at in captured]
    published = [START - timedelta(hours=number) for number in (10, 1)]
    assert [told[f"{end}_published_at"] for end in ("first", "last")] == [at.isoformat() for at in published]


def test_the_page_has_a_part_for_each_kind_and_names_what_was_selected(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out", "articles", "rankings", is_latest=True, sections=("国際・政治",))
    page = (tmp_path / "out" / "README.md").read_text("utf-8")

    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings[:3] == ["# デモ通信: articles, rankings", "## articles", "## rankings"]
    assert "\n\nSelection: latest = `yes`; section = `国際・政治`.\n\n" in page


def test_edits_readings_and_what_visits_came_to_are_told(folder: Path, tmp_path: Path) -> None:
    later = [article(n, run_id=LATER_RUN, revision=revision) for n, revision in ((1, 2), (1, 3), (2, 2))]
    later.append(article(3, run_id=LATER_RUN, revision=2, reextracted_from=1))
    store(folder, "articles", later, run_id=LATER_RUN)
    store(folder, "observations", [visit(later[0], status="gone", revision=None)], run_id=LATER_RUN)

    exported(folder, tmp_path / "out", "articles", "observations")
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))["newscrawl"]["records"]
    page = (tmp_path / "out" / "README.md").read_text("utf-8")

    assert told["articles"]["edited_count"] == 2
    assert told["observations"]["statuses"] == {"new": 10, "gone": 1}
    assert "- articles of which a visit found a later revision: 2\n" in page
    assert "no edits (`reextracted_from`): 1\n" in page
    assert "| status of visits | records |\n| --- | ---: |\n| new | 10 |\n| gone | 1 |\n" in page


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
