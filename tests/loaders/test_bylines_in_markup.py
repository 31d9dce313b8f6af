"""Writers above a text in the markup that themes give them: boxes with a portrait, labels and names in spans, lists."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

_TEXT = "".join(
    f"<p>{one}</p>"
    for one in (
        "緑川市は23日、市立図書館の開館時間を来年4月から2時間延ばすと発表した。働く人からの要望が多かったためだという。",
        "延長するのは平日の夜で、午後9時まで利用できる。自習のための席も40席から90席に増やし、予約の仕組みを新しくする。",
        "市の担当者は「仕事帰りに立ち寄れる場所にしたい」と話す。費用はおよそ2千万円を見込み、3月の議会に予算案を出す。",
    )
)
MARKUP = {
    "a box with a portrait": "<div class='prof'><img src='/u/1.jpg' width='60' alt=''><p><b>{name}</b><br>{role}</p></div>",
    "a box about the writer": "<div class='author-bio'><img src='/u/1.jpg' alt=''><h4>{name}</h4><p>{role}</p></div>",
    "a label and a name in spans": "<p><span>著者</span><span>{name}</span></p>",
    "a name and a day in spans": "<div><span class='writer'>{name}</span><span class='date'>2026年11月23日</span></div>",
    "a list of a day and a name": "<ul class='meta'><li>2026年11月23日</li><li>{name}</li></ul>",
    "elements of a block": "<div class='c-author'><div class='c-author__name'>{name}</div><div>{role}</div></div>",
    "a name of a writer's class beside a medium": "<div><span class='p-author'>{name}</span><span>緑川／みなとNET</span></div>",
    "a list with a department in brackets": "<ul><li>{name} [編集部]</li><li>2026年11月23日</li></ul>",
    "a name in bold above a role": "<p><b>{name}</b><br>{role}</p>",
}


def _names(markup: str, *, above: str = "") -> list[str]:
    article = extract(
        "<html lang=ja><title>図書館、夜9時まで開館へ</title><body><main><article>"
        f"{above}<h1>図書館、夜9時まで開館へ</h1>{markup}<div class='text'>{_TEXT}</div></article></main></body></html>",
        "https://news.example/a/1.html",
    ).article
    assert article is not None
    return [author.name for author in article.authors]


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
@pytest.mark.parametrize(("name", "role"), [("山田花子", "コラムニスト"), ("Jane Doe", "Staff Writer")])
def test_a_name_in_a_themes_markup_is_the_author(markup: str, name: str, role: str) -> None:
    assert _names(markup.format(name=name, role=role)) == [name]


def test_a_chinese_name_of_two_characters_signs_in_a_bylines_element() -> None:
    assert _names("<div class='author'>李明</div>") == ["李明"]


def test_a_bylines_element_right_above_the_headline_names_the_author() -> None:
    assert _names("", above="<div class='author'>山田花子</div>") == ["山田花子"]


def test_the_person_that_a_large_picture_shows_is_no_author() -> None:
    shown = "<div class='pic'><img src='/i/1.jpg' width='800' alt=''><p><b>山田花子</b><br>コラムニスト</p></div>"

    assert _names(shown) == []


def test_places_behind_the_house_in_a_meta_tag_are_no_authors() -> None:
    article = extract(
        "<html lang=en><title>Library to open until nine</title><meta property='og:site_name' content='Harbour Post'>"
        "<meta name='author' content='Harbour Post, Hamburg, Germany'><body><h1>Library to open until nine</h1>"
        f"<p>{'The library will stay open two hours longer from April. ' * 6}</p></body></html>",
        "https://news.example/a/1.html",
    ).article

    assert article is not None
    assert [author.name for author in article.authors] == ["Harbour Post"]


def test_a_writers_link_behind_by_in_a_sentence_names_the_author() -> None:
    foot = "<p>Dieser Artikel wurde am 14. Dezember 2025 um 14:48 von <a href='/author/h'>Heiner</a> veröffentlicht</p>"

    assert _names(foot) == ["Heiner"]


def test_chinese_labels_are_no_names() -> None:
    assert _names("<p>发布日期：2026-11-23 信息来源：省发改委 浏览次数：12</p>") == []


def test_a_printed_person_wins_over_a_company_in_a_meta_tag() -> None:
    company = "<meta name='author' content='株式会社みどり出版'>"

    assert _names("<p class='article-author'>山田花子</p>", above=company) == ["山田花子"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><span>김민수 기자</span><span>입력 2026.11.23. 10:00</span><span>업데이트 2026.11.23. 11:00</span></p>",
        "<p class='byline'><a href='/reporter/1'>김민수</a><a href='/reporter/1'>기자 페이지</a></p>",
    ],
)
def test_korean_labels_of_times_and_pages_are_beside_a_name(line: str) -> None:
    assert _names(line) == ["김민수"]


def test_a_label_at_the_end_of_a_page_is_not_before_its_first_line() -> None:
    text = "".join(f"<p>港の委員会は{day}日、渡し船の時刻を来年春から見直す方針を固めた。</p>" for day in range(1, 12))
    head = '<meta property="og:title" content="渡し船の時刻を見直し"><meta property="og:type" content="article">'
    html = f"<html lang=ja><head>{head}</head><body><div>小池和樹</div>{text}<div>撮影</div></body></html>"

    article = extract(html, "https://minato.example/news/123456.html").article

    assert article is not None
    assert [author.name for author in article.authors] == ["小池和樹"]
