"""Teasers of other articles that stand inside a text or below it are left out; offers that it speaks of are not."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

URL = "https://www.morgenblatt.example/politik/minister-unter-druck-123456"
P = "Der Minister hat am Montag seine Pläne für die kommenden Jahre im Rathaus vorgestellt und erläutert."
TEASER = "Ein anderer Text beginnt mit diesem Satz, der hier nur zum Lesen verlocken soll und sonst nichts."


def _card(number: int, host: str = "") -> str:
    link = (
        f'<a href="{host}/sport/text-{number}-98765"><img src="/{number}.jpg"><b>Ein ganz anderer Text {number}</b></a>'
    )
    return f'<div class="x7">{link}<p>{number}. {TEASER}</p></div>'


def _body(inside: str, attributes: str = "") -> str:
    html = f"<html lang=de><body><h1>Minister unter Druck</h1><div{attributes}>{inside}</div></body></html>"
    article = extract(html, URL).article
    assert article is not None
    return article.body


PARAGRAPHS = "".join(f"<p>{number}. {P}</p>" for number in range(4))


@pytest.mark.parametrize("attributes", ["", ' itemprop="articleBody"'], ids=["plain", "microdata"])
@pytest.mark.parametrize("host", ["", "https://www.morgenblatt.example", "//morgenblatt.example"])
def test_cards_are_left_out_inside_and_below_a_text(host: str, attributes: str) -> None:
    cards = "".join(_card(number, host) for number in range(2))

    body = _body(f"{PARAGRAPHS}<div>{cards}</div><p>4. {P}</p><div>{cards}</div>", attributes)

    assert body == "\n\n".join(f"{number}. {P}" for number in range(5))


def test_things_that_a_text_speaks_of_are_its_text() -> None:
    cards = "".join(_card(number, "https://shop.example") for number in range(3)).replace("<img", "<i")

    assert _body(f"{PARAGRAPHS}{cards}{PARAGRAPHS}").count(TEASER) == 3


def test_a_link_alone_beside_one_paragraph_makes_no_card() -> None:
    inside = f'{PARAGRAPHS}<div class="x7"><a href="/a-98765">Ein ganz anderer Text</a><p>9. {P}</p></div>'

    assert f"9. {P}" in _body(inside)
