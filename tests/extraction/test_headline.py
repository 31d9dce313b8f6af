"""Headlines: as printed, without the names of site and section."""

from __future__ import annotations

import pytest

from newscrawl.extraction.headline import clean_headline, surroundings
from newscrawl.extraction.page import Page


def _clean(text: str, head: str = "", body: str = "") -> str:
    page = Page.parse(
        f"<html><head>{head}</head><body>{body}<p>x</p></body></html>", "https://www.morgenblatt.example/a/1"
    )
    return clean_headline(text, surroundings(page, "江南タイムズ"))


@pytest.mark.parametrize(
    ("written", "headline"),
    [
        ("俳優が“結婚”を発表！ - 江南タイムズ", "俳優が“結婚”を発表！"),
        ("俳優が“結婚”を発表！｜江南タイムズ", "俳優が“結婚”を発表！"),
        ("俳優が“結婚”を発表！ | エンタメ | 江南タイムズ", "俳優が“結婚”を発表！ | エンタメ"),
        ("江南タイムズ：俳優が“結婚”を発表！", "俳優が“結婚”を発表！"),
        ("俳優「愛 - それは」と語る", "俳優「愛 - それは」と語る"),
        ("Nach der Wahl: Was nun? - Morgenblatt", "Nach der Wahl: Was nun?"),
        ("Nach der Wahl - was nun?", "Nach der Wahl - was nun?"),
        ("江南タイムズ", ""),
        ("x" * 600, ""),
    ],
)
def test_only_the_sites_name_is_taken_off(written: str, headline: str) -> None:
    assert _clean(written) == headline


def test_the_sections_name_is_taken_off_where_the_page_links_to_it() -> None:
    assert _clean("見出し | エンタメ | 江南タイムズ", body='<a href="/ent">エンタメ</a>') == "見出し"


def test_the_printed_letters_win_over_those_of_the_head() -> None:
    assert _clean("It's 'over' | Something else", body="<h1>It’s ‘over’</h1>") == "It’s ‘over’"
