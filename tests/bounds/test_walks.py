"""A walk that leads nowhere ends by itself, and costs few requests."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from newscrawl.spiders.walk_bounds import WalkBounds
from tests.bounds.endless_portal import endless_portal, portals_in
from tests.crawling import crawl, stored

WALKS = {
    "session_sections": "barren_sections",
    "growing": "path_depth",
    "other_order": "barren_pages",
    "alternating": "barren_pages",
    "maze": "near_equal",
}
MOST_REQUESTS = 160


class Stats:
    """As much of Scrapy's stats as walks look at."""

    def __init__(self, **values: int) -> None:
        self.values = {f"newscrawl/{name.replace('__', '/')}": value for name, value in values.items()}

    def get_value(self, name: str, default: int) -> int:
        return self.values.get(name, default)

    def inc_value(self, name: str) -> None:
        self.values[name] = self.values.get(name, 0) + 1


def bounds(stats: Stats | None = None, **limits: float) -> WalkBounds:
    chosen = {"section_count": 5, "barren_section_count": 3, "near_equal_share": 0.5, **limits}
    return WalkBounds(SimpleNamespace(stats=stats or Stats()), **chosen)


@pytest.mark.parametrize("kind", WALKS)
def test_a_walk_without_end_costs_few_requests_and_is_reported(kind: str, tmp_path: Path) -> None:
    portals = portals_in(tmp_path / "portals")
    with endless_portal(kind) as (url, asked):
        ended = crawl(url, tmp_path / "data", "--max-requests", "400", portal="endless",
                      settings={"NEWSCRAWL_PORTALS_DIR": portals, "LOG_LEVEL": "INFO"})  # fmt: skip

    assert ended.returncode == 0, ended.stderr[-2000:]
    assert len(asked) <= MOST_REQUESTS
    assert f"newscrawl/spider/walk_end_count/{WALKS[kind]}" in ended.stderr
    articles = {article.article_id for article in stored(tmp_path / "data", "endless").articles}
    assert {f"endless:{number}" for number in range(1, 7)} <= articles


def test_a_section_goes_on_while_its_pages_list_new_articles() -> None:
    walk = bounds()
    for page in range(1, 200):
        walk.lists("/a/", page, [f"x:{page}", f"x:{page - 1}"])
        assert walk.goes_on("/a/", f"/a/page/{page + 1}/")


def test_a_new_article_begins_the_count_of_barren_pages_again() -> None:
    walk = bounds()
    for page, name in enumerate(["a", "a", "a", "b", "b", "b", "b"], 1):
        goes_on = walk.lists("/a/", page, [name]) or walk.goes_on("/a/", "/a/next")
        assert goes_on is (page < 7)


def test_no_more_sections_are_asked_for_than_a_run_may() -> None:
    walk = bounds()

    assert [walk.takes_section(f"/s{number}/") for number in range(7)] == [True] * 5 + [False] * 2


def test_no_more_sitemaps_are_asked_for_than_a_run_may() -> None:
    walk = bounds()

    assert sum(walk.takes_sitemap(f"https://x.jp/{number}.xml") for number in range(6000)) == 5000


def test_sitemaps_that_name_the_same_pages_end_the_following_of_indexes() -> None:
    walk = bounds()
    for number in range(120):
        walk.reads_sitemap(["https://x.jp/news/1", f"https://x.jp/news/a{number // 60}"])
        assert walk.takes_sitemap(f"https://x.jp/{number}.xml") is (number % 60 <= 50)


def test_sections_that_list_other_articles_are_all_asked_for() -> None:
    walk = bounds(section_count=100)
    for number in range(50):
        assert walk.takes_section(f"/s{number}/")
        walk.lists(f"/s{number}/", 1, [f"x:{number}"])


PATHS = {
    "https://x.jp/a/b/c/": True,
    "https://x.jp/a/a/b/": True,
    "https://x.jp/a/x/x/x/": False,
    "https://x.jp/" + "/".join("abcdefghij"): True,
    "https://x.jp/" + "/".join("abcdefghijk"): False,
}


@pytest.mark.parametrize(("url", "is_taken"), PATHS.items())
def test_a_path_that_is_too_deep_or_repeats_itself_is_not_asked_for(url: str, is_taken: bool) -> None:
    assert bounds().takes_section(url) is is_taken


@pytest.mark.parametrize(("stored_count", "duplicates", "follows"), [(30, 19, True), (60, 30, True), (60, 31, False)])
def test_links_are_followed_until_most_articles_have_one_text(
    stored_count: int, duplicates: int, follows: bool
) -> None:
    stats = Stats(deduplicate__duplicate_count=duplicates, store__article_count=stored_count)

    assert bounds(stats).follows_links("https://x.jp/1") is follows
