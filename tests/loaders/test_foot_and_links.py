"""What links and an article's own foot give where labels are few: writers, keywords, times."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://minato.example/news/123456.html"
TEXT = "".join(
    f"<p>港の委員会は二十日、渡し船の時刻を来年春から見直す方針を固めた。冬の便を増やし、運賃は据え置く。その{number}。</p>"
    for number in range(14)
)
WRITERS = '<a class="url fn" href="/author/a.html">三枝直樹</a> <a class="url fn" href="/author/b.html">有馬 弘</a>'


def _article(around: str = "", below: str = "", head: str = "") -> Article:
    html = (
        f"<html lang=ja><head>{head}</head><body><article><header><h1>渡し船の時刻を見直し</h1></header>{around}{TEXT}"
        f"{below}</article></body></html>"
    )
    article = extract(html, URL).article
    assert article is not None
    return article


def _names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    "line",
    [
        f'<p class="author"><em>by {WRITERS}</em> <span><a href="/tag/port.html">港</a></span></p>',
        f"<address>By {WRITERS.replace('class=', 'rel=author class=')}</address>",
        f"<div>2026年11月28日 18:56 {WRITERS}</div>",
    ],
)
@pytest.mark.parametrize("known", ["三枝直樹", None])
def test_links_to_writers_side_by_side_are_separate_writers(line: str, known: str | None) -> None:
    head = f'<meta name="author" content="{known}">' if known else ""

    assert _names(_article(line, head=head)) == ["三枝直樹", "有馬 弘"]


def test_a_button_beside_a_writers_link_is_no_writer() -> None:
    line = '<p>By <a href="/author/a">Jane Doe</a> <a href="/author/a">View More Articles</a></p>'

    assert _names(_article(line)) == ["Jane Doe"]


def test_links_to_writers_in_the_foot_are_those_where_data_name_the_house() -> None:
    head = '<meta property="og:site_name" content="港町通信"><meta name="author" content="港町通信編集部">'

    assert _names(_article(below=f"<address>By {WRITERS}</address>", head=head)) == ["三枝直樹", "有馬 弘"]


@pytest.mark.parametrize(("count", "names"), [(1, 1), (2, 2), (6, 0)])
def test_a_list_of_links_to_writers_below_the_text_names_them_all_unless_it_is_a_menu(count: int, names: int) -> None:
    people = ("三枝直樹", "有馬 弘", "柏木千尋", "志村 遥", "与謝野恵", "小野寺美咲")[:count]
    items = "".join(f'<li><a href="/authors/w{at}/">{name}</a></li>' for at, name in enumerate(people))

    assert len(_names(_article(below=f"<div><strong>Authors</strong></div><ul>{items}</ul>"))) == names


def test_the_foot_of_a_long_article_gives_its_times_and_writers() -> None:
    article = _article(
        below="<footer><time>Created: 2026年11月28日 18:56.</time> <time>Modified: 2026年11月28日 20:56</time>"
        f"{WRITERS}</footer>"
    )

    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-28T18:56:00+09:00"
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2026-11-28T20:56:00+09:00"
    assert _names(article) == ["三枝直樹", "有馬 弘"]


@pytest.mark.parametrize(
    "below",
    [
        "<article><footer><time>2026年11月20日 10:00</time></footer></article>",
        '<footer><ul><li><a href="/news/9.html">別の記事</a> <time>2026年11月20日 10:00</time></li></ul></footer>',
        "<footer><p>2026年11月20日 10:00</p><p>2026年11月21日 11:00</p><p>2026年11月22日 12:00</p></footer>",
    ],
)
def test_times_of_others_in_a_foot_are_not_the_articles(below: str) -> None:
    assert _article(below=below).published_at is None


def test_a_line_of_links_and_a_time_below_the_headline_is_no_text() -> None:
    head = '<meta name="description" content="港町通信 | 文化 | 三枝直樹 有馬 弘 | 2026年11月28日 18:56">'
    line = f'<span><a href="/">港町通信</a> | <a href="/category/c.html">文化</a> | {WRITERS} | 2026年11月28日 18:56</span>'

    assert _article(line).body.startswith("港の委員会は")
    assert _article(line, head=head).body.startswith("港の委員会は")


def test_a_picture_under_a_heading_below_the_text_is_not_the_articles() -> None:
    card = '<div><h3>Author</h3><div class="media caption"><h4>港町通信編集部</h4><img src="/face.png"></div></div>'

    assert _article('<img src="/harbour.jpg">', card).images[0].url.endswith("/harbour.jpg")
    assert len(_article('<img src="/harbour.jpg">', card).images) == 1


@pytest.mark.parametrize(
    "below",
    [
        '<div class="tags"><p>tags: <a href="/tag/a.html">交通</a><a href="/tag/b.html">予算</a></p></div>',
        '<footer>Filed Under <a href="/tag/a.html">交通</a> • <a href="/tag/b.html">予算</a></footer>',
        '<p><a href="/tag/a.html">交通</a><a href="/tag/b.html">予算</a></p>',
        (
            "<footer><span>Published</span> <time>Saturday, November 28, 2026</time> <span>Filed Under</span>"
            '<a href="/tag/a.html">交通</a> • <a href="/tag/b.html">予算</a></footer>'
        ),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_links_to_tags_by_their_address_are_keywords(below: str, is_above: bool) -> None:
    article = _article(below) if is_above else _article(below=below)

    assert article.tags == ("交通", "予算")
    assert article.body.endswith("その13。")


@pytest.mark.parametrize("name", ["", "pagination"])
def test_a_row_of_tags_may_be_right_above_the_links_to_the_articles_before_and_after(name: str) -> None:
    relation = "" if name else "rel=prev"
    tags = '<div><b>labels</b><ul><li><a href="/blog/tags/a">交通</a></li><li><a href="/blog/tags/b">予算</a></li></ul></div>'
    pager = f'<div class="{name}"><a href="/news/123455.html" {relation}>小学校の給食の献立を委員会が見直しへ</a></div>'

    assert _article(below=tags + pager).tags == ("交通", "予算")


def test_a_row_of_tags_in_a_foot_of_the_main_element_is_the_articles() -> None:
    foot = '<div class="post-footer"><a href="/tag/a.html">交通</a> <a href="/tag/b.html">予算</a></div>'
    html = "<html lang=ja><body>{}</body></html>"
    inside = extract(html.format(f"<main><h1>渡し船の時刻を見直し</h1>{TEXT}{foot}</main>"), URL).article
    outside = extract(html.format(f"<main><h1>渡し船の時刻を見直し</h1>{TEXT}</main>{foot}"), URL).article

    assert inside is not None
    assert inside.tags == ("交通", "予算")
    assert outside is not None
    assert outside.tags == ()


TOPIC_ROWS = {
    "below an article": "<article><h1>渡し船の時刻を見直し</h1>{text}</article><div>{row}</div>",
    "in an article": "<article><h1>渡し船の時刻を見直し</h1>{text}<ul>{row}</ul></article>",
    "with a button": '<article><h1>渡し船の時刻を見直し</h1>{text}<p>{row}<a href="/tag/all">Load more</a></p></article>',
}


@pytest.mark.parametrize("place", TOPIC_ROWS.values(), ids=TOPIC_ROWS)
@pytest.mark.parametrize("folder", ["tags", "topic", "topics", "subjects", "thema", "themes", "temas"])
def test_a_row_of_links_below_the_text_to_pages_of_topics_is_keywords(place: str, folder: str) -> None:
    row = f'<a href="/{folder}/ferry">渡し船</a> <a href="/{folder}/budget-2">予算</a>'

    article = extract(f"<html lang=ja><body><main>{place.format(text=TEXT, row=row)}</main></body></html>", URL).article

    assert article is not None
    assert article.tags == ("渡し船", "予算")


@pytest.mark.parametrize(
    ("heading", "tags"),
    [
        ("Topics", ()),
        ("Themen", ()),
        ("In this article:", ("渡し船", "予算")),
        ("この記事のキーワード", ("渡し船", "予算")),
    ],
)
def test_keywords_in_the_foot_of_the_site_need_a_heading_that_names_the_article(
    heading: str, tags: tuple[str, ...]
) -> None:
    row = '<ul><li><a href="/ferry.html">渡し船</a></li><li><a href="/budget.html">予算</a></li></ul>'
    foot = f'<div class="footer"><p>{heading}</p>{row}</div>'

    article = extract(f"<html lang=ja><body><h1>渡し船の時刻を見直し</h1>{TEXT}{foot}</body></html>", URL).article

    assert article is not None
    assert article.tags == tags


@pytest.mark.parametrize(
    "row",
    [
        '<p><a href="/topics/harbour">港</a></p>',
        '<p><a href="/topics/1">港の委員会が渡し船の新しい時刻表を公表</a><a href="/topics/2">小学校の給食の献立を委員会が見直しへ</a></p>',
    ],
)
def test_one_link_to_a_topic_and_titles_of_articles_in_its_folder_are_no_keywords(row: str) -> None:
    assert _article(row).tags == ()
    assert _article(below=row).tags == ()


@pytest.mark.parametrize(
    "below",
    [
        '<nav><a href="/tag/a.html">交通</a> <a href="/tag/b.html">予算</a></nav>',
        '<aside><p><a href="/tag/a.html">交通</a> <a href="/tag/b.html">予算</a></p></aside>',
        '<p>市は<a href="/tag/a.html">交通</a>の計画と、<a href="/tag/b.html">予算</a>の案を月内に公表する見通しだ。</p>',
        '<h3>話題</h3><p><a href="/tag/a.html">交通</a> <a href="/tag/b.html">予算</a></p>',
        '<div><a href="/news/9.html">別の記事の見出しがここにあり、長い</a></div><p><a href="/tag/a.html">交通</a></p>',
    ],
)
def test_links_to_tags_of_menus_sentences_and_teasers_are_no_keywords(below: str) -> None:
    assert _article(below=below).tags == ()


@pytest.mark.parametrize(
    ("links", "tags"),
    [
        (('<a href="/tag/a">祭り<sup>7</sup></a>', '<a href="/tag/b">教育<span>17</span></a>'), ("祭り", "教育")),
        (('<a href="/tag/a">第7</a>', '<a href="/tag/b">教育<span>17</span></a>'), ("第7", "教育17")),
        (('<a href="/tag/a">G7</a>', '<a href="/tag/b">F1</a>'), ("G7", "F1")),
    ],
)
def test_a_count_of_posts_behind_each_tag_is_not_part_of_it(links: tuple[str, ...], tags: tuple[str, ...]) -> None:
    assert _article(below=f'<div class="post-tags">{"".join(links)}</div>').tags == tags


def test_the_headline_that_an_applications_name_repeats_is_not_the_sites_name() -> None:
    headline = "渡し船の時刻を見直し"
    head = f'<title>{headline} | 港町通信</title><meta property="og:site_name" content="港町通信">'
    head += (
        f'<meta property="og:title" content="{headline}"><meta name="apple-mobile-web-app-title" content="{headline}">'
    )

    assert _article(head=head).headline == headline


def test_a_section_that_is_a_folder_of_the_address_has_the_name_that_a_link_to_it_prints() -> None:
    head = '<meta property="article:section" content="news">'
    menu = '<nav><a href="/">港町通信</a><a href="/news/">町の話題</a><a href="/world/">国際</a></nav>'

    assert _article(head=head, below=menu).section == "町の話題"
    assert _article(head=head).section == "news"
    assert _article(head=head.replace("news", "harbour"), below=menu).section == "harbour"


def test_a_writer_is_read_behind_a_short_day_of_the_week() -> None:
    assert _names(_article("<span>Sun, Nov 29, 2026 15:07 by 志村 遥, 三枝直樹</span>")) == ["志村 遥", "三枝直樹"]
    assert _names(_article("<p>By Sun Li, Nov 29, 2026</p>")) == ["Sun Li"]


def test_a_list_of_cards_under_links_stretched_over_them_is_no_article() -> None:
    card = (
        '<article class="entry"><header><h2>港の記事{0}の見出し</h2></header><p>港の委員会は{0}日、渡し船の時刻を見直す方針を'
        '固めた。冬の便を増やし、運賃は据え置くという。住民の声も聞く。</p><a aria-label="post link to 港の記事{0}の見出し" href="/news/{0}/"></a>'
        "<footer><span>2026年11月{0}日</span></footer></article>"
    )
    head = '<head><meta property="og:type" content="article"></head>'
    html = f"<html lang=ja>{head}<body><main><h1>経済</h1>{''.join(card.format(day) for day in range(10, 16))}</main></body></html>"
    typed = html.replace("<head>", '<head><meta property="article:published_time" content="2026-11-20T10:00:00+09:00">')

    assert extract(html, "https://minato.example/economy/").reason == "list_page"
    assert extract(typed, "https://minato.example/economy/").reason is None


@pytest.mark.parametrize(
    "line",
    [
        '2026-11-29 by <span class="author">志村 遥</span>, tagged as <a href="/tags/a">教育</a>, <a href="/tags/b">祭り</a>',
        'by 志村 遥 in <a href="/category/c">暮らし</a> tagged <a href="/tags/b">祭り</a>',
        "文・志村 遥　カテゴリー：<a href=/category/c>暮らし</a>",
    ],
)
def test_links_to_tags_behind_a_writer_are_no_writers(line: str) -> None:
    article = _article(f'<div class="information">{line}</div>')

    assert _names(article) == ["志村 遥"]
    assert article.body.startswith("港の委員会は")


def test_the_documents_own_date_yields_to_the_printed_day() -> None:
    article = _article(
        '<span class="date">2026-11-26</span>', head='<meta name="Date" content="Sun Nov 29 19:31:29 2026">'
    )

    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-26T00:00:00+09:00"
    assert _article(head='<meta name="date" content="2026-11-29T10:00:00+09:00">').published_at is not None


LINKED = (
    '<h6>Written by <a rel="author" href="/authors/w0/">志村遥</a>, <a rel="author" href="/authors/w1/">三枝直樹</a> on '
    '<abbr class="published" title="2026-11-29T15:07:00+09:00">2026年11月29日</abbr> in <a href="/categories/c/">政治</a>.</h6>'
    '<p>Last update on <abbr class="updated" title="2026-11-29T15:07:00+09:00">2026年11月29日</abbr>.</p>'
)


def test_a_name_in_the_head_that_the_page_prints_nowhere_yields_to_linked_writers() -> None:
    head = '<meta name="author" content="Fantomas42">'

    assert _names(_article(LINKED, head=head)) == ["志村遥", "三枝直樹"]
    assert _names(_article(LINKED, head=head, below="<p>Theme: Fantomas42</p>")) == ["Fantomas42"]
    assert _names(_article(head=head)) == ["Fantomas42"]


def test_a_byline_and_a_time_that_end_as_sentences_are_no_paragraphs() -> None:
    assert _article(LINKED).body.startswith("港の委員会は")
    assert "Posted on the door." in _article("<p>Posted on the door.</p>" + TEXT).body


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("志村 遥, 三枝直樹,<time>2026年11月29日 15:07</time><span>•</span>{}", ["志村 遥", "三枝直樹"]),
        ("<time>2026年11月29日 15:07</time> {}", []),
        ("志村 遥 {}", []),
        ("東京都 <time>2026年11月29日</time> {}", []),
    ],
)
def test_names_beside_a_time_before_links_to_tags_are_the_writers(line: str, names: list[str]) -> None:
    tags = '<a href="/tags/a">祭り</a><a href="/tags/b">教育</a>'

    assert _names(_article(f"<div>{line.format(tags)}</div>")) == names
