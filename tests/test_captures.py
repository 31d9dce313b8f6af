"""What a crawl keeps of the pages themselves: every record can be traced to its bytes, and read again from them."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl import extract
from newscrawl.dataset.captures import Captured, capture_files, read_capture, read_captures
from newscrawl.dataset.storage.layout import Layout
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Article, content_digest
from newscrawl.loaders import join_pages
from tests.comparison import differences
from tests.crawling import crawl, killed_crawl, stored
from tests.truth import truth

PORTAL = DemoPortal(seed=11, article_count=30)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with DemoServer(PORTAL, theme="semantic") as server:
        run = crawl(server.url, folder, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
        assert run.returncode == 0, run.stderr
    return folder


def all_captures(data: Path) -> list[Captured]:
    layout = Layout(data / "demo")
    return [one for file in capture_files(layout) for one in read_captures(layout, file)]


def reread(article: Article, layout: Layout) -> Article:
    """Return *article* as the bytes give it that it says it was read from."""
    pages = [read_capture(layout, place) for place in article.captures]
    parts = [extract(page.body, page.url, portal="demo") for page in pages]
    joined = join_pages(parts[0], parts[1:]).article
    assert joined is not None
    return joined


def test_a_record_has_the_time_of_its_first_capture(data: Path) -> None:
    layout = Layout(data / "demo")
    articles = stored(data).articles

    assert articles
    for article in articles:
        assert article.captured_at == read_capture(layout, article.captures[0]).captured_at


def test_every_article_is_traced_to_the_bytes_that_give_it(data: Path) -> None:
    layout = Layout(data / "demo")
    articles = stored(data).articles

    assert len(articles) > 25
    for article in articles:
        again = reread(article, layout)
        assert (again.headline, again.body, again.authors, again.images) == (
            article.headline,
            article.body,
            article.authors,
            article.images,
        )
        assert content_digest(replace(again, published_at=article.published_at)) == article.digest


def test_an_article_over_several_pages_has_a_capture_of_each(data: Path) -> None:
    counts = Counter(len(article.captures) for article in stored(data).articles)

    assert counts[1] > 0
    assert sum(counts[number] for number in counts if number > 1) > 0
    assert counts[0] == 0


def test_lists_are_kept_too_with_what_the_crawl_knew_of_them(data: Path) -> None:
    found = all_captures(data)

    kinds = Counter(one.labels["kind"] for one in found)
    assert kinds["front_page"] == 1
    assert kinds["section"] > 3
    assert {one.labels["section"] for one in found if one.labels["kind"] == "section"}


def assert_other_tools_read(data: Path) -> None:
    """Check and index every file with warcio's own commands."""
    paths = [str(file.path) for file in capture_files(Layout(data / "demo"))]
    for command in ("check", "index"):
        told = subprocess.run(
            [sys.executable, "-m", "warcio.cli", command, *paths], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
    assert len(told.stdout.splitlines()) > len(paths)


def test_other_tools_read_the_captures_of_a_crawl(data: Path) -> None:
    assert_other_tools_read(data)


def test_the_report_tells_how_much_was_kept(data: Path) -> None:
    [report] = stored(data).reports
    sizes = [file.byte_count for file in capture_files(Layout(data / "demo"))]

    assert report["captures"] == {"responses": len(all_captures(data)), "revisits": 0, "bytes": sum(sizes)}


@pytest.mark.torture
def test_twenty_crawls_killed_while_they_write_captures_lose_and_double_nothing(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "demo")
    rng = random.Random(time.time_ns())
    killed = 0
    with DemoServer(DemoPortal(seed=3, article_count=30)) as server:
        expected = truth(server.portal, server.now, server.url.rstrip("/"))
        for number in range(20):
            chosen = {"NEWSCRAWL_DATASET_SYNC_COUNT": 10, "NEWSCRAWL_CAPTURE_ROTATE_MB": 0.1}
            # Captures are most of the writes; those of later runs begin where the earlier ones have stored little.
            kill_at = f"write:{rng.randrange(1, 12)}:{rng.choice([0, 1, 50, 700, 9000])}"
            killed += killed_crawl(server.url, tmp_path, kill_at, chosen).returncode == -signal.SIGKILL
            assert len(list(layout.folder.rglob("captures/*/*.part"))) <= 2, number
        run = crawl(server.url, tmp_path)

    found = stored(tmp_path)
    last = next(report for report in found.reports if report["verdict"] == "done")["run_id"]
    assert run.returncode == 0, run.stderr
    assert killed == 20
    assert differences(expected, found.articles, [entry for entry in found.rankings if entry.run_id == last]) == []
    assert list(layout.folder.rglob("*.part")) == []
    for article in found.articles:
        assert reread(article, layout).body == article.body
    assert_other_tools_read(tmp_path)


def test_without_captures_nothing_is_kept(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=11, article_count=5)) as server:
        settings = {"NEWSCRAWL_CLOCK_START": server.now.isoformat(), "NEWSCRAWL_CAPTURE_ENABLED": False}
        run = crawl(server.url, tmp_path, settings=settings)

    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "demo" / "captures").exists()
    assert {article.captures for article in stored(tmp_path).articles} == {()}
