"""When a page was published that prints no time near its headline, or two that differ."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

URL = "https://www.hafen.example/der-neue-kran"
MONTHLY = "https://www.hafen.example/2015/12/der-neue-kran.html"
TEXT = "<p>" + "Der neue Kran am Hafen hebt seit Montag die schweren Lasten der Schiffe. " * 3 + "</p>"


def _times(body: str, url: str = URL, lang: str = "de") -> tuple[str | None, str | None]:
    html = f"<html lang={lang}><body><h1>Der neue Kran</h1>{body}</body></html>"
    article = extract(html, url).article
    assert article is not None
    published, modified = article.published_at, article.modified_at
    return published.isoformat()[:16] if published else None, modified.isoformat()[:16] if modified else None


@pytest.mark.parametrize(
    "foot",
    [
        f"This entry was posted on Monday, December 14th, 2015 at 2:48 pm and is filed under Harbour. {'You can answer. ' * 9}",
        f"This entry was posted in Harbour and tagged {'crane, quay, ' * 8} on December 14, 2015 at 14:48 by Anna Weber.",
        "Dieser Artikel wurde am 14. Dezember 2015 um 14:48 von Anna Weber geschrieben und unter dem Stichwort Hafen abgelegt.",
        "Dieser Eintrag wurde am Montag, 14. Dezember 2015 um 14:48 erstellt und ist in der Kategorie Hafen zu finden.",
        "Cet article a été publié le lundi 14 décembre 2015 à 14:48 et est classé dans Le port, Les grues.",
        "Esta entrada fue publicada el lunes, 14 de diciembre de 2015 a las 14:48 y está archivada en Puerto.",
        "Questo articolo è stato pubblicato lunedì, 14 dicembre 2015 alle 14:48 e classificato in Porto.",
        "この投稿は 2015年12月14日 月曜日 14:48 に 港 カテゴリーに投稿されました。",
    ],
)
def test_the_sentence_at_the_foot_gives_the_time_of_publication(foot: str) -> None:
    assert _times(f"{TEXT * 3}<p class=postmetadata>{foot}</p>") == ("2015-12-14T14:48", None)


@pytest.mark.parametrize(
    "foot",
    [
        "This entry was posted by Anna Weber.",
        "This story was written for the 2015 calendar.",
        "Dieser Kran ist von 2015.",
    ],
)
def test_a_foot_without_a_day_gives_none(foot: str) -> None:
    assert _times(f"{TEXT * 3}<p>{foot}</p>") == (None, None)


@pytest.mark.parametrize("line", ["({})", "[{}]", "【{}】", "({}, Hafenstadt)", "【港町 {}】"])
@pytest.mark.parametrize("day", ["14.12.2015", "2015年12月14日"])
def test_a_day_in_brackets_before_the_first_word_of_the_text_is_its_own(line: str, day: str) -> None:
    assert _times(TEXT.replace("<p>", f"<p><strong>{line.format(day)} </strong>") + TEXT * 2) == (
        "2015-12-14T00:00",
        None,
    )


@pytest.mark.parametrize("begin", ["Am 14.12.2015 ", "Anna Weber (geboren 14.12.1961) ", "(dpa) ", "(Teil 2) "])
def test_a_day_in_the_words_of_the_text_is_not(begin: str) -> None:
    assert _times(TEXT.replace("<p>", f"<p>{begin}") + TEXT * 2) == (None, None)


def test_a_line_below_the_text_counts_where_the_address_names_its_month() -> None:
    body = f"{TEXT * 14}<div>Dezember 14, 2015 / Anna / 3 Meinungen</div>"

    assert _times(body, MONTHLY) == ("2015-12-14T00:00", None)
    assert _times(body, URL) == (None, None)
    assert _times(body.replace("2015", "2013"), MONTHLY) == (None, None)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Veröffentlicht am 9. Dezember 2015", ("2015-12-09T00:00", None)),
        ("Publié le 9 décembre 2015", ("2015-12-09T00:00", None)),
        ("9. Dezember 2015", ("2015-12-14T15:48", None)),
        ("Veröffentlicht am 14. Dezember 2015", ("2015-12-14T15:48", None)),
    ],
)
def test_a_day_behind_a_label_is_no_other_day_in_an_attribute(shown: str, expected: tuple[str, None]) -> None:
    assert _times(f'<div><time datetime="2015-12-14T14:48:00Z">{shown}</time></div>{TEXT * 3}') == expected


@pytest.mark.parametrize("shown", ["Updated 14 Dec 2015", "Aktualisiert am 14. Dezember 2015", "更新 2015年12月14日"])
def test_the_label_in_a_time_element_makes_its_attribute_an_update(shown: str) -> None:
    body = f'<p>9.12.2015, 8:00</p><p><time datetime="2015-12-14T14:48:00Z">{shown}</time></p>{TEXT * 3}'

    assert _times(body) == ("2015-12-09T08:00", "2015-12-14T15:48")


def test_the_day_of_a_teaser_in_an_article_of_its_own_is_not_that_of_the_page() -> None:
    teaser = "<ul><li><article><header><div class=date>19.03.2015</div><h3>Ein anderer Kran</h3></header></article></li></ul>"
    issue = "<div>Aus: Ausgabe vom 14.12.2015, Seite 1</div>"
    html = f"<html lang=de><body><article><header>{issue}<h1>Der neue Kran</h1></header>{teaser}{TEXT * 3}</article></body></html>"
    article = extract(html, URL).article

    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat()[:10] == "2015-12-14"


def test_an_address_with_the_day_in_utc_confirms_a_time_that_is_on_the_next_day_here() -> None:
    above = '<div class="breadcrumb"><time datetime="2015-12-13T23:30:00Z">14.12.2015</time></div>'
    html = f"<html lang=de><body>{above}<h1>Der neue Kran</h1>{TEXT * 3}</body></html>"
    article = extract(html, "https://www.hafen.example/2015/12/13/der-neue-kran/").article

    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2015-12-14T00:30:00+01:00"


META = (
    '<div class="wp-block-group"><p>Posted</p><div class="wp-block-post-date"><time datetime="2026-11-27T19:59:26+09:00">'
    '2026.11.27</time></div><p>in</p><div class="wp-block-post-terms"><a href="/category/world/" rel="tag">海外</a></div></div>'
)
COMMENT = '<ol class="comments"><li class="comment"><time datetime="2026-11-28T08:00:00+09:00">2026.11.28</time><p>良い記事です。</p></li></ol>'
NEXT = '<div><a href="/news/9.html">県議会、海底ケーブルを来春に敷く計画を承認</a> <time datetime="2026-11-20T08:00:00+09:00">11.20</time></div>'


@pytest.mark.parametrize(
    ("below", "published"),
    [
        (META + COMMENT, "2026-11-27T19:59:26+09:00"),
        (NEXT, None),
        (META + META.replace("2026-11-27", "2026-11-21"), None),
        (META.replace("<time", '<a href="/news/8.html"><time').replace("</time>", "</time></a>"), None),
    ],
    ids=["own", "of the next article", "two days", "on a link"],
)
def test_the_only_time_that_a_theme_marks_far_below_the_headline_is_its_own(below: str, published: str | None) -> None:
    text = "".join(
        f"<p>港の委員会は二十日、渡し船の時刻を来年春から見直す方針を固めた。その{number}。</p>" for number in range(20)
    )

    html = f"<html lang=ja><main><div><h1>渡し船の時刻を見直し</h1></div><div>{text}</div>{below}</main></html>"
    article = extract(html, "https://minato.example/story-2/").article

    assert article is not None
    assert (article.published_at.isoformat() if article.published_at else None) == published


RELEASED = [
    "HAFENSTADT, Calif. – April 28, 2025 – ",
    "HAFENSTADT, Calif., April 28, 2025 – ",
    "NEW HAFEN, Apr. 28, 2025 /HarbourWire/ -- ",
    "NEW HAFEN--(HARBOUR WIRE)--Apr. 28, 2025--",
    "HAFENSTADT, UK, 28 April 2025 - ",
    "April 28, 2025 — Hafen City — ",
    "April 28, 2025 -- ",
    "HAFENSTADT, 28. April 2025 – ",
    "Hafen am See, 28.04.2025. ",
    "Port-la-Grue, le 28 avril 2025 – ",
    "Puerto, 28 de abril de 2025.- ",
    "港町、2025年4月28日 – ",
    "2025年4月28日、港町 – ",
    "港町2025年4月28日 /港通信/ -- ",
    "항구시, 2025년 4월 28일 - ",
]


@pytest.mark.parametrize("form", ["<p>{}", "<p><b>{}</b>", "<div><b>{}</b></div><p>"])
@pytest.mark.parametrize("line", RELEASED)
def test_the_dateline_of_a_release_is_the_day_it_was_published(line: str, form: str) -> None:
    assert _times(TEXT.replace("<p>", form.format(line)) + TEXT * 2)[0] == "2025-04-28T00:00"


@pytest.mark.parametrize(
    "begin",
    [
        "Anna Weber, 14.12.1990 geboren – ",
        "Anna Weber, die am 14.12.2015 anfing – ",
        "Am 14. Dezember 2015 – einem Montag – ",
        "HAFENSTADT, Nov. 9, 1989 — ",
        "HAFENSTADT, 2015 – ",
        "Hafenstadt – ",
    ],
)
def test_a_day_that_the_story_tells_of_is_no_dateline(begin: str) -> None:
    assert _times(TEXT.replace("<p>", f"<p>{begin}") + TEXT * 2) == (None, None)
