"""Who wrote, where data and print differ: editors, feeds and companies in data, and writers whom data leave out."""

from __future__ import annotations

import json

from newscrawl.api import extract

_TEXT = "".join(
    f"<p>{one}</p>"
    for one in (
        "The library will stay open two hours longer from April, the town council said on Monday, after many requests.",
        "Readers may use the reading rooms until nine in the evening on weekdays, and seats will more than double.",
        "Officials said that the change would cost about twenty thousand dollars a year and asked for patience.",
    )
)


def _names(author: object, above: str, below: str = "") -> list[str]:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Library to open late",
        "author": author,
    }
    article = extract(
        f"<html lang=en><title>Library to open late</title><script type='application/ld+json'>{json.dumps(data)}</script>"
        f"<body><main><article><h1>Library to open late</h1>{above}<div>{_TEXT}</div>{below}</article></main></body></html>",
        "https://news.example/a/1.html",
    ).article
    assert article is not None
    return [one.name for one in article.authors]


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def test_the_printed_writer_wins_over_data_whose_author_the_page_prints_as_editor() -> None:
    writer = "<div class='author-2'>Jane Doe</div>"

    assert _names(_person("Tom Roe"), writer, "<p>Editor: Tom Roe</p>") == ["Jane Doe"]


def test_data_stand_where_the_page_prints_no_other_writer_than_the_editor() -> None:
    assert _names(_person("Tom Roe"), "", "<p>Editor: Tom Roe</p>") == ["Tom Roe"]


def test_links_of_the_byline_with_everyone_in_data_and_others_win() -> None:
    links = "<p><a rel='author' href='/p/1'>Jane Doe</a></p><p><a rel='author' href='/p/2'>Tom Roe</a></p>"

    assert _names([_person("Tom Roe")], links) == ["Jane Doe", "Tom Roe"]


def test_a_printed_person_wins_over_a_feed_in_data() -> None:
    assert _names(_person("Watermark feed"), "<p>By Jane Doe</p>") == ["Jane Doe"]


def test_a_feed_signs_where_nobody_else_does() -> None:
    assert _names(_person("Watermark feed"), "") == ["Watermark feed"]


def test_linked_writers_win_over_a_publisher_whom_only_the_line_of_rights_prints() -> None:
    linked = "<p><a rel=author href=/author/jane-doe>Jane Doe</a> / <a rel=author href=/author/tom-roe>Tom Roe</a></p>"
    article = extract(
        f"<html lang=en><meta name=author content='Harbour News Editions'><body><h1>Library to open late</h1>{linked}{_TEXT}"
        "<p>© Harbour News Editions, Ltd.</p></body></html>",
        "https://news.example/a/1.html",
    ).article

    assert article is not None
    assert [one.name for one in article.authors] == ["Jane Doe", "Tom Roe"]
