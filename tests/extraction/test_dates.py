"""Printed times are read right, or not at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.dates import read_time, read_times, time_from_url

TOKYO = ZoneInfo("Asia/Tokyo")
CAPTURED_AT = datetime(2025, 1, 16, 12, 0, tzinfo=TOKYO)

# Expected: in Japan's time, without the offset; the capture is on Thursday, 16 January 2025 at noon.
IN_JAPAN = """
2025-01-14T20:00:00+09:00                     2025-01-14T20:00
2025-01-14T20:00:00.123+09:00                 2025-01-14T20:00:00.123000
2025-01-14T20:00:00+0900                      2025-01-14T20:00
2025-01-14T20:00:00+09                        2025-01-14T20:00
2025-01-14T11:00:00Z                          2025-01-14T20:00
2025-01-14T11:00:00.000Z                      2025-01-14T20:00
2025-01-14T06:00:00-05:00                     2025-01-14T20:00
2025-01-14T20:00                              2025-01-14T20:00
2025-01-14 20:00:30                           2025-01-14T20:00:30
2025-01-14 20:00 +0900                        2025-01-14T20:00
2025-01-14                                    2025-01-14T00:00
2025-01-14T24:00:00                           2025-01-15T00:00
20250114                                      2025-01-14T00:00
20250114T200000                               2025-01-14T20:00
20250114T110000Z                              2025-01-14T20:00
202501142000                                  2025-01-14T20:00
20250114200030                                2025-01-14T20:00:30
1736852400                                    2025-01-14T20:00
1736852400000                                 2025-01-14T20:00
/Date(1736852400000)/                         2025-01-14T20:00
Tue, 14 Jan 2025 20:00:00 +0900               2025-01-14T20:00
Tue, 14 Jan 2025 11:00:00 GMT                 2025-01-14T20:00
14 Jan 2025 20:00:00 JST                      2025-01-14T20:00
Tue Jan 14 20:00:00 2025                      2025-01-14T20:00
Tue Jan 14 20:00:00 JST 2025                  2025-01-14T20:00
Tue Jan 14 2025 20:00:00 GMT+0900 (JST)       2025-01-14T20:00
2025年1月14日 20時00分                           2025-01-14T20:00
2025年1月14日20時00分30秒                          2025-01-14T20:00:30
2025年01月14日 20:00                             2025-01-14T20:00
2025年1月14日(火) 20:00                           2025-01-14T20:00
2025年1月14日（火）20時00分                          2025-01-14T20:00
2025年1月14日 火曜日 20時                           2025-01-14T20:00
2025年1月14日                                    2025-01-14T00:00
2025 年 1 月 14 日 20 時 5 分                      2025-01-14T20:05
２０２５年１月１４日　２０時００分                            2025-01-14T20:00
２０２５／０１／１４　２０：００                             2025-01-14T20:00
二〇二五年一月十四日                                   2025-01-14T00:00
二〇二五年一月十四日午後八時三十分                           2025-01-14T20:30
2025年1月14日 午後8時                              2025-01-14T20:00
2025年1月14日 午後8時30分                           2025-01-14T20:30
2025年1月14日 午後8時半                             2025-01-14T20:30
2025年1月14日午前0時5分                             2025-01-14T00:05
2025年1月14日 午後0時30分                           2025-01-14T12:30
2025年1月14日 午後8:05                             2025-01-14T20:05
2025年1月14日 正午                                2025-01-14T12:00
2025年1月14日 24時                                2025-01-15T00:00
2025年1月14日 25時30分                             2025-01-15T01:30
2025/1/14 25:30                               2025-01-15T01:30
2025/1/14(火) 24:00                            2025-01-15T00:00
2024年12月31日 24時00分                            2025-01-01T00:00
2025年1月14日付                                   2025-01-14T00:00
2025年1月14日 20時00分現在                           2025-01-14T20:00
2025年1月14日 20時ごろ                              2025-01-14T20:00
2025年1月14日 20:00(日本時間)                        2025-01-14T20:00
2025/1/14                                     2025-01-14T00:00
2025/01/14 20:00                              2025-01-14T20:00
2025/1/14(火) 20:00                            2025-01-14T20:00
2025/1/14（火） 9:05                             2025-01-14T09:05
2025/01/14 20:00:30                           2025-01-14T20:00:30
2025.1.14                                     2025-01-14T00:00
2025.01.14 20:00                              2025-01-14T20:00
2025.01.14(火) 20:00                           2025-01-14T20:00
2025. 1. 14.                                  2025-01-14T00:00
2025-1-14 9:05                                2025-01-14T09:05
2025.01.14 Tue posted at 20:00                2025-01-14T00:00
令和7年1月14日                                     2025-01-14T00:00
令和七年一月十四日                                    2025-01-14T00:00
令和７年１月１４日 午後８時                               2025-01-14T20:00
令和元年5月1日                                     2019-05-01T00:00
㋿7年1月14日                                      2025-01-14T00:00
R7.1.14                                       2025-01-14T00:00
R7/1/14 20:00                                 2025-01-14T20:00
R.7.1.14                                      2025-01-14T00:00
Ｒ７．１．１４                                       2025-01-14T00:00
令和7.1.14                                      2025-01-14T00:00
平成31年4月30日                                   2019-04-30T00:00
平成元年1月8日                                     1989-01-08T00:00
H31.4.30                                      2019-04-30T00:00
昭和64年1月7日                                     1989-01-07T00:00
昭和39年10月10日 午後2時                             1964-10-10T14:00
S63.12.31                                     1988-12-31T00:00
'25.1.14                                      2025-01-14T00:00
25/01/14 20:00                                2025-01-14T20:00
25年1月14日                                      2025-01-14T00:00
1月14日                                         2025-01-14T00:00
1月14日 20:00                                   2025-01-14T20:00
1月14日(火) 20時00分                              2025-01-14T20:00
01月14日 20:00                                  2025-01-14T20:00
12月25日                                        2024-12-25T00:00
1月16日 11:59                                   2025-01-16T11:59
1月16日 12:01                                   2024-01-16T12:01
1/14 20:00                                    2025-01-14T20:00
1/14(火) 20:00                                 2025-01-14T20:00
1/14（火）                                       2025-01-14T00:00
8/22(金) 9:05                                  2024-08-22T09:05
01-14 20:00                                   2025-01-14T20:00
1.14(火) 20:00                                 2025-01-14T20:00
更新 1/14                                       2025-01-14T00:00
2月29日                                         2024-02-29T00:00
公開日：2025年1月14日                               2025-01-14T00:00
公開日時: 2025/01/14 20:00                        2025-01-14T20:00
掲載：2025.01.14 20:00                           2025-01-14T20:00
2025/01/14 20:00配信                            2025-01-14T20:00
2025/01/14 20:00 公開                           2025-01-14T20:00
[ 2025年1月14日 20時00分 ]                          2025-01-14T20:00
投稿日 : 2025-01-14                              2025-01-14T00:00
小池和樹 2025年1月14日 20:00                         2025-01-14T20:00
3時間前                                          2025-01-16T09:00
３時間前                                          2025-01-16T09:00
30分前                                          2025-01-16T11:30
45秒前                                          2025-01-16T11:59:15
たった今                                          2025-01-16T12:00
2日前                                           2025-01-14T00:00
1週間前                                          2025-01-09T00:00
1か月前                                          2024-12-16T00:00
1ヶ月前                                          2024-12-16T00:00
2年前                                           2023-01-16T00:00
3時間前に更新                                       2025-01-16T09:00
公開: 3時間前                                      2025-01-16T09:00
昨日                                            2025-01-15T00:00
昨日 20:00                                      2025-01-15T20:00
きのう 午後8時                                      2025-01-15T20:00
一昨日                                           2025-01-14T00:00
今日 9:05                                       2025-01-16T09:05
本日 9:05                                       2025-01-16T09:05
"""

ELSEWHERE = """
Asia/Seoul        2025년 1월 14일                          2025-01-14T00:00
Asia/Seoul        2025년 1월 14일 오후 8시                    2025-01-14T20:00
Asia/Seoul        2025년 1월 14일 오후 8시 30분                2025-01-14T20:30
Asia/Seoul        2025년 1월 14일 화요일 20:00               2025-01-14T20:00
Asia/Seoul        입력 2025.01.14. 20:00                   2025-01-14T20:00
Asia/Seoul        입력 : 2025-01-14 20:00:30               2025-01-14T20:00:30
Asia/Seoul        2025.01.14. 오후 8:05                    2025-01-14T20:05
Asia/Seoul        2025-01-14 (화) 20:00                   2025-01-14T20:00
Asia/Seoul        기사입력 2025.01.14 오전 12:05              2025-01-14T00:05
Asia/Seoul        3시간 전                                 2025-01-16T09:00
Asia/Seoul        어제                                    2025-01-15T00:00
Asia/Seoul        1월 14일 20:00                          2025-01-14T20:00
Asia/Shanghai     2025年1月14日 20:00                      2025-01-14T20:00
Asia/Shanghai     2025年01月14日20点30分                    2025-01-14T20:30
Asia/Shanghai     2025年1月14日 下午8点                       2025-01-14T20:00
Asia/Shanghai     2025年1月14日 星期二 20:00                  2025-01-14T20:00
Asia/Shanghai     2025-01-14 20:00 (北京时间)               2025-01-14T20:00
Asia/Shanghai     2025-01-14 20:00 CST                    2025-01-14T20:00
Asia/Shanghai     3小时前                                  2025-01-16T08:00
Asia/Taipei       民國114年1月14日                           2025-01-14T00:00
Asia/Taipei       2025/01/14 晚上8:05                      2025-01-14T20:05
America/New_York  January 14, 2025                       2025-01-14T00:00
America/New_York  January 14, 2025 at 8:00 p.m.          2025-01-14T20:00
America/New_York  January 14, 2025 8:00 PM EST           2025-01-14T20:00
America/New_York  Jan. 14, 2025, 8:05 p.m. ET            2025-01-14T20:05
America/New_York  Tuesday, January 14th, 2025            2025-01-14T00:00
America/New_York  Published Jan 14, 2025 | 8 PM          2025-01-14T20:00
America/New_York  8:00 PM EST, Tue January 14, 2025      2025-01-14T20:00
America/New_York  1/14/2025 8:00 PM                      2025-01-14T20:00
America/New_York  01/02/2025                             2025-01-02T00:00
America/New_York  Jan 14, 2025 12:05 AM                  2025-01-14T00:05
America/New_York  Jan 14, 2025 12:05 PM                  2025-01-14T12:05
America/New_York  July 4, 2024 8:00 PM PDT               2024-07-04T23:00
America/New_York  3 hours ago                            2025-01-15T19:00
America/New_York  an hour ago                            2025-01-15T21:00
America/New_York  yesterday at 8:00 pm                   2025-01-14T20:00
Europe/London     14 January 2025                        2025-01-14T00:00
Europe/London     14/01/2025 20:00                       2025-01-14T20:00
Europe/London     03/01/2025                             2025-01-03T00:00
Europe/London     20:00, 14 Jan 2025                     2025-01-14T20:00
Europe/London     14th of January 2025                   2025-01-14T00:00
Europe/London     14 July 2024 20:00 BST                 2024-07-14T20:00
Europe/London     8.30pm, Tuesday 14 January 2025        2025-01-14T20:30
Europe/London     14-Jan-25                              2025-01-14T00:00
Europe/Berlin     14. Januar 2025, 20:00 Uhr             2025-01-14T20:00
Europe/Berlin     Dienstag, 14.01.2025, 20.00 Uhr        2025-01-14T20:00
Europe/Berlin     14.01.2025 um 20 Uhr                   2025-01-14T20:00
Europe/Berlin     14.1.25                                2025-01-14T00:00
Europe/Berlin     Stand: 14.01.2025 20:00                2025-01-14T20:00
Europe/Berlin     14. März 2024 - 20:05                  2024-03-14T20:05
Europe/Berlin     vor 3 Stunden                          2025-01-16T01:00
Europe/Berlin     gestern, 20:00 Uhr                     2025-01-15T20:00
Europe/Vienna     14. Jänner 2025, 20:00                 2025-01-14T20:00
Europe/Paris      14 janvier 2025 à 20h00                2025-01-14T20:00
Europe/Paris      Publié le 14/01/2025 à 20:00           2025-01-14T20:00
Europe/Paris      mardi 14 janvier 2025 - 20 h           2025-01-14T20:00
Europe/Paris      1er août 2024 à 9h05                   2024-08-01T09:05
Europe/Paris      il y a 2 jours                         2025-01-14T00:00
Europe/Madrid     14 de enero de 2025 a las 20:00 h      2025-01-14T20:00
Europe/Madrid     14/01/2025 - 20:00h                    2025-01-14T20:00
Europe/Madrid     14 ene 2025 - 20:00 CET                2025-01-14T20:00
Europe/Madrid     hace 3 horas                           2025-01-16T01:00
Europe/Rome       14 gennaio 2025 ore 20:00              2025-01-14T20:00
Europe/Rome       14 gennaio 2025 alle 20.00             2025-01-14T20:00
Europe/Rome       3 ore fa                               2025-01-16T01:00
Europe/Lisbon     14 de janeiro de 2025, às 20h05        2025-01-14T20:05
America/Sao_Paulo 14 jan. 2025 às 20h                    2025-01-14T20:00
Europe/Warsaw     14 stycznia 2025, 20:00                2025-01-14T20:00
Europe/Warsaw     14.01.2025 godz. 20:00                 2025-01-14T20:00
Europe/Warsaw     wczoraj, 20:00                         2025-01-15T20:00
Europe/Istanbul   14 Ocak 2025 20:00                     2025-01-14T20:00
Europe/Istanbul   14 ARALIK 2024 - 20:00                 2024-12-14T20:00
Europe/Istanbul   Giriş: 14.01.2025 - 20:00              2025-01-14T20:00
Europe/Amsterdam  14 januari 2025 om 20:00               2025-01-14T20:00
Europe/Amsterdam  3 uur geleden                          2025-01-16T01:00
Europe/Stockholm  Publicerad 14 januari 2025 kl. 20.00   2025-01-14T20:00
Europe/Oslo       14. jan. 2025 kl. 20:00                2025-01-14T20:00
Europe/Copenhagen 14. januar 2025 kl. 20.00              2025-01-14T20:00
Europe/Helsinki   14. tammikuuta 2025 klo 20.00          2025-01-14T20:00
Europe/Prague     14. ledna 2025 20:00                   2025-01-14T20:00
Europe/Budapest   2025. január 14. 20:00                 2025-01-14T20:00
Europe/Vilnius    2025 m. sausio 14 d. 20:00             2025-01-14T20:00
Europe/Bucharest  14 ianuarie 2025, 20:00                2025-01-14T20:00
Europe/Athens     14 Ιανουαρίου 2025, 20:00              2025-01-14T20:00
Europe/Moscow     14 января 2025 в 20:00                 2025-01-14T20:00
Europe/Moscow     14 января 2025 г. 20:00 МСК            2025-01-14T20:00
Europe/Kyiv       14 січня 2025, 20:00                   2025-01-14T20:00
Asia/Bangkok      14 ม.ค. 2568                           2025-01-14T00:00
Asia/Jakarta      Selasa, 14 Januari 2025 20:00 WIB      2025-01-14T20:00
Asia/Ho_Chi_Minh  14 tháng 1, 2025                       2025-01-14T00:00
Asia/Kolkata      14 Jan 2025, 20:00 IST                 2025-01-14T20:00
Asia/Kolkata      14 जनवरी 2025                          2025-01-14T00:00
America/New_York  March 7, 20247:55 AM UTC               2024-03-07T02:55
America/New_York  Nov 19, 2024, 8:15 pm CST              2024-11-19T21:15
America/New_York  11.15.2024 10:09 AM                    2024-11-15T10:09
Europe/London     14 JAN 25                              2025-01-14T00:00
Europe/Berlin     16.07.2024 42:05 min                   2024-07-16T00:00
Europe/Zurich     Publiziert heute um 9:19 Uhr           2025-01-16T09:19
Europe/Kyiv       Ярослав Кузишин, 8 января, 17:46       2025-01-08T17:46
Africa/Cairo      14 يناير 2025                           2025-01-14T00:00
Africa/Johannesburg 14 Jan 2025 20:00 SAST               2025-01-14T20:00
Asia/Jerusalem    14 בינואר 2025                         2025-01-14T00:00
"""

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


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the lines of *table*; the last column is parted by the widest gap."""
    lines = [line for line in table.splitlines() if line]
    return [tuple(part.strip() for part in line.rsplit(maxsplit=1)) for line in lines]


@pytest.mark.parametrize(("printed", "expected"), rows(IN_JAPAN))
def test_a_form_that_a_japanese_portal_prints_is_read(printed, expected):
    read = read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT)

    assert read.reason is None
    assert read.at == datetime.fromisoformat(expected).replace(tzinfo=TOKYO)
    assert read.at.utcoffset() is not None


@pytest.mark.parametrize(("zone_and_printed", "expected"), rows(ELSEWHERE))
def test_a_form_of_another_country_is_read_in_its_zone(zone_and_printed, expected):
    key, printed = zone_and_printed.split(maxsplit=1)
    zone = ZoneInfo(key)

    read = read_time(printed.strip(), zone=zone, captured_at=CAPTURED_AT)

    assert (read.reason, read.at) == (None, datetime.fromisoformat(expected).replace(tzinfo=zone))


def documented() -> list[tuple[str, ...]]:
    """Return the rows of the tables of docs/dates.md."""
    page = Path(__file__).parents[2] / "docs" / "dates.md"
    rows = [
        line.strip("| \n").split(" | ")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return [(re.sub(r"^`(.*?)`.*$", r"\1", row[0]), *row[1:]) for row in rows]


@pytest.mark.parametrize("row", documented(), ids=lambda row: row[0])
def test_the_documentation_tells_what_is_read(row):
    times = read_times(row[0], zone=TOKYO, captured_at=CAPTURED_AT)

    if len(row) == 3:
        assert {time.label or "published": time.at.isoformat() for time in times} == {
            "published": row[1],
            "modified": row[2],
        }
    else:
        assert [time.at.isoformat() if time.at else time.reason for time in times] == [row[1]]


def test_the_table_has_at_least_120_forms():
    assert len(rows(IN_JAPAN)) + len(rows(ELSEWHERE)) >= 120


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


# Hypothesis takes naive bounds.
EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2025, 1, 15)  # noqa: DTZ001
MOMENTS = st.datetimes(min_value=EARLIEST, max_value=LATEST).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=TOKYO)
)
FORMS = [
    "{m:%Y-%m-%dT%H:%M}+09:00",
    "{m.year}年{m.month}月{m.day}日 {m.hour}時{m.minute}分",
    "{m.year}年{m.month}月{m.day}日({w}) {m:%H:%M}",
    "{m.year}/{m.month}/{m.day} {m:%H:%M}",
    "{m:%Y.%m.%d} {m:%H:%M}",
    "{m.year}년 {m.month}월 {m.day}일 {m:%H:%M}",
    "公開 {m.year}年{m.month}月{m.day}日 {m:%H:%M}",
    "{m:%B} {m.day}, {m.year} {m:%I:%M} {m:%p}",
    "{m.day}. {m:%B} {m.year}, {m:%H:%M} Uhr",
    "{m:%Y%m%d%H%M}",
    "{m:%a, %d %b %Y %H:%M:%S} +0900",
]


@given(moment=MOMENTS, form=st.sampled_from(FORMS))
def test_what_is_printed_in_any_form_is_read_back(moment, form):
    printed = form.format(m=moment, w="月火水木金土日"[moment.weekday()])

    assert read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT).at == moment


@given(moment=MOMENTS, year=st.integers(1700, 2200))
def test_the_commonest_forms_are_read_as_their_wordier_kin_are(moment, year):
    common = f"{year}年{moment.month}月{moment.day}日 {moment.hour}時{moment.minute}分"

    short = read_time(common, zone=TOKYO, captured_at=CAPTURED_AT)
    wordy = read_time(f"[ {common} ]", zone=TOKYO, captured_at=CAPTURED_AT)

    assert short == wordy


@given(
    moment=MOMENTS,
    label=st.sampled_from(["", "公開", "公開日時: ", "掲載日：", "配信 ", "更新", "更新日時: ", "最終更新: "]),
    half=st.sampled_from(["", "午前", "午後"]),
    form=st.sampled_from(["{0}/{1}/{2} {4}{3}:{5:02}", "{0}年{1}月{2}日(火) {4}{3}時{5}分", "{0}.{1:02}.{2:02}"]),
)
def test_a_label_or_a_half_of_the_day_is_read_at_once_as_it_is_by_the_wordy_rules(moment, label, half, form):
    common = label + form.format(moment.year, moment.month, moment.day, moment.hour, half, moment.minute)

    short = read_times(common, zone=TOKYO, captured_at=CAPTURED_AT)
    wordy = read_times(f"[ {common} ]", zone=TOKYO, captured_at=CAPTURED_AT)

    assert short == wordy


@given(moment=MOMENTS.filter(lambda moment: moment.year > 1989))
def test_an_era_year_is_the_same_year(moment):
    era, first = ("令和", 2018) if moment >= datetime(2019, 5, 1, tzinfo=TOKYO) else ("平成", 1988)
    year = moment.year - first
    printed = f"{era}{'元' if year == 1 else year}年{moment.month}月{moment.day}日"

    assert read_time(printed, zone=TOKYO).at == moment.replace(hour=0, minute=0)


@given(moment=MOMENTS, days=st.integers(0, 300))
def test_a_day_without_year_is_the_latest_that_is_not_after_the_capture(moment, days):
    captured_at = moment + timedelta(days=days)

    read = read_time(f"{moment.month}月{moment.day}日 {moment:%H:%M}", zone=TOKYO, captured_at=captured_at)

    assert read.at == moment


@given(printed=st.text(max_size=60))
def test_any_text_gives_a_time_or_a_reason(printed):
    for read in read_times(printed, zone=TOKYO, captured_at=CAPTURED_AT, url="https://example.jp/2025/01/14/"):
        assert (read.at is None) != (read.reason is None)
        assert read.at is None or read.at - CAPTURED_AT <= timedelta(days=1)


@given(
    printed=st.lists(
        st.sampled_from(list("0123456789年月日時分/.:- 令和RH午後前昨公開更新Janpmt+()")), max_size=30
    ).map("".join)
)
def test_a_text_of_the_letters_of_dates_never_fails(printed):
    times = read_times(printed, zone=TOKYO, captured_at=CAPTURED_AT)

    assert times
    assert all(time.at is None or time.at.tzinfo is TOKYO for time in times)


@given(moment=st.datetimes(min_value=EARLIEST, max_value=LATEST))
def test_the_result_is_in_the_portals_zone(moment):
    read = read_time(moment.replace(microsecond=0, tzinfo=UTC).isoformat(), zone=TOKYO)

    assert read.at == moment.replace(microsecond=0, tzinfo=UTC)
    assert read.at.tzinfo is TOKYO
    assert read.has_offset
