"""New articles are asked for after the first visits to known ones, whatever those come to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal
from newscrawl.demo.newsroom.snapshot import snapshot_at
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl, stored

PORTAL = DemoPortal(seed=8, article_count=12, new_article_mins=60)
LATER = PORTAL.start + timedelta(hours=4)
SETTINGS = {
    "NEWSCRAWL_REVISE_VISIT_HOURS": ",".join(map(str, range(1, 99))),
    "NEWSCRAWL_CLOCK_START": LATER.isoformat(),
    "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.01,
    "NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS": 0.02,
    "NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT": 1000,  # how many resets come in a row depends on the order of the answers
    "NEWSCRAWL_POLITENESS_GIVEN_UP_MAX_COUNT": 1000,
    "NEWSCRAWL_REPORT_FAILED_SHARE": 1.0,
    "NEWSCRAWL_REPORT_UNREADABLE_SHARE": 1.0,
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
}


def paths_at(hours: int) -> set[str]:
    at = PORTAL.start + timedelta(hours=hours)
    return {PORTAL.path(index, at) for index in snapshot_at(PORTAL, at).live}


def run_with_faults(kind: str, data: Path) -> tuple[list[tuple[float, str]], set[str]]:
    """Return what a second run asked for after how many seconds, and which new articles it stored."""
    with DemoServer(PORTAL) as server:
        crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": PORTAL.start.isoformat()})
        server.set_now(LATER)
        server.set_faults(dict.fromkeys(paths_at(0), kind))
        server.log.clear()
        crawl(server.url, data, settings=SETTINGS)
        log = list(server.log)
    numbers = {int(article.article_id.rpartition(":")[2]) for article in stored(data).articles}
    new = {PORTAL.path(number - FIRST_NUMBER, LATER) for number in numbers} - paths_at(0)
    return [(request.at - log[0].at, request.path) for request in log], new


def test_no_new_article_is_asked_for_before_the_first_visits_are_answered(tmp_path: Path) -> None:
    asked, new = run_with_faults("slow:2", tmp_path)

    known = sorted(secs for secs, path in asked if path in paths_at(0))
    assert new == paths_at(4) - paths_at(0)
    assert min(secs for secs, path in asked if path in new) >= known[4] + 2


@pytest.mark.parametrize("kind", ["status_404", "status_500", "reset", "empty", "challenge", "redirect_loop"])
def test_new_articles_are_stored_whatever_the_first_visits_come_to(kind: str, tmp_path: Path) -> None:
    _, new = run_with_faults(kind, tmp_path)

    assert new == paths_at(4) - paths_at(0)
    assert new
