"""Faults of the whole portal, and many requests at once: the server's log shows what is sent, the dataset is the truth."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import crawl, stored
from tests.truth import truth

PORTAL = DemoPortal(seed=7, article_count=24, new_article_mins=600)
CONCURRENCY = 8


def run(server: DemoServer, data: Path, *arguments: str, code: int = 0, **settings: Any) -> str:
    """Crawl with eight requests at once; return the log."""
    made = {"LOG_LEVEL": "INFO", "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.2, "CONCURRENT_REQUESTS": CONCURRENCY,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY, "NEWSCRAWL_CLOCK_START": server.now.isoformat()}  # fmt: skip
    ended = crawl(server.url, data, *arguments, settings={**made, **settings})
    assert ended.returncode == code, ended.stderr[-3000:]
    return ended.stderr


def missing(server: DemoServer, data: Path) -> list[str]:
    """Return what the articles on disk lack of the truth."""
    expected = truth(PORTAL, server.now, server.base_url)
    return differences(expected, stored(data).articles, expected.rankings)


def paths_of(server: DemoServer) -> list[str]:
    """Return the path of each article that has one address."""
    expected = truth(PORTAL, server.now, server.base_url)
    addresses = [next(iter(urls)) for urls in expected.addresses.values() if len(urls) == 1]
    return [url.removeprefix(server.base_url) for url in sorted(addresses)]


def test_what_is_in_flight_when_the_portal_asks_for_a_pause_is_stored_and_nothing_else_is_sent(tmp_path: Path) -> None:
    asking = ["status_429:1 x1", "status_503:+2 x1", "status_429:1 x1"]
    with DemoServer(PORTAL) as server:
        paths = paths_of(server)
        faults = [*asking, *["slow:1 x1"] * 6]
        server.set_faults(dict(zip(paths, faults, strict=False)))
        run(server, tmp_path)
        lost = missing(server, tmp_path)

    asked = [one for one in server.log if one.status in {429, 503}]
    during = [[other for other in server.log if one.at < other.at < one.at + 0.95] for one in asked]
    assert lost == []
    assert len(asked) == len(asking)
    assert max(map(len, during)) < 2 * CONCURRENCY  # what was on its way, or sent before the answer was read
    assert max(Counter(one.path for one in server.log).values()) == 2


def test_connections_that_are_reset_are_waited_for_and_opened_again(tmp_path: Path) -> None:
    with DemoServer(PORTAL, keeps_alive=False) as server:
        chosen = paths_of(server)[:2]
        server.set_faults(dict.fromkeys(chosen, "reset x2"))
        log = run(server, tmp_path, CONCURRENT_REQUESTS=1)
        lost = missing(server, tmp_path)

    for path in chosen:
        times = [one.at for one in server.log if one.path == path]
        assert len(times) == 3
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.2
    assert lost == []
    assert "failed with ResponseFailed (backoff)" in log or "failed with DownloadFailedError (backoff)" in log


def test_a_storm_of_errors_costs_pauses_that_double_and_no_page(tmp_path: Path) -> None:
    with DemoServer(PORTAL, faults={"/*": "status_502 x3", "/robots.txt": "status_404"}) as server:
        log = run(server, tmp_path, RETRY_TIMES=3)
        times = [one.at for one in server.log if one.path == "/"]
        lost = missing(server, tmp_path)

    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert lost == []
    assert len(gaps) == 3
    assert all(gap >= least for gap, least in zip(gaps, (0.2, 0.4, 0.8), strict=True))
    assert log.count("answered 502 (backoff)") == 3


def test_a_storm_that_outlasts_the_run_leaves_everything_to_the_next(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        server.set_faults(dict.fromkeys(paths_of(server), "status_503"))
        log = run(server, tmp_path, code=1, NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT=4,
                  NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.02)  # fmt: skip
        refused = sum(one.status == 503 for one in server.log)
        server.set_faults({})
        server.set_now(PORTAL.start + timedelta(minutes=1))
        run(server, tmp_path)
        lost = missing(server, tmp_path)

    assert lost == []
    assert 4 <= refused <= 4 * CONCURRENCY  # what is in flight when a pause begins counts as one error
    assert "Ending the run (host_failing): 4 errors in a row" in log


def test_a_portal_that_wants_to_be_left_alone_for_ever_is_so_for_a_day(tmp_path: Path) -> None:
    asked = []
    with DemoServer(PORTAL) as server:
        server.set_faults({paths_of(server)[3]: "status_429:99999999999999999999 x1"})
        for hours, code in ((0, 6), (23, 6), (25, 0)):
            begin = len(server.log)
            server.set_now(PORTAL.start + timedelta(hours=hours))
            log = run(server, tmp_path, code=code)
            asked.append(len(server.log) - begin)
            if hours == 23:
                assert "Not beginning: the portal wants to be left alone until 2026-11-24T" in log
        found = {one.article_id for one in stored(tmp_path).articles}
        expected = set(truth(PORTAL, server.now, server.base_url).articles)

    assert asked[1] == 0
    assert expected <= found


def test_a_crawl_delay_costs_no_page_and_is_kept_whatever_is_in_flight(tmp_path: Path) -> None:
    portal = DemoPortal(seed=7, article_count=5, new_article_mins=600)
    with DemoServer(portal, crawl_delay_secs=0.2) as server:
        run(server, tmp_path)
        expected = truth(portal, server.now, server.base_url)

    times = [one.at for one in server.log]
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.1


def test_answers_that_take_longer_than_the_timeout_are_asked_for_again(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        path = paths_of(server)[0]
        server.set_faults({path: "slow:30 x1"})
        log = run(server, tmp_path, DOWNLOAD_TIMEOUT=3)
        times = [one.at for one in server.log if one.path == path]
        lost = missing(server, tmp_path)

    assert lost == []
    assert times[1] - times[0] >= 3.0
    assert "failed with DownloadTimeoutError (backoff)" in log


def test_a_run_without_robots_txt_asks_for_nothing_and_notes_no_visit(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        server.set_faults({"/robots.txt": "status_503"})
        server.set_now(PORTAL.start + timedelta(hours=30))  # every article is due
        begin = len(server.log)
        run(server, tmp_path, code=1, RETRY_TIMES=1)

    visits = stored(tmp_path)
    assert {one.path for one in server.log[begin:]} == {"/robots.txt"}
    assert {one.run_id for one in visits.observations} == {visits.reports[0]["run_id"]}
    assert visits.reports[1]["fates"].keys() == {"budget"}
