"""What is no summary of an article, no section, and no other article, though a page puts it there."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

URL = "https://www.harbour.example/news/new-crane-at-the-quay"
SENTENCE = "The new crane at the quay lifts the heavy loads of the ships since Monday, and the port hopes for more. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 3
TITLE, SUMMARY = "A new crane at the quay", "The port has a crane that lifts more than all others."


def _article(body: str, *, head: str = "", lang: str = "en") -> Article:
    article = extract(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>", URL).article
    assert article is not None
    return article


def _described(text: str, *, above: str = "", head: str = "") -> str | None:
    tags = f'<meta property="og:description" content="{text}">{head}'
    return _article(f"{above}<h1>{TITLE}</h1>{TEXT}", head=tags).lead


NAMED = '<meta property="og:site_name" content="Harbour Mail">'
SITE = '<script type="application/ld+json">{"@type": "WebSite", "name": "Harbour Mail", "description": "All of the port."}</script>'


def test_a_summary_is_the_lead() -> None:
    assert _described(SUMMARY, head=SITE) == SUMMARY


@pytest.mark.parametrize(
    "text", [TITLE, f"{TITLE}.", TITLE.upper(), f"{TITLE} - Harbour Mail", f"{TITLE} | Harbour Mail"]
)
def test_a_description_that_repeats_the_headline_is_no_lead(text: str) -> None:
    assert _described(text, head=NAMED) is None


def test_a_description_that_goes_on_behind_the_headline_is_a_lead() -> None:
    assert _described(f"{TITLE}: {SUMMARY}", head=NAMED) == f"{TITLE}: {SUMMARY}"


def test_the_description_of_the_site_in_its_data_is_no_lead() -> None:
    assert _described("All of the port.", head=SITE) is None


def test_the_line_in_the_masthead_is_no_lead() -> None:
    masthead = "<header><a href='/'>Harbour Mail</a><p class=tagline>News of ships, quays and cranes</p></header>"

    assert _described("News of ships, quays and cranes", above=masthead) is None
    assert _described(SUMMARY, above=masthead) == SUMMARY


def test_the_next_description_is_taken() -> None:
    more = f'<meta name="description" content="{SUMMARY}">'

    assert _described(TITLE, head=more) == SUMMARY


def _trail(*names: str) -> str | None:
    links = " &gt; ".join(f'<a href="/{number or ""}">{name}</a>' for number, name in enumerate(names))
    return _article(f"<div class=breadcrumb>{links}</div><h1>{TITLE}</h1>{TEXT}").section


@pytest.mark.parametrize(
    ("names", "section"),
    [
        (("Home", "Economy"), "Economy"),
        (("Start", "Wirtschaft"), "Wirtschaft"),
        (("Start",), None),
        (("Journal", "news", "article"), "news"),
        (("Home", "Sport", "Opinion", "More"), None),
        (("Home", "Sport", "Más"), None),
    ],
)
def test_a_trail_names_a_section(names: tuple[str, ...], section: str | None) -> None:
    assert _trail(*names) == section


@pytest.mark.parametrize("label", ["› Economy", "» Economy", "#Economy", "/ Economy"])
def test_a_section_is_without_the_mark_before_it(label: str) -> None:
    head = f'<meta property="article:section" content="{label}">'

    assert _article(f"<h1>{TITLE}</h1>{TEXT}", head=head).section == "Economy"


def test_a_printed_keyword_with_a_hash_is_no_section() -> None:
    above = "<header><p><a href='/tag/ships/'>#Ships</a></p>"

    assert _article(f"<article>{above}<h1>{TITLE}</h1></header>{TEXT}</article>").section is None


SHARED = "".join(f'<li><a href="?share={n}">Click to share on {n} (Opens in new window)</a></li>' for n in "abcdefgh")


def test_buttons_for_sharing_are_no_titles_of_a_box_behind_a_summary() -> None:
    above = f"<div class=entry><p>{SENTENCE}{SENTENCE}</p></div><p class=author>Jane Doe</p>"
    text = "".join(f"<p>Paragraph {n}. {SENTENCE}</p>" for n in range(6))
    shared = f"<div class=share-buttons><h3>Share this:</h3><ul>{SHARED}</ul></div>"

    article = _article(f"<div><h1>{TITLE}</h1>{above}<div class=entrytext>{text}{shared}</div></div>")

    assert "Paragraph 5." in article.body
    assert "Click" not in article.body


def test_a_heading_in_a_margin_does_not_begin_another_article() -> None:
    aside = "<aside><div>More on this</div><h2><a href='/news/old-crane-is-sold-1'>Old crane is sold to a town</a></h2><p>It goes to a museum.</p></aside>"
    lead = f"<p>{SENTENCE * 2}</p>"

    text = "".join(f"<p>Paragraph {n}. {SENTENCE}</p>" for n in range(6))

    article = _article(f"<div><div><h1>{TITLE}</h1>{lead}</div><div class=content>{aside}<div>{text}</div></div></div>")

    assert all(f"Paragraph {n}." in article.body for n in range(6))
    assert "museum" not in article.body


@pytest.mark.parametrize("name", ["Beginn", "Begin", "Inicio", "Einlass"])
def test_the_begin_of_an_event_is_no_time_of_publication(name: str) -> None:
    facts = f"<dl><dt>{name}:</dt><dd>13. Mai 2012 11:00</dd><dt>Aktualisiert:</dt><dd>15. Februar 2012</dd></dl>"

    article = _article(f"<h1>{TITLE}</h1>{facts}{TEXT}", lang="de")

    assert (article.published_at, str(article.modified_at)[:10]) == (None, "2012-02-15")


def test_a_time_at_which_a_file_was_made_yields_to_a_printed_one() -> None:
    made = '<meta itemprop="dateCreated" content="2019-05-07T17:00:52+02:00">'

    article = _article(
        f"<header><h1>{TITLE}</h1><div class=date>12.10.2015, 19:16 Uhr</div>{made}</header>{TEXT}", lang="de"
    )

    assert str(article.published_at)[:16] == "2015-10-12 19:16"
