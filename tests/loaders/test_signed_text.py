"""Who signs a text: credit lines at its end, right below it and in the article's own footer; whose lines those are not."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

_JAPANESE = (
    "緑川市は23日、市立図書館の開館時間を来年4月から2時間延ばすと発表した。働く人からの要望が多かったためだという。",
    "延長するのは平日の夜で、午後9時まで利用できる。自習のための席も40席から90席に増やし、予約の仕組みを新しくする。",
    "市の担当者は「仕事帰りに立ち寄れる場所にしたい」と話す。費用はおよそ2千万円を見込み、3月の議会に予算案を出す。",
    "一方で、夜間の職員をどう集めるかが課題として残る。市は近くの大学と協力し、学生の採用も検討しているという。",
)
_ENGLISH = (
    "The library will stay open two hours longer from April, the town council said on Monday, after many requests.",
    "Readers may use the reading rooms until nine in the evening on weekdays, and seats will more than double to ninety.",
    "Officials said that the change would cost about twenty thousand dollars a year and asked for patience with staff.",
    "A trial begins in February with students from the college, who will help at the desk in the late evening hours.",
)
PLACES = {
    "below the text": "<main><article><h1>{t}</h1><div class='text'>{p}</div>{line}</article></main>",
    "in the article's footer": "<main><section><header><h1>{t}</h1></header><div>{p}</div><footer>{line}</footer></section></main>",
    "behind the last paragraph": "<main><h1>{t}</h1><div class='content'>{p}{line}</div></main>",
}


def _article(line: str, place: str, *, paragraphs: tuple[str, ...]) -> Article:
    is_japanese = paragraphs[0][0] > "z"
    title = "図書館、夜9時まで開館へ" if is_japanese else "Library to open until nine"
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = PLACES[place].format(t=title, p=text, line=line)
    language = "ja" if is_japanese else "en"
    article = extract(
        f"<html lang={language}><title>{title}</title><body>{page}<footer><p>© 港の新聞</p></footer></body></html>",
        "https://news.example/a/1.html",
    ).article
    assert article is not None
    return article


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>文＝小池和樹　写真＝佐藤花子</p>", ["小池和樹"]),
        ("<div><span>取材・文：小池和樹　編集：みなと編集室　撮影：佐藤花子</span></div>", ["小池和樹"]),
        ("<p>聞き手：小池和樹　構成：田中一郎</p>", ["小池和樹", "田中一郎"]),
        ("<p class='credit'>取材・文 / 小池和樹 撮影 / 佐藤花子</p>", ["小池和樹"]),
        ("<p class='credit'>みどり編集部</p>", ["みどり編集部"]),
        ("<p>小池和樹（こいけ・かずき）／1980年生まれ。ライター。著書に「港の朝」など。</p>", ["小池和樹"]),
        ("<p>取材：小池和樹、佐々木太郎／文：木下ゆう</p>", ["小池和樹", "佐々木太郎", "木下ゆう"]),
        ("<div><p>緑川放送局 記者</p><p>小池和樹</p><p>2021年入局 警察を担当。</p></div>", ["小池和樹"]),
        ("<p>ライティング：三島ナオ</p>", ["三島ナオ"]),
        ("<p>（よろず～みなと・小池和樹）</p>", ["小池和樹"]),
        ("<div><p>この記事を書いた人</p><div>ホリプー</div><p>港町で暮らすライター。</p></div>", ["ホリプー"]),
        ("<p>小池和樹 弁護士</p>", ["小池和樹"]),
        ("<p>小池和樹（緑川大学教授）</p>", ["小池和樹"]),
        ("<p style='text-align: right'>小池和樹</p>", ["小池和樹"]),
    ],
)
def test_a_credit_line_below_a_text_names_its_writers(line: str, names: list[str], place: str) -> None:
    article = _article(line, place, paragraphs=_JAPANESE)

    assert [one.name for one in article.authors] == names


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Reporting by Jane Doe and Tom Roe; Editing by Ann Hill</p>", ["Jane Doe", "Tom Roe"]),
        ("<p>By Jane Doe, Education Correspondent of the Morning Post</p>", ["Jane Doe"]),
        ("<p>Text by Jane Doe, Photography by Tom Roe, Styling by Ann Hill</p>", ["Jane Doe"]),
        ("<p>Guest Columnist: Jane Doe</p>", ["Jane Doe"]),
        ("<p>(By Jane Doe)</p>", ["Jane Doe"]),
        ("<p>— Jane Doe</p>", ["Jane Doe"]),
        ("<p class='signature'>Jane Doe</p>", ["Jane Doe"]),
    ],
)
def test_a_byline_below_a_text_names_its_writers(line: str, names: list[str], place: str) -> None:
    article = _article(line, place, paragraphs=_ENGLISH)

    assert [one.name for one in article.authors] == names


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "line",
    [
        "<p>田中商店</p>",
        "<p>中村健市議</p>",
        "<p>松本山雅</p>",
        "<p>原田 知世</p><p>1967年生まれ。歌手。</p>",
        "<p>写真：佐藤花子</p>",
        "<p>（敬称略）</p>",
        "<p>提供：みどり食品</p>",
    ],
)
def test_a_place_a_company_or_who_is_spoken_of_signs_no_text(line: str, place: str) -> None:
    assert _article(line, place, paragraphs=_JAPANESE).authors == ()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "line",
    [
        "<p>Theme by Anders Berg</p>",
        "<p>Website by Foo Bar</p>",
        "<p>Sponsored by Tom Foods</p>",
        "<p><strong>Primary Schools</strong></p>",
        "<p>- The Harbour Bridge</p>",
        "<ul><li><a href='/a/77.html'>Winter festival returns after three years</a> <span>By Tom Roe</span></li></ul>",
        "<div><p>By Tom Roe</p><h2><a href='/a/7.html'>Winter festival returns</a></h2></div>",
    ],
)
def test_who_made_a_site_or_another_text_signs_no_text(line: str, place: str) -> None:
    assert _article(line, place, paragraphs=_ENGLISH).authors == ()


@pytest.mark.parametrize(
    ("first", "end", "names"),
    [
        ("【ワシントン共同】", "（西田進）", ["西田進"]),
        ("【11月23日 AFP】", "(c)AFP/Marie DUPONT", ["Marie DUPONT"]),
        ("", "【取材・文】小池和樹", ["小池和樹"]),
        ("", "（小池和樹、佐々木太郎、写真は佐藤花子）", ["小池和樹", "佐々木太郎"]),
        ("", "（小池和樹）＝随時掲載", ["小池和樹"]),
    ],
)
def test_a_person_at_the_end_of_a_text_wins_over_an_agency_before_it(first: str, end: str, names: list[str]) -> None:
    text = (first + _JAPANESE[0], *_JAPANESE[1:-1], _JAPANESE[-1] + end)

    article = _article("", "below the text", paragraphs=text)

    assert [one.name for one in article.authors] == names


@pytest.mark.parametrize("line", ["<p>松本山雅</p>", "<p>大谷翔平</p>", "<p>田中商店</p>"])
def test_a_bracket_at_the_end_wins_over_a_name_that_stands_alone_above_the_text(line: str) -> None:
    text = (*_JAPANESE[:-1], _JAPANESE[-1] + "（小池和樹）")
    page = "".join(f"<p>{one}</p>" for one in text)

    article = extract(
        f"<html lang=ja><title>図書館、夜9時まで開館へ</title><body><h1>図書館、夜9時まで開館へ</h1>{line}{page}",
        "https://news.example/a/1.html",
    ).article

    assert article is not None
    assert [one.name for one in article.authors] == ["小池和樹"]


def test_a_bylines_element_above_the_text_stands_beside_a_bracket_at_the_end() -> None:
    text = (*_JAPANESE[:-1], _JAPANESE[-1] + "（構成・小池和樹）")
    page = "".join(f"<p>{one}</p>" for one in text)

    article = extract(
        "<html lang=ja><title>図書館、夜9時まで開館へ</title><body><h1>図書館、夜9時まで開館へ</h1>"
        f"<p class='author'>佐藤花子</p>{page}",
        "https://news.example/a/1.html",
    ).article

    assert article is not None
    assert [one.name for one in article.authors] == ["佐藤花子"]


@pytest.mark.parametrize(
    "begin", ["Contact", "Email", "E-mail", "Reach", "Write to", "Contact staff writer", "Contact reporter"]
)
def test_how_to_reach_a_writer_is_no_part_of_the_name(begin: str) -> None:
    line = f"<p>{begin} Nadia Firth at nadia@news.example</p>"

    authors = _article(line, "behind the last paragraph", paragraphs=_ENGLISH).authors

    assert [(author.name, author.email) for author in authors] == [("Nadia Firth", "nadia@news.example")]
