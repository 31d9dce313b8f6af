from tests.downloadermiddlewares.conftest import Answer

SESSION = {
    "EXTENSIONS": {"newscrawl.extensions.session.RunSession": 200},
    "NEWSCRAWL_DATASET_ENABLED": True,
    "NEWSCRAWL_DATASET_SYNC_COUNT": 100,
    "NEWSCRAWL_DATASET_SYNC_SECS": 5.0,
    "NEWSCRAWL_DATASET_LOCK_WAIT_SECS": 0.0,
    "NEWSCRAWL_DATASET_FAULT": "",
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
