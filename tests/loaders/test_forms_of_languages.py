"""Times and bylines as portals print them in their languages: one line above the text is what differs."""

from __future__ import annotations

from datetime import UTC

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from tests.reported_texts import ENGLISH

TIMES = [
    ("es", "24.11.2026 | 18:40h. Actualizado 24.11.2026 | 19:10h."),
    ("es", "Creada: 24.11.2026 18:40. Última actualización: 24.11.2026 19:10"),
    ("it", "Pubblicato: 24/11/2026 18:40 Ultimo aggiornamento: 24/11/2026 19:10"),
    ("pt", "Publicado: 24/11/2026 18:40 Última atualização: 24/11/2026 19:10"),
    ("ro", "Publicat: Marți, 24 noiembrie 2026, 18:40 Actualizat: Marți, 24 noiembrie 2026, 19:10"),
    ("el", "Δημοσίευση: Τρίτη 24/11/2026, 18:40 Τελευταία ενημέρωση: Τρίτη 24/11/2026, 19:10"),
    ("ar", "نشر في: الثلاثاء 24 نوفمبر 2026 18:40 آخر تحديث: الثلاثاء 24 نوفمبر 2026 19:10"),
    ("nl", "Gepubliceerd: 24 november 2026 18:40 Aangepast: 24 november 2026 19:10"),
    ("cs", "Zveřejněno: úterý 24. listopadu 2026 18:40 Aktualizace: 24. listopadu 2026 19:10"),
]
LINES = [
    ("vi", "Thứ ba, 24/11/2026, 18:40 (GMT+7)", "2026-11-24 11:40"),
    ("ru", "24 ноября 2026 г., 18:40 (МСК)", "2026-11-24 15:40"),
]
BYLINES = [
    ("nl", "Door onze redacteur Sanne de Wit", ["Sanne de Wit"]),
    ("pl", "Oprac. Ewa Nowicka", ["Ewa Nowicka"]),
    ("fi", "Teksti Aino Mäkelä, kuvat Eero Salo", ["Aino Mäkelä"]),
    ("tr", "Muhabir: Elif Yıldız - Kamera: Can Demir", ["Elif Yıldız"]),
    ("hu", "Írta: Kovács Eszter", ["Kovács Eszter"]),
    ("vi", "Tác giả: Nguyễn Thu Hà", ["Nguyễn Thu Hà"]),
    ("uk", "Авторка: Олена Коваль", ["Олена Коваль"]),
    ("ar", "كتب: أحمد منصور", ["أحمد منصور"]),
]
TAGS = """
Tags:
Schlagwörter:
Mots-clés :
Etiquetas:
Archivado en:
Argomenti:
Palavras-chave:
Trefwoorden:
Tagi:
Ключевые слова:
Ämnen:
Emner:
Avainsanat:
Etiketler:
Štítky:
Címkék:
Ετικέτες:
وسوم:
タグ：
""".strip().split("\n")
HOMES = ["Startseite", "Forside", "Strona główna", "Portada", "Etusivu", "Trang chủ"]


def _article(lang: str, line: str, *, above: str = "", below: str = "") -> Article:
    paragraphs = "".join(f"<p>{one}</p>" for one in ENGLISH)
    html = f"<html lang='{lang}'>{above}<main><h1>Library to open a branch</h1><p>{line}</p><div>{paragraphs}</div>{below}</main></html>"
    article = extract(html, "https://www.irienews.example.com/town/branch").article
    assert article is not None
    return article


@pytest.mark.parametrize(("lang", "line"), TIMES)
def test_publication_and_update_are_told_by_their_labels(lang: str, line: str) -> None:
    article = _article(lang, line)

    times = [one and f"{one:%Y-%m-%d %H:%M}" for one in (article.published_at, article.modified_at)]

    assert times == ["2026-11-24 18:40", "2026-11-24 19:10"]


@pytest.mark.parametrize(("lang", "line", "utc"), LINES)
def test_a_line_of_a_time_with_its_weekday_and_zone_is_no_paragraph(lang: str, line: str, utc: str) -> None:
    article = _article(lang, line)

    assert article.published_at is not None
    assert f"{article.published_at.astimezone(UTC):%Y-%m-%d %H:%M}" == utc
    assert article.body.split("\n\n") == ENGLISH


@pytest.mark.parametrize(("lang", "line", "names"), BYLINES)
def test_a_label_in_any_language_signs(lang: str, line: str, names: list[str]) -> None:
    assert [one.name for one in _article(lang, line).authors] == names


@pytest.mark.parametrize("label", TAGS)
@pytest.mark.parametrize("form", ["line", "list"])
def test_links_behind_a_label_of_keywords_are_tags(label: str, form: str) -> None:
    links = ["<a href='/x/1'>ferry</a>", "<a href='/x/2'>harbour</a>"]
    listed = f"<div><span>{label}</span><ul>{''.join(f'<li>{one}</li>' for one in links)}</ul></div>"

    article = _article("en", "", below=listed if form == "list" else f"<p>{label} {', '.join(links)}</p>")

    assert article.tags == ("ferry", "harbour")


@pytest.mark.parametrize("home", HOMES)
def test_a_trail_begins_with_the_front_page_in_any_language(home: str) -> None:
    trail = (
        f"<ol><li><a href='/'>{home}</a></li><li><a href='/t/'>Transport</a></li><li>Library to open a branch</li></ol>"
    )

    assert _article("en", "", above=f"<nav>{trail}</nav>").section == "Transport"
