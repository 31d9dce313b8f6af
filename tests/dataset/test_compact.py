"""Many files of a day become one, and nothing else changes: not a line, not their order, not what is known of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.compaction import Compression, plan
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import DatasetLockedError

from .compacting import assert_unchanged, compacted, copy_of, crawl_at, files_of, lines_by_day
from .records import START
from .test_verify import codes

TODAY = START.date()


@pytest.fixture
def layout(many_files: Path, tmp_path: Path) -> Layout:
    return copy_of(many_files, tmp_path)


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_each_finished_day_becomes_one_file_a_kind_with_every_line_in_its_order(
    layout: Layout, compression: Compression
) -> None:
    before = lines_by_day(layout)
    articles = list(open_reader(layout.folder).articles())

    done = compacted(layout, compression=compression)

    expected = {
        f"{kind}/date={day}/{day.replace('-', '')}-day.jsonl{compression}"
        for kind in (*RECORD_KINDS, REJECTED)
        for day in ("2026-11-21", "2026-11-22")
    }
    assert expected <= {one.path for one in done}
    assert {file for file in files_of(layout) if "11-21" in file or "11-22" in file} == expected
    assert_unchanged(layout, before)
    assert list(open_reader(layout.folder).articles()) == articles


def test_the_day_that_runs_may_still_write_and_days_of_one_file_are_left_alone(layout: Layout) -> None:
    before = files_of(layout)

    compacted(layout)

    assert {file for file in before if "11-23" in file or "11-20" in file} <= files_of(layout)


def test_only_days_before_the_given_one_are_compacted(layout: Layout) -> None:
    done = compacted(layout, before=TODAY - timedelta(days=1))

    assert {one.day.date for one in done} == {"2026-11-21"}


def test_compacting_again_changes_nothing(layout: Layout) -> None:
    compacted(layout)
    before = files_of(layout)

    assert compacted(layout) == []
    assert files_of(layout) == before


def test_a_late_run_joins_the_files_of_its_day_under_a_name_that_never_stood_there(layout: Layout) -> None:
    compacted(layout)
    crawl_at(layout.folder.parent, START - timedelta(days=1), 500)
    before = lines_by_day(layout)

    done = compacted(layout)

    assert "articles/date=2026-11-22/20261122-day2.jsonl" in {one.path for one in done}
    assert_unchanged(layout, before)


def test_the_index_that_compaction_leaves_is_the_one_that_the_lines_give(layout: Layout) -> None:
    compacted(layout)
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        known = [session.article(f"demo:{number}") for number in (20, 100, 201)]

    layout.index.unlink()

    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        assert [session.article(f"demo:{number}") for number in (20, 100, 201)] == known
    assert None not in known


def test_a_file_that_is_not_as_it_was_when_it_was_finished_keeps_its_day_as_it_is(layout: Layout) -> None:
    path = next((layout.folder / "articles" / "date=2026-11-21").iterdir())
    path.write_bytes(path.read_bytes().replace(b'"comment_count":3', b'"comment_count":4'))
    before = files_of(layout)

    done = compacted(layout)

    refused = [one for one in done if one.refusal]
    assert [(one.day.kind, one.day.date) for one in refused] == [("articles", "2026-11-21")]
    assert str(path) in refused[0].refusal
    assert {file for file in before if file.startswith("articles/date=2026-11-21")} <= files_of(layout)
    assert "articles/date=2026-11-22/20261122-day.jsonl" in files_of(layout)


def test_a_missing_report_of_a_compacted_run_is_made_from_its_lines(layout: Layout) -> None:
    compacted(layout)
    path = next(path for path in layout.runs.iterdir() if path.name.startswith("20261121"))
    told = path.read_bytes()
    path.unlink()

    after = repair(layout, clock=Clock(START), window_days=30)[1]

    assert codes(after) == []
    assert b'"articles": 2' in told
    assert b'"articles": 2' in path.read_bytes()


@pytest.mark.parametrize(
    "damage", [lambda line: line[:60] + b"\n", lambda line: line[:-60] + b"\n"], ids=["end", "run"]
)
def test_a_damaged_line_of_a_compacted_day_is_moved_aside(layout: Layout, damage) -> None:
    compacted(layout)
    path = layout.folder / "rejected" / "date=2026-11-21" / "20261121-day.jsonl"
    path = layout.folder / "articles" / path.parent.name / path.name
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], damage(lines[2]), *lines[3:]]))

    found = verify(layout)
    after = repair(layout, clock=Clock(START), window_days=30)[1]

    assert "damaged_line" in codes(found)
    assert codes(after) == []


def test_a_dataset_that_a_run_writes_is_not_compacted(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)), pytest.raises(DatasetLockedError):
        compacted(layout)


def test_what_a_dead_run_left_on_an_earlier_day_is_finished_first(layout: Layout) -> None:
    path = next((layout.folder / "observations" / "date=2026-11-21").iterdir())
    path.rename(path.with_name(path.name + ".part"))
    before = {key: lines for key, lines in lines_by_day(layout).items() if key[0] != "observations"}

    compacted(layout)

    assert plan(layout, before=TODAY) == []
    assert not list(layout.folder.rglob("*.part"))
    assert {key: lines for key, lines in lines_by_day(layout).items() if key[0] != "observations"} == before


@pytest.mark.parametrize("read_count", [0, 1, 3, 7])
def test_a_reader_sees_through_a_compaction(layout: Layout, read_count: int) -> None:
    expected = list(open_reader(layout.folder).observations())
    reader = open_reader(layout.folder).observations()
    found = [next(reader) for _ in range(read_count)]

    compacted(layout)

    assert found + list(reader) == expected
