"""A bar in the head, a row of share buttons or a box of related articles changes no field of the article."""

from __future__ import annotations

from dataclasses import fields
from time import process_time

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from newscrawl.portals import load_portal

URL = "https://www.kangnamtimesjp.com/world/48213.html"
TEXT = [
    "入江町の図書館は28日、古い倉庫を改装した分館を来年の夏に開き、蔵書を2万冊に増やすと発表した。",
    '昨年度に本を借りた人は31万人を超えた。経緯は<a href="/world/48100.html">昨年の記事：本を借りる人が三年続けて増加</a>にある。',
    "館長は「雨の日にも子どもが過ごせる場所にしたい」と語る。改装には1億5千万円をかける。",
    "ただ、司書のなり手は年々減っている。町は研修の費用を出し、働きながら資格を取れるようにする。",
]
ENTRIES = "".join(
    f'<li><a href="/world/4810{n}.html">棚田の水路を修復、{n}年ぶりに水が流れる</a></li>' for n in range(5)
)
ONE = '<p><a href="/tag/bus">バス</a></p>'
HEADINGS = (
    "話題",
    "おすすめニュース",
    "こんな記事も読まれています",
    "[国際・政治] ランキング",
    "おすすめ記事",
    "関連記事",
)
BARS = [
    f"<div class='hot'><h2>{words}</h2>{links}</div>" for words in HEADINGS for links in (ONE, f"<ul>{ENTRIES}</ul>")
]
SHARE = [
    "<ul class='share'><li><a href='https://x.com/share'>シェア</a></li><li><a href='https://line.me/'>LINEで送る</a></li></ul>",
    "<div class='sns-buttons'><button>印刷</button><a href='#'>この記事をシェアする</a></div>",
    "<p><a href='https://b.hatena.ne.jp/'>はてなブックマーク</a> <a href='https://x.com/'>ツイート</a></p>",
]
PLACES = {"above": "<main>", "behind_h1": "<div class='body'>", "below": "</article>"}


def _page() -> str:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    return (
        "<!DOCTYPE html><html lang='ja'><head><meta property='article:section' content='くらし'><title>図書館の分館、来年の夏に開館 | 入江日報</title></head><body><header><nav>"
        "<a href='/'>ホーム</a> <a href='/world/'>国際・政治</a></nav></header><main><article><h1>図書館の分館、来年の夏に開館</h1>"
        f"<p>2026年11月23日 08時21分 山田花子記者</p><div class='body'>{text}</div></article></main></body></html>"
    )


def _fields(html: str, portal: str | None) -> dict[str, object]:
    article = extract(html, URL, load_portal(portal) if portal else None).article
    assert article is not None
    return {one.name: getattr(article, one.name) for one in fields(Article) if one.name != "related"}


@pytest.mark.parametrize("portal", [None, "kangnam"])
@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
@pytest.mark.parametrize("bar", BARS + SHARE)
def test_a_bar_changes_no_field(bar: str, place: str, portal: str | None) -> None:
    html = _page()
    with_bar = html.replace(place, place + bar if place != "</article>" else bar + place)

    assert _fields(with_bar, portal) == _fields(html, portal)


@pytest.mark.parametrize("words", HEADINGS)
def test_a_link_within_a_paragraph_is_no_entry_of_a_list_above_the_headline(words: str) -> None:
    html = _page().replace("<main>", f"<div class='hot'><h2>{words}</h2>{ONE}</div><main>")

    assert extract(html, URL, load_portal("kangnam")).rankings == ()


def test_a_summary_in_the_line_of_the_byline_is_text_where_the_description_repeats_it() -> None:
    summary = "市議会は循環バスの増便を決め、来年四月から新しい時刻表で運行を始めると発表した。"
    meta = f"<meta name='description' content='{summary}'><title>"
    byline = f"<div class='meta'><p>{summary}</p><a href='/by/hanako'>山田花子</a></div><div class='body'>"
    html = _page().replace("<title>", meta).replace("<div class='body'>", byline)

    assert str(_fields(html, None)["body"]).startswith(summary)


def test_a_page_of_thousands_of_equal_headings_costs_no_more_than_its_size() -> None:
    def seconds(count: int) -> float:
        entries = "".join(f"<h2>話題</h2><a href='/world/{n}.html'>港の灯台で結婚式</a>" for n in range(count))
        begin = process_time()
        extract(_page().replace("</article>", f"{entries}</article>"), URL)
        return process_time() - begin

    seconds(100)
    assert seconds(4000) < 8 * seconds(1000) + 0.5
