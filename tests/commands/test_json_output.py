"""`--json`: what a program reads of a command's end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl, scrapy


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with DemoServer(DemoPortal(seed=3, article_count=12)) as server:
        days = [{"NEWSCRAWL_CLOCK_START": f"2026-11-23T0{hour}:00:00+09:00"} for hour in (1, 2)]
        ends = [crawl(server.url, folder, "--json", settings=settings) for settings in days]
    return folder, ends


def test_the_end_of_a_crawl_is_one_object_with_the_verdict_and_the_report(data):
    _, [ended, _] = data

    end = json.loads(ended.stdout)
    assert (end["portal"], end["verdict"], end["exit_code"]) == ("demo", "done", 0)
    assert ended.stderr.strip() == f"newscrawl: {end['sentence']}"
    assert json.loads(Path(end["report"]).read_text("utf-8"))["run_id"] == end["run_id"]
    assert end["article_count"] == 12
    assert end["request_count"] > 12


@pytest.mark.parametrize("more", [["--dry-run"], []])
def test_compaction_has_an_object_for_each_day_and_kind(data, more):
    folder, _ = data
    ended = scrapy("compact", "demo", "--json", *more, "-s", f"NEWSCRAWL_DATASET_DIR={folder}")

    objects = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, ended.stderr
    assert {one["kind"] for one in objects} >= {"rankings"}
    assert all(one["file_count"] == 2 and one["date"] == "2026-11-22" for one in objects)
    assert all((folder / "demo" / one["path"]).exists() != bool(more) for one in objects)


def test_wrong_usage_has_no_object(tmp_path):
    ended = scrapy("crawl", "nowhere", "--json", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}")

    assert (ended.returncode, ended.stdout) == (2, "")
