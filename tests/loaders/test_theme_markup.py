"""What popular themes print around an article: category, tags, a licence. A short text must not be outweighed by it."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article
from newscrawl.loaders import load_section_page
from newscrawl.portals import Portal, Urls
from tests.dataset.records import START

PORTAL = Portal(
    name="minato", title="港町", language="ja", zone="Asia/Tokyo", hosts=("minato.example",),
    start_urls=("https://minato.example/",), urls=Urls(article=(r"/kiji-\d+/$",), section=()),
)  # fmt: skip
URL = "https://minato.example/2026/11/23/kiji-41/"
BRIEF = "漁協は二十日、桟橋の点検のため、あすの正午まで立ち入りを禁じると発表した。雨の日は延期する。詳しくは窓口まで。"
LICENCE = "このサイトの記事は、特に書かれていないかぎり、すべて表示と継承の条件で使うことができます。使うときは出典を書いてください。"


def _article(meta: str = "", below: str = "", above: str = "") -> Article:
    html = (
        f"<html lang=ja><body><div>{above}<h1>桟橋を点検へ</h1>{meta}</div>"
        f"<main><article class=post><p>{BRIEF}</p></article>{below}</main></body>"
    )
    article = extract(html, URL).article
    assert article is not None
    return article


def test_a_category_beside_the_date_is_the_section() -> None:
    meta = '<div class=meta><time>2026-11-23</time> <i></i>カテゴリ <a href="/categories/%E5%9C%B0/"><span>地域</span></a></div>'

    article = _article(meta)

    assert (article.section, article.sources["section"]) == ("地域", "general:category")


def test_the_only_category_right_above_the_headline_is_the_section() -> None:
    assert _article(above='<p><a href="/category/local/">地域</a></p>').section == "地域"


@pytest.mark.parametrize("tag", ["p", "span"])
def test_a_menu_of_categories_above_the_headline_gives_no_section(tag: str) -> None:
    menu = "".join(f'<{tag}><a href="/category/{one}/">{one}</a></{tag}> ' for one in ("経済", "地域", "文化", "政治"))

    assert _article(above=f"<div>{menu}</div>").section is None


def test_a_category_of_a_teaser_below_the_text_gives_no_section() -> None:
    card = '<div><div><a href="/category/sports/">スポーツ</a></div><h5><a href="/2026/11/22/kiji-7/">次の記事</a></h5></div>'

    assert _article(below=card).section is None


_TAGS = '<div class="post-meta__tag-list"><a href="/tags/1/">水族館</a><a href="/tags/2/">防災無線</a></div>'
_BOX = (
    '<div class="post-copyright"><div><span>著者: </span><span><a href="/">編集部</a></span></div>'
    f'<div><span>リンク: </span><a href="{URL}">{URL}</a></div><div><span>ライセンス: </span><span>{LICENCE}</span></div></div>'
)


def test_a_licence_that_outweighs_a_short_text_is_not_body() -> None:
    article = _article(below=_BOX + _TAGS)

    assert article.body == BRIEF


def test_tags_in_a_row_named_for_metadata_are_not_authors() -> None:
    assert [author.name for author in _article(below=_TAGS).authors] == []


def test_a_warning_of_a_widget_behind_the_tags_of_a_short_text_is_not_body() -> None:
    warning = "<div class=warning>You need to set <code>key</code> to use this button. Please set it in <code>conf</code>.</div>"

    assert _article(below=f"<div>この記事は</div>{_TAGS}<div>共有する</div>{warning}").body == BRIEF


def test_lines_without_paragraph_elements_right_behind_a_lead_are_body() -> None:
    rest = "工事は来月に始まり、春までに終わる見通しだという。費用は市と県が半分ずつ受け持つ。"

    assert _article(below=f"<div class=rest>{rest}</div>").body == f"{BRIEF}\n\n{rest}"


def test_a_writer_beside_a_badge_is_read_where_data_name_the_editors_alone() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "編集部"}}</script>'
    writer = '<div class="author"><span class="name">高橋真理</span> <span class="badge">Lv4</span></div>'

    assert [author.name for author in _article(data + writer).authors] == ["高橋真理"]
    assert [author.name for author in _article(data).authors] == ["編集部"]


def test_tags_in_a_list_beside_the_date_are_not_authors() -> None:
    tags = '<ul><li><a href="/tags/1/">水族館</a></li><li><a href="/tags/2/">古民家</a></li></ul>'

    assert _article(f"<div><time>2026-11-23</time>{tags}</div>").authors == ()


@pytest.mark.parametrize(
    ("keywords", "tags"), [("港町の日記, 日記", ("水族館", "灯台")), ("水族館, 港", ("水族館", "港"))]
)
def test_keywords_of_the_head_without_a_printed_tag_are_the_sites(keywords: str, tags: tuple[str, ...]) -> None:
    printed = '<div class="post-tags"><a href="/tags/1/">水族館</a> <a href="/tags/2/">灯台</a></div>'

    assert _article(f'<meta name="keywords" content="{keywords}">', below=printed).tags == tags


_BOX_OF_LIST = (
    '<div class="card"><article class="post"><p class="title"><a href="/2026/11/{0}/kiji-{0}/">港の工事、その{0}</a></p>'
    f"<time>2026-11-23</time><div><p>{BRIEF * 3}</p><h2>今後の見通し</h2><p>{BRIEF * 2}</p></div></article></div>"
)


@pytest.mark.parametrize("name", ["港町の日記", ""])
def test_a_list_of_whole_articles_under_linked_titles_is_no_article(name: str) -> None:
    data = (
        f'<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "{name}"}}</script>' if name else ""
    )
    boxes = "".join(_BOX_OF_LIST.format(number) for number in (21, 22, 23))
    html = f'<html lang=ja><head><meta property="og:site_name" content="港町の日記">{data}<title>地域 - 港町の日記</title></head>'

    extraction = extract(f"{html}<body><main>{boxes}</main></body>", "https://minato.example/categories/local/")

    assert (extraction.article, extraction.reason) == (None, "list_page")


@pytest.mark.parametrize(
    ("times", "published"),
    [
        (("2026-11-23 09:07:00+09:00",), "2026-11-23T09:07:00+09:00"),
        (("2026-11-23 09:07:00+09:00", "2026-11-24 08:00:00+09:00"), "2026-11-23T09:07:00+09:00"),
        (("2026-11-19 09:07:00+09:00",), "2026-11-23T00:00:00+09:00"),
        (("2026-11-23T09:07:00+09:00",) * 3, "2026-11-23T00:00:00+09:00"),
    ],
    ids=["one", "with an update", "of another day", "a list"],
)
def test_the_day_in_the_address_confirms_the_only_times_in_a_side_column(
    times: tuple[str, ...], published: str
) -> None:
    column = "".join(f'<li><time datetime="{one}">この日</time></li>' for one in times)
    html = f"<html lang=ja><body><nav><ul>{column}</ul></nav><main><h1>桟橋を点検へ</h1><p>{BRIEF}</p></main></body>"

    article = extract(html, URL).article

    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat() == published


def test_keywords_without_links_above_the_headline_are_tags() -> None:
    tags = '<nav class="md-tags"><span class="md-tag">水族館</span> <span class="md-tag">灯台</span></nav>'

    assert _article(above=tags).tags == ("水族館", "灯台")


@pytest.mark.parametrize(("links", "section"), [(("地域",), "地域"), (("地域", "経済"), None)])
def test_the_one_category_right_below_a_text_is_the_section(links: tuple[str, ...], section: str | None) -> None:
    foot = "".join(f'<div><i></i><a href="/categories/{one}/">{one}</a></div>' for one in links)

    assert _article(below=foot).section == section


def test_a_page_without_headings_has_the_line_named_for_a_title_as_its_headline() -> None:
    line = '<div class="post-main-title">桟橋を点検へ</div><div>2026-11-23</div>'
    html = f"<html lang=ja><title>港町の日記</title><body><a href='/'>港町の日記</a>{line}<p>{BRIEF * 2}</p><h2>今後</h2><p>{BRIEF * 2}</p>"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == "桟橋を点検へ"


@pytest.mark.parametrize("sign", ["#", "¶"])
def test_the_sign_that_links_a_subheading_to_itself_is_no_text(sign: str) -> None:
    heading = f'<h2 id="x">今後の見通し <a class="anchor" href="#x">{sign}</a></h2>'
    picture = f'<figure><img src="/a.jpg"><figcaption>古い桟橋<a href="#y">{sign}</a></figcaption></figure>'
    title = f'<h1><a href="#z">{sign}</a> 桟橋を点検へ<a href="#z">{sign}</a></h1>'
    html = f"<html lang=ja><body>{title}{picture}<p>{BRIEF * 2}</p>{heading}<p>{BRIEF * 3}</p>"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == "桟橋を点検へ"
    assert [image.caption for image in article.images] == ["古い桟橋"]
    assert article.body.split("\n\n")[1] == "今後の見通し"


@pytest.mark.parametrize(
    ("name", "headlines"), [("桟橋を点検へ、市が発表", ["桟橋を点検へ、市が発表"] * 3), ("続きを読む", []), ("", [])]
)
def test_an_empty_link_over_a_card_leads_to_an_article_by_its_name(name: str, headlines: list[str]) -> None:
    cards = "".join(
        f'<div class="card"><a href="/2026/11/2{one}/kiji-{one}/" aria-label="{name}"></a><h2>{one}</h2></div>'
        for one in range(3)
    )
    page = Page.parse(f"<html><body><main>{cards}</main></body></html>".encode(), PORTAL.start_urls[0])

    entries = load_section_page(page, PORTAL, captured_at=START, is_front=True).entries

    assert [entry.headline for entry in entries] == headlines


def test_a_label_and_the_category_that_it_links_are_no_name() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "編集部"}}</script>'
    line = '<div class="meta"><span>カテゴリ</span> <a href="/categories/sports/">スポーツ</a></div>'

    assert [author.name for author in _article(f"{data}<time>2026-11-23</time>{line}").authors] == ["編集部"]


@pytest.mark.parametrize(
    "line",
    [
        '<div class="byline"><time>2026-11-23</time> <a href="/category/tanaka/">田中太郎</a></div>',
        '<p><a href="/news/writers-strike-ends-on-monday/">Writers Strike Ends on Monday</a></p>',
        '<p><a href="/news/reporter-wins-the-harbour-prize/">高橋真理</a></p>',
    ],
    ids=["a category that looks like a name", "a title that looks like a name", "a title with a writer's word"],
)
def test_a_link_to_no_writer_names_nobody(line: str) -> None:
    assert _article(line).authors == ()


def test_a_labelled_writer_before_a_category_is_the_author() -> None:
    line = '<p class="byline">By Clara Winter in <a href="/category/sports/">Sports</a></p>'

    assert [author.name for author in _article(line).authors][:1] == ["Clara Winter"]


def test_tags_with_addresses_of_categories_are_no_section() -> None:
    tags = '<ul class="tags"><li><a class="tag p-category" rel="tag" href="/categories/1/">水族館</a></li></ul>'

    article = _article(f"<div class=meta><time>2026-11-23</time>{tags}</div>", below=tags)

    assert (article.section, article.tags) == (None, ("水族館",))


@pytest.mark.parametrize(
    ("above", "count"),
    [
        ('<div class="hero-image"><img width="1020" height="510" src="/pics/quay.jpg" alt=""></div>', 1),
        ('<a href="/pics/"><img width="1020" height="510" src="/pics/quay.jpg" alt=""></a>', 0),
        ('<div class="author"><img width="1020" height="510" src="/pics/quay.jpg" alt=""></div>', 0),
        ('<img width="16" height="16" src="/pics/quay.jpg" alt="">', 0),
    ],
    ids=["a picture", "on a link", "in a byline", "an icon"],
)
@pytest.mark.parametrize("tag", ["article", "div"])
def test_a_picture_above_the_headline_in_the_articles_own_element_is_the_articles(
    above: str, count: int, tag: str
) -> None:
    text = "".join(
        f"<p>市は駅前の広場を来年の春から作り直すと発表した。屋根は{number}年前のままだという。</p>"
        for number in range(5)
    )
    body = f"<{tag}>{above}<div><time datetime='2026-11-20T09:00+09:00'>2026年11月20日</time><h1>駅前の広場を作り直す</h1></div>{text}</{tag}>"
    article = extract(f"<html lang=ja><body><main>{body}</main></body></html>", "https://minato.example/a/1").article

    assert article is not None
    assert len(article.images) == (count if tag == "article" else 0)
