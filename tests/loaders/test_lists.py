"""Lists by their words, whatever the heading is made of."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.items import RankingEntry
from newscrawl.loaders import article_links, load_article
from newscrawl.loaders.lists.page_lists import key_of_list
from newscrawl.portals import Portal, Urls, load_portal

URL = "https://kangnamtimesjp.com/world/48213.html"
KANGNAM = load_portal("kangnam")
MENU = '<ul><li><a href="/category/ent">エンタメ&nbsp;</a></li></ul>'


def _rankings(html: str) -> list[RankingEntry]:
    page = Page.parse(
        f"<html><body>{MENU}{html}<p>おわり</p><a href='/world/99999.html'>外の記事です</a></body></html>", URL
    )
    return list(load_article(page, KANGNAM).rankings)


def _links(count: int = 6) -> list[str]:
    return [f'<a href="/world/{50000 + n}.html">見出し{n}「すごい」</a>' for n in range(1, count + 1)]


ITEMS = "<ul>" + "".join(f"<li>{link}</li>" for link in _links()) + "</ul>"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<h3>[エンタメ] ランキング</h3>{ITEMS}", id="h3"),
        pytest.param(f"<b>[エンタメ] ランキング</b>{ITEMS}", id="b"),
        pytest.param(f"<div>[エンタメ]ランキング</div>{ITEMS}", id="bare div, no space"),
        pytest.param(f"<div>［エンタメ］　ランキング</div>{ITEMS}", id="full width"),
        pytest.param(
            f"<h3><span>[</span><span>エンタメ</span><span>]</span><em>ランキング</em></h3>{ITEMS}", id="spans"
        ),
        pytest.param(f"<div><div>[エンタメ]</div><div>ランキング</div></div>{ITEMS}", id="two divs"),
        pytest.param(f'<h3><a href="/ranking">[エンタメ] ランキング</a></h3>{ITEMS}', id="link"),
        pytest.param(f'<h3>[エンタメ] ランキング <a href="/ranking">もっと見る</a></h3>{ITEMS}', id="with more"),
        pytest.param(f"<h3>[エンタメ] ランキング</h3><p>[エンタメ] ランキング</p>{ITEMS}", id="twice"),
        pytest.param(f"<h3>[エンタメ] ランキング</h3>{ITEMS}<h3>[エンタメ] ランキング</h3>{ITEMS}", id="printed twice"),
        pytest.param(f"<dl><dt>[エンタメ] ランキング</dt>{''.join(f'<dd>{x}</dd>' for x in _links())}</dl>", id="dt"),
        pytest.param(
            f"<table><caption>[エンタメ] ランキング</caption>{''.join(f'<tr><td>{x}</td></tr>' for x in _links())}</table>",
            id="caption",
        ),
        pytest.param(
            f"<table><tr><td><b>[エンタメ] ランキング</b></td></tr>{''.join(f'<tr><td>{x}</td></tr>' for x in _links())}</table>",
            id="row of the same table",
        ),
        pytest.param(f"<div><b>[エンタメ] ランキング</b><br>{'<br>'.join(_links())}</div>", id="lines with br"),
        pytest.param(f"<div>[エンタメ] ランキング</div>{''.join(f'<div>{x}</div>' for x in _links())}", id="siblings"),
        pytest.param(
            f"<section><header><h2>[エンタメ] ランキング</h2></header><div>{ITEMS}</div></section>", id="header"
        ),
    ],
)
def test_a_ranking_is_found_by_its_words(html: str) -> None:
    entries = _rankings(html)

    assert [(entry.position, entry.headline) for entry in entries] == [(n, f"見出し{n}「すごい」") for n in range(1, 7)]
    assert {(entry.list_name, entry.list_section) for entry in entries} == {("[エンタメ] ランキング", "エンタメ")}


@pytest.mark.parametrize(
    "row",
    [
        '<tr><td>{n}</td><td><a href="{u}">{h}</a></td><td>エンタメ&nbsp;</td></tr>',
        '<li><a href="{u}"><span>{n}</span> <span>{h}</span><span>エンタメ&nbsp;</span></a></li>',
        '<li><b>{n}位</b><a href="{u}">{h}</a> <small>[エンタメ]</small></li>',
        '<a href="{u}"><div>{n}</div><div>{h}</div><div>エンタメ</div></a>',
        '<div><span>No.{n}</span><i>エンタメ</i><p><a href="{u}">{h}</a></p><time>11/23 20:00</time></div>',
        '<div><a href="{u}"><img src="/t.jpg" alt=""></a><em>{n}</em><a href="{u}">{h}</a><span>エンタメ</span></div>',
        '{n}. <a href="{u}">{h}</a> エンタメ<br>',
    ],
)
def test_numbers_and_labels_are_told_from_headlines(row: str) -> None:
    rows = "".join(row.format(n=n, u=f"/world/{50000 + n}.html", h=f"2.4メートルの“巨大”な{n}") for n in range(1, 6))
    html = (
        f"<table>{rows}</table>" if row.startswith("<tr>") else f"<ol>{rows}</ol>" if row.startswith("<li>") else rows
    )

    entries = _rankings(f"<div><h3>おすすめニュース</h3>{html}</div>")

    assert [(entry.position, entry.headline, entry.section) for entry in entries] == [
        (n, f"2.4メートルの“巨大”な{n}", "エンタメ") for n in range(1, 6)
    ]


def test_a_list_whose_links_are_empty_gives_no_entries() -> None:
    assert _rankings("<h3>話題</h3><ul><li><a href='/world/50001.html'></a></li><li><a href=''>x</a></li></ul>") == []


GENERAL_ITEMS = "".join(f'<li><a href="/articles/{1_000_000 + n}">別の記事の見出しその{n}</a></li>' for n in range(5))


@pytest.mark.parametrize(
    ("heading", "kind", "section"),
    [
        ("アクセスランキング", "trending", None),
        ("24時間アクセスランキング", "trending", None),
        ("人気記事ランキング", "trending", None),
        ("よく読まれている記事", "trending", None),
        ("編集部のおすすめ", "recommended", None),
        ("社会ランキング", "section_ranking", "社会"),
        ("社会の人気記事", "section_ranking", "社会"),
        ("アクセスランキング（地域）", "section_ranking", "地域"),
    ],
)
def test_lists_of_any_site_are_known_by_their_headings(heading: str, kind: str, section: str | None) -> None:
    text = (
        "<p>緑川市は23日、駅前広場を来年春までに造り替える計画を発表した。歩道を広げ、雨をしのげる屋根を付ける。</p>"
        * 2
    )
    html = f'<html lang="ja"><h1>見出し</h1>{text}<section><h2>{heading}</h2><ol>{GENERAL_ITEMS}</ol></section></html>'

    extraction = load_article(Page.parse(html, "https://www.example.jp/articles/9999999"), None)

    assert [(entry.list_kind, entry.list_section) for entry in extraction.rankings] == [(kind, section)] * 5
    assert extraction.article is not None
    assert extraction.article.section == section


@pytest.mark.parametrize(
    "above",
    [
        '<ul><li><a href="/world/40100.html">橋の工事が終わる</a><time>2026年11月25日 04:00</time></li></ul>',
        "<div><p>お知らせ</p></div>",
        "<aside><div><span>もっと見る</span></div></aside>",
        '<ul><li><a href="/series/">連載</a></li></ul>',
    ],
    ids=["the day of an entry", "a box", "a link to more", "a menu"],
)
@pytest.mark.parametrize("words", ["アクセスランキング", "ランキング"])
def test_the_end_of_the_box_above_is_no_part_of_a_heading(above: str, words: str) -> None:
    html = f"<html lang='ja'>{above}<section><h2>{words}</h2><ol>{GENERAL_ITEMS}</ol></section></html>"

    extraction = load_article(Page.parse(html, "https://www.example.jp/articles/9999999"), None)

    assert {(entry.list_kind, entry.list_name) for entry in extraction.rankings} == {("trending", words)}


@pytest.mark.parametrize("title", ["欠航に注意！遅れの多い空港", "なぜ増えた？市の苦情", "港、市場、橋の人出"])
def test_a_title_that_ends_in_the_words_of_a_heading_is_no_section(title: str) -> None:
    entries = f'<ol><li><h3><a href="/articles/40100">{title}ランキング</a></h3></li>{GENERAL_ITEMS}</ol>'
    html = f"<html lang='ja'><h1>駅前広場を造り替え</h1><p>市は計画を発表した。</p><h2>ランキング</h2>{entries}</html>"

    extraction = load_article(Page.parse(html, "https://www.example.jp/articles/9999999"), None)

    assert {entry.list_section for entry in extraction.rankings} == {None}


def test_the_words_for_a_reading_on_head_a_related_block() -> None:
    text = (
        "<p>緑川市は23日、駅前広場を来年春までに造り替える計画を発表した。歩道を広げ、雨をしのげる屋根を付ける。</p>"
        * 2
    )
    html = f'<html lang="ja"><h1>見出し</h1>{text}<h2>この記事を読んだ人はこんな記事も読んでいます</h2><ul>{GENERAL_ITEMS}</ul></html>'

    article = load_article(Page.parse(html, "https://www.example.jp/articles/9999999"), None).article

    assert article is not None
    assert len(article.related) == 5


def test_lists_that_are_known_are_not_read_again() -> None:
    page = Page.parse(f"<html><body>{MENU}<h3>[エンタメ] ランキング</h3>{ITEMS}<h3>話題</h3>{ITEMS}</body></html>", URL)
    known = {key_of_list("section_ranking", "[エンタメ] ランキング", "エンタメ")}

    found = load_article(page, KANGNAM, known_lists=known)

    assert {entry.list_name for entry in found.rankings} == {"話題"}


PARAGRAPH = "<p>市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、屋根を設ける。</p>"
LINKED = '<figure><a href="/news/{}"><img src="/a.jpg" width="640" height="360"></a></figure>'


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (PARAGRAPH + LINKED.format(9) + PARAGRAPH, 0),
        (PARAGRAPH + f"<figure>{LINKED.format(8)}{LINKED.format(9)}</figure>", 0),
        (PARAGRAPH + f'<div>{LINKED.format(9)}<h3><a href="/news/9">別の記事の見出し</a></h3></div>', 1),
        (LINKED.format(9) + '<p><a href="/news/9">別の記事の見出しがここに続き、改修の計画を伝えている。</a></p>', 1),
        (f"<ul><li>{LINKED.format(8)}</li><li>{LINKED.format(9)}</li></ul>", 2),
    ],
    ids=["in the text", "in a gallery", "of a card", "with a linked title", "of cards without titles"],
)
def test_a_linked_picture_between_paragraphs_leads_to_no_article(body: str, count: int) -> None:
    urls = Urls(article=(r"^/news/\d+$",), section=())
    portal = Portal(
        name="example", title="例", language="ja", zone="Asia/Tokyo", hosts=("minato.example",),
        start_urls=("https://minato.example/",), urls=urls,
    )  # fmt: skip
    page = Page.parse(f"<html lang=ja><main><h1>広場の改修</h1>{body}</main>", "https://minato.example/news/1")

    assert len(article_links(page, portal)) == count
