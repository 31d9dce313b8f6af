import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.downloadermiddlewares.conftest import Answer
from tests.downloadermiddlewares.test_budget import SESSION


def answers(server, path, *first):
    """Answer *path* with *first*, one after the other, then as any page."""

    def script(asked, nth, headers):
        if asked == "/robots.txt":
            return Answer(404)
        return first[nth] if asked == path and nth < len(first) else Answer()

    server.script = script


def urls(server, *paths):
    return [f"{server.url}/{path}" for path in paths]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds_pauses_the_whole_host_and_loses_nothing(server, crawl, status):
    answers(server, "/2", Answer(status, headers={"Retry-After": "1"}))

    told = crawl(urls(server, 1, 2, 3, 4))

    assert [path for _, path in server.log] == ["/robots.txt", "/1", "/2", "/2", "/3", "/4"]
    assert server.gaps("/2")[0] >= 1.0
    assert set(told.fates.values()) == {200}
    assert re.search(
        rf"Waiting 1\.0 s before the next request: 127\.0\.0\.1 answered {status} \(retry-after\)", told.log
    )


def test_retry_after_as_a_date_is_meant_by_the_servers_own_clock(server, crawl):
    wrong_now = datetime(2031, 5, 5, 5, 5, 5, tzinfo=UTC)
    date, later = (format_datetime(moment, usegmt=True) for moment in (wrong_now, wrong_now + timedelta(seconds=1)))
    answers(server, "/1", Answer(429, headers={"Retry-After": later, "Date": date}))

    told = crawl(urls(server, 1))

    assert 1.0 <= server.gaps("/1")[0] < 3.0
    assert told.fates == {f"{server.url}/1": 200}


def test_a_retry_after_that_is_garbage_is_told_and_the_backoff_holds(server, crawl):
    answers(server, "/1", Answer(503, headers={"Retry-After": "in a minute"}))

    told = crawl(urls(server, 1), NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.5)

    assert 0.5 <= server.gaps("/1")[0] < 2.5
    assert "neither seconds nor a date: 'in a minute'" in told.log
    assert told.stats["newscrawl/politeness/retry_after_unreadable_count"] == 1


def test_requests_already_queued_for_the_host_wait_too(server, crawl):
    answers(server, "/1", Answer(429, headers={"Retry-After": "1"}))

    told = crawl(urls(server, *range(1, 7)), CONCURRENT_REQUESTS=4, DOWNLOAD_DELAY=0.1, DOWNLOAD_DELAY_JITTER=0)

    times = server.asked("/1")
    on_their_way = [path for moment, path in server.log if times[0] < moment < times[0] + 1.0]
    assert len(on_their_way) <= 3, on_their_way  # a busy machine may have sent them before it read the answer
    assert len(server.log) == 8
    assert set(told.fates.values()) == {200}


def test_the_pause_doubles_with_every_error_of_the_host_in_a_row_and_the_tries_are_bounded(server, crawl):
    answers(server, "/1", *[Answer(502)] * 9)

    told = crawl(urls(server, 1, 2), RETRY_PRIORITY_ADJUST=0)

    first, second = server.gaps("/1")
    assert first >= 0.2
    assert second >= 0.4
    assert server.asked("/2")[0] - server.asked("/1")[-1] >= 0.8
    assert told.fates == {f"{server.url}/1": 502, f"{server.url}/2": 200}


def test_a_page_that_always_fails_lets_the_others_go_first_and_costs_short_pauses(server, crawl):
    answers(server, "/1", *[Answer(500)] * 9)

    told = crawl(urls(server, 1, 2, 3, 4), RETRY_PRIORITY_ADJUST=-10)

    assert [path for _, path in server.log][1:3] == ["/1", "/2"]
    assert max(server.gaps()) < 1.0
    assert told.fates == {f"{server.url}/1": 500} | {f"{server.url}/{number}": 200 for number in (2, 3, 4)}


def test_a_pause_that_does_not_fit_into_the_run_ends_it(server, crawl):
    answers(server, "/2", Answer(429, headers={"Retry-After": "3600"}))

    told = crawl(urls(server, 1, 2, 3), CLOSESPIDER_TIMEOUT=20)

    assert told.reason == "retry_after"
    assert [path for _, path in server.log] == ["/robots.txt", "/1", "/2"]
    assert told.secs < 18
    assert "a pause of 3600 s does not fit into it" in told.log


def test_the_next_run_does_not_begin_before_the_portal_wants_it(server, crawl, tmp_path):
    answers(server, "/1", Answer(429, headers={"Retry-After": "3600"}))
    settings = {**SESSION, "NEWSCRAWL_DATASET_DIR": str(tmp_path)}

    runs = [
        crawl(urls(server, 1), **settings, NEWSCRAWL_CLOCK_START=f"2026-11-24T{begin}+09:00")
        for begin in ("10:00:00", "10:10:00", "11:01:00")
    ]

    assert [told.reason for told in runs] == ["retry_after", "retry_after", "finished"]
    assert [path for _, path in server.log] == ["/robots.txt", "/1", "/robots.txt", "/1"]


@pytest.mark.parametrize("settings", [{"FAILURE_MAX_COUNT": 4}, {"GIVEN_UP_MAX_COUNT": 2}])
def test_a_host_that_only_fails_ends_the_run(server, crawl, settings):
    server.script = lambda path, nth, headers: Answer(404 if path == "/robots.txt" else 502)
    settings = {f"NEWSCRAWL_POLITENESS_{name}": count for name, count in settings.items()}

    told = crawl(urls(server, *range(1, 30)), NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.02, RETRY_TIMES=1, **settings)

    assert told.reason == "host_failing"
    assert len(server.log) == 5


def test_a_storm_over_the_whole_host_costs_no_page(server, crawl):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(404)
        return Answer(503 if len(server.log) <= 8 else 200)

    server.script = script

    told = crawl(urls(server, *range(10)), spider={"in_order": False}, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.02)

    assert told.fates == dict.fromkeys(urls(server, *range(10)), 200)
    assert len(server.log) == 1 + 7 + 10


def test_a_page_whose_body_is_cut_off_is_asked_for_again_later(server, crawl):
    answers(server, "/1", Answer(body=b"x", headers={"Content-Length": "999", "Connection": "close"}))

    told = crawl(urls(server, 1), NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.5)

    assert server.gaps("/1")[0] >= 0.5
    assert told.fates == {f"{server.url}/1": 200}


def test_a_run_can_end_in_the_middle_of_a_pause(server, crawl):
    answers(server, "/1", Answer(429, headers={"Retry-After": "30"}))

    told = crawl(urls(server, 1, 2), CLOSESPIDER_TIMEOUT_NO_ITEM=1)

    assert told.reason == "closespider_timeout_no_item"
    assert told.secs < 25
