"""The kind of an edit is one fact: diff, report, browsing and exports show the same for one dataset."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newscrawl import open_dataset
from newscrawl.browse import record_views
from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.dataset.read.edit_kind import RevisionMarks, article_content, edit_step
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.read.revision_diff import diff_history
from newscrawl.frames.edit_rows import edits_of
from newscrawl.items import Article, Author, Image
from newscrawl.report.figures.gather import gather
from tests.dataset.records import START, article
from tests.exports.made import LATER_RUN, RUN, exported, report, store

EARLY, LATE = START - timedelta(hours=5), START - timedelta(hours=1)
FIRST = article(1, run_id=RUN, modified_at=EARLY, tags=("海", "山"))
CHANGES: dict[str, tuple[dict[str, Any], str | None, tuple[str, ...]]] = {
    "headline": ({"headline": "別"}, "silent", ("headline",)),
    "announced": ({"headline": "別", "modified_at": LATE}, "announced", ("headline", "modified_at")),
    "body": ({"body": FIRST.body + "\n\n追記"}, "silent", ("body",)),
    "time": ({"modified_at": LATE}, "time only", ("modified_at",)),
    "tags": ({"tags": ("海", "山", "川")}, "silent", ("tags",)),
    "tags lost": ({"tags": ()}, "silent", ("tags",)),
    "section": ({"section": "経済"}, "silent", ("section",)),
    "no section": ({"section": None}, "silent", ("section",)),
    "authors": ({"authors": (Author(name="森健二", email=None),)}, "silent", ("authors",)),
    "mail": ({"authors": (Author(name="山田花子", email="y@demo.example"),)}, "silent", ("authors",)),
    "caption": ({"images": (Image(url=FIRST.images[0].url, caption="港", credit="時事"),)}, "silent", ("images",)),
    "publication": ({"published_at": EARLY}, "silent", ("published_at",)),
    "zone": ({"modified_at": EARLY.astimezone(ZoneInfo("Asia/Tokyo"))}, None, ()),
    "white space": ({"headline": f" {FIRST.headline}　", "body": FIRST.body.replace("\n\n", "\n \n\n")}, None, ()),
    "tags in another order": ({"tags": ("山", "海")}, None, ()),
    "a name with a space": ({"authors": (Author(name="山田 花子", email=None),)}, None, ()),
    "lead": ({"lead": "要約"}, None, ()),
    "read again": ({"headline": "別", "reextracted_from": 1}, None, ()),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_each_change_has_one_kind(case: str) -> None:
    changes, kind, fields = CHANGES[case]

    step = edit_step(article_content(FIRST), article_content(replace(FIRST, revision=2, **changes)))

    assert (step.kind, step.fields) == (kind, fields)


def test_the_content_of_a_revision_is_small_whatever_its_texts_are() -> None:
    content = article_content(replace(FIRST, headline="見" * 10**6, body="亜" * 10**6))

    assert isinstance(content, RevisionMarks)
    assert len(content.marks) <= 8 * 16


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article for each change, with a third revision that undoes it, and one that was misread until it was read
    again."""
    folder = tmp_path_factory.mktemp("data") / "demo"
    later: list[Article] = []
    for number, (changes, *_) in enumerate(CHANGES.values(), 1):
        one = replace(FIRST, article_id=f"demo:{number}", captured_at=START + timedelta(minutes=number))
        second = replace(one, revision=2, captured_at=one.captured_at + timedelta(hours=2), **changes)
        store(folder, "articles", [one], run_id=f"{RUN[:-6]}{number:06x}")
        later += [second, replace(one, revision=3, captured_at=one.captured_at + timedelta(hours=4))]
    misread = replace(FIRST, article_id="demo:99")
    again = START + timedelta(hours=9)
    later += [
        misread,
        replace(misread, revision=2, captured_at=again, section="誤り", headline="別"),
        replace(misread, revision=3, captured_at=again, headline="別", reextracted_from=2),
    ]
    store(folder, "articles", later, run_id=LATER_RUN)
    report(folder, RUN)
    report(folder, LATER_RUN, started_at=START + timedelta(days=1))
    return folder


Found = set[tuple[str, int, str, str, str, str]]
_COLUMNS = "article_id, revision, kind, fields, before_headline, headline"


def of_diff(folder: Path) -> Found:
    found: Found = set()
    histories: dict[str, list[Article]] = {}
    for one in DatasetReader(folder).articles():
        histories.setdefault(one.article_id, []).append(one)
    for revisions in histories.values():
        by_number = {one.revision: one for one in revisions}
        for diff in diff_history(sorted(revisions, key=lambda one: one.revision)):
            if diff.kind is not None:
                before, after = by_number[diff.from_revision], by_number[diff.read_again_as or diff.to_revision]
                found.add((after.article_id, diff.to_revision, diff.kind, ", ".join(diff.fields), before.headline,
                           after.headline))  # fmt: skip
    return found


def test_report_browsing_frames_and_the_export_show_the_edits_that_diff_shows(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.sqlite", "articles")
    cache = BrowseCache(folder)
    cache.refresh()

    reported = gather(DatasetReader(folder), title="", day_count=30, zone=ZoneInfo("Asia/Tokyo")).edits.latest
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        in_export = set(database.execute(f"SELECT {_COLUMNS} FROM edits").fetchall())
    with cache.reading() as connection:
        browsed = record_views.edits(connection, {})["edits"]

    expected = of_diff(folder)
    assert len(expected) > 20
    assert in_export == expected
    assert {
        (one.article_id, one.revision, one.kind, ", ".join(one.fields), one.before_headline, one.headline)
        for one in edits_of(DatasetReader(folder))
    } == expected
    assert {tuple(one[name] for name in _COLUMNS.split(", ")) for one in browsed} == expected
    assert {
        (one.article_id, one.revision, one.kind, ", ".join(one.fields), one.before, one.after) for one in reported
    } == expected
    assert {
        (one.article_id, one.revision, one.kind, ", ".join(one.fields), one.before_headline, one.headline)
        for one in open_dataset(folder).edits()
    } == expected


def test_a_cache_that_grows_file_by_file_holds_the_edits_of_one_made_at_once(folder: Path, tmp_path: Path) -> None:
    grown, whole = BrowseCache(tmp_path / "demo"), BrowseCache(folder)
    whole.refresh()
    for path in sorted((folder / "articles").rglob("*.jsonl"), reverse=True):
        copy = tmp_path / "demo" / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        grown.refresh()

    query = f"SELECT {_COLUMNS} FROM edits ORDER BY 1, 2"
    with grown.reading() as one, whole.reading() as other:
        assert list(map(tuple, one.execute(query))) == list(map(tuple, other.execute(query)))


def test_the_views_of_headline_and_silent_edits_are_parts_of_all_edits(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.sqlite", "articles")

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        headlines, silent = (
            {row[:2] for row in database.execute(f"SELECT {_COLUMNS} FROM {view}")}
            for view in ("headline_edits", "silent_edits")
        )

    expected = of_diff(folder)
    assert headlines == {row[:2] for row in expected if "headline" in row[3]}
    assert silent == {row[:2] for row in expected if row[2] == "silent"}
