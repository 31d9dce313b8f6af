"""What is beside a text and is none of it: buttons, captions by form, headings of boxes, comments, the page's foot."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

HEADLINE = "岬町の灯台、来春から夜間も公開へ"
TEXT = [
    "岬町は17日、町の外れにある灯台を来年の春から夜も公開すると決めた。足元を照らす明かりを坂道に並べ、案内役を置くという。",
    "灯台は1934年に建てられ、今も船の目印になっている。夜の公開は町の人の要望を受けたもので、週末に限って試す予定だ。",
    "入場料は昼と同じ300円で、収入は建物の手入れに充てる。町は「星と海を一緒に楽しんでほしい」と呼びかけている。",
]


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in lines)


def _body(html: str) -> list[str]:
    page = f"<body><main><article><h1>{HEADLINE}</h1><p>2026年11月17日 8:21</p>{html}</main></body>"
    article = extract(page, "https://www.misaki.example.jp/local/n4455.html").article
    assert article is not None
    return article.body.split("\n\n")


@pytest.mark.parametrize(
    "line",
    """
記事は広告の下に続きます
この後も記事が続きます
Sponsored
この動画をYouTubeで見る
この投稿をInstagramで見る
Xで見る
地図を表示
クリックすると拡大します
この記事は参考になりましたか？
""".strip().split("\n"),
)
def test_a_button_between_paragraphs_is_no_text(line: str) -> None:
    assert _body(_paragraphs([*TEXT[:2], line, TEXT[2]])) == TEXT


@pytest.mark.parametrize("line", ["公開される灯台＝17日、岬町で", "▲夜の灯台の想像図"])
def test_a_line_right_behind_a_picture_is_its_caption_by_form(line: str) -> None:
    picture = '<div><img src="/i/a.jpg" alt="" width="800" height="500"></div>'

    assert _body(f"<div>{_paragraphs(TEXT[:2])}{picture}<p>{line}</p>{_paragraphs(TEXT[2:])}</div>") == TEXT


@pytest.mark.parametrize("heading", ["最新記事", "キーワード", "この記者の記事", "岬町のいま"])
def test_the_heading_of_a_box_of_links_goes_with_the_box(heading: str) -> None:
    links = "".join(f'<li><a href="/local/n{n}.html">岬町の{n}つ目の話題を伝える記事</a></li>' for n in range(3))
    box = f"<div class=x9><h3>{heading}</h3><ul>{links}</ul></div>"

    assert _body(f"<div>{_paragraphs(TEXT[:2])}{box}{_paragraphs(TEXT[2:])}</div>") == TEXT


def test_comments_behind_a_text_are_no_text_however_many() -> None:
    said = "".join(
        f"<div class=one><p>読者{n}</p><p>夜の灯台には{n}回ほど行ってみたいと思っています。坂道が明るくなるのは助かります。</p></div>"
        for n in range(15)
    )

    assert (
        _body(f"<div>{_paragraphs(TEXT[:2])}</div></article><div class=talk><h2>みんなのコメント</h2>{said}</div>")
        == TEXT[:2]
    )


def test_the_foot_of_the_page_is_no_text_though_it_is_longer() -> None:
    foot = "岬日報社は岬町の本町に本社を置く新聞社で、電話の受付は平日の午前9時から午後5時まで、祝日は休みます。" * 4

    assert _body(f"<div>{_paragraphs(TEXT[:2])}</div></article></main><footer><p>{foot}</p></footer><main>") == TEXT[:2]


def test_a_text_in_headings_is_text() -> None:
    assert _body(f"<div>{''.join(f'<h4>{one}</h4>' for one in TEXT)}</div>") == TEXT


def test_a_text_in_an_element_that_is_not_printed_is_text() -> None:
    assert _body(f"<div class=noprint>{_paragraphs(TEXT)}</div>") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "November 17, 2026 at 8:21 a.m.",
        "2026/11/17 08:21 → 2026/11/18 09:00 更新",
        "2026/11/17 08:21（11/18 09:00更新）",
        "Publié le 17/11/2026 à 08:21 - Mis à jour le 18/11/2026 à 09:00",
    ],
)
def test_a_line_of_times_before_the_text_is_no_text(line: str) -> None:
    assert _body(f"<p>{line}</p><div>{_paragraphs(TEXT)}</div>") == TEXT


@pytest.mark.parametrize(
    "line",
    """
2026年11月17日 8:21 発信地：岬町/北日本 [ 岬町 北日本 ]
Dienstag, 17. November 2026
martes, 17 de noviembre de 2026
mardi 17 novembre 2026
wtorek, 17 listopada 2026
2026년 11월 17일 화요일
""".strip().split("\n"),
)
def test_a_line_of_a_time_above_the_text_is_not_of_it(line: str) -> None:
    assert _body(_paragraphs([line, *TEXT])) == TEXT


def test_a_sentence_that_begins_with_a_time_is_of_the_text() -> None:
    line = "2026年11月17日8時21分、灯台の明かりが町の坂道を初めて照らした。"

    assert _body(_paragraphs([line, *TEXT])) == [line, *TEXT]


@pytest.mark.parametrize("line", ["（くらし部・山田花子、社会部・鈴木一郎）", "（山田花子）", "[山田花子]"])
def test_a_line_of_names_in_brackets_above_the_text_is_no_text(line: str) -> None:
    assert _body(_paragraphs([line, *TEXT])) == TEXT


@pytest.mark.parametrize("line", ["記者：来年も続けますか？", "記者：課題は？", "文：どう読む？"])
def test_a_question_behind_a_label_is_text(line: str) -> None:
    lines = [*TEXT[:2], line, *TEXT[2:]]

    assert _body(_paragraphs(lines)) == lines


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("【アンケート】夜の灯台を見たいですか？<a href='/enq/1'>回答はこちら</a>", False),
        ("灯台の入場券の<a href='/tickets'>お申し込みはこちら＞</a>", False),
        ("町は申し込みを受け付けている。<a href='/tickets'>お申し込みはこちら</a>", True),
        ("案内役の女性は「灯台は<a href='/map'>こちら</a>です」と手を振る。", True),
    ],
)
def test_a_line_without_a_sentence_that_ends_in_a_link_here_is_no_text(line: str, is_text: bool) -> None:
    found = _body(_paragraphs([*TEXT[:2], line, *TEXT[2:]]))

    assert len(found) == len(TEXT) + is_text
