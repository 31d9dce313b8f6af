"""Marks on headlines, days in cells, and bodies that are nobody's name."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.extraction.people.read_people import dateline_authors, names_alone, read_authors
from newscrawl.items import Article

URL = "https://www.minato.example/city/bridge-to-be-rebuilt"
JAPANESE = "".join(
    f"<p>市は{n}日、港の橋を来年春までに架け替えると発表した。費用は国と県が半分ずつ負担する。</p>"
    for n in "一二三四五"
)
ENGLISH = "".join(
    f"<p>The new crane {n} at the quay lifts the loads of the ships since Monday, and more.</p>" for n in "abcde"
)
TITLE = "港の橋、架け替えへ"


def _article(body: str, *, head: str = "", lang: str = "ja") -> Article:
    text = JAPANESE if lang == "ja" else ENGLISH
    article = extract(f"<html lang={lang}><head>{head}</head><body>{body}{text}</body></html>", URL).article
    assert article is not None
    return article


@pytest.mark.parametrize("label", ["独自", "速報", "号外", "スクープ", "Exclusive"])
def test_a_newsrooms_label_in_an_element_of_its_own_is_no_part_of_the_headline(label: str) -> None:
    assert _article(f"<h1><span>{label}</span>{TITLE}</h1>").headline == TITLE
    assert _article(f"<h1><em>{label}</em> {TITLE}</h1>", head=f"<title>{TITLE}｜港新聞</title>").headline == TITLE


def test_a_label_that_the_title_has_too_is_a_part_of_the_headline() -> None:
    head = f"<title>速報 {TITLE}</title>"

    assert _article(f"<h1><em>速報</em> {TITLE}</h1>", head=head).headline == f"速報 {TITLE}"


def test_a_word_of_the_headline_in_an_element_of_its_own_stays() -> None:
    assert _article("<h1><span>港の橋</span>、架け替えへ</h1>").headline == TITLE


@pytest.mark.parametrize("broken", ["橋を架け替えへ<br>来年春に着工", "橋を架け替えへ<br/> 来年春に着工"])
def test_a_break_in_a_japanese_headline_is_no_space_where_the_title_has_none(broken: str) -> None:
    assert (
        _article(f"<h1>{broken}</h1>", head="<title>橋を架け替えへ来年春に着工｜港新聞</title>").headline
        == "橋を架け替えへ来年春に着工"
    )
    assert (
        _article(f"<h1>{broken}</h1>", head="<title>橋を架け替えへ 来年春に着工｜港新聞</title>").headline
        == "橋を架け替えへ 来年春に着工"
    )


def test_a_break_between_words_is_a_space() -> None:
    head = "<title>A new crane for the port</title>"

    assert _article("<h1>A new crane<br>for the port</h1>", head=head, lang="en").headline == "A new crane for the port"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span>有料</span>{}</h1>",
        "<h1>{}<span>有料記事</span></h1>",
        "<div><span>有料会員限定</span><h1>{}</h1></div>",
        "<h1>{}</h1><p>【有料記事】</p>",
        "<h1>{}</h1><div><span>プレミアム限定</span></div>",
        "<h1>{}</h1><div>Subscribers only</div>",
        "<h1>{}</h1><div>Réservé aux abonnés</div>",
    ],
)
def test_a_mark_beside_the_headline_is_of_articles_for_those_who_pay(heading: str) -> None:
    article = _article(heading.format(TITLE))

    assert (article.headline, article.is_paywalled) == (TITLE, True)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>{}</h1><div>会員限定</div>",
        "<h1>{}</h1><div>無料会員</div>",
        "<h1>{}</h1><div>有料老人ホームの一覧</div>",
        "<nav><a href='/plan'>有料記事</a></nav><h1>{}</h1>",
        "<h1>{}</h1><aside><p>有料記事</p></aside>",
    ],
)
def test_other_words_beside_the_headline_are_no_mark_of_it(body: str) -> None:
    assert _article(body.format(TITLE)).is_paywalled is None


CELLS = {
    "cells": "<table><tr><td>{}</td><td>{}</td><td>{}</td></tr></table>",
    "boxes": "<div class=date><div>{}</div><div>{}</div><div>{}</div></div>",
    "items": "<ul><li>{}</li><li>{}</li><li>{}</li></ul>",
    "rows": "<table><tr><td>{}</td></tr><tr><td>{}</td></tr><tr><td>{}</td></tr></table>",
}
DAYS = [("20", "11", "2026"), ("11", "20", "2026"), ("2026", "11", "20"), ("20", "Nov", "2026"), ("November", "20", "2026"),
        ("2026年", "11月", "20日"), ("20.", "11.", "2026")]  # fmt: skip


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("parts", DAYS, ids="-".join)
def test_a_day_may_stand_in_three_cells(form: str, parts: tuple[str, ...]) -> None:
    cells, title = CELLS[form].format(*parts), "<h1>A new crane at the quay</h1>"

    assert str(_article(title + cells, lang="en").published_at)[:10] == "2026-11-20"
    assert str(_article(f"<article>{cells}{title}</article>", lang="en").published_at)[:10] == "2026-11-20"


@pytest.mark.parametrize("parts", [("05", "11", "2026"), ("3", "40", "2026"), ("1", "2", "3"), ("20", "goals", "2026")])
def test_three_other_cells_are_no_day(parts: tuple[str, ...]) -> None:
    cells = CELLS["cells"].format(*parts)

    assert _article(f"<h1>A new crane at the quay</h1>{cells}", lang="en").published_at is None


def test_cells_of_two_rows_are_no_day() -> None:
    rows = "<table><tr><td>7</td><td>30</td><td>2026</td><td>2026</td></tr><tr><td>11</td><td>20</td></tr></table>"

    assert str(_article(f"<h1>A new crane at the quay</h1>{rows}", lang="en").published_at)[:10] != "2026-11-20"


@pytest.mark.parametrize(
    "line",
    [
        "Personal Leadership",
        "Radio Jam",
        "Test Kitchen Approved",
        "Kanzlei Müller",
        "Sächsische Landesanstalt",
        "Fraktion Erfurt",
    ],
)
def test_a_line_about_a_body_or_a_seal_is_no_name(line: str) -> None:
    assert names_alone(line) == ()


@pytest.mark.parametrize("line", ["CDU - Fraktion Erfurt", "SPD – Ratsfraktion Bonn", "BUND - Landesverband Berlin"])
def test_a_group_with_its_short_name_is_one_author(line: str) -> None:
    assert [one.name for one in read_authors(line)] == [line]


@pytest.mark.parametrize(
    "line", ["Kanzleileitung", "Rechtsanwaltsfachangestellte", "Ansprechpartnerin", "Geschäftsleitung"]
)
def test_a_post_beside_an_address_is_no_name(line: str) -> None:
    assert line not in [one.name for one in read_authors(line)]


def test_two_persons_around_a_dash_are_two_authors() -> None:
    assert [one.name for one in read_authors("Jan Maas - Eva Lind")] == ["Jan Maas", "Eva Lind"]


def test_a_body_behind_a_name_is_left_out() -> None:
    line = "Jan MAAS, Sächsische Landesanstalt für Landwirtschaft, Köllitsch"

    assert [one.name for one in names_alone(line)] == ["Jan MAAS"]


@pytest.mark.parametrize("line", ["De Ion Popescu", "De către Ion Popescu", "<b>De Ion Popescu</b>"])
def test_the_romanian_word_for_by_is_no_part_of_a_name(line: str) -> None:
    assert [one.name for one in _article(f"<h1>Podul din port</h1><p class=author>{line}</p>", lang="ro").authors] == [
        "Ion Popescu"
    ]


def test_a_name_with_de_in_another_language_stays() -> None:
    authors = _article("<h1>Le pont du port</h1><p class=author>Par Anne De Smet</p>", lang="fr").authors

    assert [one.name for one in authors] == ["Anne De Smet"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("港口日报讯（记者 王小明）今日，新的起重机启用。", ["王小明"]),
        ("本报讯（记者王小明 通讯员李小红）昨日，新的起重机启用。", ["王小明", "李小红"]),
        ("南都快讯（见习记者 王小明）今天，新的起重机启用。", ["王小明"]),
        ("他收到短讯（记者也收到了）之后，新的起重机启用。", []),
        ("通讯（记者证）是必需的，新的起重机启用。", []),
    ],
)
def test_a_chinese_dateline_names_the_reporter_without_a_day(text: str, names: list[str]) -> None:
    assert [one.name for one in dateline_authors(text)] == names


def test_the_headline_again_above_the_text_is_no_paragraph_where_the_description_is_the_headline() -> None:
    title = "新しい岸壁クレーンが港で動き出し、貨物船の荷役時間は半分になる見込み"
    head = f'<meta name="description" content="{title}">'

    assert title not in _article(f"<h1>{title}</h1><div class=second-title>{title}</div>", head=head).body


def test_a_time_alone_at_the_top_of_a_page_without_a_printed_headline_is_that_of_the_visit() -> None:
    head = "<title>A new crane at the quay</title>"
    top = "<table><tr><td>Saturday, 2016-10-08, 0:26 AM</td><td>Welcome | RSS</td></tr></table>"

    assert _article(f"{top}<div>Crane</div>", head=head, lang="en").published_at is None
