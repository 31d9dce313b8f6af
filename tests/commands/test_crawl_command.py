"""`scrapy crawl`: exit codes that mean something, and one sentence with the reason and the remedy."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Article
from tests.crawling import crawl, scrapy, start_crawl, stored


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoPortal(seed=2, article_count=60), theme="blog") as running:
        yield running


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_a_broken_portal_file_hurts_no_other_portal(server: DemoServer, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("title = ", "utf-8")
    source = Path(__file__).parents[2] / "newscrawl/portals/demo.toml"
    (tmp_path / "demo.toml").write_text(source.read_text("utf-8"), "utf-8")
    settings = {"NEWSCRAWL_PORTALS_DIR": tmp_path}

    listed = scrapy("list", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}")
    run = crawl(server.url, tmp_path / "data", "--max-requests", "5", settings=settings)

    assert {"broken", "demo"} <= set(listed.stdout.split())
    assert run.returncode == 6


def test_an_unknown_section_is_told_with_the_known_ones(server: DemoServer, tmp_path: Path) -> None:
    run = crawl(server.url, tmp_path, "-a", "sections=天気")

    assert run.returncode == 2
    assert "no section is called 天気; the front page links to: " in last_line(run.stderr)
    assert run.stderr.count("no section is called") == 1
    assert "エンタメ" in last_line(run.stderr)


def test_only_the_sections_that_are_asked_for_are_crawled(server: DemoServer, tmp_path: Path) -> None:
    run = crawl(server.url, tmp_path, "-a", "sections=エンタメ")

    assert run.returncode == 0, run.stderr
    found = stored(tmp_path)
    assert all("エンタメ" in {place.list for place in article.found_in} for article in found.articles)
    assert len(found.articles) > 5


def test_a_second_run_on_an_unchanged_portal_asks_for_lists_only(server: DemoServer, tmp_path: Path) -> None:
    settings = {"NEWSCRAWL_CLOCK_START": server.now.isoformat()}
    crawl(server.url, tmp_path, settings=settings)
    begin = len(server.log)

    run = crawl(server.url, tmp_path, settings=settings)

    assert run.returncode == 0, run.stderr
    asked = [request.path for request in server.log[begin:]]
    assert [
        path for path in asked if path.rstrip("/").rsplit("/", 1)[-1].split(".")[0].isdecimal() and "page" not in path
    ] == []
    assert len(stored(tmp_path).articles) == len({article.article_id for article in stored(tmp_path).articles})


def test_a_request_budget_stops_the_run_and_the_next_one_goes_on(server: DemoServer, tmp_path: Path) -> None:
    first = crawl(server.url, tmp_path, "--max-requests", "20")
    second = crawl(server.url, tmp_path)

    assert first.returncode == 6
    assert "its request budget was spent; run it again to go on" in last_line(first.stderr)
    assert second.returncode == 0
    [report] = [one for one in stored(tmp_path).reports if one["exit_code"] == 6]  # both may begin in one second
    assert report["fates"]["budget"] > 0
    assert sum(report["fates"].values()) == report["seen_count"]
    assert sum(report["requests_by_kind"].values()) <= 20


def test_a_run_whose_time_is_up_stops_and_the_next_one_goes_on(server: DemoServer, tmp_path: Path) -> None:
    first = crawl(server.url, tmp_path, "--max-time", "2", settings={"DOWNLOAD_DELAY": 0.1})
    stopped = stored(tmp_path)
    second = crawl(server.url, tmp_path)

    assert first.returncode == 6
    assert "its time was up; run it again to go on" in last_line(first.stderr)
    assert 0 < len(stopped.articles) < 60
    assert second.returncode == 0
    assert len({article.article_id for article in stored(tmp_path).articles}) == 60


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_cleanly_with_exit_6(server: DemoServer, tmp_path: Path, number: int) -> None:
    begin = len(server.log)
    process = start_crawl(server.url, tmp_path, {"DOWNLOAD_DELAY": 0.05})
    while len(server.log) - begin < 15:
        time.sleep(0.01)
    process.send_signal(number)

    assert process.wait(timeout=20) == 6
    found = stored(tmp_path)
    assert found.reports[-1]["verdict"] == "stopped"
    assert found.reports[-1]["records"]["articles"] == len(found.articles)
    assert list(tmp_path.rglob("*.part")) == []


def test_of_two_runs_started_together_one_works_and_the_other_exits_5(server: DemoServer, tmp_path: Path) -> None:
    first = start_crawl(server.url, tmp_path, {"DOWNLOAD_DELAY": 0.5, "CONCURRENT_REQUESTS": 1})
    while not (tmp_path / "demo/lock").exists():
        time.sleep(0.01)

    second = crawl(server.url, tmp_path)

    assert second.returncode == 5
    assert f"process {first.pid}" in last_line(second.stderr)
    first.send_signal(signal.SIGINT)
    assert first.wait(timeout=60) == 6
    assert [report["verdict"] for report in stored(tmp_path).reports] == ["stopped"]


def test_a_run_can_wait_for_another_one(server: DemoServer, tmp_path: Path) -> None:
    first = start_crawl(server.url, tmp_path)
    while not (tmp_path / "demo/lock").exists():
        time.sleep(0.01)

    second = crawl(server.url, tmp_path, "--wait", "60")

    assert first.wait(timeout=1) == 0
    assert second.returncode == 0


def test_a_portal_that_is_gone_is_exit_1(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = crawl(f"http://127.0.0.1:{port}/", tmp_path, settings={"NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.05})

    assert run.returncode == 1
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("faults", "exit_code"),
    [
        ({"*": "status_500"}, 1),
        ({"/": "status_500"}, 1),
        ({"/": "empty"}, 1),
        ({"/robots.txt": "status_500"}, 1),
        ({"/": "challenge"}, 4),
        ({"/": "status_404"}, 1),
        ({"/": "empty_links"}, 3),
    ],
    ids=json.dumps,
)
def test_a_run_that_could_not_read_the_portal_is_not_exit_0(
    faults: dict[str, str], exit_code: int, tmp_path: Path
) -> None:
    quick = {"NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.02, "NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS": 0.05}
    with DemoServer(DemoPortal(article_count=30), faults=faults) as server:
        run = crawl(server.url, tmp_path, settings=quick)

    assert run.returncode == exit_code, run.stderr
    assert "Traceback" not in run.stderr


RAISING = """
from newscrawl.spiders.portal import PortalSpider


class DemoSpider(PortalSpider):
    name = "demo"

    def parse_article(self, response):
        raise KeyError("broken on purpose")
"""


def test_a_run_whose_callbacks_raise_is_exit_1(server: DemoServer, tmp_path: Path) -> None:
    package = tmp_path / "raising"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "demo.py").write_text(RAISING, "utf-8")

    run = scrapy(
        "crawl", "demo", "-a", f"start_url={server.url}", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}",
        "-s", "SPIDER_MODULES=raising", "-s", "DOWNLOAD_DELAY=0.001", "-s", "AUTOTHROTTLE_ENABLED=0",
        folder=tmp_path,
    )  # fmt: skip

    assert run.returncode == 1
    assert "KeyError" in last_line(run.stderr)


def test_a_signal_before_the_first_request_is_exit_6(server: DemoServer, tmp_path: Path) -> None:
    process = start_crawl(server.url, tmp_path)
    while not (tmp_path / "demo/index.sqlite").exists():
        time.sleep(0.002)
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=20) in {6, -signal.SIGTERM}  # the second: before Scrapy listens to signals
    assert crawl(server.url, tmp_path).returncode == 0


def test_a_spent_day_budget_is_exit_6_at_every_further_run(server: DemoServer, tmp_path: Path) -> None:
    settings = {"NEWSCRAWL_BUDGET_DAY_REQUEST_COUNT": 5}

    codes = [crawl(server.url, tmp_path, settings=settings).returncode for _ in range(3)]

    assert codes == [6, 6, 6]


def test_a_log_file_in_a_new_folder_is_written(server: DemoServer, tmp_path: Path) -> None:
    run = crawl(server.url, tmp_path / "data", "--max-requests", "3", "--logfile", str(tmp_path / "log/demo.log"))

    assert run.returncode == 6
    assert (tmp_path / "log/demo.log").exists()


def test_a_log_on_a_full_disk_ends_no_run_and_is_one_sentence(server: DemoServer, tmp_path: Path) -> None:
    run = crawl(server.url, tmp_path, "--max-requests", "3", "--logfile", "/dev/full", "-L", "INFO")

    cannot, ended = run.stderr.splitlines()
    assert cannot == "newscrawl: cannot write the log (No space left on device); the run goes on without it"
    assert ended.startswith("newscrawl: stopped because its request budget was spent")
    assert run.returncode == 6


def test_a_feed_holds_the_articles_of_the_run_as_the_dataset_does(server: DemoServer, tmp_path: Path) -> None:
    feed = tmp_path / "out.jsonl"

    run = crawl(server.url, tmp_path / "data", "-O", str(feed))

    assert run.returncode == 0, run.stderr
    lines = [path.read_bytes() for path in (tmp_path / "data").rglob("articles/*/*.jsonl")]
    assert feed.read_bytes() == b"".join(lines)


def test_a_run_without_news_replaces_the_feed_of_an_earlier_one_with_an_empty_one(
    server: DemoServer, tmp_path: Path
) -> None:
    feeds = {ending: tmp_path / f"out.{ending}" for ending in ("jsonl", "json", "csv", "xml")}
    options = [word for feed in feeds.values() for word in ("-O", str(feed))]

    first, second = (crawl(server.url, tmp_path / "data", *options) for _ in range(2))

    written = {ending: feed.read_text("utf-8") for ending, feed in feeds.items()}
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    assert written["jsonl"] == ""
    assert json.loads(written["json"]) == []
    assert written["csv"].strip().split(",") == [field.name for field in fields(Article)]
    assert "<item>" not in written["xml"]
    assert written["xml"].endswith("<items>\n</items>")


@pytest.mark.parametrize("option", ["-O", "-o"])
def test_a_run_that_does_not_begin_leaves_the_feed_of_an_earlier_one(
    option: str, server: DemoServer, tmp_path: Path
) -> None:
    feed = tmp_path / "out.jsonl"
    feed.write_text("{}\n")

    with Session(tmp_path / "data", "demo", clock=Clock()):
        run = crawl(server.url, tmp_path / "data", option, str(feed))

    assert run.returncode == 5
    assert feed.read_text() == "{}\n"


def test_without_dataset_only_the_feed_is_written(server: DemoServer, tmp_path: Path) -> None:
    feed = tmp_path / "out.jsonl"

    run = crawl(server.url, tmp_path / "data", "-O", str(feed), settings={"NEWSCRAWL_DATASET_ENABLED": False})

    assert run.returncode == 0, run.stderr
    assert len(feed.read_text("utf-8").splitlines()) == 60
    assert not (tmp_path / "data").exists()
