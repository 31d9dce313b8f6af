"""Where a text begins and ends: other things between its paragraphs, around it and below it."""

from __future__ import annotations

from newscrawl.api import extract

URL = "https://news.example/a/2024/12345"
ONE = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
TWO = "計画によると、広場には木を百本植え、夏でも歩きやすい日陰をつくる。費用は約4億円を見込んでいる。"
THREE = "住民からは「工事中の通学路が心配だ」という声も出ている。市は来月、説明会を開くことにしている。"
FOUR = "説明会では設計者が模型を使って広場の姿を示し、出された意見を来年の計画に反映させる方針だ。"


def _body(inside: str) -> str:
    html = f"<html><head><title>広場を新しく</title></head><body><h1>広場を新しく</h1>{inside}</body></html>"
    article = extract(html, URL).article
    assert article is not None
    return article.body


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_a_text_in_parts_of_one_form_goes_on_behind_a_box() -> None:
    part = "<div class='x1'><div><div>{}</div></div></div>"
    box = "".join(f"<div class='y'><p class='z'>広場の数字{n}: 植えられる木は百本</p></div>" for n in range(6))

    body = _body(
        "<main>"
         "<div class='w'>" + part.format(f"<p>{ONE}</p><p>{TWO}</p><p>{ONE[::-1]}。</p>") + "</div>"
        + f"<div class='b'><div class='c'><div class='d'>{box}</div></div></div>"
        + "<div class='w'>" + part.format(f"<p>{THREE}</p><p>{FOUR}</p>") + "</div></main>"
    )  # fmt: skip

    assert body.endswith(_text(THREE, FOUR))


def test_another_article_below_is_not_the_text() -> None:
    other = "".join(
        f"<p>別の話の段落{n}。駅の北側では商店街の催しが開かれ、多くの人でにぎわった。</p>" for n in range(8)
    )

    body = _body(
        f"<main><article id='a'><div class='text'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div></article>"
        f"<article id='b'><div class='text'>{other}</div></article></main>"
    )

    assert body == _text(ONE, TWO, THREE, FOUR)


def test_an_opening_paragraph_in_an_element_of_its_own_is_kept() -> None:
    rest = "".join(f"<p>{text}</p>" for text in (TWO, THREE, FOUR, TWO[::-1] + "。", THREE[::-1] + "。"))

    body = _body(f"<div class='all'><p>{ONE}</p><div class='restricted'>{rest}</div></div>")

    assert body.startswith(_text(ONE, TWO))


def test_what_an_offer_lists_below_the_wall_is_not_the_text() -> None:
    offer = "<dl><dt>会員に登録すると</dt><dd>電子版の紙面がいつでも利用できる</dd></dl><p>※紙の新聞は朝刊です。</p>"

    body = _body(
        f"<div class='all'><div class='text'>{ONE}<br><br>{TWO}<br><br>{THREE}</div>"
        f"<div class='offer'><p>この記事は会員限定です。</p>{offer}</div></div>"
    )

    assert body == _text(ONE, TWO, THREE)


def test_rows_of_linked_words_are_text() -> None:
    rows = (
        "長野県：木曽町、上松町、松本市",
        "岐阜県：中津川市",
        "愛知県：新城市、設楽町、豊根村",
    )
    linked = "".join(
        "<p>" + row.split("：")[0].join(["<a href='/p'>", "</a>"]) + "：<a href='/c'>" + row.split("：")[1].replace(
            "、", "</a>、<a href='/c'>") + "</a></p>"
        for row in rows
    )  # fmt: skip

    wall = "<div><p>有料会員の方は、鍵の印が付いた記事もお読みになれます。</p></div>"

    body = _body(
        f"<div class='text'><p>{ONE}</p><p>{TWO}</p><p>大雪の注意報が出た町は次の通り。</p>{linked}</div>{wall}"
    )

    assert body == _text(ONE, TWO, "大雪の注意報が出た町は次の通り。", *rows)


def test_a_text_goes_on_behind_a_column_that_stands_in_it() -> None:
    aside = "<aside>" + "".join(f"<div><a href='/a/2024/{n}'>見出しの{n}本目</a></div>" for n in range(12)) + "</aside>"
    long = "".join(f"<p class='t'>{text}</p>" for text in (ONE, TWO, THREE, ONE[::-1] + "。", TWO[::-1] + "。"))

    body = _body(
        f"<div class='page'><div class='row'><div class='in'>{long}</div></div>{aside}"
        f"<div class='row'><div class='in'><p class='t'>{FOUR}</p></div></div></div>"
    )

    assert body.endswith(FOUR)


def test_paragraphs_of_their_own_forms_before_a_box_of_links_are_kept() -> None:
    first, second = (f"<div class='par{n}'><p>{text}</p></div>" for n, text in enumerate((ONE, TWO)))
    links = "".join(f"<li><a href='/a/2024/{n}'>港の朝市と灯台の話{n}</a><li>05 Oct 2024</li>" for n in range(4))
    rest = "".join(f"<p>{text}</p>" for text in (THREE, FOUR, THREE[::-1] + "。", FOUR[::-1] + "。", ONE[::-1] + "。"))

    body = _body(f"<div id='all'>{first}{second}<div><ul>{links}</ul></div><div class='body'>{rest}</div></div>")

    assert body.startswith(_text(ONE, TWO, THREE))


def test_the_first_letter_of_a_text_may_be_an_element_of_its_own() -> None:
    words = "he harbour council met on Monday and agreed to light the old pier for the first time in forty years."
    rest = "<p>Work begins in March and ends before the summer, the council wrote in a letter to the fishermen.</p>" * 2

    body = _body(f"<div><p><span style='display:block;float:left;font-size:90px'>T</span>{words}</p>{rest}</div>")

    assert body.startswith(f"T{words}")


def test_one_paragraph_before_a_box_of_other_articles_is_the_text_s_first() -> None:
    links = "".join(
        f"<div><h2><a href='/a/2024/{n}'>別の記事の見出し、町の話題 その{n}</a></h2></div>" for n in range(4)
    )
    rest = "".join(f"<div>{text}</div>" for text in (TWO, *(f"{n}。{THREE}{FOUR}" for n in range(6))))

    body = _body(f"<div class='page'><div class='copy'><p>{ONE}</p></div><aside>{links}</aside>{rest}</div>")

    assert body.startswith(_text(ONE, TWO))
