"""Code, shifted letters and dummies in the place of a text are no body, and the page is noted."""

from __future__ import annotations

import base64
import codecs
import json

import pytest

from newscrawl.api import extract
from newscrawl.extraction.body.other_texts import is_gibberish

ENGLISH = (
    (
        "The town council voted on Tuesday to rebuild the old market hall, which has been closed since a storm tore off its roof. "
        "Stalls will move to a car park by the river until the new hall opens its doors in three years."
    ),
    (
        "Traders welcomed the decision but asked for lower rents during the move. The council will discuss their request at its "
        "next meeting in January, and a vote on the budget is expected in the spring."
    ),
)
JAPANESE = (
    "岬町は17日、町の外れにある灯台を来年の春から夜も公開すると決めた。足元を照らす明かりを坂道に並べ、案内役を置くという。",
    "灯台は1934年に建てられ、今も船の目印になっている。夜の公開は町の人の要望を受けたもので、週末に限って試す予定だ。",
)


def _shifted(text: str) -> str:
    return "".join(chr(ord(one) + 1) if one.isalpha() else one for one in text)


CODE = [
    "query Page($id: ID!) { article(id: $id) { id title body { blocks { kind text } } writer { name slug } } }",
    json.dumps({"props": {"id": 7, "kind": "story", "flags": {"a": True}, "list": [{"k": "v"}, {"k": "w"}]}}),
    '(function(w,d,s,l){w[l]=w[l]||[];w[l].push({"t":new Date()});var f=d.createElement(s);if(f){f.async=true;}})(window,document);',
    ".story{display:block;margin:0 auto}.story h1{font-size:32px}@media (max-width:600px){.story{padding:0 12px}}",
    base64.b64encode(bytes(range(256))).decode(),
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore.",
    "この文章はダミーです。文字の大きさ、量、字間、行間等を確認するために入れています。",
    "Xxxxx xxx xxxxxxx xx xxxxxxxx xxxx xxxxxx xxx xxxxx xxxxxxx. Xxx xxxxx xxxxxxx xxx xxx xxxxxxxxx xx xxxxx.",
    "○" * 60 + "。",
]
SHIFTED = [
    *map(_shifted, ENGLISH),
    *(codecs.encode(one, "rot13") for one in ENGLISH),
    *map(_shifted, JAPANESE),
]
NATURAL = [
    *ENGLISH,
    *JAPANESE,
    '設定ファイルには {"name": "岬", "size": 3} のように書くと、担当者は説明した。',
    "Use `for (x of list) { sum += x; }` in the loop, she wrote, and the page will add up the numbers for you.",
    "展示の説明文には「Lorem ipsum dolor sit amet」という仮の文章が残ったままになっていた。",
    "ＷＴＯ、ＩＭＦ、ＯＥＣＤの三者は共同声明で、ＧＤＰの伸びが1.2%にとどまるとの見通しを示した。",
    "Szczęśliwie wszyscy mieszkańcy zdążyli opuścić budynek, zanim przyjechała straż pożarna i rozpoczęła gaszenie pożaru.",
    "Ülkenin güneyinde görülen şiddetli yağışlar yüzünden birçok köyün yolu kapandı, okullar da iki gün süreyle tatil edildi.",
    "Trong phiên họp sáng nay, hội đồng thành phố đã thông qua kế hoạch xây dựng lại khu chợ cũ bên bờ sông.",
    "Yr oedd y cyngor wedi penderfynu ailadeiladu hen neuadd y farchnad, a fu ar gau ers dwy flynedd oherwydd y storm fawr.",
    "Nejvyšší správní soud rozhodl, že zastupitelstvo města postupovalo při schvalování územního plánu v souladu se zákonem.",
    "Kaupunginvaltuusto päätti tiistaina rakentaa uudelleen vanhan kauppahallin, joka on ollut suljettuna kahden talven ajan.",
]


def _page(paragraphs: list[str]) -> str:
    return (
        f"<h1>岬町の灯台、来春から夜間も公開へ</h1><article>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article>"
    )


@pytest.mark.parametrize("paragraph", [*CODE, *SHIFTED])
def test_a_page_of_gibberish_has_no_body(paragraph: str) -> None:
    extraction = extract(_page([paragraph]), "https://www.example.jp/n/4455.html")

    assert extraction.article is None
    assert (extraction.reason, extraction.notes) == ("no_body", ("gibberish",))


@pytest.mark.parametrize("paragraph", [*CODE, *SHIFTED])
def test_gibberish_behind_a_text_is_left_out_with_a_note(paragraph: str) -> None:
    text = list(ENGLISH if paragraph.isascii() else JAPANESE)

    extraction = extract(_page([*text, paragraph]), "https://www.example.jp/n/4455.html")

    assert extraction.article is not None
    assert extraction.article.body.split("\n\n") == text
    assert extraction.notes == ("gibberish",)


@pytest.mark.parametrize("paragraph", NATURAL)
def test_a_natural_paragraph_is_no_gibberish(paragraph: str) -> None:
    assert not is_gibberish(paragraph)


def test_subheadings_that_a_paywall_left_readable_are_no_text() -> None:
    html = _page([_shifted(ENGLISH[0]), _shifted("A new market hall"), _shifted(ENGLISH[1])])
    headed = html.replace("</p><p>", "</p><h2>What the council wants to build</h2><p>", 1)

    extraction = extract(headed, "https://www.example.jp/n/4455.html")

    assert (extraction.reason, extraction.notes) == ("no_body", ("gibberish",))
