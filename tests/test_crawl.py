"""A portal crawled end to end: the real spider, real HTTP, real files; whole records against the truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import crawl, stored
from tests.truth import truth

COUNTS = {"blog": 60, "divs": 60, "semantic": 300, "tables": 60}
"""Theme → articles. One theme is large enough for long walks and many near-duplicates."""


@pytest.mark.parametrize("theme", COUNTS)
def test_a_crawl_stores_exactly_the_truth(theme: str, tmp_path: Path) -> None:
    portal = DemoPortal(seed=7, article_count=COUNTS[theme])
    with DemoServer(portal, theme=theme) as server:
        run = crawl(server.url, tmp_path, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
        expected = truth(portal, server.now, server.url.rstrip("/"))

    found = stored(tmp_path)
    assert run.returncode == 0, run.stderr[-2000:]
    assert differences(expected, found.articles, found.rankings) == []
    visits = [observation.article_id for observation in found.observations if observation.status == "new"]
    assert sorted(visits) == sorted(article.article_id for article in found.articles)
