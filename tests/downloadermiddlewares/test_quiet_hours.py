from datetime import datetime

import pytest

from newscrawl.downloadermiddlewares.quiet_hours import QuietHours
from newscrawl.errors import WrongUsageError


@pytest.mark.parametrize(
    ("span", "now", "is_quiet"),
    [
        ("23:00-06:00", "22:59", False),
        ("23:00-06:00", "23:00", True),
        ("23:00-06:00", "00:00", True),
        ("23:00-06:00", "05:59", True),
        ("23:00-06:00", "06:00", False),
        ("12:00-13:30", "12:00", True),
        ("12:00-13:30", "13:30", False),
        ("12:00-13:30", "03:00", False),
        ("20:00-24:00", "23:59", True),
        ("20:00-24:00", "00:00", False),
    ],
)
def test_the_span_holds_its_begin_and_not_its_end(span, now, is_quiet):
    assert QuietHours.parse(span).has(datetime.fromisoformat(f"2026-11-24T{now}Z")) is is_quiet


@pytest.mark.parametrize("span", ["23-6", "25:00-06:00", "23:00", "23:60-06:00", "night", "06:00-06:00"])
def test_any_other_text_is_wrong_usage_and_named(span):
    with pytest.raises(WrongUsageError, match=r"expected a span such as 23:00-06:00"):
        QuietHours.parse(span)


def test_no_run_begins_in_the_quiet_hours(server, crawl):
    told = crawl(
        [server.url], NEWSCRAWL_QUIET_HOURS="23:00-06:00", NEWSCRAWL_PORTAL_ZONE="Asia/Tokyo",
        NEWSCRAWL_CLOCK_START="2026-11-23T20:00:00+00:00",  # 05:00 in Tokyo
    )  # fmt: skip

    assert told.reason == "quiet_hours"
    assert "05:00 JST" in told.log
    assert server.log == []


def test_a_run_that_reaches_into_the_quiet_hours_ends_there(server, crawl):
    told = crawl(
        [f"{server.url}/{number}" for number in range(40)], NEWSCRAWL_QUIET_HOURS="23:00-06:00", DOWNLOAD_DELAY=0.2,
        NEWSCRAWL_PORTAL_ZONE="Asia/Tokyo", NEWSCRAWL_CLOCK_START="2026-11-24T22:59:57.500+09:00",
    )  # fmt: skip

    assert told.reason == "quiet_hours"
    assert 2 <= len(server.log) < 30
    assert told.stats["newscrawl/quiet_hours/refused_count"] >= 1
    assert "quiet_hours" in told.fates.values()
