"""Which heading is the headline: not the site's name, nor a section's, nor a mark beside it."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

HEADLINE = "岬町の灯台、来春から夜間も公開へ"
TEXT = "".join(
    f"<p>岬町は{day}日、町の外れにある灯台を来年の春から夜も公開すると決めた。足元を照らす明かりを坂道に並べ、案内役を置く。</p>"
    for day in range(1, 6)
)


def _headline(above: str, heading: str, *, title: str = f"{HEADLINE} | 岬日報", head: str = "") -> str:
    logo = '<header><a href="/"><img src="/l.png" alt="岬日報"></a><a href="/local/">地域</a></header>'
    html = f"<html lang=ja><head><title>{title}</title>{head}</head><body>{logo}<main>{above}<article>{heading}{TEXT}</article></main>"
    article = extract(html, "https://www.misaki.example.jp/local/n4455.html").article
    assert article is not None
    return article.headline


@pytest.mark.parametrize("title", [f"{HEADLINE} | 岬日報", "岬日報"], ids=["titled", "untitled"])
@pytest.mark.parametrize(
    "above",
    [
        "<h1>地域ニュース</h1>",
        '<h1><a href="/local/">地域</a></h1>',
        "<h1>NEWS</h1>",
        "<h1>岬日報ニュース</h1>",
        "<h1>岬日報</h1>",
    ],
)
def test_an_h1_of_site_or_section_leaves_the_headline_to_the_h2(above: str, title: str) -> None:
    assert _headline(above, f"<h2>{HEADLINE}</h2>", title=title) == HEADLINE


def test_of_two_h1s_the_one_is_taken_that_the_title_repeats() -> None:
    assert _headline("<div class=alert><h1>岬町に大雨警報</h1></div>", f"<h1>{HEADLINE}</h1>") == HEADLINE


def test_an_h1_that_is_printed_twice_is_one() -> None:
    shared = '<meta property="og:title" content="夜の灯台を歩けるように、来年の春から">'
    heading = f"<h1>{HEADLINE}</h1><div class=sticky><h1>{HEADLINE}</h1></div>"

    assert _headline("", heading, head=shared) == HEADLINE


@pytest.mark.parametrize("mark", ["NEW", "有料会員限定", "会員限定", "2026/11/17"])
def test_a_mark_in_an_element_of_its_own_is_no_part_of_the_headline(mark: str) -> None:
    assert _headline("", f"<h1>{HEADLINE}<span>{mark}</span></h1>") == HEADLINE
    assert _headline("", f"<h1><span>{mark}</span>{HEADLINE}</h1>") == HEADLINE


def test_a_break_behind_a_comma_leaves_no_space() -> None:
    assert _headline("", "<h1>岬町の灯台、<br>来春から夜間も公開へ</h1>") == HEADLINE


@pytest.mark.parametrize("dots", ["…", "..."])
def test_a_headline_that_data_cut_is_taken_as_printed(dots: str) -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{HEADLINE[:12]}{dots}"}}</script>'

    assert _headline("", f"<h1>{HEADLINE}</h1>", head=data) == HEADLINE


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_page_without_an_h1_prints_its_headline_in_the_heading_that_words_the_shared_title_anew(tag: str) -> None:
    shared = '<meta property="og:title" content="岬町の灯台が来春から夜間も公開 坂道に明かり">'
    boxes = "<h2>きょうの天気</h2><p>晴れ</p>"

    assert _headline(boxes, f"<{tag}>{HEADLINE}</{tag}>", title="岬日報", head=shared) == HEADLINE


def test_a_heading_of_a_page_without_an_h1_that_words_another_thing_is_no_headline() -> None:
    shared = f'<meta property="og:title" content="{HEADLINE}">'

    assert _headline("", "<h2>朝市の屋台、港の広場に移る</h2>", title="岬日報", head=shared) == HEADLINE
