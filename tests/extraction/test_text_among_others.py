"""A text is told from what is longer than it, from what stands in it again and again, and from the next article."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

URL = "https://www.morgenblatt.example/politik/minister-unter-druck-123456"
P = "The minister presented his plans for the coming years in the town hall on Monday and explained them."
COOKIES = (
    "Small files called cookies are kept on your device while you read here, so that the site remembers your choices. "
    "Cookies of this kind cannot be switched off, since pages could not be shown without a single one of them."
)


def _body(page: str) -> str:
    article = extract(f"<html lang=en><body>{page}</body></html>", URL).article
    assert article is not None
    return article.body


def _text(name: str, count: int = 4) -> str:
    return "".join(f"<p>{name} {number}. {P}</p>" for number in range(count))


def test_a_banner_that_asks_for_consent_is_not_the_text_however_long_it_is() -> None:
    banner = "".join(f"<div class=x2><p>{COOKIES} {number}</p></div>" for number in range(12))

    body = _body(f"<h1>Minister under pressure</h1><div class=x1>{_text('a')}</div><div class=x3>{banner}</div>")

    assert body.startswith("a 0.")
    assert "cookies" not in body


def test_an_article_about_cookies_keeps_its_text() -> None:
    about = "The court ruled that cookies may only be set where readers agree, and that silence is no consent."

    assert about in _body(f"<h1>Court rules on cookies</h1>{_text('a')}<p>{about}</p>{_text('b')}")


def test_a_short_line_that_stands_again_and_again_is_left_out() -> None:
    parts = "".join(f"<div>Inhalt des Artikels</div><p>{number}. {P}</p>" for number in range(5))

    assert "Inhalt" not in _body(f"<h1>Minister under pressure</h1><div>{parts}</div>")


def test_a_speaker_and_a_short_answer_may_stand_again_and_again() -> None:
    parts = "".join(f"<p>{number}. {P}</p><p>Mr. Miller:</p><p>No.</p>" for number in range(5))

    assert _body(f"<h1>Minister under pressure</h1><div>{parts}</div>").count("Mr. Miller:\n\nNo.") >= 4


def test_the_next_article_below_is_left_out_though_no_element_parts_it() -> None:
    def story(title: str, name: str) -> str:
        return f'<div class="story"><div class="head"><h1 class="title">{title}</h1></div>{_text(name)}</div>'

    body = _body(f"<div>{story('Minister under pressure', 'a')}{story('Storm in the north', 'b')}</div>")

    assert body.endswith(f"a 3. {P}")


def test_an_h1_of_another_form_is_a_subheading() -> None:
    body = _body(f'<h1 class="title">Minister under pressure</h1>{_text("a")}<h1>The plans</h1>{_text("b")}')

    assert f"a 3. {P}\n\nThe plans\n\nb 0. {P}" in body


BOX = '<div class="x4"><h3>Read more</h3>{}</div>'.format(
    "".join(f'<a href="/other-{number}-77777"><b>Another story with number {number}</b></a>' for number in range(3))
)


def test_a_text_goes_on_behind_a_box_of_links_near_its_end() -> None:
    body = _body(f'<h1>Minister under pressure</h1><div class="x1">{_text("a", 9)}{BOX}{_text("b", 2)}</div>')

    assert body.endswith(f"a 8. {P}\n\nb 0. {P}\n\nb 1. {P}")


def test_what_stands_in_another_form_behind_the_last_box_is_no_text() -> None:
    text = f'<div class="x1"><div>{_text("a", 9)}</div></div>'

    body = _body(f'<h1>Minister under pressure</h1><div>{text}{BOX}<div class="x9">{_text("b", 2)}</div></div>')

    assert body.endswith(f"a 8. {P}")


def _teaser(number: int, line: str, *, behind: str = "", site: str = "") -> str:
    href = f"{site}/politik/other-{number}.html"
    return (
        f"<div><h2><a href='{href}?from=below'>Another story of the town, number {number}</a></h2><p>{number}. {P} {P} {P} {P}</p>"
        f"<h3><a href='{href}{behind}'>{line}</a></h3></div>"
    )


def test_teasers_whose_last_line_leads_to_the_page_of_their_title_are_left_out_however_long_they_are() -> None:
    teasers = "".join(_teaser(number, "Read the rest", behind="?from=rest") for number in range(6))

    body = _body(f"<h1>Minister under pressure</h1><p>a. {P} {P}</p><div class=next>{teasers}</div>")

    assert body == f"a. {P} {P}"


def test_parts_whose_last_line_leads_elsewhere_are_no_such_teasers() -> None:
    parts = "".join(_teaser(number, "Buy it", behind=f"/order-{number}") for number in range(4))

    assert "3. " in _body(f"<h1>Minister under pressure</h1><p>a. {P} {P}</p><div>{parts}</div>")


def test_the_next_article_in_an_element_of_its_own_is_known_by_the_link_on_its_title() -> None:
    own = f"<article><h1>Minister under pressure</h1>{_text('a')}</article>"
    other = f'<article><h2><a href="/other-77777">A bridge at last</a></h2>{_text("b", 9)}</article>'

    body = _body(f"<main>{own}{other}{other}</main>")

    assert body.endswith(f"a 3. {P}")


def test_a_part_of_the_article_in_an_element_of_its_own_stays() -> None:
    part = f"<article><h2>The plans</h2>{_text('b')}</article>"

    assert f"b 3. {P}" in _body(f"<article><h1>Minister under pressure</h1>{_text('a')}{part}</article>")


def test_remarks_of_others_behind_the_headlines_own_article_are_no_text() -> None:
    remarks = f"<section><h2>What experts say</h2><div><b>Jane Doe</b><p>{P}</p></div></section>"

    body = _body(f"<main><article><h1>Minister under pressure</h1>{_text('a')}</article>{remarks}</main>")

    assert body.endswith(f"a 3. {P}")


def test_more_text_than_the_headlines_own_article_holds_is_text() -> None:
    body = _body(
        f"<main><article><h1>Minister under pressure</h1>{_text('a', 2)}</article><h2>Plans</h2>{_text('b', 9)}</main>"
    )

    assert body.endswith(f"b 8. {P}")


def test_an_h1_outside_of_the_headlines_article_opens_another_one() -> None:
    own = f"<article><h1>Minister under pressure</h1>{_text('a')}</article>"

    body = _body(f"<main>{own}<div class=next><h1>A bridge at last</h1>{_text('b', 9)}</div></main>")

    assert body.endswith(f"a 3. {P}")


def test_the_next_article_in_a_box_of_its_own_is_known_by_the_link_on_its_title() -> None:
    own = f"<div class=x1><h1>Minister under pressure</h1>{_text('a')}</div>"
    other = f'<div class=x2><h2><a href="/other-77777">A bridge at last</a></h2>{_text("b", 9)}</div>'

    assert _body(f"<div>{own}{other}</div>").endswith(f"a 3. {P}")


def test_a_text_goes_on_behind_a_linked_title_between_two_of_its_parts() -> None:
    offer = '<div class=x2><h2><a href="/other-77777">A bridge at last</a></h2></div>'
    parts = (
        f"<div class=x1><h1>Minister under pressure</h1>{_text('a')}</div>{offer}<div class=x1>{_text('b', 9)}</div>"
    )

    assert _body(f"<div>{parts}</div>").endswith(f"b 8. {P}")


@pytest.mark.parametrize(
    "title", ["The plans", "A plan of the minister that has a long title, with more words than most"]
)
def test_titled_cards_behind_the_headline_s_article_are_no_text_whatever_the_length_of_a_title(title: str) -> None:
    cards = "".join(f"<div><h2>{title}, part {number}</h2><p>{number}. {P} {P}</p></div>" for number in range(6))

    body = _body(f"<main><article><h1>Minister under pressure</h1>{_text('a')}</article><div>{cards}</div></main>")

    assert body.endswith(f"a 3. {P}")
