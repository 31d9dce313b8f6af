"""Days of a portal's life, run after run: after each run, and at the end, the dataset is the truth."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks import warm_crawl
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Article
from tests.comparison import differences
from tests.crawling import crawl, stored
from tests.truth import truth
from tests.virtual_days import Crawl, live_through

PORTAL = DemoPortal(seed=8, article_count=60, new_article_mins=60)
READ = {"new", "changed", "unchanged", "moved"}
HOURS = (0, 2, 4, 9, 18, 30, 54, 80)


@pytest.fixture(scope="module")
def warm() -> Crawl:
    """Crawl in processes that need not import everything anew."""
    multiprocessing.set_forkserver_preload(warm_crawl.PRELOADED)
    return lambda server, at, data: warm_crawl.crawl(server.url, at, data)


def test_after_each_run_and_in_the_end_every_revision_and_list_is_there_once(tmp_path: Path, warm: Crawl) -> None:
    times = [PORTAL.start + timedelta(hours=hours) for hours in HOURS]

    found = live_through(PORTAL, times, tmp_path, warm)

    statuses = {visit.status for visit in DatasetReader(tmp_path / "demo").observations()}
    assert found == []
    assert statuses >= {"new", "changed", "unchanged", "gone"}


def test_where_every_article_is_due_each_run_leaves_the_truth_of_its_time(tmp_path: Path) -> None:
    portal = DemoPortal(seed=8, article_count=30, new_article_mins=60)
    every_hour = {"NEWSCRAWL_REVISE_VISIT_HOURS": ",".join(map(str, range(1, 200)))}
    with DemoServer(portal) as server:
        for hours in (0, 5, 26):
            at = portal.start + timedelta(hours=hours)
            server.set_now(at)
            settings = {"NEWSCRAWL_CLOCK_START": at.isoformat(), **every_hour}
            assert crawl(server.url, tmp_path, settings=settings).returncode == 0
            expected = truth(portal, at, server.base_url)
            run_id = stored(tmp_path).reports[-1]["run_id"]
            live = [one for one in as_one_crawl(tmp_path) if one.article_id in expected.articles]
            lists = [entry for entry in stored(tmp_path).rankings if entry.run_id == run_id]
            told = differences(expected, live, lists)

            # Section pages behind known ground are not read again.
            assert [line for line in told if "missing: " not in line or "kind='section_page'" not in line] == []


def as_one_crawl(data: Path) -> list[Article]:
    """Return the articles as one crawl would store them: latest revisions, with the counts of the latest visits."""
    visits = {visit.article_id: visit for visit in DatasetReader(data / "demo").observations() if visit.status in READ}
    return [
        replace(
            article,
            revision=1,
            comment_count=visits[article.article_id].comment_count,
            view_count=visits[article.article_id].view_count,
        )
        for article in DatasetReader(data / "demo").articles(latest=True)
    ]


@pytest.mark.torture
def test_after_each_of_thirty_days_runs_and_in_the_end_the_dataset_is_the_truth(tmp_path: Path, warm: Crawl) -> None:
    portal = DemoPortal(seed=2, article_count=300)
    times = [portal.start + timedelta(hours=2 * number) for number in range(30 * 12 + 1)]

    assert live_through(portal, times, tmp_path, warm) == []
