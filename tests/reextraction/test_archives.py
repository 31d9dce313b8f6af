"""Many archives from elsewhere are read into a folder: a task an archive, whole or absent, again where it stopped."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from warcio.warcwriter import WARCWriter

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.errors import WrongUsageError
from newscrawl.exports.formats.parquet import pack_articles
from newscrawl.reextraction.archives import ArchiveReader, archives_of, read_archives
from newscrawl.reextraction.workers.warc_import import Passed, pages_in
from newscrawl.tasks import LocalWorkers
from tests.crawling import scrapy, start_scrapy
from tests.reextraction.test_foreign import archive, record
from tests.tasks.cluster import Cluster, cluster

LOCAL = LocalWorkers()


@pytest.fixture
def archives(tmp_path: Path) -> list[Path]:
    (tmp_path / "in").mkdir()
    names = ("CC-NEWS-1.warc.gz", "CC-NEWS-2.warc", "three.warc.gz")
    made = [archive(tmp_path / "in" / name, is_packed=name.endswith("gz"), count=4) for name in names]
    return sorted(made)


def reader(folder: Path, **values: object) -> ArchiveReader:
    return ArchiveReader(**{"to": folder, "portal": None, "form": "jsonl", **values})


def headlines(path: Path) -> list[str]:
    return [json.loads(line)["headline"] for line in path.read_bytes().splitlines()]


def test_each_archive_becomes_a_file_and_the_summary_counts_all(tmp_path: Path, archives: list[Path]) -> None:
    total = read_archives(reader(tmp_path / "out"), archives, LOCAL)

    assert (total.archive_count, total.article_count, total.response_count) == (3, 12, 12)
    assert headlines(tmp_path / "out" / "CC-NEWS-2.jsonl") == ["見出し1", "見出し2", "見出し3", "見出し4"]
    assert len(list((tmp_path / "out").iterdir())) == 6  # a summary beside each


def test_parquet_has_the_rows_of_the_lines_in_their_order(tmp_path: Path, archives: list[Path]) -> None:
    read_archives(reader(tmp_path / "out", form="parquet", pack=pack_articles), archives, LOCAL)

    files = str(tmp_path / "out" / "*.parquet")
    rows = duckdb.sql(f"SELECT headline, captured_at FROM read_parquet('{files}', filename = true) ORDER BY filename")
    assert [row[0] for row in rows.fetchall()] == [f"見出し{number}" for number in (1, 2, 3, 4)] * 3
    assert str(rows.types[1]) == "TIMESTAMP WITH TIME ZONE"


def test_what_was_read_is_not_read_again_unless_it_changed_or_is_asked_for(
    tmp_path: Path, archives: list[Path]
) -> None:
    first = reader(tmp_path / "out")
    read_archives(first, archives[:2], LOCAL)
    before = {path: first.result(path).stat().st_mtime_ns for path in archives[:2]}
    archive(archives[0], count=5)

    total = read_archives(first, archives, LOCAL)
    forced = read_archives(first, archives, LOCAL, is_forced=True)

    assert (total.archive_count, total.kept_count, total.article_count) == (3, 1, 13)
    assert first.result(archives[1]).stat().st_mtime_ns > before[archives[1]]
    assert forced.kept_count == 0


def test_an_archive_that_cannot_be_read_hides_no_other(tmp_path: Path, archives: list[Path]) -> None:
    archives[1].write_bytes(b"no archive at all")

    total = read_archives(reader(tmp_path / "out"), archives, LOCAL)

    assert (total.archive_count, total.article_count) == (2, 8)
    assert [fault.rpartition(": ")[2] for fault in total.faults] == [
        "expected a WARC file with responses, got none that can be read"
    ]
    assert not (tmp_path / "out" / "CC-NEWS-2.jsonl").exists()


def test_two_archives_of_one_name_are_refused(tmp_path: Path, archives: list[Path]) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(archives[0], tmp_path / "other")

    with pytest.raises(WrongUsageError, match="CC-NEWS-1: expected one archive of that name, got 2"):
        read_archives(reader(tmp_path / "out"), archives_of([str(tmp_path / "**" / "CC-*.gz")]), LOCAL)


def test_what_a_killed_task_left_is_removed_and_nothing_else(tmp_path: Path, archives: list[Path]) -> None:
    (tmp_path / "out").mkdir()
    left, own = (tmp_path / "out" / name for name in (f".three.{'a' * 32}.jsonl", ".three.notes"))
    left.touch()
    own.touch()

    read_archives(reader(tmp_path / "out"), archives, LOCAL)

    assert (left.exists(), own.exists()) == (False, True)


def in_boxes() -> Iterator[tuple[str, bytes]]:
    """Give hostile files: bombs, and records that each claim all that follow."""
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
    )
    claim = head + b"Content-Type: application/http\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n"
    yield "claims.warc", claim * 60_000
    yield "packed-claims.warc.gz", gzip.compress(claim * 60_000)
    bomb = gzip.compress(bytes(80_000_000), 9)
    yield "bombs.warc.gz", bomb * 20


@pytest.mark.parametrize(
    ("name", "content"), list(in_boxes()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_hostile_archive_takes_work_in_proportion_to_its_size(
    tmp_path: Path, name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscrawl.reextraction.workers.warc_import._BUDGET_BYTES", 32_000_000)
    (tmp_path / name).write_bytes(content)
    started = time.process_time()

    found = list(pages_in(tmp_path / name))

    assert time.process_time() - started < 5
    assert isinstance(found[-1], Passed)


def test_the_command_reads_what_wget_and_warcio_have_written(tmp_path: Path) -> None:
    if shutil.which("wget") is None:
        pytest.skip("wget is not installed")
    with DemoServer(DemoPortal(seed=2, article_count=6)) as server:
        options = ["--recursive", "--level=2", "--no-verbose", "--warc-file=site", "--delete-after"]
        subprocess.run(["wget", *options, server.url], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    archive(tmp_path / "made.warc", is_packed=False)

    done = scrapy("reextract", "--warc", "*.warc*", "--to", "out/", "--json", "--jobs", "2", folder=tmp_path)

    total = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (total["archive_count"], total["faults"]) == (2, [])
    assert len(headlines(tmp_path / "out" / "made.jsonl")) == 3
    assert len(headlines(tmp_path / "out" / "site.jsonl")) >= 6


def test_an_interrupt_ends_the_processes_at_once_and_the_next_call_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("one", "two"):
        with (tmp_path / "in" / f"{name}.warc").open("wb") as file:
            for _ in range(400):
                for number in range(1, 11):
                    record(WARCWriter(file, gzip=False), number)
    words = ["reextract", "--warc", f"{tmp_path}/in/*.warc", "--to", f"{tmp_path}/out/", "--jobs", "2"]
    process = start_scrapy(*words)
    while not list((tmp_path / "out").glob(".*.jsonl")):
        time.sleep(0.02)

    os.kill(process.pid, signal.SIGINT)
    started = time.monotonic()

    assert process.wait(30) == 6
    assert time.monotonic() - started < 15
    assert not list((tmp_path / "out").glob("[!.]*"))


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, archives: list[Path], two_workers: Cluster) -> None:
    read_archives(reader(tmp_path / "local"), archives, LOCAL)
    pattern, form = str(archives[0].parent / "*"), ["--format", "jsonl"]

    done = scrapy("reextract", "--warc", pattern, "--to", f"{tmp_path}/on/", *form, "--on", two_workers.address)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "3 archives (0 of them read before): 12 responses, 12 articles\n"
    for path in (tmp_path / "local").glob("*.jsonl"):
        assert (tmp_path / "on" / path.name).read_bytes() == path.read_bytes()
