"""Days that a page prints and that are not its own: periods, deadlines, manuscripts, archives."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from newscrawl.extraction.dates.days_and_eras import day_in_url
from newscrawl.extraction.dates.read_times import read_time, read_times
from tests.extraction.date_forms import TOKYO


@pytest.mark.parametrize(
    "printed",
    [
        "開催期間：2026年12月1日～12月25日",
        "公開期間 2026年12月1日(火)〜2026年12月25日(金)",
        "会期 2026/12/1 ~ 2026/12/25",
        "2026年12月31日まで配信",
        "2026年12月31日(木) 23:59まで",
        "募集要項は2026年9月2日から配布",
        "受付：2026年9月2日",
        "応募締切 2026年9月2日 17:00",
        "Received: 2 September 2026",
        "Gültig bis 24.12.2026",
        "2026년 12월 31일까지",
    ],
)
def test_a_period_a_deadline_or_a_submission_is_not_published_or_modified(printed: str) -> None:
    assert {time.label for time in read_times(printed, zone=TOKYO)} == {"other"}


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("受付：2026年9月2日 公開：2026年11月23日", 23),
        ("公開 2026年11月23日 受付 2026年9月2日", 23),
        ("2026年9月2日から開催 2026年11月23日公開", 23),
        ("2026年11月23日 20:00", 23),
    ],
)
def test_beside_such_days_the_day_of_publication_is_read(printed: str, day: int) -> None:
    read = read_time(printed, zone=TOKYO)

    assert read.at is not None
    assert read.at.day == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://web.archive.org/web/20261127101010/https://news.example/a48213.html", None),
        ("https://web.archive.org/web/20261127101010/https://news.example/2026/11/23/a.html", date(2026, 11, 23)),
        ("https://archive.example/20261127/http:/news.example/a.html", None),
        ("https://news.example/2026/11/23/a.html", date(2026, 11, 23)),
    ],
)
def test_the_day_when_an_archive_copied_a_page_is_not_the_pages(address: str, day: date | None) -> None:
    assert day_in_url(address) == day


@pytest.mark.parametrize(
    ("zone", "month"), [("Europe/Berlin", 11), ("Europe/Zurich", 11), ("Europe/Paris", 1), ("America/New_York", 11)]
)
def test_slashes_where_people_print_dots_are_a_programs_american_form(zone: str, month: int) -> None:
    read = read_time("11/01/2026 12:43:42", zone=ZoneInfo(zone))

    assert read.at is not None
    assert read.at.month == month


@pytest.mark.parametrize("printed", ["2026-11-23T20:00:00Z", "2026-11-23T20:00:00+00:00", "23 Nov 2026 20:00 GMT"])
def test_an_offset_of_utc_is_known_as_such(printed: str) -> None:
    assert read_time(printed, zone=TOKYO).is_utc
    assert not read_time("2026-11-23T20:00:00+09:00", zone=TOKYO).is_utc
    assert not read_time("2026-11-23T20:00:00", zone=TOKYO).is_utc
