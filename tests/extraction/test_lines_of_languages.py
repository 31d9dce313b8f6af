"""Lines between the paragraphs in the languages of news portals: adverts, pointers, players, walls, comments."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

TEXT = (
    "The town council voted on Tuesday to let the harbour ferry run until one in the morning from April.",
    "Some 840,000 passengers took the boat last year, and the last crossing was often full, the office said.",
    "“Nurses and cooks who finish late have asked us for years,” said the head of the transport office.",
    "The extra crossings cost two million a year, which the council wants to save on its old ticket machines.",
)
ADVERTS = """
NEWYou can now listen to Irie News articles!
Yuk, Simak Juga Video ini!
Нашли ошибку? Выделите текст и нажмите Ctrl+Enter
Помітили помилку? Виділіть її та натисніть Ctrl + Enter.
Iezīmējiet tekstu un spiediet Ctrl+Enter, lai nosūtītu labojamo teksta fragmentu redaktoram!
La suite après la publicité
Nach der Anzeige weiterlesen
Sigue leyendo después de la publicidad
Continua a leggere dopo la pubblicità
Continua após a publicidade
Tekst gaat verder onder de foto
REKLAMA
Dalsza część artykułu pod materiałem wideo
Artikeln fortsätter under annonsen
Artikkelen fortsetter under annonsen
Artiklen fortsætter efter annoncen
Juttu jatkuu mainoksen jälkeen
Haberin Devamı
إعلان
Článek pokračuje pod reklamou
HIRDETÉS
ΔΙΑΦΗΜΙΣΗ
Реклама:
SCROLL TO CONTINUE WITH CONTENT
Advertisement - story continues below
Listen to this article · 4 min
Lyssna på artikeln
Tüm hakları saklıdır.
© Riproduzione riservata
Imprimer
Link kopieren
Skriv ut
Скопировать ссылку
""".strip().split("\n")
POINTERS = """
Te puede interesar:
Lees ook:
ZOBACZ TAKŻE:
Читайте по теме:
Läs också:
Les også:
Læs også:
Lue myös:
İLGİLİ HABER:
اقرأ أيضا:
Čtěte také:
Citește și:
Διαβάστε επίσης:
Baca juga:
Xem thêm:
""".strip().split("\n")
WALLS = """
Weiterlesen nur für Abonnenten.
Abonnez-vous pour lire la suite
Questo contenuto è riservato agli abbonati.
Suscríbete para seguir leyendo.
Dit artikel is alleen voor abonnees.
Dalszy ciąg artykułu dostępny tylko dla prenumeratorów.
Материал доступен только по подписке.
Det här är en artikel för prenumeranter.
Denne saken er for abonnenter.
Tämä juttu on vain tilaajille.
Tento článek je jen pro předplatitele.
Bu içerik yalnızca abonelere özeldir.
""".strip().split("\n")
COMMENTS = """
3 Kommentare
3 commentaires
Commenti (3)
3 reacties
Комментарии (3)
3 Yorum
Dodaj komentarz
Lämna ett svar
""".strip().split("\n")
SENTENCES = """
You can now listen to the ferry's horn at night, and in fog at noon.
In the new editor a line ends with Ctrl+Enter.
Reacties
The advertisement continues to divide the town.
Die Zeitung verlor Abonnenten, weil viele nur die Artikel der Beilage lesen.
La publicidad sigue en el muelle.
Related: the ferry in winter
""".strip().split("\n")


def _article(inside: str = "", behind: str = "") -> Article:
    paragraphs = [f"<p>{one}</p>" for one in TEXT]
    html = (
        f"<html lang='en'><h1>Harbour ferry at night</h1><article><div>{''.join(paragraphs[:2])}{inside}"
        f"{''.join(paragraphs[2:])}</div>{behind}</article></html>"
    )
    article = extract(html, "https://www.irienews.example.com/town/ferry-17").article
    assert article is not None
    return article


def _body(article: Article) -> tuple[str, ...]:
    return tuple(article.body.split("\n\n"))


@pytest.mark.parametrize("line", ADVERTS)
def test_a_label_of_an_advert_or_player_is_no_paragraph(line: str) -> None:
    assert _body(_article(f"<p>{line}</p>")) == TEXT


@pytest.mark.parametrize("label", POINTERS)
def test_the_link_to_another_article_behind_a_pointer_is_no_paragraph(label: str) -> None:
    pointer = f"<p>{label} <a href='/town/pool-3'>Pool to open in June</a></p>"

    assert _body(_article(pointer)) == TEXT


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_with_another_word_is_a_paragraph(line: str) -> None:
    assert _body(_article(f"<p>{line}</p>")) == (*TEXT[:2], line, *TEXT[2:])


@pytest.mark.parametrize("wall", WALLS)
def test_a_line_of_no_words_but_those_of_walls_is_one(wall: str) -> None:
    article = _article(behind=f"<div class='z'><p>{wall}</p><a href='/abo'>OK</a></div>")

    assert (_body(article), article.is_paywalled) == (TEXT, True)


@pytest.mark.parametrize("heading", COMMENTS)
def test_what_is_behind_the_heading_of_comments_is_no_text(heading: str) -> None:
    remark = "<div><b>tom:</b> <time>2026-11-25</time><p>I have been waiting for this for ten years, and so has my street.</p></div>"

    assert _body(_article(behind=f"<div class='q'><h3>{heading}</h3>{remark * 3}</div>")) == TEXT
