"""Keywords: the newsroom's own, without marks of the publishing machine; else those that the page prints."""

from __future__ import annotations

import json

import pytest

from newscrawl.api import extract

TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"


def _tags(*, head: str = "", below: str = "", keywords: object = None) -> tuple[str, ...]:
    data = {"@type": "NewsArticle", "headline": "広場を新しく", "keywords": keywords}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if keywords else ""
    html = f"<html><head>{head}{script}</head><h1>広場を新しく</h1><p>{TEXT}</p><p>{TEXT[::-1]}。</p>{below}</html>"
    article = extract(html, "https://asunews.example/a/2024/12345").article
    assert article is not None
    return article.tags


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("駅前、広場,工事", ("駅前", "広場", "工事")),
        (["#駅前", "＃広場"], ("駅前", "広場")),
        (["駅前", "98be933f-38cf-4fba-b6c6-ad438e82010a", "100312362", "2024"], ("駅前", "2024")),
        (["topic/station", "sections/local"], ("station", "local")),
        ("Station Square Works City Spring", ()),
        (["NewsArticle", "駅前"], ("駅前",)),
    ],
)
def test_keywords_are_read_without_what_is_none(keywords: object, tags: tuple[str, ...]) -> None:
    assert _tags(keywords=keywords) == tags


def test_the_shorter_list_of_the_same_words_is_meant_for_readers() -> None:
    head = '<meta name="news_keywords" content="駅前,広場">'

    assert _tags(head=head, keywords=["駅前", "web", "広場", "paywall exclude"]) == ("駅前", "広場")


def test_another_list_of_the_head_does_not_replace_the_datas() -> None:
    head = '<meta name="news_keywords" content="駅前,公園">'

    assert _tags(head=head, keywords=["駅前", "広場", "工事"]) == ("駅前", "広場", "工事")


def test_general_keywords_do_not_name_the_site() -> None:
    head = '<meta property="og:site_name" content="明日新聞"><meta name="keywords" content="明日新聞,駅前,広場">'

    assert _tags(head=head) == ("駅前", "広場")


@pytest.mark.parametrize(
    "below",
    [
        '<ul class="article-tags"><li><a href="/t/1">#駅前</a></li><li><a href="/t/2">#広場</a></li></ul>',
        '<p class="tagList"><a href="/t/1">駅前</a>、<a href="/t/2">広場</a></p>',
        '<dl><dt>関連キーワード</dt><dd><a href="/t/1">駅前</a></dd><dd><a href="/t/2">広場</a></dd></dl>',
        '<div id="topics"><a href="/t">トピックス</a> <a href="/t/1">駅前</a> <a href="/t/2">広場</a></div>',
    ],
)
def test_printed_keywords_are_taken_where_the_head_has_none(below: str) -> None:
    assert _tags(below=below) == ("駅前", "広場")


@pytest.mark.parametrize(
    "below",
    [
        '<footer><ul class="topics"><li><a href="/t/1">駅前</a></li><li><a href="/t/2">広場</a></li></ul></footer>',
        f'<div class="tag"><p>{TEXT}<a href="/t/1">駅前</a></p></div>',
        (
            '<ul class="tags"><li><a href="/a/1">駅前の広場、来春に新しく　木を百本植える計画</a></li>'
            '<li><a href="/a/2">港の朝市、三十年ぶりに再開へ　漁協と市が合意</a></li></ul>'
        ),
        '<div class="tags"><a href="#">Get alerts for these topics »</a></div>',
        '<div class="post-tags"><div class="tag-label">Tags</div></div>',
    ],
)
def test_menus_and_texts_are_no_lists_of_keywords(below: str) -> None:
    assert _tags(below=below) == ()


@pytest.mark.parametrize("button", ["See all topics", "すべてのタグを見る", "もっと見る", "一覧へ ＞"])
def test_a_button_beside_keywords_is_none(button: str) -> None:
    below = f'<p class="tags"><a href="/t/1">駅前</a> <a href="/t/2">広場</a> <a href="/t">{button}</a></p>'

    assert _tags(below=below) == ("駅前", "広場")


def test_two_lists_of_keywords_are_parted_at_their_commas() -> None:
    head = '<meta name="keywords" content="駅前,広場,工事"><meta name="keywords" content="広場,説明会,市長">'

    assert _tags(head=head) == ("駅前", "広場", "工事", "説明会", "市長")


def test_keywords_of_the_site_yield_to_linked_tags_that_name_none_of_them() -> None:
    head = '<meta name="keywords" content="ニュース,速報,写真">'
    linked = '<p>駅前 <a rel="tag" href="/t/1">広場</a> と <a rel="tag" href="/t/2">工事</a></p>'

    assert _tags(head=head, below=linked) == ("広場", "工事")
    assert _tags(head='<meta name="keywords" content="ニュース,広場">', below=linked) == ("ニュース", "広場")
    topics = '<div><h4>Topics</h4><ul><li><a href="/a/">港</a></li><li><a href="/b/">広場</a></li><li><a href="/c/">空港</a></li></ul>'
    assert _tags(head='<meta name="keywords" content="駅前,広場">', below=topics) == ("駅前", "広場")


@pytest.mark.parametrize(
    "heading",
    ["Mehr lesen über", "Themenseiten zu diesem Artikel:", "Read more about", "En savoir plus sur", "Läs mer om"],
)
def test_links_of_one_form_behind_a_heading_for_keywords_are_tags(heading: str) -> None:
    below = (
        f'<div><h4>{heading}</h4></div><ul><li><a href="/politik/hafen/">駅前</a></li>'
        '<li><a href="/politik/kran/">広場,</a></li></ul><div><a href="/">zur Startseite</a></div>'
    )

    assert _tags(below=below) == ("駅前", "広場")


@pytest.mark.parametrize("heading", ["Mehr lesen", "Themen der Woche", "Read more", "Auch interessant"])
def test_links_behind_another_heading_are_none(heading: str) -> None:
    below = f'<div><h4>{heading}</h4></div><ul><li><a href="/politik/hafen/">駅前</a></li></ul>'

    assert _tags(below=below) == ()


def test_tags_in_the_cells_behind_a_term_are_read_with_commas_between_them() -> None:
    below = '<dl><dt><b>タグ：</b></dt><dd><a href="/t/1">広場</a>, </dd><dd><a href="/t/2">工事</a></dd></dl><p>次の話題。</p>'

    assert _tags(below=below) == ("広場", "工事")
    assert _tags(head='<meta name="keywords" content="ニュース,速報">', below=below) == ("広場", "工事")


@pytest.mark.parametrize(
    ("parts", "tags"),
    [
        (["<b class=keyword>駅前</b>", "<b class=keyword>広場</b>"], ("駅前", "広場")),
        (["<b class=keyword>駅前</b>", "<b>広場</b>"], ()),
        (["<b class=keyword>駅前</b>", f"<b class=keyword>{TEXT}{TEXT}</b>"], ()),
    ],
    ids=["each part is named", "one part is not named", "one part is a text"],
)
def test_keywords_without_links_are_those_of_a_list_in_which_each_part_is_named(
    parts: list[str], tags: tuple[str, ...]
) -> None:
    assert _tags(below=f"<div class=keywords>{''.join(parts)}</div>") == tags


def test_a_number_sign_that_is_printed_before_a_tag_leaves_no_space() -> None:
    assert _tags(below='<div><a rel="tag" href="/t/1"># 駅前</a> <a rel="tag" href="/t/2">＃ 広場</a></div>') == (
        "駅前",
        "広場",
    )


def test_a_word_for_keywords_in_the_footer_makes_no_tags_of_the_links_behind_it() -> None:
    footer = "<footer><p>キーワード</p><a href='https://maker.example'>Maker</a><a href='https://look.example'>Look</a></footer>"
    row = "<div><a href='/tags/station/'>#駅前</a> <a href='/tags/square/'>#広場</a></div>"

    assert _tags(below=row + footer) == ("駅前", "広場")


def test_the_full_stop_behind_the_only_link_of_a_label_is_no_part_of_the_tag() -> None:
    assert _tags(below='<div>Tags: <a href="/tags/square">広場</a>.</div>') == ("広場",)


def test_a_cloud_of_counted_topics_in_a_side_column_is_not_taken_for_the_row_below_the_text() -> None:
    row = (
        '<div class="meta">Tags: <a href="/tags/square">広場</a>, <a href="/tags/station">駅前</a>. | No comments</div>'
    )
    topics = "".join(f'<li><a href="/tags/{n}">話題{n} ({n})</a></li>' for n in range(1, 9))

    assert _tags(below=f'{row}<div class="sidebar"><h3>Tag List</h3><ul id="tags">{topics}</ul></div>') == (
        "広場",
        "駅前",
    )


def test_of_two_lists_of_keywords_without_links_the_first_is_taken_whenever_the_page_is_read() -> None:
    lists = "".join(
        f"""<div class="tags"><span class="tag">{name}</span><span class="tag">{name}の話</span></div><p>{TEXT}</p>"""
        for name in ("駅前", "広場", "工事", "港", "市場", "病院", "学校", "公園")
    )

    assert {_tags(below=lists) for _ in range(8)} == {("駅前", "駅前の話")}
