"""`verify` and `--repair` on run reports and on files that cannot be read."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import read_report
from newscrawl.dataset.verify.verify_dataset import verify

from .test_verify import ARTICLE_COUNT, change_line, codes, crawl, file_of, mended


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    crawl(tmp_path)
    crawl(tmp_path, revision=2)
    return Layout(tmp_path / "demo")


def test_a_missing_report_is_made_from_the_lines(layout: Layout) -> None:
    path = next(layout.runs.glob("*.json"))
    path.unlink()

    found = verify(layout)
    after = mended(layout)

    assert codes(found) == ["missing_file", "report_missing"]
    assert codes(after) == []
    assert b'"verdict": "unknown"' in path.read_bytes()


def test_a_damaged_report_is_kept_aside(layout: Layout) -> None:
    path = next(layout.runs.glob("*.json"))
    path.write_bytes(b'{"portal": "dem')

    found = verify(layout)
    after = mended(layout)

    assert codes(found) == ["changed_file", "report_damaged"]
    assert codes(after) == []
    assert [kept.read_bytes() for kept in layout.torn.iterdir()] == [b'{"portal": "dem']


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_report_made_anew_counts_what_was_lost_before(layout: Layout, damage: str) -> None:
    path, other = (file_of(layout, "articles", run) for run in (0, 1))
    for damaged in (path, other):
        change_line(damaged, 3, lambda _: b"noise\n")
    lost = mended(layout)
    report = layout.report(path.stem)
    report.unlink() if damage == "missing" else report.write_bytes(b"noise")

    after = mended(layout)

    assert lost.losses
    assert codes(after) == []
    assert read_report(report).records["articles"] == ARTICLE_COUNT


def test_a_compressed_file_that_cannot_be_read_is_told_and_left(layout: Layout) -> None:
    path = file_of(layout, "articles", 0)
    packed = gzip.compress(path.read_bytes())
    path.unlink()
    path.with_name(f"{path.name}.gz").write_bytes(packed[: len(packed) // 2])

    found = [one for one in verify(layout).findings if one.code == "unreadable_file"]

    assert [(one.place, one.remedy) for one in found] == [(f"{path}.gz", "restore it from a copy")]
    assert "expected lines, got " in found[0].message


def _with_reports(layout: Layout, count: int) -> None:
    """Add the reports of runs whose lines are lost."""
    content = next(layout.runs.iterdir()).read_bytes()
    for number in range(count):
        run_id = f"20261120T000000Z-{number:06x}"
        layout.report(run_id).write_bytes(content)


def _with_damaged_files(layout: Layout, count: int) -> None:
    folder = layout.folder / "articles" / "date=2026-11-20"
    folder.mkdir()
    for number in range(count // 4):
        (folder / f"20261120T000000Z-{number:06x}.jsonl").write_bytes(b"noise\n" * 3)


@pytest.mark.parametrize("damage", [_with_reports, _with_damaged_files])
def test_the_time_of_a_repair_grows_with_what_is_damaged_and_no_faster(
    tmp_path: Path, damage: Callable[[Layout, int], None]
) -> None:
    secs = []
    for count in (400, 1600):
        crawl(tmp_path / str(count))
        layout = Layout(tmp_path / str(count) / "demo")
        damage(layout, count)
        began = time.process_time()
        mended(layout)
        secs.append(time.process_time() - began)

    assert secs[1] < 8 * secs[0], secs
