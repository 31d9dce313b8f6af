"""`verify` and `--repair` on run reports and on files that cannot be read."""

from __future__ import annotations

import gzip
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
