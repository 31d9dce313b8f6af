"""An article in a markup that no rule was written for."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import Extraction, load_article
from newscrawl.portals import load_portal

URL = "https://kangnamtimesjp.com/world/48213.html"
PARAGRAPHS = (
    "韓国の大手芸能事務所は23日、所属する俳優の活動について公式に立場を明らかにした。関係者は「詳細は確認中だ」と述べている。",
    "専門家によると、今回の発表は市場に影響を与える可能性があるという。26日(現地時間)にも追加の発表がある見通しだ。",
    "ソウル市内で開かれた会見には多くの記者が集まり、質問が相次いだ。担当者は一つ一つ丁寧に答え、理解を求めた。",
)


def _link(number: int) -> str:
    return f'<a href="/entertainment/{number}.html">見出し{number}「すごい」</a>'


def _cells(first: int) -> str:
    return "".join(f"<tr><td>{n}</td><td>{_link(first + n)}</td><td>エンタメ&nbsp;</td></tr>" for n in range(1, 6))


RELATED = "".join(f"<dd>{_link(number)}</dd>" for number in (48213, *range(50010, 50017)))
HTML = f"""<html lang="ja"><head><title>俳優の活動に“注目”「今後は？」 - 江南タイムズ</title></head><body>
<a href="#main">メインメニューへスキップ(上段)</a>
<ul><li><a href="/category/world">国際・政治&nbsp;</a></li><li><a href="/category/ent">エンタメ</a></li></ul>
<div><b>俳優の活動に“注目”「今後は？」</b></div><div>小池和樹</div><div>アクセス</div><div>2026年11月23日 20時00分</div>
<div><img src="/img/1.jpg"><div>引用:聯合ニュース</div></div>
{"".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS)}
<div>小池和樹</div><div>koike@example.com</div>
<div>コメント12</div><div>300</div><div>コメント12</div>
<div><span>［</span><span>国際・政治</span><span>］</span> <em>ランキング</em></div>
{"".join(f"<div>{_link(50000 + n)}</div>" for n in range(6))}
<dl><dt>こんな記事も読まれています</dt>{RELATED}</dl><dl><dt>こんな記事も読まれています</dt>{RELATED}</dl>
<table><caption>おすすめニュース</caption>{_cells(50020)}</table>
<div><b>話題</b></div><table>{_cells(50030)}</table>
<p>Copyright © 江南タイムズ All rights reserved.</p></body></html>"""


@pytest.fixture(scope="module")
def read() -> Extraction:
    return load_article(Page.parse(HTML, URL), load_portal("kangnam"))


def test_the_body_is_the_paragraphs_and_nothing_else(read: Extraction) -> None:
    assert read.article is not None
    assert read.article.body == "\n\n".join(PARAGRAPHS)


def test_the_fields_around_the_body_are_read_from_what_is_printed(read: Extraction) -> None:
    article = read.article

    assert article is not None
    assert article.headline == "俳優の活動に“注目”「今後は？」"
    assert [author.name for author in article.authors] == ["小池和樹"]
    assert str(article.published_at) == "2026-11-23 20:00:00+09:00"
    assert article.section == "国際・政治"
    assert [image.credit for image in article.images] == ["聯合ニュース"]


def test_a_blank_view_count_is_unknown_and_the_limit_of_characters_no_count(read: Extraction) -> None:
    assert read.article is not None
    assert read.article.view_count is None
    assert read.article.comment_count == 12


def test_the_related_block_is_each_article_once_without_the_article_itself(read: Extraction) -> None:
    assert read.article is not None
    assert [one.headline for one in read.article.related] == [f"見出し{n}「すごい」" for n in range(50010, 50017)]


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc_jp"])
def test_a_page_with_bytes_that_no_encoding_explains_is_told(encoding: str) -> None:
    sound = (
        HTML.replace("©", "").replace("“", "「").replace("”", "」").replace("\N{NO-BREAK SPACE}", " ").encode(encoding)
    )
    begin = sound.index(PARAGRAPHS[0][4:12].encode(encoding))
    damaged = sound[:begin] + b"\xff" + sound[begin:]

    notes = [load_article(Page.parse(body, URL), load_portal("kangnam")).notes for body in (sound, damaged)]

    assert notes == [(), ("lost_characters",)]


def test_every_headed_list_is_read_with_positions_and_labels(read: Extraction) -> None:
    lists = {(entry.list_name, entry.list_kind) for entry in read.rankings}
    trending = [entry for entry in read.rankings if entry.list_kind == "trending"]

    assert lists == {
        ("[国際・政治] ランキング", "section_ranking"),
        ("おすすめニュース", "recommended"),
        ("話題", "trending"),
    }
    assert [(e.position, e.headline, e.section) for e in trending] == [
        (n, f"見出し{50030 + n}「すごい」", "エンタメ") for n in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (
            "<h1>ページが見つかりません</h1><p>お探しのページは移動または削除された可能性があります。</p>",
            URL,
            "not_found_page",
        ),
        (HTML, "https://kangnamtimesjp.com/", "list_page"),
        (HTML, "https://kangnamtimesjp.com/category/world", "list_page"),
        ("<h1>見出しだけのページ</h1>", URL, "no_body"),
        (
            "<h1>港の橋、架け替えへ</h1><aside><h2>この記事は有料会員限定です</h2><a href='#in'>ログイン</a></aside>",
            URL,
            "subscribers_only",
        ),
        ("<h1>The bridge</h1><div><h2>This post is for subscribers only</h2></div>", URL, "subscribers_only"),
        (f"<p>{PARAGRAPHS[0]}</p>", URL, "no_headline"),
    ],
)
def test_a_page_that_is_no_article_says_why(html: str, url: str, reason: str) -> None:
    extraction = load_article(Page.parse(html, url), load_portal("kangnam"))

    assert extraction.article is None
    assert extraction.reason == reason


CARD = (
    '<article class="card"><header><h2><a href="/news/{0}.html" rel="bookmark">商店街、灯台を見直すと表明 その{0}</a></h2>'
    "</header><p>" + "港湾局は第{0}回の会合で、給食について住民への説明を丁寧に重ねると述べた。" * 4 + "</p>"
    '<footer><time datetime="2026-11-20T12:00:00+09:00">20 November</time></footer></article>'
)


TYPED = '<meta property="og:type" content="article"><meta property="article:section" content="経済">'


@pytest.mark.parametrize(
    ("cards", "head", "reason"),
    [
        ((101, 102, 103), "", "list_page"),
        ((101, 102, 103), '<meta property="og:type" content="article">', "list_page"),
        ((101, 102, 103), TYPED, None),
        ((8,), "", None),
    ],
    ids=[
        "teasers",
        "teasers on a page of a theme that types any page",
        "teasers on an article's page",
        "an article whose heading links itself",
    ],
)
def test_a_page_of_teasers_alone_is_a_list(cards: tuple[int, ...], head: str, reason: str | None) -> None:
    inside = "".join(map(CARD.format, cards))
    html = f"<html><head><title>経済 - 港町の日記</title>{head}</head><body><main><h2>経済の記事</h2>{inside}</main></body></html>"

    assert load_article(Page.parse(html, "https://minato.example/news/8.html"), None).reason == reason


def test_a_page_with_a_cookie_banner_alone_has_no_body() -> None:
    banner = "This website uses cookies to improve your experience while you navigate through the website. "
    html = f"<h1>Minato Times</h1><div><p>Privacy Overview</p><p>{banner * 4}</p></div>"

    assert load_article(Page.parse(html, "https://minato.example/news/1"), None).reason == "no_body"


@pytest.mark.parametrize(
    ("path", "head", "reason"),
    [
        ("/", "", "list_page"),
        ("/index.html?utm_source=mail", "", "list_page"),
        ("/?p=48", "", None),
        ("/", '<meta property="og:type" content="article">', None),
        ("/welcome/", "", None),
    ],
)
def test_a_page_at_the_root_of_a_site_is_its_front_page_unless_it_calls_itself_an_article(
    path: str, head: str, reason: str | None
) -> None:
    html = f"<html><head>{head}</head><body><main><h1>港を歩く</h1><p>{'灯台は今日も船を照らす。' * 20}</p></main></body></html>"

    assert load_article(Page.parse(html, f"https://minato.example{path}"), None).reason == reason
