"""Languages of templates, prices below pictures, seals above headlines, lists of many sections."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

URL = "https://www.harbour.example/news/new-crane-at-the-quay"
TITLE = "A new crane at the quay"
ENGLISH = "".join(
    f"<p>The new crane {n} at the quay lifts the loads of the ships since Monday, and the port hopes for more than that.</p>"
    for n in "abcdef"
)
OTHERS = {
    "de": "Der neue Kran am Hafen hebt seit Montag die Lasten der Schiffe, und die Stadt ist mit der Arbeit nicht unzufrieden.",
    "fr": "La nouvelle grue soulève les charges des navires depuis lundi, et les ouvriers qui travaillent dans le port sont avec elle.",
    "es": "La nueva grúa levanta las cargas de los barcos desde el lunes, y los obreros que trabajan en el puerto están con ella.",
    "nl": "De nieuwe kraan tilt de lasten van het schip sinds maandag, en het werk van een havenarbeider is dat ook niet meer.",
}


def _article(body: str, *, head: str = "", lang: str = "en") -> Article:
    article = extract(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>", URL).article
    assert article is not None
    return article


@pytest.mark.parametrize("language", OTHERS)
def test_a_templates_english_yields_to_the_words_of_the_text(language: str) -> None:
    text = "".join(f"<p>{n}. {OTHERS[language]}</p>" for n in range(6))

    assert _article(f"<h1>Kran 7</h1>{text}", lang="en-US").language == language


def test_an_english_text_stays_english() -> None:
    assert _article(f"<h1>{TITLE}</h1>{ENGLISH}", lang="en-US").language == "en-US"
    assert _article(f"<h1>{TITLE}</h1>{ENGLISH}<p>{OTHERS['de']}</p>", lang="en-US").language == "en-US"


@pytest.mark.parametrize("price", ["648,00 €", "€ 648", "$19.99", "ab 12,50 EUR*", "1.980円"])
def test_a_picture_above_a_price_is_of_something_for_sale(price: str) -> None:
    offer = f"<figure><img src=/pics/drill.jpg width=600 height=400><figcaption>{price}</figcaption></figure>"
    own = "<figure><img src=/pics/crane.jpg width=600 height=400><figcaption>The crane.</figcaption></figure>"

    article = _article(f"<article><h1>{TITLE}</h1>{own}{ENGLISH}{offer}{ENGLISH}</article>")

    assert [one.caption for one in article.images] == ["The crane."]


def test_a_seal_above_the_headline_is_no_section() -> None:
    seal = "<div><a href='/about/kitchen-tested'><img src=/seal.jpg alt='kitchen tested'><div class=label>kitchen tested</div></a></div>"

    assert _article(f"<div>{seal}<h1>{TITLE}</h1></div>{ENGLISH}").section is None


def test_a_letter_of_an_index_is_no_section() -> None:
    trail = "<div class=breadcrumb><a href=/>Home</a> &gt; <a href=/b>b</a></div>"

    assert _article(f"{trail}<h1>{TITLE}</h1>{ENGLISH}").section is None


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("Meat, Main dishes, Autumn, Quiche, Nutmeg", "Meat"),
        ("Bread, Cake & More", "Bread, Cake & More"),
        ("社会,地域", "社会"),
    ],
)
def test_of_all_that_an_article_is_filed_under_the_first_is_its_section(written: str, section: str) -> None:
    head = f'<meta property="article:section" content="{written}">'

    assert _article(f"<h1>{TITLE}</h1>{ENGLISH}", head=head).section == section


def test_a_notice_of_rights_below_the_text_is_no_paragraph() -> None:
    notice = "This document is subject to copyright. Apart from any fair dealing, no part may be reproduced without a permission."

    assert "copyright" not in _article(f"<h1>{TITLE}</h1>{ENGLISH}<p>{notice}</p>").body
