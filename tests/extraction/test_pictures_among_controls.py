"""Pictures with buttons, adverts and players around them: their captions, their sizes, and what is no picture."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Image

TEXT = "The town council voted on Tuesday to let the harbour ferry run until one in the morning from April, it said."
CONTROLS = """
Print Pin
Video Ad Feedback
Slideshow (14 Images)
Bild 1 von 3
Bildbeschreibung einblenden
ampliar foto
Condividi
Leave a comment
0 comentários
Advertisement:
Anzeige
分享到微信
2026-11-17 15:13
12
‹ ›
.
""".strip().split("\n")
CAPTIONS = """
Reuters tower
The gallery of the harbour office
A view from the pier
HTC Touch
10mn
Left
""".strip().split("\n")


def _images(markup: str) -> tuple[Image, ...]:
    html = (
        f"<html lang='en'><h1>Harbour ferry at night</h1><article><p>{TEXT}</p>{markup}<p>{TEXT}</p></article></html>"
    )
    article = extract(html, "https://www.irienews.example.com/town/ferry-17").article
    assert article is not None
    return article.images


@pytest.mark.parametrize("line", CONTROLS)
def test_a_button_below_a_picture_is_no_caption(line: str) -> None:
    below = _images(f"<img src='/ferry.jpg'><div class='caption'>{line}</div>")
    inside = _images(f"<figure><img src='/ferry.jpg'><figcaption>{line}</figcaption></figure>")

    assert [one.caption for one in (*below, *inside)] == [None, None]


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_short_line_below_a_picture_is_its_caption(line: str) -> None:
    assert [one.caption for one in _images(f"<img src='/ferry.jpg'><div class='caption'>{line}</div>")] == [line]


def test_a_file_that_a_page_asks_for_in_two_sizes_is_one_picture() -> None:
    sizes = "<img src='/ferry.jpg?q=w_850,c_fill'><p>The ferry.</p><img src='/ferry.jpg?q=w_250,c_fill'>"

    assert [one.url.rpartition("/")[2] for one in _images(sizes)] == ["ferry.jpg?q=w_850,c_fill"]


def test_pictures_that_differ_only_in_the_query_of_a_script_are_two() -> None:
    two = "<img src='/show.php?id=1'><p>The ferry.</p><img src='/show.php?id=2'>"

    assert len(_images(two)) == 2


def test_the_other_films_in_a_player_s_list_are_no_pictures_of_the_article() -> None:
    player = (
        "<div class='video-resource'><img src='/pier.jpg'></div><div class='video-playlist'>"
        "<div class='item'><img src='/pool.jpg'><span>Pool opens</span></div>"
        "<div class='item'><img src='/fair.jpg'><span>Fair in June</span></div></div>"
    )

    assert [one.url.rpartition("/")[2] for one in _images(player)] == ["pier.jpg"]


@pytest.mark.parametrize(
    "name", ["sem-imagem.png", "no-photo.jpg", "placeholderLN-1080.jpg", "ic_mail.png", "share/qq.png"]
)
def test_a_file_named_for_no_picture_is_none(name: str) -> None:
    assert _images(f"<img src='/img/{name}'>") == ()


@pytest.mark.parametrize("name", ["facebook.jpg", "casino-photo-1.jpg", "sharing-a-meal.jpg"])
def test_a_file_named_for_what_it_shows_is_a_picture(name: str) -> None:
    assert len(_images(f"<img src='/img/{name}'>")) == 1


FIGCAPTION = "<figure><img src='/ferry.jpg'><figcaption>{}</figcaption></figure>"
DIV = "<img src='/ferry.jpg'><div class='caption'>{}</div>"
CREDITS = {
    "behind": (FIGCAPTION, "<span>The pier.</span><span class='credit'>Jane Doe</span>", ("The pier.", "Jane Doe")),
    "label": (FIGCAPTION, "The pier<span class='image-credit'>Credit: Jane Doe</span>", ("The pier", "Jane Doe")),
    "before": (
        FIGCAPTION,
        "<span class='media__copyright'>© Jane Doe</span><p>The pier at night</p>",
        ("The pier at night", "Jane Doe"),
    ),
    "writer": (
        FIGCAPTION,
        "<span>The pier.</span><span class='author'>Jane Doe / PA</span>",
        ("The pier.", "Jane Doe / PA"),
    ),
    "agency": (
        FIGCAPTION,
        "<span class='photographer'>Jane Doe</span><span>Getty Images</span>",
        (None, "Jane Doe / Getty Images"),
    ),
    "caption in a credit": (
        FIGCAPTION,
        "<span class='o-credit__caption'>The pier.</span><span class='o-credit__attribution'>Jane Doe</span>",
        ("The pier.", "Jane Doe"),
    ),
    "div": (DIV, "<span>The pier.</span><span class='credit'>(Jane Doe)</span>", ("The pier.", "Jane Doe")),
    "line behind": (
        DIV,
        "<p>The pier.</p></div><div class='photo-credit'>Photo: Jane Doe",
        ("The pier.", "Jane Doe"),
    ),
    "a reader of the site": (DIV, "flag this <span class='author'>Jane Doe</span>", ("flag this Jane Doe", None)),
    "no credit": (FIGCAPTION, "The pier <span class='date'>at night</span>", ("The pier at night", None)),
}


@pytest.mark.parametrize(("around", "printed", "expected"), CREDITS.values(), ids=list(CREDITS))
def test_an_element_named_for_the_credit_parts_it_from_the_caption(
    around: str, printed: str, expected: tuple[str | None, str | None]
) -> None:
    assert [(one.caption, one.credit) for one in _images(around.format(printed))] == [expected]
