"""`manifest.json` follows the finished files, and `verify` compares them with it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backports import zstd
from msgspec import to_builtins

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import CaptureLimits
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import read_manifest, update_manifest
from newscrawl.dataset.storage.measure_file import measure
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify

from .conftest import Open
from .records import START
from .test_captures import PAGE, exchange
from .test_kills import write
from .test_verify import codes, crawl


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    crawl(tmp_path)
    return Layout(tmp_path / "demo")


def listed(layout: Layout) -> dict[str, dict]:
    return {entry["path"]: entry for entry in json.loads((layout.folder / "manifest.json").read_bytes())["files"]}


def finished_in(layout: Layout) -> set[str]:
    kinds = ("articles", "rankings", "observations", "rejected", "captures", "runs")
    return {
        path.relative_to(layout.folder).as_posix()
        for kind in kinds
        for path in (layout.folder / kind).rglob("*")
        if path.is_file()
    }


def test_a_run_lists_each_of_its_files_with_its_records_bytes_hash_and_times(layout: Layout) -> None:
    entries = listed(layout)

    assert entries.keys() == finished_in(layout)
    for path, entry in entries.items():
        content = (layout.folder / path).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["records"] == (1 if path.startswith("runs/") else content.count(b"\n"))
    articles = next(entry for path, entry in entries.items() if path.startswith("articles/"))
    assert (articles["first_captured_at"], articles["last_captured_at"]) == (
        "2026-11-23T22:45:01Z",
        "2026-11-23T22:45:12Z",
    )
    report = next(entry for path, entry in entries.items() if path.startswith("runs/"))
    assert (report["first_captured_at"], report["last_captured_at"]) == (None, None)


def test_what_a_run_counts_of_its_captures_while_it_writes_them_is_what_their_files_hold(new_session: Open) -> None:
    with new_session(limits=CaptureLimits(rotate_bytes=1500)) as session:
        for number in range(12):
            session.add_capture(exchange(PAGE + bytes([number // 2]), minutes=-number))

    assert len(session.captures.names) > 2
    assert [listed(session.layout)[name] for name in session.captures.names] == [
        to_builtins(measure(session.layout.folder / name, name)) for name in session.captures.names
    ]


def test_the_next_run_adds_its_files_and_reads_no_older_one(layout: Layout) -> None:
    before = listed(layout)
    for path in finished_in(layout):  # read again, it would get another hash
        (layout.folder / path).write_bytes(b"?" * (layout.folder / path).stat().st_size)

    update_manifest(layout)

    assert listed(layout) == before


def test_the_manifest_can_be_compared_line_by_line(layout: Layout) -> None:
    before = (layout.folder / "manifest.json").read_text().splitlines()

    crawl(layout.folder.parent, revision=2)

    after = (layout.folder / "manifest.json").read_text().splitlines()
    assert {line.rstrip(",") for line in before} <= {line.rstrip(",") for line in after}
    assert len(after) == len(before) + 5


def test_a_manifest_without_news_is_not_written_again(layout: Layout) -> None:
    before = (layout.folder / "manifest.json").stat().st_ino

    update_manifest(layout)

    assert (layout.folder / "manifest.json").stat().st_ino == before


def test_the_manifest_that_grows_run_by_run_is_the_one_that_all_files_give(layout: Layout) -> None:
    for revision in range(2, 6):
        crawl(layout.folder.parent, revision=revision)
    grown = (layout.folder / "manifest.json").read_bytes()

    (layout.folder / "manifest.json").unlink()
    update_manifest(layout)

    assert (layout.folder / "manifest.json").read_bytes() == grown


def test_the_end_of_a_run_looks_at_no_file_of_an_earlier_one(layout: Layout) -> None:
    report = next(layout.runs.iterdir())
    before = listed(layout)
    report.write_bytes(report.read_bytes() + b" ")

    crawl(layout.folder.parent, revision=2)

    assert {path: listed(layout)[path] for path in before} == before
    assert codes(verify(layout)) == ["changed_file"]


def test_a_run_killed_between_its_report_and_the_manifest_is_listed_by_the_next_run(tmp_path: Path) -> None:
    killed = write(tmp_path, fault="before_manifest:1")
    layout = Layout(tmp_path / "demo")
    between = codes(verify(layout))
    write(tmp_path)

    assert killed.returncode == -signal.SIGKILL
    assert "manifest_missing" in between
    assert listed(layout).keys() == finished_in(layout)
    assert {code for code in codes(verify(layout)) if code.endswith("_file") or "manifest" in code} == set()


def test_compressed_lines_and_captures_are_counted(tmp_path: Path) -> None:
    lines = b'{"captured_at":"2026-11-23T08:00:00+09:00"}\n{"captured_at":"2026-11-22T22:00:00.5Z"}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "a.jsonl.zst").write_bytes(zstd.compress(lines))
    heads = [f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-23T0{hour}:00:00Z\r\n\r\n" for hour in (3, 1, 2)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(head.encode() + b"x" * 3_000_000) for head in heads))

    found = [measure(tmp_path / name, name) for name in ("a.jsonl.gz", "a.jsonl.zst", "a.warc.gz")]

    assert [entry.records for entry in found] == [2, 2, 3]
    assert [entry.first_captured_at for entry in found[:2]] == [datetime(2026, 11, 22, 22, 0, 0, 500_000, UTC)] * 2
    assert [entry.last_captured_at for entry in found[:2]] == [datetime(2026, 11, 22, 23, tzinfo=UTC)] * 2
    assert (found[2].first_captured_at.hour, found[2].last_captured_at.hour) == (1, 3)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.warc.gz"])
def test_a_cut_compressed_file_is_listed_without_a_count(tmp_path: Path, name: str) -> None:
    content = os.urandom(50_000) + b"\n"
    whole = zstd.compress(content) if name.endswith("zst") else gzip.compress(content)
    (tmp_path / name).write_bytes(whole[:-9])

    entry = measure(tmp_path / name, name)

    assert (entry.records, entry.bytes) == (None, len(whole) - 9)


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = content.index(b'"comment_count":3') + 16
    content[place] = ord("4")
    path.write_bytes(content)


DAMAGES = {
    "a file that is gone": (lambda path: path.unlink(), "missing_file"),
    "a file of another size": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "changed_file"),
    "another number in a sound line": (change_a_byte, "changed_file"),
    "a file from elsewhere": (lambda path: shutil.copy(path, path.with_name(f"{path.stem}0.jsonl")), "unlisted_file"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_differs_from_the_manifest_is_found_until_it_is_listed_anew(layout: Layout, damage: str) -> None:
    change, code = DAMAGES[damage]
    change(next((layout.folder / "articles").rglob("*.jsonl")))

    found = next(one for one in verify(layout).findings if one.code == code)
    after = repair(layout, clock=Clock(START), window_days=30)[1]

    assert str(layout.folder / "articles") in found.place
    assert "run 'newscrawl verify --repair'" in found.remedy
    assert not {one for one in codes(after) if one == code}


@pytest.mark.parametrize(
    "content", [b"", b'{"files":[', b"\x00" * 90, b'{"manifest_version":1,"portal":"demo","files":3}']
)
def test_a_damaged_manifest_is_named_and_written_anew_by_the_next_run(layout: Layout, content: bytes) -> None:
    (layout.folder / "manifest.json").write_bytes(content)

    found = verify(layout)
    crawl(layout.folder.parent, revision=2)

    assert codes(found) == ["manifest_damaged"]
    assert codes(verify(layout)) == []


def test_a_file_that_is_too_large_to_be_hashed_is_left_out_and_named(
    layout: Layout, caplog: pytest.LogCaptureFixture
) -> None:
    report = next((layout.folder / "runs").iterdir())
    others = finished_in(layout) - {f"runs/{report.name}"}
    os.truncate(report, 1 << 40)

    update_manifest(layout)

    assert listed(layout).keys() == others
    assert f"{report}: expected at most" in caplog.text
    assert "unreadable_file" in codes(verify(layout))


def test_a_capture_that_changed_within_its_size_is_found_where_hashes_are_asked_for(layout: Layout) -> None:
    path = layout.folder / "captures" / "date=2026-11-23" / "20261123T224501Z-000000.warc.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Date: 2026-11-23T01:00:00Z\r\n\r\n"))
    update_manifest(layout)
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")

    quick = verify(layout)
    thorough = verify(layout, hashes_captures=True)

    assert "changed_file" not in codes(quick)
    assert "changed_file" in codes(thorough)


def test_files_that_come_while_a_run_writes_are_no_finding(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)):
        (layout.runs / "20261123T224502Z-aaaaaa.json").write_bytes(next(layout.runs.glob("*.json")).read_bytes())

        found = verify(layout)

    assert "unlisted_file" not in codes(found)


def test_an_empty_dataset_has_an_empty_manifest(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)):
        pass

    manifest = read_manifest(Layout(tmp_path / "demo"))

    assert manifest is not None
    assert manifest.files == ()
