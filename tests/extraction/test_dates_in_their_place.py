"""Printed times are read with what stands around them: the capture, the address, labels; or not at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from newscrawl.extraction.dates.read_times import read_time, read_times, time_from_url
from tests.extraction.date_forms import CAPTURED_AT, TOKYO

UNREADABLE = {
    "": "empty",
    " \u3000\n": "empty",
    "26日(現地時間)": "incomplete",
    "26日": "incomplete",
    "2025年1月": "incomplete",
    "2025年": "incomplete",
    "20:00": "incomplete",
    "小池和樹": "no_date",
    "Facebook": "no_date",
    "4/5": "no_date",
    "1 / 14": "no_date",
    "3-2": "no_date",
    "3.5": "no_date",
    "アクセス": "no_date",
    "2025年2月30日": "impossible",
    "2025年13月1日": "impossible",
    "2025-02-30": "impossible",
    "2025年1月14日 31時": "impossible",
    "2025/1/14 20:75": "impossible",
    "01/02/2024": "ambiguous",
    "2025年1月14日 20時00分(現地時間)": "unknown_zone",
    "2025-01-14 20:00 IST": "unknown_zone",
    "2030年1月1日": "future",
    "2025-01-18T00:00:00+09:00": "future",
    "0001-01-01T00:00:00Z": "out_of_range",
    "1970-01-01T00:00:00Z": "out_of_range",
    "平成40年1月1日": "out_of_range",
    "0001年1月1日": "out_of_range",
    "9999/12/31 23:59": "out_of_range",
    "9999年前": "out_of_range",
    "1月14日に首相が会見した": "in_text",
    "会談は昨日行われた": "in_text",
    "首相は、1月14日20時に会見した": "in_text",
    "Das Spiel am 14. Januar um 20:00 Uhr": "in_text",
    "あ" * 400: "too_long",
}


@pytest.mark.parametrize(("printed", "reason"), UNREADABLE.items())
def test_what_is_no_full_time_has_a_reason_and_no_time(printed, reason):
    read = read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT)

    assert (read.at, read.reason) == (None, reason)


@pytest.mark.parametrize("printed", ["3時間前", "昨日 20:00", "yesterday"])
def test_a_time_told_from_now_needs_a_capture(printed):
    assert read_time(printed, zone=TOKYO).reason == "relative"


@pytest.mark.parametrize("printed", ["1月14日", "1/14 20:00", "14 January"])
def test_a_day_without_year_needs_a_capture_or_a_url(printed):
    assert read_time(printed, zone=TOKYO).reason == "no_year"


@pytest.mark.parametrize(
    ("printed", "url", "expected"),
    [
        ("1/14 20:00", "https://example.jp/2021/01/14/story/", "2021-01-14T20:00"),
        ("12月31日 23:00", "https://example.jp/articles/20210101/k00/", "2020-12-31T23:00"),
        ("7/5 05:00", "https://example.jp/2025/01/14/story/", "2024-07-05T05:00"),
        ("01/02/2021", "https://example.jp/2021/02/01/story/", "2021-02-01T00:00"),
    ],
)
def test_a_url_tells_what_the_text_leaves_open(printed, url, expected):
    read = read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT, url=url)

    assert read.at == datetime.fromisoformat(expected).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("printed", "published", "modified"),
    [
        ("公開 2025年1月14日 20時00分 更新 1/15 8:05", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("2025.01.14 20:00 | 更新 2025.01.15 08:05", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("2025.01.14 20:00 公開 2025.01.15 08:05 更新", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("最終更新 2025/1/15 8:05 公開 2025/1/14 20:00", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("公開：2024年12月31日 23:59　更新：1月1日 0:05", "2024-12-31T23:59", "2025-01-01T00:05"),
        ("公開日 2025年1月14日 更新日 2025年1月15日", "2025-01-14T00:00", "2025-01-15T00:00"),
        ("2025年1月14日 20:00（1月15日 8:05更新）", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("公開 2025/1/14 20:00 更新 21:30", "2025-01-14T20:00", "2025-01-14T21:30"),
        ("입력 2025.01.14 20:00 수정 2025.01.15 08:05", "2025-01-14T20:00", "2025-01-15T08:05"),
        ("Published 14 January 2025 20:00, Updated 15 January 2025 08:05", "2025-01-14T20:00", "2025-01-15T08:05"),
        (
            "Veröffentlicht am 14.01.2025, 20:00 | Aktualisiert am 15.01.2025, 8:05",
            "2025-01-14T20:00",
            "2025-01-15T08:05",
        ),
        ("Publié le 14/01/2025 à 20h00, mis à jour le 15/01/2025 à 8h05", "2025-01-14T20:00", "2025-01-15T08:05"),
    ],
)
def test_times_of_publication_and_change_are_told_apart(printed, published, modified):
    times = read_times(printed, zone=TOKYO, captured_at=CAPTURED_AT)

    changed = [time.at for time in times if time.label == "modified"]
    assert read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT).at == datetime.fromisoformat(published).replace(
        tzinfo=TOKYO
    )
    assert changed == [datetime.fromisoformat(modified).replace(tzinfo=TOKYO)]


@pytest.mark.parametrize(
    ("printed", "precision"),
    [
        ("2025-01-14T20:00:30", "second"),
        ("2025年1月14日 20:00", "minute"),
        ("2025年1月14日 20時", "hour"),
        ("2025年1月14日", "day"),
        ("1か月前", "month"),
    ],
)
def test_a_time_says_how_exact_it_is(printed, precision):
    assert read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT).precision == precision


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.jp/2025/01/14/story.html", date(2025, 1, 14)),
        ("https://example.jp/2025/1/4/story.html", date(2025, 1, 4)),
        ("https://example.jp/articles/20250114/k00/00m/030/335000c", date(2025, 1, 14)),
        ("https://example.jp/news/2025-01-14-story", date(2025, 1, 14)),
        ("https://example.kr/News/Read/A2025011420000004328", None),
        ("https://example.kr/news/article/A202501142000000519", date(2025, 1, 14)),
        ("https://example.com/2025/jan/14/story", date(2025, 1, 14)),
        ("https://example.it/esteri/25_gennaio_14/story", date(2025, 1, 14)),
        ("https://example.jp/?date=20250114", date(2025, 1, 14)),
        ("https://example.jp/2025/01/story.html", None),
        ("https://example.jp/articles/48213", None),
        ("https://example.jp/articles/20251399", None),
        ("http://[", None),
    ],
)
def test_a_url_gives_the_day_that_it_names(url, expected):
    read = time_from_url(url, TOKYO)

    assert (read.at.date() if read.at else None) == expected
