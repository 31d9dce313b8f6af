"""A rule that was broken while a portal was crawled, and mended later: the dataset becomes what it should have been."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import crawl, scrapy, stored
from tests.reextraction.portals import WRONG_TEXT, portals_with
from tests.truth import truth


@dataclass(frozen=True)
class World:
    """The demo portal, crawled with broken rules."""

    server: DemoServer
    data: Path
    right: Path

    def clock(self, minutes: int) -> str:
        """Return a time after the first crawl: no two runs begin in the same second."""
        return (self.server.now + timedelta(minutes=minutes)).isoformat()

    def reextract(self, *options: str, minutes: int = 20) -> dict[str, object]:
        done = scrapy(
            "reextract", "demo", "--json", *options, "-s", f"NEWSCRAWL_DATASET_DIR={self.data}",
            "-s", f"NEWSCRAWL_PORTALS_DIR={self.right}", "-s", f"NEWSCRAWL_CLOCK_START={self.clock(minutes)}",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def differences(self) -> list[str]:
        """Return how the latest revisions differ from the truth, their numbers aside."""
        expected = truth(self.server.portal, self.server.now, self.server.base_url)
        latest = open_reader(self.data / "demo").articles(latest=True)
        own = [line for line in differences(expected, latest, stored(self.data).rankings) if ".revision:" not in line]
        return [line for line in own if not line.startswith("list entry")]


def crawled(server: DemoServer, folder: Path) -> World:
    settings = {"NEWSCRAWL_CLOCK_START": server.now.isoformat()}
    broken = portals_with(folder / "broken", WRONG_TEXT)
    run = crawl(server.url, folder / "data", settings={**settings, "NEWSCRAWL_PORTALS_DIR": broken})
    assert run.returncode == 0, run.stderr[-2000:]
    return World(server, folder / "data", portals_with(folder / "right"))


def make_all_due(data: Path) -> None:
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    index.execute("UPDATE articles SET next_visit_at = 1 WHERE revision > 0")
    index.commit()
    index.close()


def assert_mended(world: World, count: int) -> None:
    wrong_count = len(set(re.findall(r"^(demo:\d+)\.(?!duplicate_of)", "\n".join(world.differences()), re.MULTILINE)))
    assert wrong_count > count / 2

    shown = world.reextract()
    assert shown["written_count"] == 0
    assert shown["outcomes"] == {"changed": wrong_count, "same": count - wrong_count}
    assert shown["fields"]["body"]["changed"] > wrong_count / 2
    assert shown["fields"]["authors"]["examples"]["changed"][0]["url"].startswith(world.server.url)
    assert len(stored(world.data).articles) == count

    applied = world.reextract("--apply")
    assert applied["written_count"] == wrong_count
    assert world.differences() == []
    assert verify(Layout(world.data / "demo")).findings == ()

    assert world.reextract("--apply", minutes=40)["outcomes"] == {"same": count}
    assert len(stored(world.data).articles) == count + wrong_count


def assert_a_crawl_rewrites_nothing(world: World, count: int) -> None:
    before = len(stored(world.data).articles)
    make_all_due(world.data)
    settings = {
        "NEWSCRAWL_CLOCK_START": world.clock(50),  # after an hour, pages that were gone are due again
        "NEWSCRAWL_PORTALS_DIR": world.right,
        "NEWSCRAWL_REVALIDATE_ENABLED": False,
    }
    run = crawl(world.server.url, world.data, settings=settings)
    assert run.returncode == 0, run.stderr[-2000:]

    found = stored(world.data)
    last = max(found.reports, key=lambda report: report["finished_at"])["run_id"]
    assert Counter(visit.status for visit in found.observations if visit.run_id == last) == {"unchanged": count}
    assert len(found.articles) == before
    assert verify(Layout(world.data / "demo")).findings == ()


@pytest.mark.parametrize("count", [60, pytest.param(500, marks=pytest.mark.torture)])
def test_reading_again_by_mended_rules_makes_the_dataset_the_truth(tmp_path: Path, count: int) -> None:
    with DemoServer(DemoPortal(seed=3, article_count=count)) as server:
        world = crawled(server, tmp_path)
        stored_count = len(stored(world.data).articles)

        assert_mended(world, stored_count)
        assert_a_crawl_rewrites_nothing(world, stored_count)
