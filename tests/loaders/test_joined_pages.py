"""The pages of one article as one record: every paragraph and picture once, in order."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import Extraction, is_page_of, join_pages, load_article

URL = "https://minato.example/archives/7/"
LEAD = "港町の市議会は第一号議案を賛成多数で可決し、来年四月に施行すると発表した。"
FIRST = "市長は閉会後の会見で、条例の周知に半年をかけて取り組む考えを改めて示した。"
SECOND = "野党の会派は施行を一年遅らせる修正案を出したが、賛成少数で否決されている。"
SHORT = "――なぜ今なのか。"


def read(*paragraphs: str, picture: str = "a") -> Extraction:
    html = "".join(f"<p>{one}</p>" for one in paragraphs)
    figure = f'<figure><img src="/{picture}.jpg" width="640" height="480"><figcaption>議場</figcaption></figure>'
    page = f"<html lang=ja><h1>市議会が条例案を可決した</h1><article>{figure}{html}</article>"
    return load_article(Page.parse(page, URL), None)


@pytest.mark.parametrize(
    ("second_page", "expected"),
    [
        ((SECOND, FIRST + FIRST), (LEAD, FIRST, SECOND, FIRST + FIRST)),
        ((LEAD, SECOND, FIRST + FIRST), (LEAD, FIRST, SECOND, FIRST + FIRST)),
        ((SHORT, SECOND, SHORT, LEAD), (LEAD, FIRST, SHORT, SECOND, SHORT)),
    ],
    ids=["new paragraphs", "a lead that is printed again", "a short line twice"],
)
def test_long_paragraphs_that_a_later_page_prints_again_are_kept_once(
    second_page: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    joined = join_pages(read(LEAD, FIRST), [read(*second_page)]).article

    assert joined is not None
    assert tuple(joined.body.split("\n\n")) == expected


def test_pictures_of_all_pages_are_kept_once() -> None:
    joined = join_pages(read(LEAD, FIRST), [read(SECOND, FIRST, picture="a"), read(SECOND, LEAD, picture="b")]).article

    assert joined is not None
    assert [image.url.rpartition("/")[2] for image in joined.images] == ["a.jpg", "b.jpg"]


HEADING, PICTURES = "<h1>市議会が条例案を可決した</h1>", '<figure><img src="/b.jpg" width="640" height="480"></figure>'


@pytest.mark.parametrize(
    ("second_page", "expected"),
    [
        (f"<article>{HEADING}{PICTURES}</article>", ["a.jpg", "b.jpg"]),
        (f"{HEADING}<article></article>", ["a.jpg"]),
        ("<h1>しばらくお待ちください</h1><article></article>", None),
    ],
    ids=["a page of pictures", "an empty page", "another headline"],
)
def test_a_further_page_without_text_is_one_of_the_article_under_its_headline(
    second_page: str, expected: list[str] | None
) -> None:
    first = read(LEAD, FIRST)
    second = load_article(Page.parse(f"<html lang=ja>{second_page}", f"{URL}?page=2"), None)

    joined = join_pages(first, [second]).article

    assert second.reason == "no_body"
    assert is_page_of(second, first) is (expected is not None)
    if expected:
        assert joined is not None
        assert [image.url.rpartition("/")[2] for image in joined.images] == expected


def test_a_first_page_without_text_is_no_article() -> None:
    first = load_article(Page.parse(f"<html lang=ja>{HEADING}<article>{PICTURES}</article>", URL), None)

    assert first.textless is None
    assert not is_page_of(first, first)


@pytest.mark.parametrize(
    "label",
    [
        "Save my name, email, and website in this browser for the next time I comment.",
        "次回のコメントで使用するためブラウザーに自分の名前、メールアドレス、サイトを保存する。",
        "Meinen Namen, meine E-Mail-Adresse und meine Website in diesem Browser für die nächste Kommentierung speichern.",
        "Guarda mi nombre, correo electrónico y web en este navegador para la próxima vez que comente.",
    ],
)
def test_the_label_of_a_form_for_comments_is_no_text_of_a_page_without_one(label: str) -> None:
    form = f'<form class="comment-form"><p class="comment-form-cookies-consent"><input type="checkbox"> <label>{label}</label></p></form>'

    page = load_article(Page.parse(f"<html lang=ja><main>{HEADING}{form}</main>", URL), None)

    assert page.reason == "no_body"
