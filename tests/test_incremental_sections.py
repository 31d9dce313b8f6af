"""Runs one after the other: how far sections are read, and what is asked for again."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.demo_site import Answer
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import stored
from tests.repeating import PORTAL, article_paths, run, section_pages
from tests.truth import truth


def test_a_repeat_run_asks_for_the_front_page_and_one_page_a_section(crawled: tuple[DemoServer, Path]) -> None:
    server, data = crawled
    server.set_now(server.now + timedelta(seconds=90))

    paths = run(server, data)

    assert sorted(section_pages(paths)) == sorted(
        f"/{slug}/" for slug in ("world", "entertainment", "curious", "cars", "economy", "sports")
    )
    assert len(article_paths(paths)) <= 3


def test_a_run_limited_to_pages_leaves_its_sections_open_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        limited = run(server, tmp_path, "-a", "max_pages=2")
        paths = run(server, tmp_path)
        expected = truth(PORTAL, server.now, server.base_url)

    assert all("/page/3/" not in path for path in limited)
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []
    assert any("/page/3/" in path for path in paths)


def test_runs_that_use_up_their_budget_store_everything_in_the_end(tmp_path: Path) -> None:
    pages: Counter[str] = Counter()
    with DemoServer(PORTAL) as server:
        for _ in range(6):
            paths = run(server, tmp_path, "--max-requests", "100")
            pages.update(section_pages(paths))
            if len(paths) < 90:
                break
        expected = truth(PORTAL, server.now, server.base_url)

    deep = [count for path, count in pages.items() if "/page/" in path]
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []
    assert max(deep) <= 6


def test_a_lost_index_costs_the_lists_and_no_article(crawled: tuple[DemoServer, Path]) -> None:
    server, data = crawled
    (data / "demo" / "index.sqlite").unlink()

    paths = run(server, data)

    assert any("/page/2/" in path for path in paths)
    assert article_paths(paths) == []


def test_a_run_back_to_a_day_reads_no_further_and_a_later_one_without_it_goes_on(tmp_path: Path) -> None:
    since = PORTAL.start - timedelta(days=1)
    with DemoServer(PORTAL) as server:
        first = run(server, tmp_path, "-a", f"since={since:%Y-%m-%dT%H:%M}")
        limited = stored(tmp_path)
        server.set_now(server.now + timedelta(seconds=90))
        again = run(server, tmp_path, "-a", f"since={since:%Y-%m-%dT%H:%M}")
        server.set_now(server.now + timedelta(seconds=90))
        whole = run(server, tmp_path)
        expected = truth(PORTAL, server.now, server.base_url)

    wanted = {name for name, one in expected.articles.items() if one.published_at and one.published_at >= since}
    assert wanted <= {one.article_id for one in limited.articles}
    assert not any("/page/3/" in path for path in first)
    assert not any("/page/" in path for path in again)
    assert any("/page/3/" in path for path in whole)
    reports = stored(tmp_path).reports
    assert [all(one["is_complete"] for one in report["sections"]) for report in reports] == [False, False, True]
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []


class MovingServer(DemoServer):
    """A portal whose clock jumps to *later* when *trigger* is asked for."""

    trigger = ""
    later = PORTAL.start

    def answer(self, target: str) -> tuple[Answer, bytes]:
        if target == self.trigger:
            self.now = self.later
        return super().answer(target)


def test_a_page_from_which_an_article_was_deleted_during_the_walk_is_read_once_more(tmp_path: Path) -> None:
    portal = DemoPortal(seed=3, article_count=300, new_article_mins=120)
    at, slug = deletion_on_a_first_page(portal)
    with MovingServer(portal, at - timedelta(minutes=1)) as server:
        server.trigger, server.later = f"/{slug}/page/2/", at + timedelta(minutes=1)
        run(server, tmp_path)
        answers = [one.status for one in server.log if one.path == f"/{slug}/"]
        expected = truth(portal, server.later, server.base_url)

    assert answers == [200, 200]  # looked at once more behind the second page, and no longer as it was
    assert set(expected.articles) - {one.article_id for one in stored(tmp_path).articles} == set()


def deletion_on_a_first_page(portal: DemoPortal) -> tuple[datetime, str]:
    """Return when an article of a section's first page ends, and the section, where nothing new appears around it."""
    for index in range(200, 300):
        fate = portal.fate(index)
        if fate and fate.kind != "moved" and fate.at > portal.start - timedelta(days=8):
            at, section = fate.at, portal.section(index)
            newer = [n for n in range(index + 1, portal.count_at(at)) if portal.section(n) == section]
            soon = timedelta(minutes=1)
            if len(newer) < 10 and portal.count_at(at - soon) == portal.count_at(at + soon):
                return at, section.slug
    raise AssertionError("no such article")
