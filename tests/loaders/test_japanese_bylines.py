"""Who signs a Japanese article whose data name its paper alone: lines below the headline, brackets behind the text."""

from __future__ import annotations

import pytest

from newscrawl import extract

HOUSE = (
    '<meta property="og:site_name" content="緑川新聞デジタル"><script type="application/ld+json">{"@type":"NewsArticle",'
    '"headline":"駅前広場の改修を承認","author":{"@type":"Organization","name":"緑川新聞社"}}</script>'
)
SENTENCE = "市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、雨をしのぐ屋根を設けるという。"
TEXT = "".join(f"<p>{SENTENCE}市民からは喜ぶ声が上がった。その{number}。</p>" for number in range(12))


def _names(above: str = "", behind: str = "", below: str = "") -> list[str]:
    body = f"<main><h1>駅前広場の改修を承認</h1>{above}<div>{TEXT[:-4]}{behind}</p></div>{below}</main>"
    article = extract(
        f"<html lang=ja><head>{HOUSE}</head><body>{body}</body></html>", "https://midori.example/a/1"
    ).article
    assert article is not None
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    "line",
    [
        "小池和樹",
        "論説委員・小池和樹",
        "聞き手 編集委員・小池和樹",
        "小池和樹 2026年11月23日 20時05分",
        "文・写真　小池和樹",
        "写真・文　小池和樹",
        "取材・構成：小池和樹",
        "小池和樹（緑川新聞）",
        "小池和樹（スポーツ部）",
        "小池和樹 / 緑川新聞",
        "経済ジャーナリスト　小池和樹",
        "フリーライター 小池和樹",
        "小池和樹=スポーツライター",
        "ニューヨーク支局長 小池和樹",
        "この記事の著者 小池和樹",
    ],
)
def test_a_line_below_the_headline_names_the_writer(line: str) -> None:
    assert _names(above=f"<p>{line}</p>") == ["小池和樹"]


@pytest.mark.parametrize(
    "bracket",
    [
        "（小池和樹）",
        "【小池和樹】",
        "［小池和樹］",
        "《小池和樹》",
        "（社会部・小池和樹）",
        "（ソウル・小池和樹）",
        "【ソウル小池和樹】",
        "（聞き手・小池和樹）",
        "（文・小池和樹、写真・佐藤花子）",
    ],
)
def test_a_bracket_behind_or_below_the_text_names_the_writer(bracket: str) -> None:
    assert _names(behind=bracket) == ["小池和樹"]
    assert _names(below=f"<p>{bracket}</p>") == ["小池和樹"]


@pytest.mark.parametrize(
    "line",
    ["緑川新聞デジタル編集部", "有料記事", "写真部", "国際政治", "歩道を広げる工事（今春）", "無料会員の登録はこちら"],
)
def test_other_short_lines_leave_the_paper_as_the_author(line: str) -> None:
    assert _names(above=f"<p>{line}</p>") == ["緑川新聞社"]


def test_the_house_beside_its_writer_is_left_out() -> None:
    assert _names(above="<p>[小池和樹，緑川新聞]</p>") == ["小池和樹"]


def test_a_labelled_line_below_the_text_names_the_writer() -> None:
    assert _names(below="<p>文／小池和樹　写真／佐藤花子</p>") == ["小池和樹"]
    assert _names(below="<p>取材協力：佐藤花子</p>") == ["緑川新聞社"]
