"""Who wrote a page: from data and from what is printed, the person before the house."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.api import extract

URL = "https://www.morgenblatt.example/politik/2026/11/24/minister-unter-druck-123456"
TEXT = "<p>" + "Der Minister hat am Montag seine Pläne für die kommenden Jahre vorgestellt. " * 5 + "</p>"
INTRO = "<p>" + "Ein langer Vorspann sagt, worum es in diesem Text geht, und endet hier. " * 2 + "</p>"


def _authors(data: Any = None, *, head: str = "", byline: str = "", below: str = "") -> list[str]:
    script = ""
    if data is not None:
        node = {"@type": "NewsArticle", "headline": "Minister unter Druck", "author": data}
        script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    html = (
        f'<html lang="de"><head><meta property="og:site_name" content="Morgenblatt">{head}{script}</head>'
        f"<body><article><h1>Minister unter Druck</h1>{byline}{TEXT}{TEXT}{below}</article></body></html>"
    )
    article = extract(html, URL).article
    assert article is not None
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        pytest.param({"@type": "Person", "name": "Jane Doe"}, ["Jane Doe"], id="name"),
        pytest.param({"givenName": "Eva Sofia", "familyName": "Lindner"}, ["Eva Sofia Lindner"], id="parts of a name"),
        pytest.param({"givenName": "和樹", "familyName": "小池"}, ["小池 和樹"], id="the family first in Japanese"),
        pytest.param({"@type": "Person", "@id": "#jane"}, [], id="an address alone is no name"),
        pytest.param([{"name": "Jane Doe"}, {"name": "John Roe"}], ["Jane Doe", "John Roe"], id="several"),
        pytest.param([{"name": "Jane Doe"}, {"name": "Morgenblatt"}], ["Jane Doe"], id="the house beside a person"),
        pytest.param({"name": "Morgenblatt"}, ["Morgenblatt"], id="the house where nobody else is told"),
        pytest.param({"name": "@janedoe"}, [], id="a handle is no name"),
        pytest.param({"@type": "Role", "author": {"name": "Jane Doe"}}, ["Jane Doe"], id="a role"),
        pytest.param("By Jane Doe and John Roe", ["Jane Doe", "John Roe"], id="a byline as text"),
        pytest.param("jane.doe@morgenblatt.example (Jane Doe)", ["Jane Doe"], id="with an e-mail address"),
    ],
)
def test_data_name_authors_in_many_shapes(data: Any, names: list[str]) -> None:
    assert _authors(data) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        pytest.param("<p>Von Jane Doe und John Roe</p>", ["Jane Doe", "John Roe"], id="label"),
        pytest.param(f"{INTRO}<p>Von Jane Doe</p>", ["Jane Doe"], id="behind the standfirst"),
        pytest.param("<h2>Was nun?</h2><div>Jane Doe</div>", ["Jane Doe"], id="behind a subheading"),
        pytest.param("<p><b>JANE DOE/JOHN ROE</b></p>", ["JANE DOE", "JOHN ROE"], id="names alone"),
        pytest.param("<dl><dt>von</dt><dd>Jane Doe</dd></dl>", ["Jane Doe"], id="a label in a cell of its own"),
        pytest.param(
            '<dl><dt>von</dt><dd><a href="/autor/1">Jane Doe</a></dd><dd><a href="/autor/2">John Roe</a></dd></dl>',
            ["Jane Doe", "John Roe"],
            id="several lines",
        ),
        pytest.param("<p>Jane Doe</p><p>14.01.2025, 20:05 Uhr</p>", ["Jane Doe"], id="above a time"),
        pytest.param('<p><a href="/s?q=7">Jane Doe</a></p><p>14.01.2025</p>', ["Jane Doe"], id="linked above a time"),
        pytest.param("<p>Jane Doe, 14.01.2025, 20:05 Uhr</p>", ["Jane Doe"], id="beside a time"),
        pytest.param("<p><b>Jane Doe</b><i>2 minutes ago</i></p>", ["Jane Doe"], id="glued to a time"),
        pytest.param("<p>Jane Doe 4 minutes read</p>", ["Jane Doe"], id="beside the time it takes to read"),
        pytest.param("<p>小池和樹 3時間前</p>", ["小池和樹"], id="beside hours ago"),
        pytest.param("<p>小池和樹　5日前</p>", ["小池和樹"], id="beside days ago"),
        pytest.param("<p>Politik</p><p>14.01.2025, 20:05 Uhr</p>", ["Morgenblatt"], id="a section above a time"),
        pytest.param("<p>Latest News</p><p>14.01.2025</p>", ["Morgenblatt"], id="a label above a time"),
        pytest.param('<p class="meta">Real Madrid</p><p>14.01.2025</p>', ["Morgenblatt"], id="a club above a time"),
        pytest.param('<aside class="byline">Jane Doe</aside>', ["Jane Doe"], id="a byline in a side column"),
        pytest.param("<p>von</p><p>dpa</p>", ["Morgenblatt"], id="an agency in parts does not replace the house"),
        pytest.param(
            f"<h2>{INTRO[3:-4]}</h2><h2>{INTRO[3:-4]}</h2><p class='author'>Jane Doe</p>",
            ["Jane Doe"],
            id="behind long subheadings",
        ),
        pytest.param("<p>記者</p><p>半島経済</p>", ["半島経済"], id="a label alone makes a name of what is behind it"),
        pytest.param("<h3>by Jane Doe</h3>", ["Jane Doe"], id="a label in a heading"),
        pytest.param("<h3>Jane Doe</h3>", ["Morgenblatt"], id="a heading without label names nobody"),
        pytest.param("<div>半島経済</div><div>アクセス495</div>", ["半島経済"], id="a counter below makes a byline"),
        pytest.param("<div>半島経済 アクセス 1,204</div>", ["半島経済"], id="a counter beside makes a byline"),
        pytest.param("<div>半島経済</div><div>アクセス解析とは</div>", ["Morgenblatt"], id="no counter, no byline"),
        pytest.param("<p>Jane Doe | Published: 23 Nov 2026, 10:15</p>", ["Jane Doe"], id="a time behind a bar"),
        pytest.param("<div>By AFP, MANILA</div>", ["AFP"], id="an agency and a place"),
        pytest.param("<div>AFP, MANILA</div>", ["Morgenblatt"], id="an agency without a label"),
        pytest.param("<p>by Morgenblatt</p><p>Jane Doe</p>", ["Jane Doe"], id="the house is passed over"),
        pytest.param("<figcaption>© JANE DOE</figcaption>", ["Morgenblatt"], id="a credit is no byline"),
        pytest.param("<p>24. November 2026</p>", ["Morgenblatt"], id="a date is no name"),
        pytest.param("<p>Drei Fragen: Was nun</p>", ["Morgenblatt"], id="a line with a colon names nobody"),
    ],
)
def test_a_printed_person_wins_over_the_house_that_data_name(byline: str, names: list[str]) -> None:
    assert _authors({"@type": "Organization", "name": "Morgenblatt"}, byline=byline) == names


@pytest.mark.parametrize(
    "below",
    [
        "<ul><li><b>Datum</b> 24.11.2026</li><li><b>Autorin/Autor</b> Jane Doe</li></ul>",
        "<dl><dt>Datum</dt><dd>24.11.2026</dd><dt>Autor</dt><dd>Jane Doe</dd></dl>",
    ],
    ids=["bold labels", "terms"],
)
def test_a_list_of_labels_names_the_author(below: str) -> None:
    assert _authors(below=below) == ["Jane Doe"]


def test_a_sentence_that_begins_like_a_label_names_nobody() -> None:
    assert _authors(below="<p>Autor Max Frisch war Schweizer</p>") == []


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        pytest.param("<p>von Jane Doe, John Roe, Ann Poe</p>", ["Jane Doe", "John Roe", "Ann Poe"], id="more persons"),
        pytest.param("<p>von John Roe</p>", ["Jane Doe"], id="another"),
        pytest.param("<p>von Jane Doe, The Associated Press</p>", ["Jane Doe"], id="only an agency more"),
        pytest.param("<p>von Jane Doe, Morgenblatt</p>", ["Jane Doe"], id="only the house more"),
    ],
)
def test_the_byline_adds_the_writers_that_data_leave_out(byline: str, names: list[str]) -> None:
    assert _authors({"name": "Jane Doe"}, byline=byline) == names


@pytest.mark.parametrize("name", ["articleauthor", "authors"])
def test_the_writer_in_a_meta_tag_of_its_own_is_read(name: str) -> None:
    assert _authors(head=f'<meta name="{name}" content="Jane Doe">') == ["Jane Doe"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Doe, Jane"], ["Jane Doe"]),
        (["Doe, Jane", "Roe, John"], ["Jane Doe", "John Roe"]),
        (["von der Leyen, Ursula"], ["Ursula von der Leyen"]),
        (["O'Brien, Conor P."], ["Conor P. O'Brien"]),
        (["Jane Doe, John Roe"], ["Jane Doe", "John Roe"]),
        (["AFP, Reuters"], ["AFP", "Reuters"]),
        (["Redaktion, Berlin"], ["Redaktion", "Berlin"]),
        (["小池和樹, 佐藤花子"], ["小池和樹", "佐藤花子"]),
    ],
)
def test_a_family_name_before_a_comma_goes_behind_the_given_name(written: list[str], names: list[str]) -> None:
    assert _authors(head="".join(f'<meta name="dc.creator" content="{name}">' for name in written)) == names


def test_the_meta_tags_that_name_more_of_the_same_writers_are_taken() -> None:
    more = '<meta property="article:author" content="Jane Doe"><meta property="article:author" content="John Roe">'

    assert _authors(head=f'<meta name="author" content="Jane Doe">{more}') == ["Jane Doe", "John Roe"]


def test_the_machine_that_published_a_page_is_no_author() -> None:
    head = '<meta name="author" content="morgenblatt.example developer">'

    assert _authors(head=head, byline='<p class="byline">Jane Doe</p>') == ["Jane Doe"]


@pytest.mark.parametrize("tag", ["h2", "div"])
def test_a_heading_that_is_a_link_to_a_writers_page_names_the_writer(tag: str) -> None:
    assert _authors(byline=f'<{tag}><a href="/author/jane-doe">Jane Doe</a></{tag}>') == ["Jane Doe"]


OTHERS = '<div class="teaser"><h3>Mehr</h3><p>{0}</p></div><p>Noch ein Text.</p>' * 3


def test_links_that_sign_other_articles_name_no_author() -> None:
    own = '<p><a rel="author" href="/a/1">Jane Doe</a> und <a rel="author" href="/a/2">John Roe</a></p>'

    assert _authors(byline=own, below=OTHERS.format('<a rel="author" href="/a/3">Max Muster</a>')) == [
        "Jane Doe",
        "John Roe",
    ]


def test_the_links_behind_the_headline_sign_it_where_the_sites_name_is_an_h1_too() -> None:
    above = f"<h1>Morgenblatt</h1><div>{INTRO}</div>" + OTHERS.format('<a rel="author" href="/a/3">Max Muster</a>')
    own = '<p><a rel="author" href="/a/1">Jane Doe</a></p>'
    html = f"<html lang=de><body>{above}<h1>Minister unter Druck</h1>{own}{TEXT}{TEXT}</body></html>"
    article = extract(html.replace("<body>", "<title>Minister unter Druck</title><body>"), URL).article

    assert article is not None
    assert [one.name for one in article.authors] == ["Jane Doe"]


def test_names_without_scope_that_sign_other_articles_name_no_author() -> None:
    own = '<div><p itemprop="author">Jane Doe</p><p itemprop="author">John Roe</p></div>'

    assert _authors(byline=own, below=OTHERS.format('<span itemprop="author">Max Muster</span>')) == [
        "Jane Doe",
        "John Roe",
    ]


def test_those_who_comment_are_no_authors() -> None:
    talk = "".join(
        f'<div class="comment"><b class="author">{name}</b><p>Gut!</p></div>' for name in ("Jane Doe", "J. Roe")
    )

    assert _authors(byline="", below=f'<section class="comments"><h2>Kommentare</h2>{talk}</section>') == []
