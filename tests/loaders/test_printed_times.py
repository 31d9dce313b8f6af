"""When a page without data was published, by what it prints around the headline."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.loaders.rules.site import zone_of_site

URL = "https://www.morgenblatt.example/politik/minister-unter-druck"
TEXT = "<p>" + "Der Minister hat am Montag seine Pläne für die kommenden Jahre vorgestellt. " * 5 + "</p>"
BUTTONS = "".join(f'<li class="share">{name}</li>' for name in "Facebook X Mail Drucken Merken".split()) * 4


def _page(around: str, *, title: str = "<h1>Minister unter Druck</h1>", head: str = "") -> str:
    return (
        f'<html lang="de"><head>{head}</head><body><div class="story">{title}{around}{TEXT}{TEXT}</div></body></html>'
    )


def _published(around: str, **parts: str) -> str | None:
    article = extract(_page(around, **parts), URL).article
    assert article is not None
    return article.published_at.isoformat() if article.published_at else None


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        pytest.param("<p>14 January 2025</p>", "2025-01-14T00:00:00+01:00", id="a month in words"),
        pytest.param("<p>Jan 14, 2025 8:05 p.m.</p>", "2025-01-14T20:05:00+01:00", id="a point that ends no sentence"),
        pytest.param(
            "<p>14.01.2025, 20:05 Uhr • 4 Min.</p>", "2025-01-14T20:05:00+01:00", id="the time it takes to read"
        ),
        pytest.param(
            "<p>2025年1月14日 20時00分 (1月15日 9時更新)</p>", "2025-01-14T20:00:00+01:00", id="a bracket behind"
        ),
        pytest.param("<p>14. Januar 2025</p><p>20:05 Uhr</p>", "2025-01-14T20:05:00+01:00", id="the time of day apart"),
        pytest.param(
            f"<ul>{BUTTONS}</ul><p>14.01.2025, 20:05</p>", "2025-01-14T20:05:00+01:00", id="behind many buttons"
        ),
        pytest.param(
            '<div><img src="/jd.jpg">14.01.2025, 20:05</div>', "2025-01-14T20:05:00+01:00", id="beside a portrait"
        ),
        pytest.param(
            '<p>Jane Doe<time datetime="2025-01-14T20:05:00+02:00">January 14, 2025</time>12</p>',
            "2025-01-14T20:05:00+02:00",
            id="an offset between other words",
        ),
        pytest.param("<p>Friday, 14 Jan 2025 8:05 PM MYT</p>", "2025-01-14T20:05:00+08:00", id="a zone in letters"),
        pytest.param(
            "<div><b>Januar</b><b>14</b><b>2025</b></div>", "2025-01-14T00:00:00+01:00", id="a leaf of a calendar"
        ),
        pytest.param(
            "<div><span>1月</span><span>14</span><span>2025</span></div>",
            "2025-01-14T00:00:00+01:00",
            id="a leaf of a Japanese calendar",
        ),
        pytest.param(
            "<span>Submitted on Tue, 2025-01-14 20:05</span>", "2025-01-14T20:05:00+01:00", id="Drupal without a name"
        ),
        pytest.param(
            "<p>14.01.2025, 20:05 Uhr, aktualisiert vor 2 Stunden</p>",
            "2025-01-14T20:05:00+01:00",
            id="an update some hours ago",
        ),
        pytest.param(
            "<p>14.01.2025, 20:05 Uhr (vor 2 Stunden aktualisiert)</p>",
            "2025-01-14T20:05:00+01:00",
            id="an update some hours ago, the label behind",
        ),
        pytest.param(
            '<span class="date" title="2025-01-14 20:05:30">vor 3 Stunden</span>',
            "2025-01-14T20:05:30+01:00",
            id="an exact time in a title",
        ),
        pytest.param(
            '<span data-time="2025-01-14T20:05:30+01:00">heute</span>',
            "2025-01-14T20:05:30+01:00",
            id="an exact time in data",
        ),
        pytest.param(
            '<time data-timestamp="1736881530000">vor 3 Stunden</time>', "2025-01-14T20:05:30+01:00", id="Unix time"
        ),
        pytest.param('<i data-time="3:25">14.01.2025</i>', "2025-01-14T00:00:00+01:00", id="the length of a film"),
        pytest.param('<span title="Stand 2024">14.01.2025</span>', "2025-01-14T00:00:00+01:00", id="a title of words"),
        pytest.param("<p>Submitted on 14 January 2025</p>", None, id="the day of a manuscript is none"),
        pytest.param("<h2>Radio Eins | Der Abend | 17.06.2025 | 15:00 Uhr</h2>", None, id="a programme is none"),
        pytest.param("<h2>Die Wahl am 23. Februar 2025 im Überblick</h2>", None, id="a day in a subheading is none"),
        pytest.param(
            '<figure><img src="/a.jpg"><figcaption>Der Minister am 3. März 2019</figcaption></figure>',
            None,
            id="the day of a picture is none",
        ),
    ],
)
def test_the_time_around_the_headline_is_taken(around: str, expected: str | None) -> None:
    assert _published(around) == expected


def test_the_year_of_a_time_beside_a_linked_name_is_in_the_address() -> None:
    html = _page('<div><a href="/authors/7/">Jane Doe</a> 8. Januar, 17:46</div>')

    article = extract(html, "https://www.morgenblatt.example/2026/01/08/minister").article

    assert article is not None
    assert str(article.published_at) == "2026-01-08 17:46:00+01:00"


CARD = '<a href="/n/2"><h3>Streit um die Brücke</h3><time datetime="2024-03-05T08:00">5.3.2024</time></a>'


@pytest.mark.parametrize("printed", ["14.01.2025, 20:05", "14. Januar 2025, 20:05 Uhr"])
def test_a_time_element_on_the_card_of_another_article_is_not_its_time(printed: str) -> None:
    around = f"<p>{printed}</p>{TEXT}<section><h2>Lesen Sie auch</h2>{CARD}</section>"

    assert _published(around) == "2025-01-14T20:05:00+01:00"


def test_a_linked_section_between_standfirst_and_time_is_no_card() -> None:
    around = f'{TEXT}<h6 class="category"><a href="/politik">Politik</a></h6><p class="meta">14.01.2025, 20:05</p>'

    assert _published(around) == "2025-01-14T20:05:00+01:00"


TRAIL = '<nav><ul><li><a href="/">Start</a></li><li><h1>Minister unter Druck</h1></li></ul></nav>'
MENU = "".join(f'<ul class="menu"><li><a href="/{number}">Ressort {number}</a></li></ul>' for number in range(30))
TIME = "<p>14.01.2025, 20:05</p>"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        pytest.param(f"{TRAIL}{MENU}<h2>Minister unter Druck</h2>", "", id="the headline in a trail, too"),
        pytest.param("<nav><h1>Minister unter Druck</h1></nav>", "", id="inside an element that is a menu by its name"),
        pytest.param(
            f"{MENU}<h1>Minister gerät unter Druck: der Streit</h1>",
            '<meta property="og:title" content="Minister gerät unter Druck">',
            id="data with a wording of their own",
        ),
        pytest.param(
            f"{MENU}<h1>Alles auf Anfang</h1>",
            '<meta property="og:title" content="Minister gerät unter Druck">',
            id="data with another title",
        ),
    ],
)
def test_the_headline_is_found_where_the_text_is(title: str, head: str) -> None:
    assert _published(TIME, title=title, head=head) == "2025-01-14T20:05:00+01:00"


def test_a_heading_far_below_is_not_the_place_of_the_headline() -> None:
    html = _page("", title="").replace("</body>", f"<h1>Mehr lesen</h1>{TEXT}</body>")
    head = '<meta property="og:title" content="Minister gerät unter Druck">'

    article = extract(html.replace("<head>", f"<head>{head}"), URL).article

    assert article is not None
    assert article.body.startswith("Der Minister")


@pytest.mark.parametrize(
    "titles",
    [
        "<h1>Sturmwarnung</h1><p>Mehr</p><p>Live</p><h1>Minister unter Druck</h1>",
        "<h1>Minister unter Druck</h1><h1>… und keiner hilft</h1>",
    ],
    ids=["a notice before it", "a second line behind it"],
)
def test_of_several_h1_the_first_above_the_text_is_the_headline(titles: str) -> None:
    article = extract(_page("", title=titles), URL).article

    assert article is not None
    assert article.headline == "Minister unter Druck"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Tag der Veteranen: Orden fürs Morden", "Tag der Veteranen: Orden fürs Morden"),
        ("Orden fürs Morden - Morgenblatt", "Orden fürs Morden"),
        (
            "Tag der Veteranen: Ein Streit ohne Ende, und keiner weiß Rat",
            "Tag der Veteranen: Ein Streit ohne Ende, und keiner weiß Rat",
        ),
    ],
    ids=["kicker and headline printed", "the site's name", "only the kicker printed"],
)
def test_a_printed_kicker_is_no_end_of_a_title_without_h1(told: str, expected: str) -> None:
    head = f'<title>{told}</title><meta property="og:site_name" content="Morgenblatt">'
    title = "<div>Tag der Veteranen</div><div>Orden fürs Morden</div>"

    article = extract(_page("", title=title, head=head), URL).article

    assert article is not None
    assert article.headline == expected


@pytest.mark.parametrize(
    "around",
    [
        pytest.param('<time datetime="2025-01-14T19:05:00Z"></time>', id="an empty time"),
        pytest.param('<p><time datetime="2025-01-14T19:05:00Z"></time></p>', id="an empty time in a line of its own"),
        pytest.param('<p>Jana Roth - <time data-published="2025-01-14 19:05:00Z">vor 4 Stunden</time></p>', id="data"),
        pytest.param('<div datetime="2025-01-14 20:05:00 +0100">14. Januar 2025</div>', id="datetime of a div"),
        pytest.param('<abbr title="2025-01-14T20:05:00+01:00" class="published">14. Januar</abbr>', id="abbr"),
        pytest.param(
            '<time itemprop="dateModified" datetime="2025-01-15T09:00:00+01:00">14.01.2025 20:05 | aktualisiert '
            "15.01.2025 09:00</time>",
            id="an element of two times",
        ),
        pytest.param(
            '<time class="updated" datetime="2025-01-15T09:00:00+01:00">15.01.</time><p>14.01.2025 20:05</p>',
            id="an update first",
        ),
        pytest.param(
            "<dl><dt>Gültig bis</dt><dd>24.12.2026</dd><dt>Veröffentlicht</dt><dd>14.01.2025 20:05</dd></dl>",
            id="labels in cells of their own",
        ),
    ],
)
def test_the_exact_time_is_read_from_attributes_and_cells(around: str) -> None:
    assert _published(around) == "2025-01-14T20:05:00+01:00"


@pytest.mark.parametrize("part", ["aside", "nav", "footer"])
def test_an_empty_time_of_another_part_of_the_page_is_not_the_articles(part: str) -> None:
    assert _published(f'<{part}><time datetime="2025-01-14T19:05:00Z"></time><p>x</p></{part}><p>y</p>') is None


def test_an_update_alone_is_not_the_publication() -> None:
    article = extract(_page("<p>Aktualisiert: 15.01.2025 09:00</p>"), URL).article

    assert article is not None
    assert article.published_at is None
    assert article.modified_at is not None


def test_a_time_without_zone_on_a_page_without_one_is_noted() -> None:
    html = _page("<p>14.01.2025 20:05</p>").replace(' lang="de"', "")

    assert "unknown_zone" in extract(html, URL).notes
    assert "unknown_zone" not in extract(html, URL.replace(".example", ".de")).notes
    assert "unknown_zone" not in extract(html.replace("20:05", "20:05 GMT"), URL).notes


@pytest.mark.parametrize(
    "line",
    [
        "14.01.2025 20:05 / 15.01.2025 09:00",
        "<i class=clock></i>2025.01.14 20:05<i class=turn></i>2025.01.15 09:00",
        "<span>2025.01.14 20:05</span><span>2025.01.15 09:00</span>",
        "２０２５／０１／１４　２０：０５、２０２５／０１／１５　０９：００",
    ],
)
def test_of_two_times_in_one_line_the_later_one_is_the_update(line: str) -> None:
    article = extract(_page(f"<p>{line}</p>"), URL).article

    assert article is not None
    assert article.published_at is not None
    assert article.modified_at is not None
    assert article.published_at.isoformat().startswith("2025-01-14T20:05")
    assert article.modified_at.isoformat().startswith("2025-01-15T09:00")


def test_the_last_change_of_the_page_yields_to_a_printed_time() -> None:
    html = _page("<p>14.01.2025 20:05</p>").replace(
        "<head>", '<head><meta name="last-modified" content="2025-02-01T09:00:00+01:00">'
    )

    article = extract(html, URL).article

    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat().startswith("2025-01-14T20:05")


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("timesofindia.example.com", "Asia/Kolkata"),
        ("www.indianpaper.com", "Asia/Kolkata"),
        ("www.indianagazette.com", "UTC"),
        ("japan.example.net", "Asia/Tokyo"),
        ("japan.example.uk", "Europe/London"),
    ],
)
def test_a_host_that_names_its_country_gives_the_zone_where_its_domain_does_not(host: str, zone: str) -> None:
    assert zone_of_site(host, "en").key == zone


@pytest.mark.parametrize(
    "name",
    [
        "article:published",
        "article:published_date",
        "og:pubdate",
        "og:regDate",
        "bytedance:published_time",
        "published_date",
        "dcterms.issued",
        "citation_publication_date",
        "release_date",
    ],
)
def test_a_time_in_a_meta_tag_that_few_portals_use_is_read(name: str) -> None:
    head = f'<meta property="{name}" content="2025-01-14T20:05:00+01:00">'

    assert _published("", head=head) == "2025-01-14T20:05:00+01:00"


def test_an_update_in_a_meta_tag_that_few_portals_use_is_read() -> None:
    head = (
        '<meta property="article:published_time" content="2025-01-14T20:05:00+01:00">'
        '<meta property="article:modified" content="2025-01-14T21:00:00+01:00">'
    )
    article = extract(_page("", head=head), URL).article

    assert article is not None
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2025-01-14T21:00:00+01:00"


def test_two_elements_that_print_one_day_each_keep_the_time_of_their_attribute() -> None:
    times = (
        '<p>Erstellt: <time datetime="2025-01-14T09:05:00+01:00">2025-01-14</time> | '
        'Geändert: <time datetime="2025-01-14T18:20:00+01:00">2025-01-14</time></p>'
    )
    article = extract(_page(times), URL).article

    assert article is not None
    assert article.published_at is not None
    assert article.modified_at is not None
    assert [one.isoformat() for one in (article.published_at, article.modified_at)] == [
        "2025-01-14T09:05:00+01:00",
        "2025-01-14T18:20:00+01:00",
    ]
