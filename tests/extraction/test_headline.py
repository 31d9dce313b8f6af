"""Headlines: as printed, without the names of site and section."""

from __future__ import annotations

import json

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.headline.clean_headline import clean_headline, headline_context
from newscrawl.extraction.headline.printed_headline import agreed_heading


def _clean(text: str, head: str = "", body: str = "") -> str:
    page = Page.parse(
        f"<html><head>{head}</head><body>{body}<p>x</p></body></html>", "https://www.morgenblatt.example/a/1"
    )
    return clean_headline(text, headline_context(page, "江南タイムズ"))


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


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("<h1>Berlin: Druck wächst</h1><h1>Berlin</h1>", "Berlin: Druck wächst"),
        ("<p>Berlin: Druck wächst</p><p>Berlin</p>", "Berlin: Druck wächst"),
        ("<p>Berlin</p><p>Druck wächst</p>", "Druck wächst"),
    ],
)
def test_the_whole_printed_line_wins_over_its_parts(body: str, headline: str) -> None:
    assert _clean("Berlin: Druck wächst", body=body) == headline


_TRAIL = '<nav><a href="/p">Politik</a> <h1>Minister unter Druck</h1></nav>'


def _agreed(told: str, shared: str, body: str, *, title: str = "", twitter: str = "") -> str | None:
    data = json.dumps({"@type": "NewsArticle", "headline": told, "author": {"name": "x"}})
    head = f"""<title>{title}</title><meta property="og:title" content="{shared}">
        <meta name="twitter:title" content="{twitter}"><script type="application/ld+json">{data}</script>"""
    text = "<p>" + "Das ist der Text des Artikels. " * 20 + "</p>"
    page = Page.parse(
        f"<html><head>{head}</head><body>{body}{text}</body></html>", "https://www.morgenblatt.example/a/1"
    )
    return agreed_heading(page)


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        pytest.param(("Druck wächst", "Minister", "<h1>Druck wächst</h1>"), "Druck wächst", id="h1 and JSON-LD"),
        pytest.param(
            ("Druck wächst", "Minister unter Druck", f"{_TRAIL}<h2>Druck wächst</h2>"),
            "Druck wächst",
            id="the h1 of a trail is no headline, the h2 below it is",
        ),
        pytest.param(
            ("Berlin: Druck wächst", "Minister", "<h2><span>Berlin</span><span>Druck wächst</span></h2>"),
            None,
            id="a heading in parts that the data do not repeat letter for letter",
        ),
        pytest.param(("Druck wächst", "Minister", "<h2><a href='/a/2'>Druck wächst</a></h2>"), None, id="teaser"),
        pytest.param(("Druck wächst", "Minister", "<h1>Etwas anderes</h1>"), None, id="not printed"),
        pytest.param(("Berlin: Druck wächst", "Druck wächst", "<h1>Berlin: Druck wächst</h1>"), None, id="kicker"),
        pytest.param(
            ("Druck wächst", "Minister", "<h1>Minister</h1><h2>Druck wächst</h2>"), None, id="og:title is printed, too"
        ),
    ],
)
def test_the_printed_heading_that_the_data_repeat_is_the_headline(
    arguments: tuple[str, str, str], heading: str | None
) -> None:
    assert _agreed(*arguments) == heading


@pytest.mark.parametrize(("twitter", "heading"), [("", None), ("Druck wächst", "Druck wächst")])
def test_a_heading_that_is_the_documents_title_needs_a_second_witness(twitter: str, heading: str | None) -> None:
    told = _agreed("Druck wächst", "Minister", "<h1>Druck wächst</h1>", title="Druck wächst - MB", twitter=twitter)

    assert told == heading


def test_what_title_heading_and_data_say_letter_for_letter_is_the_headline() -> None:
    told = _agreed("Druck: Er wächst", "Er wächst", "<nav><h1>Druck: Er wächst</h1></nav>", title="Druck: Er wächst")

    assert told == "Druck: Er wächst"


def test_a_shared_title_that_the_data_call_another_name_of_the_article_is_no_teaser() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Druck wächst", "alternativeHeadline": "Minister wankt"})
    head = f"""<title>Druck wächst</title><meta property="og:title" content="Minister wankt">
        <script type="application/ld+json">{data}</script>"""
    page = Page.parse(f"<html><head>{head}</head><body><h1>Druck wächst</h1></body></html>", "https://a.example/1")

    assert agreed_heading(page) is None


def test_a_title_that_ends_at_a_quotation_mark_is_read_whole_from_the_heading() -> None:
    assert _clean("Sieger und", body='<h1>Sieger und "hoher Besuch"</h1>') == 'Sieger und "hoher Besuch"'
