"""What `open_dataset` offers: filters, edits, rankings, runs, gaps, and what it shows of itself."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl import open_dataset
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import update_manifest
from newscrawl.errors import DamagedLineError, NewscrawlError, WrongUsageError
from newscrawl.items import Author
from tests.dataset.records import START, article, ranking
from tests.exports.made import LATER_RUN, RUN, report, store

DAY = timedelta(days=1)
FIRST = article(1, run_id=RUN, headline="ＡＢＣ 大阪", section="経済", lead=None)
SECOND = article(
    2, run_id=RUN, headline="東京", section=None, authors=(Author(name="森 健二", email=None),), lead="要約"
)
EDITED = replace(FIRST, revision=2, headline="大阪", captured_at=START + DAY, run_id=LATER_RUN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, of which the first is edited a day later, and a list."""
    folder = tmp_path / "demo"
    store(folder, "articles", [FIRST, SECOND])
    store(folder, "articles", [EDITED], run_id=LATER_RUN)
    store(folder, "rankings", [*ranking(1, run_id=RUN), *ranking(2, run_id=RUN)])
    report(folder, RUN)
    update_manifest(Layout(folder))
    return folder


FILTERS: dict[str, tuple[dict[str, Any], list[tuple[str, int]]]] = {
    "none": ({}, [("demo:1", 1), ("demo:2", 1), ("demo:1", 2)]),
    "latest": ({"latest": True}, [("demo:2", 1), ("demo:1", 2)]),
    "section": ({"section": "経済"}, [("demo:1", 1), ("demo:1", 2)]),
    "sections": ({"section": ["経済", "国際・政治"], "latest": True}, [("demo:1", 2)]),
    "author in another width": ({"author": "森　健二"}, [("demo:2", 1)]),
    "part of an author": ({"author": "森"}, []),
    "text in another width": ({"text": "abc"}, [("demo:1", 1)]),
    "text of the lead": ({"text": "要約"}, [("demo:2", 1)]),
    "latest comes before the text": ({"text": "ABC", "latest": True}, []),
    "since": ({"since": START + DAY}, [("demo:1", 2)]),
    "until": ({"until": START + DAY}, [("demo:1", 1), ("demo:2", 1)]),
    "until a day, which is included": ({"until": "2026-11-23"}, [("demo:1", 1), ("demo:2", 1)]),
    "since a day": ({"since": date(2026, 11, 24)}, [("demo:1", 2)]),
    "since with another offset": ({"since": "2026-11-25T07:45:01+09:00"}, [("demo:1", 2)]),
}  # fmt: skip


@pytest.mark.parametrize("case", FILTERS)
def test_articles_are_filtered(case: str, folder: Path) -> None:
    asked, expected = FILTERS[case]

    found = open_dataset(folder).articles(**asked)

    assert [(one.article_id, one.revision) for one in found] == expected
    assert [(row["article_id"], row["revision"]) for row in found.to_arrow().to_pylist()] == expected


def test_since_finds_what_a_run_of_days_before_stored_late(folder: Path) -> None:
    """The folder of a file has the day on which its run began."""
    store(folder, "articles", [replace(SECOND, captured_at=START + 3 * DAY)])
    update_manifest(Layout(folder))

    assert [one.article_id for one in open_dataset(folder).articles(since=START + 2 * DAY)] == ["demo:2"]


def test_until_finds_what_a_later_run_read_again(folder: Path) -> None:
    later = "20261130T224501Z-0a1b2c"
    store(folder, "articles", [replace(SECOND, revision=2, reextracted_from=1, run_id=later)], run_id=later)
    update_manifest(Layout(folder))

    assert len(list(open_dataset(folder).articles(until=START + DAY))) == 3


def test_days_that_hold_nothing_of_the_asked_time_are_not_opened(folder: Path) -> None:
    path = next((folder / "articles").glob("*/" + RUN + ".jsonl"))
    path.write_bytes(b"!" * path.stat().st_size)

    dataset = open_dataset(folder)

    assert len(list(dataset.articles(since=START + DAY))) == 1
    path.write_bytes(b"!" * 10)  # of another size than the manifest lists: it may hold anything
    with pytest.raises(DamagedLineError):
        list(dataset.articles(since=START + DAY))


def test_a_damaged_manifest_hides_no_record(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"{")

    assert len(list(open_dataset(folder).articles(since=START + DAY))) == 1


def test_one_article_is_found_by_its_number_or_its_whole_id(folder: Path) -> None:
    dataset = open_dataset(folder)

    assert dataset.article("1") == dataset.article("demo:1") == EDITED
    assert list(dataset.revisions("1")) == [FIRST, EDITED]
    assert dataset.article("9") is None


def test_edits_have_their_kind_their_fields_and_both_headlines(folder: Path) -> None:
    (edit,) = open_dataset(folder).edits(field="headline", since="2026-11-24")

    assert (edit.article_id, edit.from_revision, edit.revision, edit.kind) == ("demo:1", 1, 2, "silent")
    assert (edit.fields, edit.before_headline, edit.headline) == (("headline",), "ＡＢＣ 大阪", "大阪")
    assert not list(open_dataset(folder).edits(field="body"))


def test_rankings_are_chosen_by_their_printed_name(folder: Path) -> None:
    rankings = open_dataset(folder).rankings(list="［部門2］ ランキング")

    assert rankings.to_arrow()["list_section"].unique().to_pylist() == ["部門2"]
    assert len(rankings.series("[部門2] ランキング").captures) == 1
    assert list(rankings.lists().values()) == [6]


def test_runs_and_gaps_are_records_and_frames(folder: Path) -> None:
    for hour in (*range(1, 9), 20):
        at = START + timedelta(hours=hour)
        report(folder, f"{at:%Y%m%dT%H%M%SZ}-5f3a9c", started_at=at, settings={"DOWNLOAD_DELAY": 1.5})

    dataset = open_dataset(folder)

    assert [gap.missed_run_count for gap in dataset.gaps()] == [11]
    assert dataset.gaps().to_arrow()["missed_run_count"].to_pylist() == [11]
    assert dataset.runs().to_arrow().num_rows == 10
    assert dataset.sql("SELECT max(settings['DOWNLOAD_DELAY']) FROM runs").fetchall() == [("1.5",)]


@pytest.mark.parametrize("wrong", [{"since": "yesterday"}, {"until": "2026-13-01"}])
def test_a_time_in_another_form_is_wrong_usage(wrong: dict[str, str], folder: Path) -> None:
    with pytest.raises(WrongUsageError, match="expected a day such as"):
        open_dataset(folder).articles(**wrong)


def test_a_name_that_is_no_column_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(WrongUsageError, match="expected names among schema_version"):
        open_dataset(folder).articles().to_arrow(["title"])
    with pytest.raises(WrongUsageError, match="expected a field of an article"):
        open_dataset(folder).edits(field="title")


@pytest.mark.parametrize(
    ("package", "way"), [("pyarrow", "to_arrow"), ("polars", "to_polars"), ("pandas", "to_pandas")]
)
def test_a_package_that_is_missing_is_named_with_the_remedy(
    package: str, way: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(NewscrawlError, match=rf"{package}.*pip install 'newscrawl\[frames\]'"):
        getattr(open_dataset(folder).articles(), way)()


def test_a_dataset_shows_its_span_and_files_and_what_to_type_next(folder: Path) -> None:
    shown = repr(open_dataset(folder))

    assert "runs          1, 2026-11-23 to 2026-11-23 UTC" in shown
    assert "articles      2 files" in shown
    assert ".to_polars()" in shown


def test_a_dataset_with_a_hostile_name_shows_no_controls_and_no_markup(folder: Path) -> None:
    dataset = open_dataset(folder.rename(folder.with_name("<b>\x1b[2J")))

    assert "\x1b" not in repr(dataset) + dataset._repr_html_()
    assert "<b>" not in dataset._repr_html_()


def test_opening_a_dataset_imports_neither_the_crawler_nor_the_libraries_of_frames(folder: Path) -> None:
    program = (
        "import sys, newscrawl; found = list(newscrawl.open_dataset(sys.argv[1]).edits()); "
        "print(len(found), {'scrapy', 'twisted', 'lxml', 'pyarrow', 'polars', 'pandas', 'duckdb'} & sys.modules.keys())"
    )

    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)

    assert done.stdout == "1 set()\n"
