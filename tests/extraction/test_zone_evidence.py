"""One word of a class is no proof: a paragraph stays in the text until a second witness agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.api import extract
from newscrawl.extraction.document.zones import _BY_WORD

PARAGRAPHS = [
    f"入江町の図書館は{day}日、古い倉庫を改装した分館を来年の夏に開くと発表した。"
    "館長は「雨の日にも子どもが過ごせる場所にしたい」と語っている。"
    for day in range(1, 10)
]
WORDS = sorted({word for words in _BY_WORD.values() for word in words.split()})
HEAD = "<html lang=ja><h1>図書館の分館、来年の夏に開館</h1>"
URL = "https://www.example.jp/news/112233.html"


def _body(html: str) -> list[str]:
    article = extract(html, URL).article
    assert article is not None
    return article.body.split("\n\n")


def _page(wrapped: dict[int, str], form: str = "<div class='{name}'><p>{text}</p></div>") -> str:
    lines = [
        form.format(name=wrapped[place], text=text) if place in wrapped else f"<p>{text}</p>"
        for place, text in enumerate(PARAGRAPHS)
    ]
    return f"{HEAD}<article><div>{''.join(lines)}</div></article></html>"


@pytest.mark.parametrize("place", [0, 4, 8], ids=["first", "middle", "last"])
@pytest.mark.parametrize("name", WORDS)
def test_a_name_alone_removes_no_paragraph(name: str, place: int) -> None:
    for form in (
        "<div class='{name}'><p>{text}</p></div>",
        "<p class='{name}'>{text}</p>",
        "<div id='{name}'>{text}</div>",
    ):
        assert PARAGRAPHS[place] in _body(_page({place: f"{name}-text"}, form))


@given(st.dictionaries(st.integers(0, 8), st.sampled_from(WORDS), max_size=4))
def test_a_class_attribute_takes_nothing_from_what_is_there_without_it(wrapped: dict[int, str]) -> None:
    assert set(_body(_page(dict.fromkeys(wrapped, "")))) <= set(_body(_page(wrapped)))


BOXES = {
    "newsletter": "<div class='newsletter'><p>今週の港町の話題を毎週金曜日にメールでお届けします。ぜひご登録ください。</p></div>",
    "related": "<div class='related-box'><h3>関連する話題</h3><p>隣の谷川町でも移動図書館の車が来月から走る見通しだ。</p></div>",
    "bio": "<div class='author-bio'><img src='/a.jpg'><p>山田花子は入江日報の記者で、交通と暮らしを二十年にわたって取材している。</p></div>",
    "linked": "<div class='teaser'><p><a href='/news/445566.html'>谷川町の移動図書館、借りる人が想定の倍に</a> 試験運行の報告書をまとめた。</p></div>",
    "aside": "<aside class='share'><p>この記事の続報は来週の紙面で詳しく伝える予定となっている。</p></aside>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_a_named_box_with_a_second_witness_is_left_out(box: str) -> None:
    lines = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    middle = lines.replace("</p><p>", f"</p>{box}<p>", 5).replace(f"</p>{box}<p>", "</p><p>", 4)

    assert _body(f"{HEAD}<article><div>{middle}</div></article></html>") == PARAGRAPHS


@pytest.mark.parametrize("style", ["hidden", "style='display:none'", "style='visibility: hidden'"])
def test_hidden_data_are_no_text_however_long(style: str) -> None:
    data = f"<div {style}><span>532859</span> <span>{'ＭＩＮＡＴＯ ' * 60}</span></div>"

    assert _body(f"{HEAD}<article><p>{PARAGRAPHS[0]}</p>{data}</article></html>") == PARAGRAPHS[:1]


def test_a_page_that_a_script_shows_is_read_though_it_is_hidden() -> None:
    assert _body(_page({}).replace("<article>", "<article style='display:none'>")) == PARAGRAPHS


def test_a_short_text_beside_a_picture_with_a_caption_is_no_caption() -> None:
    figure = "<figure><img src='/i/1.jpg'><figcaption>先制点を喜ぶ選手＝ロイター</figcaption></figure>"

    assert _body(f"{HEAD}<article><div>{figure}<p>{PARAGRAPHS[0]}</p></div></article></html>") == PARAGRAPHS[:1]
