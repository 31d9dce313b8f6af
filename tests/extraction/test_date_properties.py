"""What is printed in any form is read back, and no text breaks a reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.extraction.dates.read_times import read_time, read_times
from tests.extraction.date_forms import CAPTURED_AT, TOKYO

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
@example(printed="年0月0日更新0H")
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
