"""A piece of another article, wherever it is and however it is marked, changes no field of the article."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from newscrawl.api import extract

URL = "https://news.example.com/local/20261123-88.html"
LINK = "/life/20250304-4711.html"
TITLE = "港町の漁師、三代目が語る冬の海"
TIME = '<time datetime="2025-03-04T18:30:00+09:00">2025年3月4日 18時30分</time>'
BY = "文・山田太郎"
PICTURE = '<img src="/img/other.jpg" width="300" height="200" alt="">'
LEAD = "<p>港町の漁師は夜明け前に船を出す。三代目の彼は祖父から網の繕い方を習い、冬の海の怖さも教わったという。</p>"
TAGS = '<div class="tags"><a href="/tag/sea" rel="tag">漁業</a><a href="/tag/port" rel="tag">港町</a></div>'
TEXT = [
    "緑川市は二十三日、駅前の広場を造り替える工事を来年の春に始めると発表した。広場は四十年前のままだ。",
    "計画によると、バスの乗り場を北側に集め、歩く人の道を二倍に広げる。木を六十本植えて暑さをやわらげる。",
    "市長は会見で「誰もが休める場所にしたい」と述べた。費用は十二億円で、半分は国の補助でまかなう見通しだ。",
    "商店街の会長は「工事の間の客足が心配だ」と話し、仮の通路を早く示すよう求めた。市は来月に説明会を開く。",
]
OTHER_FIELDS = {"digest", "related", "sources", "captures"}


def _card(tag: str, attributes: str = "") -> str:
    title = f'<h3><a href="{LINK}">{TITLE}</a></h3>'
    return f'<{tag} {attributes}><a href="{LINK}">{PICTURE}</a>{title}<div><span>{BY}</span> {TIME}</div>{LEAD}{TAGS}</{tag}>'


def _row(number: int) -> str:
    return f'<tr><td>2025年3月{number}日</td><td><a href="/life/20250304-47{number}.html">{TITLE}</a></td><td>山田太郎</td></tr>'


_SCOPE = 'itemscope itemtype="https://schema.org/NewsArticle"'
PIECES = {
    "card": _card("div", 'class="card"'),
    "card without a name": _card("div"),
    "card in an article element": _card("article", 'class="css-3f9a1"'),
    "cards in a list": f"<ul>{_card('li') * 3}</ul>",
    "card in microdata": (
        f'<div {_SCOPE}><h3 itemprop="headline"><a href="{LINK}">{TITLE}</a></h3><p><span itemprop="author">山田太郎</span> '
        '<time itemprop="datePublished" datetime="2025-03-04T18:30:00+09:00">2025年3月4日</time></p></div>'
    ),
    "line of a ranking": f'<div><span>1</span><a href="{LINK}">{PICTURE}{TITLE}</a><span>2025年3月4日 18時30分</span></div>',
    "card that is one link": f'<a href="{LINK}">{PICTURE}<h3>{TITLE}</h3><p>2025年3月4日 18時30分 {BY}</p></a>',
    "table of titles": f"<table>{''.join(map(_row, range(1, 4)))}</table>",
    "titles with days": "<ul>"
    + "".join(f'<li><a href="{LINK}?{n}">{TITLE}</a> {TIME}</li>' for n in range(3))
    + "</ul>",
}
PLACES = (
    "before the article",
    "above the headline",
    "above the text",
    "in the text",
    "below the text",
    "behind the article",
)


def _record(piece: str, place: str, *, is_dated: bool, tag: str) -> dict[str, Any]:
    at = {one: piece if one == place else "" for one in PLACES}
    meta = '<p>文・小池和樹</p><p><time datetime="2026-11-23T09:05:00+09:00">2026年11月23日 9時05分</time></p>'
    paragraphs = [f"<p>{text}</p>" for text in TEXT]
    html = (
        "<html lang=ja><title>緑川市、駅前広場の改装を来春に始める | 緑川新報</title><header><a href=/>緑川新報</a></header>"
        f"{at['before the article']}<main><{tag}>{at['above the headline']}<h1>緑川市、駅前広場の改装を来春に始める</h1>"
        f"{meta if is_dated else ''}{at['above the text']}<figure><img src=/img/own.jpg width=800 height=500>"
        f"<figcaption>改装される広場</figcaption></figure><div>{''.join(paragraphs[:2])}{at['in the text']}"
        f"{''.join(paragraphs[2:])}</div><p>タグ <a href=/tag/square>駅前広場</a><a href=/tag/town>再開発</a></p>"
        f"{at['below the text']}</{tag}>{at['behind the article']}</main><footer>© 緑川新報社</footer></html>"
    )
    article = extract(html, URL).article
    assert article is not None
    return {one.name: getattr(article, one.name) for one in fields(article) if one.name not in OTHER_FIELDS}


@pytest.mark.parametrize("tag", ["article", "div class=css-1x9"])
@pytest.mark.parametrize("is_dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_a_piece_of_another_article_changes_nothing(piece: str, place: str, is_dated: bool, tag: str) -> None:
    alone = _record("", place, is_dated=is_dated, tag=tag)

    assert _record(piece, place, is_dated=is_dated, tag=tag) == alone
    assert alone["body"].split("\n\n") == TEXT
    assert [author.name for author in alone["authors"]] == (["小池和樹"] if is_dated else [])
    assert alone["tags"] == ("駅前広場", "再開発")


MORE = (
    "夜明け前に船を出し、昼には港へ戻る。網を繕う仕事は祖父から習い、今は息子にも少しずつ教えているという。",
    "近年は魚の群れが沖へ移り、燃料の費用がかさむ。それでも彼は海を離れる気はないと笑って話していた。",
    "来年には新しい船が入る予定で、港の人々は期待を寄せている。漁協は販路を広げる計画も立てている。",
)


def _whole(tag: str, head: str) -> str:
    text = "".join(f"<p>{one}</p>" for one in MORE)
    return (
        f"<{tag}>{head}<p>{BY} {TIME}</p><figure>{PICTURE}</figure><div>{text}</div>{TAGS}</{tag.split(maxsplit=1)[0]}>"
    )


COMMENT = (
    f"<{{0}}><div><b>山田太郎</b> {TIME}</div><p>この工事には反対だ。前の広場のほうが静かで好きだった。</p></{{0}}>"
)
BELOW = {
    "article with an h1": _whole("div", f"<h1>{TITLE}</h1>"),
    "two articles with an h1": _whole("div", f"<h1>{TITLE}</h1>") * 2,
    "article with an h1 in an article element": _whole("article", f"<h1>{TITLE}</h1>"),
    "article with a linked h2": _whole("div", f'<h2><a href="{LINK}">{TITLE}</a></h2>'),
    "article with an h2 in an element of the own one's form": _whole("div class=css-1x9", f"<h2>{TITLE}</h2>"),
    "comments": f"<section><h3>コメント</h3>{COMMENT.format('div') * 2}</section>",
    "comments in article elements": f"<section><h3>コメント 2件</h3>{COMMENT.format('article') * 2}</section>",
}


@pytest.mark.parametrize("is_dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize("piece", BELOW.values(), ids=list(BELOW))
def test_another_article_or_comments_below_the_text_change_nothing(piece: str, is_dated: bool) -> None:
    tag, place = "div class=css-1x9", "behind the article"

    assert _record(piece, place, is_dated=is_dated, tag=tag) == _record("", place, is_dated=is_dated, tag=tag)


DATA = (
    f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2025-03-04",'
    f'"url": "https://news.example.com{LINK}", "author": {{"name": "山田太郎"}}, "keywords": ["漁業"]}}</script>'
)
ENTRY = (
    f'<div class="h-entry"><h3><a class="p-name u-url" href="{LINK}">{TITLE}</a></h3><a class="p-author" href="/x">山田太郎</a>'
    '<time class="dt-published" datetime="2025-03-04T18:30:00+09:00">2025年3月4日</time></div>'
)


@pytest.mark.parametrize("is_dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize("piece", [DATA, ENTRY], ids=["JSON-LD", "h-entry"])
def test_declared_data_of_another_article_change_nothing(piece: str, is_dated: bool) -> None:
    place = "behind the article"

    assert _record(piece, place, is_dated=is_dated, tag="div") == _record("", place, is_dated=is_dated, tag="div")


def test_data_with_another_address_of_the_page_are_its_own_by_their_headline() -> None:
    data = DATA.replace(TITLE, "緑川市、駅前広場の改装を来春に始める")

    assert _record(data, "behind the article", is_dated=False, tag="div")["published_at"].year == 2025


THING = (
    '<div><h2><a href="/goods/2026-{0}{0}{0}{0}.html">冬の海辺で使う道具、その{0}番目の品</a></h2><p>{0}。{1}</p></div>'
)


def test_a_list_of_things_with_a_page_each_is_the_text() -> None:
    things = "".join(THING.format(number, text * 2) for number, text in enumerate(TEXT))
    html = f"<html lang=ja><h1>冬の海辺で使う道具を選ぶ</h1><p>{TEXT[0]}</p>{things}</html>"

    article = extract(html, URL).article

    assert article is not None
    assert all(text * 2 in article.body for text in TEXT)


def test_a_line_below_the_link_to_a_series_is_the_article_s() -> None:
    line = "<p><a href=/feature/20261101-3.html>連載 変わる緑川の町並みを歩く</a></p><p>文・小池和樹 2026年11月23日 9時05分</p>"
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    html = f"<html lang=ja><h1>緑川市、駅前広場の改装を来春に始める</h1><div>{line}</div><div>{text}</div></html>"

    article = extract(html, URL).article

    assert article is not None
    assert [author.name for author in article.authors] == ["小池和樹"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-23T09:05:00+09:00"
