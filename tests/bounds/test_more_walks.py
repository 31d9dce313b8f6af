"""More walks that lead nowhere: a crawl stores the real articles, ends by itself, and asks for a bounded number of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bounds.endless_portal import FILE
from tests.bounds.more_walks import ENDLESS, REAL, YEARS, walking
from tests.crawling import crawl, stored

MOST_REQUESTS = {
    "an article of pages without an end": 70,
    "two thousand sitemaps in robots.txt": 120,
    "a sitemap index that leads to itself": 170,
    "articles that redirect to ever other articles": 200,
    "a calendar of empty days": 520,
    "new ids that all lead to one article": 700,
}
"""Walk → requests at most; 40 where no bound has to be reached."""
QUICK = frozenset(
    {"an article of pages without an end", "a sitemap index that leads to itself", "a calendar of empty days"}
)


@pytest.mark.parametrize(
    "kind", [pytest.param(one, marks=() if one in QUICK else pytest.mark.torture) for one in ENDLESS]
)
def test_a_walk_that_leads_nowhere_ends_and_the_real_articles_are_stored(kind: str, tmp_path: Path) -> None:
    portals = tmp_path / "portals"
    portals.mkdir()
    (portals / "endless.toml").write_text(f'{FILE}\n[discovery]\nfeeds = "auto"\nsitemaps_of_robots = true\n', "utf-8")
    with walking(kind) as (url, asked):
        ended = crawl(url, tmp_path / "data", "--max-requests", "700", portal="endless",
                      settings={"NEWSCRAWL_PORTALS_DIR": portals, "CONCURRENT_REQUESTS": 1})  # fmt: skip

    assert len(asked) <= MOST_REQUESTS.get(kind, 40), asked[-5:]
    assert "Traceback" not in ended.stderr
    articles = {article.article_id for article in stored(tmp_path / "data", "endless").articles}
    assert {f"endless:{number}" for number in REAL} <= articles


def test_sitemaps_by_year_and_month_are_read_to_the_end(tmp_path: Path) -> None:
    portals = tmp_path / "portals"
    portals.mkdir()
    (portals / "endless.toml").write_text(f"{FILE}\n[discovery]\nsitemaps_of_robots = true\n", "utf-8")
    with walking("sitemaps by year and month") as (url, _):
        crawl(url, tmp_path / "data", portal="endless", settings={"NEWSCRAWL_PORTALS_DIR": portals})

    numbers = {int(article.article_id[8:]) for article in stored(tmp_path / "data", "endless").articles}
    assert numbers == {*REAL, *YEARS}
