"""A disk that is full ends the run in a sentence; what was stored stays sound, and the next run goes on."""

from __future__ import annotations

import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl.dataset.index.index import Index
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import crawl, crawl_options, scrapy, stored
from tests.truth import truth
from tests.warm_scrapy import run_script


def crawl_with_little_room(url: str, data: Path, byte_count: int) -> subprocess.CompletedProcess[str]:
    """Crawl in a process that may write no file longer than *byte_count*."""
    code = (
        "import resource, sys; from scrapy.cmdline import execute\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({byte_count}, {byte_count}))\n"
        "execute(['scrapy', *sys.argv[1:]])"
    )
    return run_script(code, "crawl", "demo", *crawl_options(url, data, {"LOG_LEVEL": "ERROR"}))


@pytest.mark.parametrize("byte_count", [80_000, 150_000, 300_000])
def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(byte_count: int, tmp_path: Path) -> None:
    portal = DemoPortal(seed=9, article_count=60)
    with DemoServer(portal) as server:
        full = crawl_with_little_room(server.url, tmp_path, byte_count)
        verified_before = [path.read_bytes() for path in sorted(tmp_path.rglob("*.jsonl*"))]
        again = crawl(server.url, tmp_path)
        expected = truth(portal, server.now, server.base_url)

    found = stored(tmp_path)
    done = [report for report in found.reports if report["verdict"] == "done"]
    last = max(done, key=lambda report: report["finished_at"])["run_id"]
    assert full.returncode == 1, full.stderr
    assert "what was stored before is sound" in full.stderr.strip().splitlines()[-1]
    assert all(content.endswith(b"\n") for content in verified_before if content)
    assert again.returncode == 0, again.stderr
    assert differences(expected, found.articles, [entry for entry in found.rankings if entry.run_id == last]) == []
    assert list((tmp_path / "demo" / "torn").glob("rankings-*")) == []
    verified = scrapy("verify", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}")
    assert verified.returncode == 0, verified.stdout


def test_a_disk_without_room_for_the_index_itself_stores_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    portal = DemoPortal(seed=9, article_count=20)
    with closing(Index.scratch(tmp_path / "empty.sqlite")) as empty:
        empty.complete()
    least = (tmp_path / "empty.sqlite").stat().st_size
    with DemoServer(portal) as server:
        full = crawl_with_little_room(server.url, tmp_path, least // 2)
        again = crawl(server.url, tmp_path)

    assert full.returncode == 1
    assert "cannot open the dataset" in full.stderr
    assert "all lines are sound: make room" in full.stderr
    assert "Traceback" not in full.stderr
    assert again.returncode == 0, again.stderr
    assert scrapy("verify", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}").returncode == 0
