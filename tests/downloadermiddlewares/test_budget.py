from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from newscrawl.clock import Clock
from newscrawl.downloadermiddlewares.budget import BudgetMiddleware
from tests.downloadermiddlewares.conftest import Answer

SESSION = {
    "EXTENSIONS": {"newscrawl.network.run_end.RunEnd": 50, "newscrawl.extensions.run_session.RunSession": 200},
    "NEWSCRAWL_DATASET_ENABLED": True,
    "NEWSCRAWL_DATASET_SYNC_COUNT": 100,
    "NEWSCRAWL_DATASET_SYNC_SECS": 5.0,
    "NEWSCRAWL_DATASET_LOCK_WAIT_SECS": 0.0,
    "NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS": 30,
    "NEWSCRAWL_PORTAL_ZONE": "Asia/Tokyo",
}


def test_a_run_sends_no_more_requests_than_its_budget_and_robots_txt_and_redirects_count(server, crawl):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(404)
        return Answer(301, headers={"Location": "/new"}) if path == "/0" else Answer()

    server.script = script

    told = crawl([f"{server.url}/{number}" for number in range(9)], NEWSCRAWL_BUDGET_REQUEST_COUNT=5)

    assert told.reason == "request_budget"
    assert len(server.log) == 5
    assert told.stats["newscrawl/budget/request_count"] == 5
    assert "Ending the run (request_budget): its 5 requests are used up" in told.log


def test_retries_count_too(server, crawl):
    server.script = lambda path, nth, headers: Answer(404 if path == "/robots.txt" else 503)

    told = crawl(
        [f"{server.url}/1"], NEWSCRAWL_BUDGET_REQUEST_COUNT=3, RETRY_TIMES=9, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.05
    )

    assert told.reason == "request_budget"
    assert len(server.log) == 3


def test_the_budget_of_a_day_is_shared_by_its_runs_and_the_next_day_begins_anew(server, crawl, tmp_path):
    urls = [f"{server.url}/{number}" for number in range(5)]
    settings = {**SESSION, "NEWSCRAWL_DATASET_DIR": str(tmp_path), "NEWSCRAWL_BUDGET_DAY_REQUEST_COUNT": 8}

    first = crawl(urls, **settings, NEWSCRAWL_CLOCK_START="2026-11-24T23:00:00+09:00")
    second = crawl(urls, **settings, NEWSCRAWL_CLOCK_START="2026-11-24T23:10:00+09:00")
    third = crawl(urls, **settings, NEWSCRAWL_CLOCK_START="2026-11-25T00:10:00+09:00")

    assert [told.reason for told in (first, second, third)] == ["finished", "day_budget", "finished"]
    assert len(server.log) == 6 + 2 + 6
    assert second.stats["newscrawl/budget/day_request_count"] == 8


def test_a_run_that_goes_on_over_midnight_has_the_next_days_budget():
    class Midnight(Clock):
        at = datetime(2026, 11, 24, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo

        def now(self):
            return self.at

    crawler = get_crawler(settings_dict={"EXTENSIONS": {"newscrawl.network.run_end.RunEnd": 50}})
    middleware = BudgetMiddleware(crawler, run_count=0, day_count=2, zone=ZoneInfo("Asia/Tokyo"), clock=Midnight())
    middleware.engine_started()

    for minutes in (0, 0, 1, 0):
        Midnight.at += timedelta(minutes=minutes)
        middleware.process_request(Request("https://news.example/"))

    assert crawler.stats.get_value("newscrawl/budget/day_request_count") == 2


@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_budget_is_used_up_though_its_requests_wait_for_a_crawl_delay(server, crawl, concurrency):
    server.script = lambda path, nth, headers: Answer(
        body=b"User-agent: *\nCrawl-delay: 0.6" if path == "/robots.txt" else b"<p>ok</p>"
    )

    told = crawl(
        [f"{server.url}/{number}" for number in range(9)],
        NEWSCRAWL_BUDGET_REQUEST_COUNT=4, CONCURRENT_REQUESTS=concurrency, CONCURRENT_REQUESTS_PER_DOMAIN=concurrency,
    )  # fmt: skip

    assert told.reason == "request_budget"
    assert [path for _, path in server.log] == ["/robots.txt", "/0", "/1", "/2"]
    assert min(server.gaps()) >= 0.4
    assert told.stats["newscrawl/budget/request_count"] == 4
    assert [told.fates.get(f"{server.url}/{number}") for number in range(3)] == [200] * 3


def test_a_run_of_a_budget_and_a_time_ends_in_time(server, crawl):
    server.script = lambda path, nth, headers: Answer(
        body=b"User-agent: *\nCrawl-delay: 5" if path == "/robots.txt" else b"<p>ok</p>"
    )

    told = crawl(
        [f"{server.url}/{number}" for number in range(9)],
        NEWSCRAWL_BUDGET_REQUEST_COUNT=4, CONCURRENT_REQUESTS=8, CLOSESPIDER_TIMEOUT=7,
    )  # fmt: skip

    assert told.secs < 18
    assert [path for _, path in server.log] == ["/robots.txt", "/0"]
    assert told.stats["newscrawl/budget/request_count"] == 2


def test_a_portal_that_asks_for_a_pause_while_the_budget_ends_is_asked_no_more(server, crawl):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(body=b"User-agent: *\nCrawl-delay: 0.6")
        return Answer(429, headers={"Retry-After": "60"})

    server.script = script

    told = crawl(
        [f"{server.url}/{number}" for number in range(9)], NEWSCRAWL_BUDGET_REQUEST_COUNT=5, CONCURRENT_REQUESTS=8
    )

    assert [path for _, path in server.log] == ["/robots.txt", "/0"]
    assert told.stats["newscrawl/budget/request_count"] == 2
    assert told.secs < 50


def test_requests_that_a_pause_takes_back_before_they_were_sent_do_not_count(server, crawl):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(404)
        return Answer(429, headers={"Retry-After": "1"}) if path == "/0" and nth == 0 else Answer()

    server.script = script

    told = crawl(
        [f"{server.url}/{number}" for number in range(4)],
        NEWSCRAWL_BUDGET_REQUEST_COUNT=6, CONCURRENT_REQUESTS=4, DOWNLOAD_DELAY=0.2, DOWNLOAD_DELAY_JITTER=0,
    )  # fmt: skip

    assert told.reason == "finished"
    assert told.stats["newscrawl/budget/request_count"] == len(server.log) == 6
    assert set(told.fates.values()) == {200}
