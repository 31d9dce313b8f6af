"""What pages in Japanese, Korean and Chinese print beside their text: a kind of line a row."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.items import Article

HEADLINE = "廃校の体育館がチーズ工房に"
TEXT = (
    "児童の減少で6年前に閉じた小学校の体育館が、チーズの熟成庫に生まれ変わった。21日、最初の120個が出荷された。",
    "工房を開いたのは隣の市で牧場を営む家族で、床板をはがし、断熱材を入れて温度を12度に保つ。",
    "卒業生の多くは町を離れているが、見学会には40人が集まった。黒板や校歌の額はそのまま残してある。",
)
DAY = "<p class='date'>2026年11月23日 08:21</p>"


def read(above: str = DAY, below: str = "", *, lang: str = "ja") -> Article:
    """Return the article of a page with *above* the text and *below* it."""
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = (
        f"<html lang='{lang}'><head><title>{HEADLINE} | 山里日報</title></head><body><header><nav><a href='/'>トップ</a></nav>"
        f"</header><main><article><h1>{HEADLINE}</h1>{above}<div class='txt'>{text}</div>{below}</article></main></body></html>"
    )
    article = extract(page, "https://www.yamazato.example.jp/local/n48213.html").article
    assert article is not None
    return article


ASKS_READERS = (
    "情報提供はこちらまで info@yamazato.example.jp",
    "ご意見・ご感想はこちらへ iken@yamazato.example.jp",
    "제보는 카카오톡 또는 이메일 report@yamazato.example.jp",
    "爆料投稿邮箱：baoliao@yamazato.example.jp",
)


@pytest.mark.parametrize("line", ASKS_READERS)
def test_a_line_that_asks_readers_to_write_names_no_author(line: str) -> None:
    assert read(below=f"<p>{line}</p>").authors == ()


def test_the_address_of_a_writer_is_kept_above_that_of_the_house() -> None:
    article = read(
        below="<p>小池和樹 koike@yamazato.example.jp</p><p>情報提供はこちらまで info@yamazato.example.jp</p>"
    )

    assert [(one.name, one.email) for one in article.authors] == [("小池和樹", "koike@yamazato.example.jp")]


def test_the_first_year_of_an_era_with_slashes_is_a_day_and_nobody() -> None:
    article = read("<p class='date'>令和元/12/1</p>")

    assert (str(article.published_at), article.authors) == ("2019-12-01 00:00:00+09:00", ())


def test_attributes_give_the_seconds_of_a_publication_and_of_its_change() -> None:
    above = (
        "<div><span class='stamp _ARTICLE_DATE_TIME' data-date-time='2026-12-01 08:21:05'>2026.12.01. 오전 8:21</span>"
        "<span class='stamp _ARTICLE_MODIFY_DATE_TIME' data-modify-date-time='2026-12-01 09:22:31'>2026.12.01. 오전 9:22</span></div>"
    )

    article = read(above, lang="ko")

    assert (str(article.published_at), str(article.modified_at)) == (
        "2026-12-01 08:21:05+09:00",
        "2026-12-01 09:22:31+09:00",
    )


ABOVE_HEADLINE = {
    "a label": "<p class='detail_label'><a href='/news/economics'>地域</a></p>",
    "a genre": "<p class='genre'><a href='/r/'>地域</a></p>",
    "the class of the link": "<a class='section' href='/r/'>地域</a>",
    "one crumb": "<div class='crumb'><a href='/r/'>地域</a></div>",
    "a trail that ends in a day": "<div class='breadcrumb'><a href='/'>ホーム</a> &gt; <a href='/r/'>地域</a> &gt; <a href='/r/20261123/'>2026年11月23日</a></div>",
}


def headed(line: str) -> Article:
    """Return the article of a page with *line* above its headline."""
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = f"<html lang='ja'><main><article>{line}<h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article
    assert article is not None
    return article


@pytest.mark.parametrize("line", ABOVE_HEADLINE.values(), ids=ABOVE_HEADLINE)
def test_the_line_above_the_headline_names_the_section(line: str) -> None:
    assert headed(line).section == "地域"


@pytest.mark.parametrize("name", ["tag", "series", "thumb", "scatter"])
def test_a_tag_or_a_series_above_the_headline_is_no_section(name: str) -> None:
    assert headed(f"<p class='{name}'><a href='/r/'>地域</a></p>").section is None


def test_the_theme_of_a_blog_is_its_section() -> None:
    article = read(f"{DAY}<dl><dt>テーマ：</dt><dd><a href='/theme-10098765.html'>暮らし</a></dd></dl>")

    assert article.section == "暮らし"
