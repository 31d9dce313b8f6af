"""A quick look for one word before an expensive pattern lets every match of that pattern through."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import extract
from newscrawl.extraction.body.line_forms import CONTINUES, TO_READ, may_continue, may_take_time_to_read
from newscrawl.extraction.body.notice_forms import COPYRIGHT, PASSWORD, RIGHTS, WALL, may_be_wall, may_claim
from newscrawl.extraction.body.paragraphs import Frame
from newscrawl.extraction.body.script_texts import text_in_scripts
from newscrawl.extraction.dates.days_and_eras import find_days
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.lists.find_lists import WantedHeadings, heading_words
from newscrawl.extraction.people import east_words
from newscrawl.extraction.people.east_credits import read_east
from newscrawl.extraction.people.west_words import AGO, DURATION, LABEL, OF_DURATION, OF_LABELS, may_be_ago
from newscrawl.loaders.article.field_forms import (
    AUTHOR_ITEM,
    BAR_AND_TIME,
    OF_BARS,
    OF_COUNTS,
    OPENS_AUTHOR_ITEM,
    READER_COUNTS,
)

LOOKS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "rights": (RIGHTS, may_claim),
    "copyright": (COPYRIGHT, may_claim),
    "walls": (WALL, may_be_wall),
    "passwords": (PASSWORD, may_be_wall),
    "times to read": (TO_READ, may_take_time_to_read),
    "buttons that are sentences": (CONTINUES, may_continue),
    "times ago": (AGO, may_be_ago),
    "durations": (DURATION, OF_DURATION.search),
    **{f"the form {form.pattern[:40]} of credits": (form, look) for look, form, _ in east_words.FORMS},
    "labels of writers": (LABEL, OF_LABELS.search),
    "counts of readers": (READER_COUNTS, OF_COUNTS.search),
    "a time behind a bar": (BAR_AND_TIME, OF_BARS.search),
    "a writer in a list": (
        re.compile(rf"\A{AUTHOR_ITEM.pattern}", re.IGNORECASE),
        lambda text: text[0] in OPENS_AUTHOR_ITEM,
    ),
}
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="ſıİK")
"""Without the letters that only a pattern takes for s, i and k: nobody writes `copyrıght`."""


@pytest.mark.parametrize("name", LOOKS)
def test_a_quick_look_lets_every_match_through(name: str) -> None:
    pattern, look = LOOKS[name]

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern, alphabet=CHARACTERS))
    def check(text: str) -> None:
        assert look(text)

    check()


@pytest.mark.parametrize("name", ["itemprop", "itemProp", "ITEMPROP"])
def test_microdata_is_read_in_whatever_case_its_attributes_are(name: str) -> None:
    paragraphs = (
        "<p>The harbour of the town was closed for a day, and the ferries waited outside until it opened.</p>" * 3
    )
    html = (
        f"""<article itemscope itemtype="https://schema.org/NewsArticle"><h1 {name}="headline">The harbour is open</h1>"""
        f"""<meta {name}="datePublished" content="2026-11-02T10:00:00Z">{paragraphs}</article>"""
    )

    article = extract(html, "https://example.com/1").article

    assert article is not None
    assert article.sources["published_at"] == "microdata:datePublished"


DAY = (2026, 11, 23)
FORMS_OF_DAYS = {
    "2026年11月23日": DAY, "2026년 11월 23일": DAY, "令和8年11月23日": DAY, "平成元年1月8日": (1989, 1, 8),
    "昭和64年1月7日": (1989, 1, 7), "大正15年12月25日": (1926, 12, 25), "明治45年7月30日": (1912, 7, 30),
    "民國115年11月23日": DAY, "r8.11.23": DAY, "令和1/12/1": (2019, 12, 1), "11月 23, 2026": DAY, "23 11月 2026": DAY,
    "20261123": DAY, "2026 11.23": DAY, "23.11.2026": DAY, "23-11-2026": DAY, "2026 / 11 / 23": DAY,
    "november 23, 2026": DAY, "23 ноября 2026": DAY, "23 พ.ย. 2026": DAY,
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS_OF_DAYS)
def test_a_quick_look_lets_every_form_of_a_day_through(text: str) -> None:
    found = [reading[1:] for day in find_days(f"港町 {text} 港町") for reading in day.readings]

    assert FORMS_OF_DAYS[text] in found


PIECES_OF_CREDITS = [
    *(word for table in (east_words.WRITING, east_words.WRITING_IF_MARKED, east_words.PRESS) for word in table.split()),
    *(word for table in (east_words.OTHER, east_words.SOURCES, east_words.OFFICES) for word in table.split()),
    *[
        "小池和樹",
        "佐藤花子",
        "김철수",
        "李明",
        "緑川新報",
        "港町",
        "中央社",
        "共同",
        "by",
        "担当",
        "記 者",
        "が執筆しました。",
    ],
    *[
        "：",
        ":",
        "＝",
        "／",
        "・",
        "、",
        " ",
        "　",
        "（",
        "）",
        "【",
        "】",
        "と",
        "は",
        "©AFP／",
        "(c)AP/",
        "24日電",
        "報導",
        "撰稿:",
    ],
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES_OF_CREDITS), min_size=1, max_size=6).map("".join))
def test_a_quick_look_lets_every_credit_and_every_label_through(line: str) -> None:
    credit = read_east(line)

    assert not credit.is_labelled or east_words.may_sign(line)
    assert credit.task is None or east_words.may_label(line)


@pytest.mark.parametrize("name", ["text", "t\\u0065xt"])
def test_a_quick_look_lets_a_list_of_texts_in_a_script_through(name: str) -> None:
    lines = ["The harbour of the town was closed for a day.", "Ferries waited outside until it opened."]
    data = ", ".join(f'{{"{name}": "{line}"}}' for line in lines)
    page = Page.parse(f"<script>window.page = {{'no': json}}; window.data = [{data}]</script>", "https://example.com/1")

    assert text_in_scripts(page.tagged("script"), page.url, Frame()).paragraphs == tuple(lines)


HEADINGS = WantedHeadings(
    [heading_words("related", "こんな記事も読まれています"), heading_words("ranking", "[{section}] ランキング")]
)
PIECES = st.text("ランキグｷﾞﾝ\u3099ますも。 政a", min_size=1, max_size=6).filter(str.strip)


@given(before=st.text("ランキング政記事も読まれてい ", max_size=12), last=PIECES)
def test_a_heading_in_pieces_is_known_by_its_last_one(before: str, last: str) -> None:
    printed = " ".join(f"{before}{last}".split())

    assert HEADINGS.may_be_last(last) or not HEADINGS.ended_by(printed)
