"""What single site makers print around an article: WordPress's block themes, Pelican, old blogs."""

from __future__ import annotations

import json

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://minato.example/news/123456.html"
TEXT = "".join(
    f"<p>市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、屋根を設ける。その{number}。</p>"
    for number in range(12)
)


def _article(around: str, below: str = "", head: str = "") -> Article:
    html = (
        f"<html lang=ja><head>{head}</head><body><main><h1>駅前広場の改修を承認</h1>{around}{TEXT}{below}</main></body>"
    )
    article = extract(html, URL).article
    assert article is not None
    return article


def _names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


def test_a_block_theme_gives_section_author_and_tags() -> None:
    article = _article(
        '<div class="taxonomy-category wp-block-post-terms"><a href="/c/1" rel="tag">暮らし</a></div>'
        '<div class="wp-block-post-author"><p class="wp-block-post-author__name">港町支局</p></div>',
        '<div class="taxonomy-post_tag wp-block-post-terms"><a href="/t/1" rel="tag">広場</a> <a href="/t/2" rel="tag">駅</a></div>',
    )

    assert article.section == "暮らし"
    assert _names(article) == ["港町支局"]
    assert article.tags == ("広場", "駅")


def test_an_author_in_a_block_themes_list_of_other_articles_is_not_taken() -> None:
    article = _article(
        "",
        '<div class="wp-block-query"><ul><li><a href="/news/9.html">別の記事の見出し</a>'
        '<div class="wp-block-post-author-name">山田太郎</div></li></ul></div>',
    )

    assert _names(article) == []


def test_links_side_by_side_behind_a_label_are_separate_tags() -> None:
    article = _article('<p>tags: <a href="/t/a.html">広場</a> <a href="/t/b.html">駅 前</a></p>')

    assert article.tags == ("広場", "駅 前")


def test_an_abbr_of_hatom_gives_the_exact_time_without_an_entry_around_it() -> None:
    article = _article(
        '<footer class="post-info"><abbr class="published" title="2026-11-23T20:05:00+09:00">'
        "公開: 2026年11月23日(月)</abbr></footer>"
    )

    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-23T20:05:00+09:00"


def test_a_writer_in_a_small_heading_named_for_one_is_the_author() -> None:
    article = _article(
        '<div class="writer-box"><h4 class="writer-name"><a href="/clara-winter/">Clara Winter</a></h4></div>'
    )

    assert _names(article) == ["Clara Winter"]


def test_a_mark_without_width_parts_a_name_from_what_stands_behind_it() -> None:
    name = "Clara Winter \u200b Lisbon. Correspondent"
    node = f'{{"@type": "NewsArticle", "headline": "駅前広場", "author": {{"name": "{name}"}}}}'
    article = _article("", head=f'<script type="application/ld+json">{node}</script>')

    assert _names(article) == ["Clara Winter"]


def test_meta_tags_name_writers_under_many_names() -> None:
    for name in ("writer", "og:article:author", "byl"):
        article = _article("", head=f'<meta name="{name}" content="By Clara Winter">')

        assert _names(article) == ["Clara Winter"]


def test_a_headline_under_a_picture_is_no_caption_and_the_pictures_second_place_gives_it() -> None:
    picture = '<img src="/p.jpg" width="640" height="360" alt="">'
    html = (
        f"<html lang=ja><body><main><div><figure>{picture}</figure><h1>駅前広場の改修を承認</h1></div>"
        f"<div><figure>{picture}<figcaption>改修される広場</figcaption></figure>{TEXT}</div></main></body>"
    )

    article = extract(html, URL).article

    assert article is not None
    assert [image.caption for image in article.images] == ["改修される広場"]


def test_names_in_elements_side_by_side_are_separate_writers() -> None:
    names = ["Clara Winter", "Eva Sofia Lindner", "Jan Peter Sommer"]

    for tag in ("a href='/x'", "span"):
        marked = "".join(f"<{tag}>{name}</{tag.split()[0]}> " for name in names)
        assert _names(_article(f'<div class="byline">{marked}</div>')) == names
        assert _names(_article(f'<div itemprop="author">{marked}</div>')) == names


_FOOTER = (
    '<footer><p>Published: <time datetime="2026-11-20T12:00:00+09:00">Fri 20 November 2026</time></p>'
    '<address>By <a href="/author/suzuki.html">鈴木一郎</a></address></footer>'
)


def test_the_author_in_the_footer_of_a_long_article_is_read() -> None:
    assert _names(_article("", _FOOTER)) == ["鈴木一郎"]


def test_the_author_of_a_teaser_below_the_text_is_not_the_articles() -> None:
    teaser = '<div class="next"><a href="/news/9.html">港の倉庫を改修し、来年の春に図書館として開く計画</a></div>'

    assert _names(_article("", teaser + _FOOTER)) == []


@pytest.mark.parametrize("line", ["In {}.", "Posted in {}", "Filed under: {}", "Veröffentlicht in {}"])
def test_a_line_that_files_the_article_in_a_category_gives_its_section(line: str) -> None:
    link = '<a href="/category/local.html">地域</a>'

    assert _article(f"<p>{line.format(link)}</p>").section == "地域"


@pytest.mark.parametrize(
    "line", ['In <a href="/news/8.html">地域</a>.', 'Read on in <a href="/category/local.html">地域</a>.']
)
def test_another_line_with_a_link_gives_no_section(line: str) -> None:
    assert _article(f"<p>{line}</p>").section is None


def _headed(above: str, h1: str = "<h1>駅前の広場を新しく</h1>") -> Article:
    html = f"<html><body><main><article><header>{above}{h1}</header><p>{TEXT}</p><p>{TEXT[::-1]}。</p></article></main></body></html>"
    article = extract(html, "https://asunews.example/a/2024/12345").article
    assert article is not None
    return article


@pytest.mark.parametrize(
    "above",
    ['<a class="kicker" href="/tag/town/">まち</a>', '<p><a href="/topics/town">まち</a></p>'],
)
def test_the_one_link_to_a_list_above_the_headline_is_the_section(above: str) -> None:
    assert _headed(above).section == "まち"
    assert _headed(above, "<div><h1>駅前の広場を新しく</h1></div>").section == "まち"


@pytest.mark.parametrize(
    "above",
    [
        '<p><a href="/tag/town/">まち</a></p><p><a href="/tag/station/">駅</a></p>',
        '<p><a href="/tag/town/">まち</a> <a href="/tag/station/">駅</a></p>',
        '<p><a href="/tag/town/">まち</a>の話題</p>',
        '<p><a href="/blog/">記事の一覧へ</a></p>',
        '<nav><a href="/tag/town/">まち</a></nav>',
    ],
)
def test_other_lines_above_the_headline_are_no_section(above: str) -> None:
    assert _headed(above).section is None


def test_tags_with_the_name_of_a_tag_on_each_item_are_one_list() -> None:
    article = _article(
        '<ul><li><ul><li class="tag"><a href="/t/1/">広場</a></li><li class="tag"><a href="/t/2/">駅前</a></li></ul></li></ul>'
    )

    assert article.tags == ("広場", "駅前")


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        ([("Acasă", "https://minato.example/"), ("暮らし", "https://minato.example/kurashi/")], "暮らし"),
        ([("Acasă", "https://minato.example/")], None),
        ([("暮らし", None)], "暮らし"),
    ],
)
def test_the_front_page_in_a_trail_is_no_section_whatever_its_name(
    crumbs: list[tuple[str, str | None]], section: str | None
) -> None:
    members = [{"position": n, "name": name, "item": url} for n, (name, url) in enumerate(crumbs, 1)]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": members})

    assert _article(f'<script type="application/ld+json">{data}</script>').section == section


def test_a_year_is_no_section() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "市長、灯台を見直すと表明", "articleSection": "2016"})

    assert _article(f'<script type="application/ld+json">{data}</script>').section is None


def test_a_row_of_facts_without_spaces_is_no_paragraph() -> None:
    facts = ("港町花子", "2026/11/20", "1分以内", "地域", "海底ケーブル", "防災無線")
    row = "".join(f"<span><span>{fact}</span></span>" for fact in facts)
    html = (
        '<html lang=ja><head><script type="application/ld+json">'
        '{"@type": "Article", "headline": "岸壁を見直す", "image": [""], "author": [{"name": "港町花子"}]}</script></head>'
        f"<body><main><h1>岸壁を見直す</h1><div>{row}</div><p>漁協は点検のため立ち入りを禁止すると発表した。窓口まで。</p></main>"
    )

    article = extract(html, URL).article

    assert article is not None
    assert article.body == "漁協は点検のため立ち入りを禁止すると発表した。窓口まで。"
    assert article.images == ()


CARD = (
    '<div role="navigation"><h2>2026-11-20</h2><ul><li><span>Author:</span> <a href="/w/1/">港町花子</a></li>'
    '<li><span>Category:</span> <a href="/c/1/">暮らし</a></li>'
    '<li><span>Tags:</span> <a href="/t/1/">広場</a> <a href="/t/2/">駅前</a></li></ul></div>'
)


def test_a_card_of_labelled_facts_beside_the_text_gives_author_section_and_tags() -> None:
    article = _article("", CARD)

    assert (_names(article), article.section, article.tags) == (["港町花子"], "暮らし", ("広場", "駅前"))


@pytest.mark.parametrize(
    "beside",
    [
        CARD * 2,
        "<aside><p>Author: <a href='/w/1/'>港町花子</a></p></aside>",
        "<form><p>Author:</p><p>Category:</p></form>",
    ],
    ids=["cards of two articles", "one label", "a form"],
)
def test_labels_that_are_not_one_card_give_nothing(beside: str) -> None:
    article = _article("", beside)

    assert (_names(article), article.section, article.tags) == ([], None, ())


@pytest.mark.parametrize("age", ["", " 2 days ago", " 1 week, 2 days ago"])
def test_a_writer_is_read_behind_an_english_label_and_before_an_english_age(age: str) -> None:
    article = _article(f'<h6 class="post-meta">Posted by: <a href="/blog/author/m/">港町花子</a>{age}</h6>')

    assert _names(article) == ["港町花子"]


def test_labels_in_an_unknown_language_are_no_names() -> None:
    article = _article(
        "<div><i><span>2026-11-20</span> <span>该篇文章被 編集部</span> <span>打上标签: <a href='/tags/a/'>灯台</a></span> "
        "<span>归为分类: <a href='/categories/b/'>地域</a></span></i></div>"
    )

    assert [name for name in _names(article) if name != "編集部"] == []


def test_a_row_of_facts_behind_unknown_labels_is_no_paragraph() -> None:
    article = _article("<p>最近更新：2026-11-24 | 字数总计：39 | 阅读估时：1分钟 | 阅读量：次</p>")

    assert article.body.startswith("市議会は二十三日")


def test_the_text_of_a_block_for_text_beside_a_picture_is_no_caption() -> None:
    words = "海沿いの道は五年ぶりに開通した。沿道の商店主は、観光の客が戻ることを期待している。"
    block = (
        '<div class="wp-block-media-text alignwide"><figure class="wp-block-media-text__media"><img src="/road.jpg"></figure>'
        f'<div class="wp-block-media-text__content"><p>{words}</p></div></div>'
    )

    article = _article(block)

    assert words in article.body
    assert [image.caption for image in article.images] == [None]


@pytest.mark.parametrize("heading", ["コメント", "2件のコメント", "댓글 남기기", "Comments"])
def test_what_is_above_the_heading_of_comments_in_one_block_is_the_articles_own(heading: str) -> None:
    meta = (
        '<div class="wp-block-post-date"><time datetime="2026-11-23T18:40:00+09:00">2026年11月23日</time></div>'
        '<div class="wp-block-post-author"><p class="wp-block-post-author__name">港町支局</p></div>'
        '<div class="taxonomy-category wp-block-post-terms"><a href="/c/1" rel="tag">暮らし</a></div>'
        '<div class="taxonomy-post_tag wp-block-post-terms"><a href="/t/1" rel="tag">広場</a></div>'
    )
    remark = '<ol><li class="comment"><time datetime="2026-11-24T08:00:00+09:00">11月24日</time><p>読みました。</p></li></ol>'
    comments = f'<div class="wp-block-post-comments"><h3>{heading}</h3>{remark}</div>'

    article = _article("", f'<div class="wp-block-group">{meta}{comments}</div>')

    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-23T18:40:00+09:00"
    assert (_names(article), article.section, article.tags) == (["港町支局"], "暮らし", ("広場",))
    assert "読みました" not in article.body


@pytest.mark.parametrize(("headline", "author"), [("港の便り", None), ("駅前広場の改修を承認", "港町支局")])
def test_data_with_the_publishers_name_for_a_headline_describe_the_site_and_no_article(
    headline: str, author: str
) -> None:
    data = {
        "@type": "BlogPosting",
        "headline": headline,
        "publisher": {"name": "港の便り"},
        "author": {"name": "港町支局"},
    }

    found = _article("", head=f'<script type="application/ld+json">{json.dumps(data)}</script>')

    assert _names(found) == ([author] if author else [])
    assert found.headline == "駅前広場の改修を承認"


@pytest.mark.parametrize(
    ("links", "section"),
    [
        ((("/", "Home"), ("/archives", "Archives")), None),
        ((("/", "ホーム"), ("/town", "まち"), ("/", "ホーム"), ("/town", "まち")), None),
        ((("/", "ホーム"), ("/town", "まち")), "まち"),
        ((("/", "ホーム"), ("/sea", "うみ"), ("/", "ホーム"), ("/town", "まち")), "まち"),
    ],
    ids=["a list of everything", "a menu printed twice", "a trail", "a menu above a trail"],
)
def test_links_that_lead_to_the_headline_are_a_trail_and_no_menu(
    links: tuple[tuple[str, str], ...], section: str
) -> None:
    above = "".join(f'<div><a href="{url}">{name}</a></div>' for url, name in links)
    html = f"<html lang=ja><head><title>駅前広場の改修を承認</title></head><body>{above}<div>駅前広場の改修を承認</div>{TEXT}</body></html>"
    article = extract(html, URL).article

    assert article is not None
    assert article.section == section


def test_a_line_below_the_sites_h1_that_is_all_of_the_title_is_the_headline_however_long() -> None:
    line = "Forty percent of the harbour town back longer hours at the night clinic, says a team"
    text = "<p>The council said on Friday that it would keep the clinic open until three in the morning.</p>" * 5
    html = f"<html><head><title>: {line}</title></head><body><h1>A blog of the quay</h1><div>{line}</div>{text}</body></html>"
    article = extract(html, URL).article

    assert article is not None
    assert article.headline == line
