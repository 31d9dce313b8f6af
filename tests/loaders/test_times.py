"""One decision on times: the set of witnesses decides, never their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.dates.read_times import read_times
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.headline.clean_headline import headline_context
from newscrawl.loaders.article.times import ArticleTimes, reconcile
from newscrawl.loaders.rules.site import site_of
from newscrawl.loaders.rules.values import Kind, ReadContext, TimeField, TimeWitness, data_times

TOKYO, BERLIN, UNKNOWN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
JSONLD, META, MICRODATA = "jsonld:datePublished", "meta:article:published_time", "microdata:datePublished"
RANKS = {JSONLD: 0, META: 1, MICRODATA: 2, "meta:date": 20, "html:time": 1000, "general:printed_time": 2000}
KINDS: dict[str, Kind] = {"html:time": "attribute", "general:printed_time": "printed"}


def _witness(source: str, written: str, zone: ZoneInfo = TOKYO, field: TimeField = "published_at") -> TimeWitness:
    read = read_times(written, zone=zone)[0]
    assert read.at is not None
    kind = KINDS.get(source, "data")
    is_strong = source in {JSONLD, META, MICRODATA}
    return TimeWitness(field, read.at, source, RANKS.get(source, 5), kind, read, is_strong=is_strong)


def _printed(written: str, zone: ZoneInfo = TOKYO, field: TimeField = "published_at") -> TimeWitness:
    return _witness("general:printed_time", written, zone, field)


def _changed(written: str, zone: ZoneInfo = TOKYO) -> TimeWitness:
    return _witness("jsonld:dateModified", written, zone, "modified_at")


def _published(*witnesses: TimeWitness, zone: ZoneInfo = TOKYO) -> str | None:
    times = reconcile(witnesses, zone)
    return times.published.at.isoformat() if times.published else None


EIGHT = "2026-11-23T20:00:00+09:00"
CASES = [
    pytest.param([_witness(JSONLD, "2026-11-23T20:00:00.000Z"), _printed("2026.11.23 20:00")], EIGHT, id="Z, printed"),
    pytest.param([_witness(JSONLD, "2026-11-23T20:00:00Z"), _witness(META, EIGHT)], EIGHT, id="Z, other data"),
    pytest.param(
        [_witness(META, "2026-11-23T20:00:00Z"), _changed("2026-11-23T22:19:00+09:00")], EIGHT, id="Z, then a change"
    ),
    pytest.param(
        [_witness(JSONLD, "2026-11-23T11:00:00Z"), _printed("2026.11.23 20:00")], EIGHT, id="Z, printed in the zone"
    ),
    pytest.param(
        [_witness(JSONLD, "2026-11-23T20:00:00.488Z"), _printed("2026.11.23 20:00")],
        "2026-11-24T05:00:00.488000+09:00",
        id="Z with a fraction of a second",
    ),
    pytest.param([_witness(JSONLD, "2026-11-23"), _printed("2026年11月23日 20時00分")], EIGHT, id="day, printed time"),
    pytest.param([_witness(JSONLD, "2026-11-23"), _witness("meta:date", EIGHT)], EIGHT, id="day, time in weaker data"),
    pytest.param([_witness(JSONLD, "2026-11-23T00:00:00"), _printed("2026.11.23 20:00")], EIGHT, id="bare midnight"),
    pytest.param(
        [_witness(JSONLD, "2026-11-23T00:00:00+09:00"), _printed("2026.11.23 15:30")],
        "2026-11-23T00:00:00+09:00",
        id="midnight with offset",
    ),
    pytest.param(
        [_witness(JSONLD, "2026-11-23"), _printed("2026年11月24日 20:00")], "2026-11-23T00:00:00+09:00", id="other day"
    ),
    pytest.param(
        [_witness(MICRODATA, "2026-11-23T21:30:00+09:00"), _witness(META, EIGHT), _changed("2026-11-23T21:30+09:00")],
        EIGHT,
        id="an update as publication",
    ),
    pytest.param(
        [_witness("html:time", "2026-11-23T20:00:00+09:00"), _printed("2026年11月23日")], EIGHT, id="attribute"
    ),
    pytest.param([_printed("2026.11.23 20:00")], EIGHT, id="printed alone"),
    pytest.param([_changed(EIGHT)], None, id="a change alone"),
    pytest.param([], None, id="none"),
]


@pytest.mark.parametrize(("witnesses", "expected"), CASES)
def test_the_time_of_publication_is_the_one_that_the_witnesses_agree_on(
    witnesses: list[TimeWitness], expected: str | None
) -> None:
    assert _published(*witnesses) == expected


@pytest.mark.parametrize("written", ["2022-10-17 16:01:26", "2022-10-17 20:01:26"], ids=["local", "UTC"])
def test_data_without_an_offset_take_the_zone_that_the_page_prints(written: str) -> None:
    data = _witness(MICRODATA, written, UNKNOWN)
    times = reconcile([data, _printed("10/17/2022 04:01 PM EDT", UNKNOWN)], UNKNOWN)

    assert times.published is not None
    assert times.published.at == datetime(2022, 10, 17, 20, 1, 26, tzinfo=UTC)
    assert times.has_zone


def test_a_printed_time_with_a_zone_that_is_of_something_else_moves_no_data() -> None:
    data = _witness(JSONLD, "2016-11-29T03:33:08", UNKNOWN)

    assert _published(data, _printed("November 29, 2016 3:42 PM EST", UNKNOWN), zone=UNKNOWN) == (
        "2016-11-29T03:33:08+00:00"
    )


def test_a_time_that_nobody_gives_a_zone_for_has_none() -> None:
    assert not reconcile([_printed("2026.11.23 20:00", UNKNOWN)], UNKNOWN).has_zone
    assert reconcile([_printed("2026.11.23", UNKNOWN)], UNKNOWN).has_zone
    assert reconcile([_witness(JSONLD, "2026-11-23T20:00:00Z", UNKNOWN)], UNKNOWN).has_zone


def test_a_printed_time_that_differs_from_data_is_a_disagreement() -> None:
    times = reconcile([_witness(JSONLD, EIGHT), _printed("2026.11.23 15:30")], TOKYO)

    values = [(one.source, one.value) for one in times.disagreements["published_at"]]
    assert values == [(JSONLD, EIGHT), ("general:printed_time", "2026-11-23T15:30:00+09:00")]


@pytest.mark.parametrize("printed", ["2026.11.23 20:00", "2026年11月23日", "2026-11-23T20:00:40+09:00"])
def test_a_printed_time_that_agrees_as_far_as_it_goes_is_no_disagreement(printed: str) -> None:
    assert reconcile([_witness(JSONLD, EIGHT), _printed(printed)], TOKYO).disagreements == {}


def test_a_printed_update_is_no_disagreement_with_the_publication() -> None:
    witnesses = [_witness(JSONLD, EIGHT), _changed("2026-11-23T21:30:00+09:00"), _printed("2026.11.23 21:30")]

    assert reconcile(witnesses, TOKYO).disagreements == {}


def test_a_moved_time_keeps_the_instant_of_its_data_as_a_disagreement() -> None:
    times = reconcile([_witness(JSONLD, "2026-11-23T20:00:00Z"), _printed("2026.11.23 20:00")], TOKYO)

    assert [one.value for one in times.disagreements["published_at"]] == [EIGHT, "2026-11-24T05:00:00+09:00"]


def test_an_update_before_the_publication_is_refused_and_shown() -> None:
    times = reconcile([_witness(JSONLD, EIGHT), _changed("2026-11-20T08:00:00+09:00")], TOKYO)

    assert times.modified is None
    assert [one.value for one in times.disagreements["modified_at"]] == ["2026-11-20T08:00:00+09:00", EIGHT]


def test_publication_and_update_with_the_same_wrong_zone_move_together() -> None:
    witnesses = [
        _witness(JSONLD, "2026-11-23T20:00:00Z"),
        _changed("2026-11-23T21:30:00Z"),
        _printed("2026.11.23 20:00"),
    ]

    times = reconcile(witnesses, TOKYO)

    assert times.modified is not None
    assert times.modified.at.isoformat() == "2026-11-23T21:30:00+09:00"


UPDATE = "2026-11-23T21:30:00+09:00"
WEAK = "meta:date"


@pytest.mark.parametrize(
    "earlier",
    [_witness(WEAK, EIGHT), _witness(META, "2026-11-22"), _witness(META, "2026-11-23T21:29:00+09:00")],
    ids=["weak data", "a day", "a minute before"],
)
def test_an_update_as_publication_gives_way_only_to_an_earlier_time_of_strong_data(earlier: TimeWitness) -> None:
    assert _published(_witness(JSONLD, UPDATE), earlier, _changed(UPDATE)) == UPDATE


@pytest.mark.parametrize(
    ("changed", "expected", "is_shown"),
    [
        ("2026-11-23T19:59:00+09:00", EIGHT, False),
        ("2026-11-23T19:58:59+09:00", None, True),
        ("2026-11-23", None, False),
    ],
    ids=["a minute before", "more than a minute before", "the same day"],
)
def test_a_change_up_to_a_minute_before_the_publication_is_at_that_time(
    changed: str, expected: str | None, is_shown: bool
) -> None:
    times = reconcile([_witness(JSONLD, EIGHT), _changed(changed)], TOKYO)

    assert (times.modified.at.isoformat() if times.modified else None) == expected
    assert ("modified_at" in times.disagreements) == is_shown


def test_a_printed_time_with_a_zone_more_than_27_hours_away_moves_no_data() -> None:
    data = _witness(MICRODATA, "2022-10-16 16:01:26", UNKNOWN)

    assert _published(data, _printed("10/17/2022 04:01 PM EDT", UNKNOWN), zone=UNKNOWN) == "2022-10-16T16:01:26+00:00"


@pytest.mark.parametrize(
    ("source", "written", "is_day"),
    [
        (JSONLD, "2026-11-23T00:00:00", True),
        (JSONLD, "2026-11-23T00:00:00+09:00", False),
        (JSONLD, "2026-11-23T00:01:00", False),
        ("html:time", "2026-11-23T00:00:00", True),
        ("general:printed_time", "2026.11.23 00:00", False),
        ("general:printed_time", "2026.11.23", True),
    ],
)
def test_a_midnight_of_a_program_is_a_day_and_a_printed_one_is_a_time(source: str, written: str, is_day: bool) -> None:
    assert _witness(source, written).is_day is is_day


@pytest.mark.parametrize(("written", "is_asked"), [(EIGHT, False), ("2026-11-23", True)], ids=["a time", "a day"])
def test_weaker_data_are_asked_only_where_the_stronger_give_no_more_than_a_day(written: str, is_asked: bool) -> None:
    html = (
        f'<title>t</title><meta name="date" content="{EIGHT}"><h1>t</h1>'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{written}"}}</script>'
    )
    page = Page.parse(html, "https://news.example/a/1234")
    site = site_of(page, None)
    setting = ReadContext(page, TOKYO, None, headline_context(page, site.title))

    asked = {one.source for one in data_times(site.rules_on(page), setting)}

    assert JSONLD in asked
    assert (WEAK in asked) == is_asked


AROUND = datetime(2026, 11, 23, tzinfo=UTC)
FORMS = (
    "{:%Y-%m-%dT%H:%M:%S}Z",
    "{:%Y-%m-%dT%H:%M:%S}+09:00",
    "{:%Y-%m-%dT%H:%M:%S}",
    "{:%Y-%m-%d}",
    "{:%Y.%m.%d %H:%M}",
)
ANY = st.builds(
    lambda source, form, minutes, field, zone: _witness(
        source, form.format(AROUND + timedelta(minutes=minutes)), zone, field
    ),
    st.sampled_from(sorted(RANKS)),
    st.sampled_from(FORMS),
    st.integers(0, 60).map(lambda number: number * 30),
    st.sampled_from(["published_at", "modified_at"]),
    st.just(TOKYO),
)


@given(witnesses=st.lists(ANY, max_size=6), chance=st.randoms())
def test_any_order_of_the_witnesses_gives_the_same_times(witnesses, chance):
    mixed = [*witnesses, *witnesses[:2]]
    chance.shuffle(mixed)

    assert reconcile(mixed, TOKYO) == reconcile(witnesses, TOKYO)


@given(witnesses=st.lists(ANY, min_size=1, max_size=6))
def test_no_time_is_made_up_and_no_update_comes_before_its_publication(witnesses):
    times: ArticleTimes = reconcile(witnesses, TOKYO)
    given_digits = {(one.at.minute, one.at.second) for one in witnesses}

    for chosen in (times.published, times.modified):
        assert chosen is None or (chosen.at.minute, chosen.at.second) in given_digits
    if times.published and times.modified:
        assert times.modified.at >= times.published.at


@given(minutes=st.integers(0, 60 * 24 * 20), zone=st.sampled_from([TOKYO, BERLIN]))
def test_utc_digits_that_equal_the_printed_local_digits_mean_the_portals_zone(minutes, zone):
    local = (AROUND + timedelta(minutes=minutes)).replace(tzinfo=zone)
    data = _witness(JSONLD, f"{local:%Y-%m-%dT%H:%M}:00Z", zone)

    assert _published(data, _printed(f"{local:%Y.%m.%d %H:%M}", zone), zone=zone) == local.isoformat()
