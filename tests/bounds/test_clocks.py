"""A wrong clock freezes nothing: what lies ahead of it is not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.clock import kept_time
from newscrawl.dataset.run.section_state import SectionState
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl, scrapy, stored

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEPT = {
    "2026-11-23T12:30:00+00:00": True,
    "2020-01-01T00:00:00+00:00": True,
    "2026-11-23T14:00:00+00:00": False,
    "2038-01-19T03:14:08+00:00": False,
    "2026-11-23T12:00:00": False,
    "yesterday": False,
    "": False,
}


@pytest.mark.parametrize(("printed", "is_kept"), KEPT.items())
def test_a_kept_time_far_ahead_is_not_believed(printed: str, is_kept: bool) -> None:
    assert (kept_time(printed, now=NOW, ahead=timedelta(hours=1)) is not None) is is_kept


def test_a_section_that_was_complete_in_the_future_is_not_complete() -> None:
    state = SectionState(complete_as_of=NOW + timedelta(days=4000), read_as_of=NOW)

    assert not state.believable(NOW).is_complete
    assert state.believable(NOW).read_as_of == NOW
    assert state.believable(NOW + timedelta(days=4000)) == state


def run(server: DemoServer, data: Path, at: datetime, **settings: object) -> tuple[str, list[str]]:
    begin = len(server.log)
    ended = crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": at.isoformat(), **settings})
    assert ended.returncode in {0, 1, 6}, ended.stderr[-2000:]
    return ended.stderr, [one.path for one in server.log[begin:] if ".html" in one.path or "/news/" in one.path]


def test_one_run_under_a_clock_of_2038_freezes_no_article(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=5, article_count=40)) as server:
        run(server, tmp_path, server.now)
        run(server, tmp_path, datetime(2038, 1, 1, tzinfo=UTC))
        said, visited = run(server, tmp_path, server.now + timedelta(hours=2))
        _, again = run(server, tmp_path, server.now + timedelta(hours=2, minutes=10))

    assert "The clock shows 2026" in said
    assert "the newest run began at 2038-01-01" in said
    assert len(set(visited)) > 30
    assert len(set(again)) < 10


def test_the_dataset_is_sound_after_runs_in_the_wrong_order(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=5, article_count=20)) as server:
        run(server, tmp_path, datetime(2038, 1, 1, tzinfo=UTC))
        run(server, tmp_path, server.now)
    ended = scrapy("verify", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}")

    assert ended.returncode == 0, ended.stdout


def test_a_pause_that_was_kept_under_a_wrong_clock_stops_no_later_run(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=5, article_count=20)) as server:
        server.set_faults({"/": "status_503:7200"})
        run(server, tmp_path, datetime(2036, 1, 1, tzinfo=UTC))
        server.set_faults({})
        said, visited = run(server, tmp_path, server.now)

    assert "Ignoring a pause until 2036-01-01" in said
    assert visited


def test_a_pause_of_this_day_still_holds(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=5, article_count=20)) as server:
        server.set_faults({"/": "status_503:7200"})
        run(server, tmp_path, server.now)
        server.set_faults({})
        said, visited = run(server, tmp_path, server.now + timedelta(minutes=10))

    assert "wants to be left alone" in said
    assert visited == []


def test_an_attempt_that_was_planned_under_a_wrong_clock_is_due(tmp_path: Path) -> None:
    portal = DemoPortal(seed=5, article_count=20)
    with DemoServer(portal) as server:
        server.set_faults({"/*.html": "empty"})
        settings = {"NEWSCRAWL_REPORT_UNREADABLE_SHARE": 1.0, "NEWSCRAWL_REPORT_FAILED_SHARE": 1.0}
        crawl(server.url, tmp_path, settings={"NEWSCRAWL_CLOCK_START": "2038-01-01T00:00:00+00:00", **settings})
        server.set_faults({})
        _, asked = run(server, tmp_path, server.now)

    assert len(asked) >= 18
    assert len(stored(tmp_path).articles) >= 18


def test_a_server_whose_date_is_far_from_the_clock_is_reported(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=5, article_count=20)) as server:
        server.set_faults({"/robots.txt": "status_404:+1"})
        said, _ = run(server, tmp_path, datetime(2010, 1, 1, tzinfo=UTC))

    assert "the portal's server shows 20" in said
