"""A headline that only data or the title tell: what the page prints first is byline and text."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.loaders import join_pages

URL = "https://minato.example/news/123456.html"
TEXT = "市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、屋根を設ける。"
PARAGRAPHS = "".join(f"<p>{TEXT}その{number}。</p>" for number in range(4))


@pytest.mark.parametrize("mark", [" | ", "｜", " - "])
def test_an_author_behind_the_headline_is_cut_off(mark: str) -> None:
    html = f"<html lang=ja><title>駅前広場の改修を承認{mark}小池和樹</title><div>文・小池和樹</div>{PARAGRAPHS}"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == "駅前広場の改修を承認"
    assert [author.name for author in article.authors] == ["小池和樹"]


def test_a_name_behind_the_headline_that_is_no_authors_stays() -> None:
    html = f"<html lang=ja><title>会長に聞く | 佐藤花子</title><div>文・小池和樹</div>{PARAGRAPHS}"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == "会長に聞く | 佐藤花子"


DECLARED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "駅前を歩く人の道へ"}</script>'


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("<h1>駅前広場の改修を承認</h1>", "駅前広場の改修を承認"),
        ("<h1>市政</h1><h2>駅前広場の改修を承認</h2>", "駅前を歩く人の道へ"),
        ("<h1>湊の便り</h1><h2>駅前広場の改修を承認</h2>", "駅前を歩く人の道へ"),
    ],
    ids=["an h1", "an h2 below a section", "an h2 below another h1"],
)
def test_a_headline_of_data_that_no_page_prints_gives_way_to_an_h1_that_the_title_repeats(
    headings: str, expected: str
) -> None:
    html = f"<html lang=ja><title>駅前広場の改修を承認 | 湊新聞</title>{DECLARED}{headings}{PARAGRAPHS}"

    article = extract(html, URL).article

    assert article is not None
    assert article.headline == expected


def test_the_first_block_of_a_page_that_prints_no_headline_is_text() -> None:
    article = extract(f"<html lang=ja><title>駅前広場の改修を承認</title><p>{TEXT}一。</p>{PARAGRAPHS}", URL).article

    assert article is not None
    assert article.body.startswith(f"{TEXT}一。")


@pytest.mark.parametrize(
    ("body", "is_article"),
    [
        (f"<p>2026年11月23日 20:05</p><p>{TEXT}作家の新作の題名である。</p>", True),
        (f"<p>{TEXT}</p>", False),
    ],
    ids=["dated", "undated"],
)
def test_an_article_with_the_headline_of_a_missing_page_says_when_it_was_published(body: str, is_article: bool) -> None:
    found = extract(f"<html lang=ja><h1>ページが見つかりません</h1>{body}", "https://minato.example/20261123/1.html")

    assert (found.article is not None) is is_article


def test_the_next_number_leads_on_and_what_a_page_repeats_is_not_joined_twice() -> None:
    def page(number: int) -> str:
        pager = "".join(f'<a href="/news/123456{"_" + str(n) if n > 1 else ""}.html">{n}</a> ' for n in (1, 2, 3))
        return f"<html lang=ja><h1>駅前広場の改修を承認</h1><div><p>{TEXT}前文。</p><p>{TEXT}{number}。</p></div><p>{pager}</p>"

    urls = [URL, URL.replace(".html", "_2.html"), URL.replace(".html", "_3.html")]
    first, *rest = (extract(page(number), url) for number, url in enumerate(urls, 1))

    assert [one.next_page_url for one in (first, *rest)] == [*urls[1:], None]
    joined = join_pages(first, rest).article
    assert joined is not None
    assert joined.body == "\n\n".join([f"{TEXT}前文。", *(f"{TEXT}{number}。" for number in (1, 2, 3))])


def test_pages_of_comments_are_no_pages_of_the_article() -> None:
    html = f'<html lang=ja><h1>駅前広場の改修を承認</h1>{PARAGRAPHS}<div class="comments"><a href="?page=2">2</a></div>'

    assert extract(html, URL).next_page_url is None


def test_a_line_with_a_pictures_credit_is_no_paragraph() -> None:
    html = f'<html lang=ja><h1>駅前広場の改修を承認</h1><img src="/a.jpg"><p>改修される広場（写真＝佐藤花子）</p>{PARAGRAPHS}'

    article = extract(html, URL).article

    assert article is not None
    assert article.body.startswith(TEXT)
