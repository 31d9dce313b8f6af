"""Which words are the headline where head and page differ: the rule of DATA.md."""

from __future__ import annotations

import json

import pytest

from newscrawl import extract

URL = "https://minato.example/news/123456.html"
TEXT = "".join(
    f"<p>市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、屋根を設ける。その{number}。</p>"
    for number in range(6)
)
SHARED = "【速報】駅前が大きく変わる その理由とは"
PRINTED = "駅前広場の改修を承認 市議会"
SHARED_TITLE = f'<meta property="og:title" content="{SHARED}"><meta property="og:site_name" content="緑川新報">'


def _headline(body: str, head: str = SHARED_TITLE) -> str | None:
    html = f"<html lang=ja><head><title>{SHARED} | 緑川新報</title>{head}</head><body>{body}</body></html>"
    article = extract(html, URL).article
    return article.headline if article else None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<main><h1>{PRINTED}</h1>{TEXT}</main>", id="alone"),
        pytest.param(f'<h1><a href="/">緑川新報</a></h1><main><h1>{PRINTED}</h1>{TEXT}</main>', id="logo before it"),
        pytest.param(f'<h1><a href="/life/">暮らし面</a></h1><h1>{PRINTED}</h1>{TEXT}', id="section before it"),
        pytest.param(f'<h1><a href="{URL}">{PRINTED}</a></h1>{TEXT}', id="link to the page itself"),
        pytest.param(
            f"<h1>{PRINTED}</h1>{TEXT}<aside><h1>人気の記事を読む</h1></aside>", id="heading of a side column"
        ),
        pytest.param(f"<h1>{PRINTED}</h1>{TEXT}<aside><h2>{SHARED}</h2></aside>", id="shared title in a side column"),
    ],
)
def test_a_shared_title_that_the_page_prints_nowhere_yields_to_the_one_h1_above_the_text(body: str) -> None:
    assert _headline(body) == PRINTED


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h1>{PRINTED}</h1><h2>{SHARED}</h2>{TEXT}", id="shared title printed too"),
        pytest.param(f"<h1>{PRINTED}</h1><h1>駅前のもう一つの見出し</h1>{TEXT}", id="two h1"),
        pytest.param(f'<h1><a href="/life/">暮らし面</a></h1>{TEXT}', id="h1 of a section"),
        pytest.param(f"<h1>緑川新報</h1>{TEXT}", id="h1 of the site"),
        pytest.param(f"{TEXT}<h1>{PRINTED}</h1>", id="h1 below the text"),
    ],
)
def test_without_one_h1_above_the_text_the_shared_title_stays(body: str) -> None:
    assert _headline(body) == SHARED


def test_both_wordings_are_in_the_disagreements() -> None:
    html = f"<html lang=ja><head>{SHARED_TITLE}</head><body><h1>{PRINTED}</h1>{TEXT}</body></html>"

    article = extract(html, URL).article

    assert article is not None
    assert {one.value for one in article.disagreements["headline"]} == {PRINTED, SHARED}


def test_where_json_ld_has_a_headline_the_shared_title_is_weighed_against_it() -> None:
    node = json.dumps({"@type": "NewsArticle", "headline": SHARED})
    data = f'{SHARED_TITLE}<script type="application/ld+json">{node}</script>'

    assert _headline(f"<h1>{PRINTED}</h1>{TEXT}", data) == SHARED


@pytest.mark.parametrize(("mark", "is_one_line"), [("", False), (" ", False), ("：", True), (" | ", True)])
def test_a_mark_joins_a_kicker_to_the_headline_and_without_one_it_is_a_line_of_its_own(
    mark: str, is_one_line: bool
) -> None:
    heading = f"<h1><span>緑川市</span>{mark}<span>{SHARED}</span></h1>"

    assert _headline(heading + TEXT) == (f"緑川市{mark}{SHARED}" if is_one_line else SHARED)


@pytest.mark.parametrize("mark", ["_", " _ ", "__", "＿"])
def test_underscores_part_section_and_site_from_a_title(mark: str) -> None:
    html = f"<html lang=ja><title>{PRINTED}{mark}暮らし{mark}緑川新報</title><h2>{PRINTED}</h2>{TEXT}"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == PRINTED


@pytest.mark.parametrize("label", ["社説 | ", "社説｜", "オピニオン|"])
def test_a_label_before_the_printed_headline_is_no_part_of_it(label: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": PRINTED})
    head = (
        f'<meta property="og:title" content="{label}{PRINTED}"><script type="application/ld+json">{data}</script>'
        f'<meta property="og:site_name" content="緑川新報">'
    )

    assert _headline(f"<main><h1>{PRINTED}</h1>{TEXT}</main>", head) == PRINTED
    assert _headline(f"<main><h1>{label}{PRINTED}</h1>{TEXT}</main>", head) == f"{label}{PRINTED}"


def test_the_line_of_a_heading_that_the_page_shares_is_the_headline_without_the_name_beside_it() -> None:
    heading = f'<h1><span>{PRINTED}</span><a href="/midori.html">緑川版の表紙</a></h1>'

    assert _headline(f"<main>{heading}{TEXT}</main>", f'<meta name="twitter:title" content="{PRINTED}">') == PRINTED


def test_the_heading_that_one_shared_title_repeats_wins_over_another_shared_title_that_is_printed_nowhere() -> None:
    head = f'<meta property="og:title" content="駅前の広場が変わる訳"><meta name="twitter:title" content="{PRINTED}">'

    assert _headline(f"<main><h1>{PRINTED}</h1>{TEXT}</main>", head) == PRINTED


@pytest.mark.parametrize(
    "before",
    [
        "<header><h1>緑川の今を伝えるニュースサイト</h1></header>",
        "<div id=top><h1>緑川の今を伝えるニュースサイト</h1></div>",
        "<div class=breaking><h1>【速報】震度4の地震</h1></div>",
        "<h1>地域</h1>",
    ],
)
def test_of_two_headings_that_no_title_repeats_the_one_in_the_text_s_own_element_counts(before: str) -> None:
    assert _headline(f"{before}<main><h1>{PRINTED}</h1>{TEXT}</main>") == PRINTED


def test_a_heading_that_the_title_repeats_wins_over_a_lone_h1_that_it_does_not() -> None:
    body = f"<div id=top><h1>緑川の今を伝えるニュースサイト</h1></div><div id=main><h2>{PRINTED}</h2>{TEXT}</div>"
    html = f"<html lang=ja><head><title>{PRINTED} | 緑川新報</title></head><body>{body}</body></html>"
    article = extract(html, URL).article

    assert article is not None
    assert article.headline == PRINTED


BLOG = "https://www.hafen.example/beitraege/2019/05/der-neue-kran.html"
LINE = "Der neue Kran am Hafen steht"
PLAIN = "".join(
    f"<p>Seit Montag steht am Hafen der neue Kran, und er hebt schwere Lasten. Absatz {n}.</p>" for n in range(6)
)


def _headline_of_blog(title: str, body: str) -> str | None:
    article = extract(f"<html lang=de><head><title>{title}</title></head><body>{body}</body></html>", BLOG).article
    return article.headline if article else None


@pytest.mark.parametrize(
    "title",
    [f"{LINE} ‹ Leben am Wasser", f"{LINE} – LAW – Blog", f"Leben am Wasser » {LINE}", f"{LINE} < Am Fluss", LINE],
)
@pytest.mark.parametrize("href", [BLOG, BLOG.replace("https://www.", "http://"), f"{BLOG}#top", "der-neue-kran.html"])
def test_a_heading_that_links_to_its_own_page_is_the_printed_headline(title: str, href: str) -> None:
    assert _headline_of_blog(title, f'<div><h2><a href="{href}">{LINE}</a></h2>{PLAIN}</div>') == LINE


@pytest.mark.parametrize("href", ["/beitraege/2019/04/ein-anderer.html", "https://anderswo.example/"])
def test_a_heading_that_links_to_another_page_is_no_printed_headline(href: str) -> None:
    title = f"{LINE} – LAW – Blog"

    assert _headline_of_blog(title, f'<div><h2><a href="{href}">{LINE}</a></h2>{PLAIN}</div>') == title


def test_a_folder_of_the_address_at_the_end_of_a_title_is_a_section_and_the_page_s_own_name_is_not() -> None:
    assert _headline_of_blog(f"{LINE} | Beitraege", f"<p></p>{PLAIN}") == LINE
    assert _headline_of_blog(f"{LINE} | Der neue Kran", f"<p></p>{PLAIN}") == f"{LINE} | Der neue Kran"


@pytest.mark.parametrize("name", ["article__kicker", "topline", "headline-overline", "Dachzeile", "pre-title"])
def test_a_kicker_in_an_element_named_for_one_is_no_part_of_the_headline(name: str) -> None:
    heading = f'<h1><span class="{name}">緑川市の計画</span> <span class="line">{PRINTED}</span></h1>'

    assert _headline(f"<main>{heading}{TEXT}</main>", "") == PRINTED
    assert _headline(f"<main>{heading.replace('</span> ', '：</span>')}{TEXT}</main>", "") == f"緑川市の計画：{PRINTED}"
    assert _headline(f'<main><h1><span class="{name}">{PRINTED}</span></h1>{TEXT}</main>', "") == PRINTED


def test_a_subheading_with_words_of_the_h1_is_no_headline_though_the_title_has_them_too() -> None:
    title = "緑川市の計画：駅前広場が変わる、歩道を広げて屋根も"
    first = "<p>緑川市は駅前の広場を造り替える。市議会が二十三日に承認した。</p>"
    body = f"<main><h1>駅前広場が変わる 市議会が承認</h1>{first}<h2>駅前広場が変わる</h2>{TEXT}</main>"
    article = extract(f"<html lang=ja><head><title>{title}</title></head><body>{body}</body></html>", URL).article

    assert article is not None
    assert article.headline == "駅前広場が変わる 市議会が承認"
    assert article.body.startswith("緑川市は駅前の広場を造り替える。")


@pytest.mark.parametrize("name", ["content__header--no-promo", "ad-free", "headline-share", "profile-head"])
def test_a_name_alone_does_not_hide_the_only_h1_of_a_page(name: str) -> None:
    first = "<p>緑川市は駅前の広場を造り替える。市議会が二十三日に承認した。</p>"
    body = f"<main><header class='{name}'><h1>{PRINTED}</h1></header>{first}<h2>2. {PRINTED}の理由</h2>{TEXT}</main>"
    article = extract(f"<html lang=ja><head><title></title></head><body>{body}</body></html>", URL).article

    assert article is not None
    assert article.headline == PRINTED
    assert article.body.startswith("緑川市は駅前の広場を造り替える。")


WHOLE = "緑丘駅の広場を来春までに改装"


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        pytest.param(f": {WHOLE}", f"<div class=title>{WHOLE}</div>", WHOLE, id="the whole title in a line"),
        pytest.param("緑丘の広場", f"<div>{WHOLE}</div>", "港の便り", id="another title"),
        pytest.param(WHOLE, f"<div><a href='/b/'>{WHOLE}</a></div>", "港の便り", id="a link to another page"),
        pytest.param(WHOLE, f"{TEXT}<div>{WHOLE}</div>", "港の便り", id="below the text"),
        pytest.param(f"{WHOLE} 港の便り", f"<div>{WHOLE}</div>", "港の便り", id="the heading is in the title"),
    ],
)
def test_a_line_that_is_all_of_the_title_wins_over_an_h1_that_the_title_does_not_hold(
    title: str, line: str, expected: str
) -> None:
    html = f"<html lang=ja><head><title>{title}</title></head><body><h1>港の便り</h1>{line}{TEXT}</body></html>"
    article = extract(html, URL).article

    assert article is not None
    assert article.headline == expected


@pytest.mark.parametrize(
    "menu",
    [
        "<div class=overlay><h1>記事をさがす</h1></div><h1><a href='/cook/'>料理</a></h1>",
        "<div><h1>SEARCH</h1></div><div><h1>COOK</h1></div>",
    ],
)
def test_of_several_h1s_one_that_shares_no_word_with_the_titles_is_no_headline(menu: str) -> None:
    assert _headline(f"{menu}{TEXT}") == SHARED
    assert _headline(f"{menu}<main><h1>{PRINTED}</h1>{TEXT}</main>") == PRINTED
    assert _headline(f"<div><h1>次の記事</h1></div><main><h1>港の魚</h1>{TEXT}</main>", head="") == "港の魚"


def test_a_title_that_data_give_as_the_name_of_the_site_is_the_headline_where_the_page_prints_it() -> None:
    site = f'<meta property="og:title" content="{PRINTED}"><meta property="og:site_name" content="{PRINTED}">'
    page = "<html lang=ja><head><title>{title}</title>{site}</head><body>{top}<main>{text}</main></body></html>"
    own = page.format(title=PRINTED, site=site, top=f"<a href=''>{PRINTED}</a>", text=f"<h1>{PRINTED}</h1>{TEXT}")
    logo = page.format(
        title=PRINTED, site=site, top=f"<h1><a href='/'>{PRINTED}</a></h1>", text=f"<h2>{SHARED}</h2>{TEXT}"
    )

    article = extract(own, URL).article
    assert article is not None
    assert article.headline == PRINTED
    article = extract(logo, URL).article
    assert article is not None
    assert article.headline == SHARED


def test_of_several_shared_titles_the_printed_one_is_the_headline() -> None:
    both = (
        f'<meta property="og:title" content="{SHARED} - minato.example"><meta property="og:title" content="{PRINTED}">'
    )

    assert _headline(f"<h1>{PRINTED}</h1>{TEXT}", both) == PRINTED


@pytest.mark.parametrize(
    "h1", ["<span>暮らし</span><span>{}</span>", "<em>暮らし</em><br>{}", "{}<small>暮らし</small>"]
)
def test_a_part_of_the_h1_that_the_title_leaves_out_is_no_part_of_the_headline(h1: str) -> None:
    html = (
        f"<html lang=ja><head><title>{PRINTED}｜緑川新報</title></head><main><h1>{h1.format(PRINTED)}</h1>{TEXT}</main>"
    )

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == PRINTED
