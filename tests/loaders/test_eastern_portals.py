"""What the pages of portals in Japan, Korea, Taiwan and China do beside each other: a page a row, as such portals build it."""

from __future__ import annotations

import json
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Portal:
    """What a page of a portal has at each place."""

    above: str = DAY
    text: str = "".join(f"<p>{one}</p>" for one in TEXT)
    below: str = ""
    head: str = ""
    lang: str = "ja"
    h1: str = f"<h1>{HEADLINE}</h1>"
    before: str = ""

    def read(self) -> Article:
        page = (
            f"<html lang='{self.lang}'><head><title>{HEADLINE} | 山里日報</title>{self.head}</head><body><header><nav><ul>"
            "<li><a href='/'>トップ</a></li><li><a href='/society/'>社会</a></li><li><a href='/sports/'>スポーツ</a></li></ul></nav>"
            f"</header><main><article>{self.before}{self.h1}{self.above}<div class='txt'>{self.text}</div>{self.below}</article>"
            "</main><footer><p>Copyright © 山里日報社</p></footer></body></html>"
        )
        article = extract(page, "https://www.yamazato.example.jp/local/n48213.html").article
        assert article is not None
        return article

    def names(self) -> list[str]:
        return [author.name for author in self.read().authors]


def _data(author: object) -> str:
    data = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2026-11-23T08:21:00+09:00",
        "author": author,
    }
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


WRITERS = {
    "a credit behind the text wins over the medium that a portal of many names": (
        Portal(text=f"{Portal.text}<p>取材・文／美園 さやか　撮影／千葉 遼</p>", head=_data({"@type": "Organization", "name": "本の暮らし"})),
        ["美園 さやか"],
    ),
    "the medium that a portal of many names, where nobody signs": (
        Portal(head=_data({"@type": "Organization", "name": "本の暮らし"})),
        ["本の暮らし"],
    ),
    "a paper in a meta tag yields to its reporter": (
        Portal(
            text=f"{Portal.text}<p>青川日报记者 林晓彤 实习生 王一</p>",
            head="<meta property='article:author' content='青川日报'>",
            lang="zh",
        ),
        ["林晓彤", "王一"],
    ),
    "a bracket behind the first paragraph": (
        Portal(text=f"<p>{TEXT[0]}<b>（高梨渉）</b></p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>", head=_data({"@type": "Organization", "name": "川辺の社"})),
        ["高梨渉"],
    ),
    "a weekday of two characters in the time": (Portal("<a href='/s'>山里テレビ</a><time>2026年11月23日 月曜 午後5:31</time>"), []),
    "a weekday of a week in the time": (
        Portal("<div><span>吳承翰</span><time>2026年11月23日 週一 上午8:21</time></div>", lang="zh-Hant"),
        ["吳承翰"],
    ),
    "a deadline": (Portal("<p>申込締切 2026年12月10日</p><p>公開 2026/11/23</p>"), []),
    "a given name in hiragana behind a bureau": (Portal(text=f"{Portal.text}<p>（山里支局　郡司かのは）</p>"), ["郡司かのは"]),
    "no word of a department's headline": (Portal(f"{DAY}<p>社会部 高まる</p>"), []),
    "a given name in hiragana between label and post": (Portal(f"{DAY}<p>写真・文／安曇ひかの（フォトライター）</p>"), ["安曇ひかの"]),
    "a label of two words": (Portal(f"{DAY}<p>ライター名：安曇ひかの</p>"), ["安曇ひかの"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "names"), WRITERS.values(), ids=WRITERS)
def test_the_writer_is_read(page: Portal, names: list[str]) -> None:
    assert page.names() == names


TIMES = {
    "an update without a year, behind the house's name and before the end of free letters": (
        "<p><span>毎日々新聞</span> 2026/11/23 08:21（最終更新 11/23 10:15） 有料記事 1021文字</p>",
        "2026-11-23T10:15:00+09:00",
    ),
    "an update in a bracket": ("<p>2026/11/23 08:21（11/23 09:10 更新）</p>", "2026-11-23T09:10:00+09:00"),
}


@pytest.mark.parametrize(("line", "at"), TIMES.values(), ids=TIMES)
def test_the_update_is_read(line: str, at: str) -> None:
    article = Portal(line).read()

    assert article.published_at is not None
    assert article.modified_at is not None
    assert (article.published_at.isoformat(), article.modified_at.isoformat()) == ("2026-11-23T08:21:00+09:00", at)


SECTIONS = {
    "words alone in an element named for the category": ("<p class='cat'>社会</p>", "社会"),
    "a link to a folder of the page's address": ("<p><a href='/local/'>地域</a></p>", "地域"),
    "a link of the menu": ("<p><a href='/society/'>社会</a></p>", "社会"),
    "a label of a paper is no section": ("<p class='cat'>速報</p>", None),
    "a link to elsewhere is no section": ("<p><a href='/campaign/'>読者の集い</a></p>", None),
    "the front page is no section": ("<p><a href='/'>山里日報</a></p>", None),
    "words in any element are no section": ("<p class='lead'>山あいの町</p>", None),
}


@pytest.mark.parametrize(("before", "section"), SECTIONS.values(), ids=SECTIONS)
def test_the_line_above_the_headline_names_the_section(before: str, section: str | None) -> None:
    assert Portal(before=before).read().section == section


EVENTS = ("＜大相撲秋場所＞◇10日目◇22日◇福岡国際センター", "◆駅伝県大会（22日、7区間）")


@pytest.mark.parametrize("event", EVENTS)
def test_the_event_above_a_text_of_sports_is_its_first_paragraph(event: str) -> None:
    assert Portal(text=f"<p>{event}</p>{Portal.text}").read().body.split("\n\n") == [event, *TEXT]


def test_a_part_of_a_text_with_its_own_heading_and_picture_is_no_card() -> None:
    parts = (
        f"<section class='part'><div><p>{TEXT[0]}</p></div></section><section class='part'><h2>校歌も残す</h2><div><img src='/a.jpg' "
        f"width='640' height='360'></div><div><p>{TEXT[1]}</p></div></section>"
    )

    assert Portal(text=parts).read().body.split("\n\n") == [TEXT[0], "校歌も残す", TEXT[1]]


@pytest.mark.parametrize(
    "line",
    [
        "JavaScriptを有効にしてください。",
        "記事の感想をお寄せください。",
        "※この記事は会員限定記事を無料公開したものです。",
    ],
)
def test_a_line_about_the_page_is_no_text(line: str) -> None:
    assert Portal(text=f"{Portal.text}<p>{line}</p>").read().body.split("\n\n") == list(TEXT)
