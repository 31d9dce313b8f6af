"""Greetings, topics, menus and links beside a text that name nobody, and labels before names in more languages."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.extraction.people.plausible_names import without_posts
from newscrawl.extraction.people.read_people import byline_in, names_alone
from newscrawl.items import Article

TEXT = "The town council voted on Tuesday to let the harbour ferry run until one in the morning from April, it said."
NOBODY = """
Viel Spass
Viele Grüße
Mit freundlichen Grüßen
Best regards
Willkommen Gast
Welcome, Guest
Super User
User Admin
Onlinerecht und Bürgerrechte
Sights and Sounds
Show all articles of
View all posts
Portrait by Anna Berg
Visit profile
View my complete profile
Ver perfil completo
Profil anzeigen
Release Date
Date of publication
Last updated
Fecha de publicación
""".strip().split("\n")
LABELLED = {
    "Nga Arben Hoxha": "Arben Hoxha",
    "Της Μαρίας Παπαδοπούλου": "Μαρίας Παπαδοπούλου",
    "Του Γιώργου Ιωάννου": "Γιώργου Ιωάννου",
    "Door Wim van 't Hof": "Wim van 't Hof",
}


def _article(inside: str, head: str = "") -> Article:
    html = f"<html lang='en'><head>{head}</head><body>{inside}</body></html>"
    article = extract(html, "https://www.irienews.example.com/town/ferry-17").article
    assert article is not None
    return article


@pytest.mark.parametrize("line", NOBODY)
def test_a_greeting_a_topic_or_a_button_is_nobody(line: str) -> None:
    assert names_alone(line, is_byline=True) == byline_in(line) == ()


@pytest.mark.parametrize(("line", "name"), LABELLED.items(), ids=list(LABELLED))
def test_a_label_before_a_name_is_no_part_of_it(line: str, name: str) -> None:
    assert [author.name for author in byline_in(line)] == [name]


def test_a_name_that_opens_with_such_a_word_is_whole() -> None:
    assert [author.name for author in names_alone("Nga Pham")] == ["Nga Pham"]


def test_the_link_to_all_articles_of_a_writer_holds_the_name() -> None:
    assert without_posts("Show all articles of Jane Doe") == "Jane Doe"


def test_an_entry_of_a_menu_in_the_foot_of_the_page_is_no_box_about_the_writer() -> None:
    foot = "<footer><h3>My account</h3><ul><li>Profile</li><li>Irie Gem</li><li>Newsletters</li></ul></footer>"

    assert _article(f"<h1>Harbour ferry at night</h1><p>{TEXT}</p><p>{TEXT}</p>{foot}").authors == ()


def test_the_site_s_whole_name_with_bars_in_it_is_one_house() -> None:
    name = "Irie News UK | TV Channel | Easy Recipes, TV Shows"
    head = f"<meta name='author' content='{name}'><meta property='og:site_name' content='{name}'>"

    article = _article(f"<h1>Harbour ferry at night</h1><p>{TEXT}</p><p>{TEXT}</p>", head)

    assert [author.name for author in article.authors] == ["Irie News UK"]
