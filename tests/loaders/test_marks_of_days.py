"""Days in the places where only some sites put them: scripts, recipes, addresses, the offset of a page's own clock."""

from __future__ import annotations

import json

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

URL = "https://www.harbour.example/new-crane-at-the-quay"
SENTENCE = "The new crane at the quay lifts the heavy loads of the ships since Monday, and the port hopes for more. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 3
TITLE = "A new crane at the quay"


def _article(body: str, *, head: str = "", url: str = URL, lang: str = "en") -> Article:
    article = extract(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>", url).article
    assert article is not None
    return article


def _printed(between: str, *, head: str = "", url: str = URL, lang: str = "en") -> Article:
    return _article(f"<h1>{TITLE}</h1>{between}{TEXT}", head=head, url=url, lang=lang)


def _day(article: Article) -> str | None:
    return article.published_at.isoformat()[:10] if article.published_at else None


def _graph(**values: str) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE} | values
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize("at", ["2022-06-01T20:28:14-04:00", "2022-06-01T20:28-07:00", "2022-06-01T20:28:14-0300"])
def test_a_page_without_a_portal_has_the_day_of_its_own_clock(at: str) -> None:
    article = _printed("", head=_graph(datePublished=at, dateModified="2022-06-02T05:00:00Z"))

    assert (_day(article), article.published_at and article.published_at.hour) == ("2022-06-01", 20)
    assert article.modified_at is not None
    assert article.modified_at.utcoffset() == (article.published_at and article.published_at.utcoffset())


def test_a_clock_in_utc_is_no_clock_of_a_site() -> None:
    article = _printed("", head=_graph(datePublished="2022-06-01T22:28:14Z"), lang="de")

    assert str(article.published_at) == "2022-06-02 00:28:14+02:00"


def test_a_day_stays_that_day_beside_a_change_on_another_clock() -> None:
    article = _printed("<p>June 1, 2022</p>", head=_graph(dateModified="2022-06-02T03:00:00-04:00"))

    assert (_day(article), str(article.modified_at)) == ("2022-06-01", "2022-06-02 03:00:00-04:00")


LINK = '<a href="/author/jan-maas">Jan Maas</a>'


@pytest.mark.parametrize("line", ["von {}, 8.5.12", "Von {} | 08.05.12", "{} – 8.5.12", "{} · 8.5.2012", "{} (8.5.12)"])
def test_a_day_behind_the_link_to_a_writer_has_two_digits_for_its_year(line: str) -> None:
    article = _printed(f"<p>{line.format(LINK)}</p>", lang="de")

    assert _day(article) == "2012-05-08"
    assert [one.name for one in article.authors] == ["Jan Maas"]


@pytest.mark.parametrize("line", ["von {}, Fassung 8.5.12", "{} hat 8.5.12 gekauft", "von {}, 3.2", "{} 1.2.3.4"])
def test_other_numbers_behind_a_writer_are_no_day(line: str) -> None:
    assert _day(_printed(f"<p>{line.format(LINK)}</p>", lang="de")) is None


@pytest.mark.parametrize(
    "line",
    [
        "Date of Last Revision: August 9, 2017",
        "Last revision: August 9, 2017",
        "Revision date: 9 August 2017",
        "Letzte Änderung: 09.08.2017",
        "Zuletzt überarbeitet am 09.08.2017",
        "Dernière modification : 9 août 2017",
        "Última modificación: 9 de agosto de 2017",
        "Ultima modifica: 9 agosto 2017",
        "修订日期：2017年8月9日",
    ],
)
def test_the_day_of_a_revision_is_none_of_publication(line: str) -> None:
    article = _printed(f"<p>{line}</p>")

    assert article.published_at is None
    assert article.modified_at is not None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2010/POLITICS/08/13/quay.crane/index.html", "2010-08-13"),
        ("/2010/world/europe/8/3/crane/index.html", "2010-08-03"),
        ("/2010/middle_east/8/13/crane.at.quay", "2010-08-13"),
        ("/2010/top10/8/13/crane.at.quay", None),
        ("/2010/politics/13/8/crane.at.quay", None),
        ("/2010/a-report/of/many/8/13/crane.at.quay", None),
    ],
)
def test_an_address_may_have_a_section_between_year_and_month(path: str, day: str | None) -> None:
    assert _day(_printed("", url=f"https://www.harbour.example{path}")) == day


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:release_date" content="2019-09-07 15:10">',
        '<meta name="firstpublishedtime" content="2019-09-07-15:10:00">',
        '<meta name="publishtime" content="2019-09-07 15:10:00">',
        '<meta name="weibo:article:create_at" content="2019-09-07 15:10:00">',
        '<script type="application/ld+json">{"@id": "https://www.harbour.example/1", "pubDate": "2019-09-07T15:10:00"}</script>',
    ],
)
def test_names_of_chinese_sites_give_the_time(head: str) -> None:
    assert str(_printed("", head=head).published_at)[:16] == "2019-09-07 15:10"


def test_what_is_printed_is_nearer_than_the_hand_over_to_a_search_engine() -> None:
    head = '<script type="application/ld+json">{"@id": "x", "pubDate": "2019-09-08T00:20:00"}</script>'

    assert str(_printed("<p>2019-09-07 23:40</p>", head=head).published_at)[:16] == "2019-09-07 23:40"


def test_a_day_without_a_year_is_before_the_change_that_the_data_give() -> None:
    head = '<meta itemprop="dateUpdate" content="2019-10-02 08:00:00">'

    assert _day(_printed("<p>09-30 22:46</p>", head=head)) == "2019-09-30"
    assert _day(_printed("<p>12-30 22:46</p>", head=head)) == "2018-12-30"
    assert _day(_printed("<p>3 hours ago</p>", head=head)) is None
    assert _day(_printed("<p>09-30 22:46</p>")) is None


@pytest.mark.parametrize("name", ["data-publishtime", "data-publish-time", "data-published-date"])
def test_an_attribute_named_for_publication_has_the_time(name: str) -> None:
    assert _day(_printed(f'<div><span {name}="1376751840652">Yesterday 11:04am</span></div>')) == "2013-08-17"


RECIPE = "<div itemscope itemtype='https://schema.org/Recipe'>{}<p itemprop=recipeIngredient>200 g rice</p></div>"
DATED = "<meta itemprop=datePublished content='2020-05-04'>"


def test_the_one_recipe_of_a_page_has_its_day() -> None:
    assert _day(_article(f"<h1>Rice with beans</h1>{TEXT}{RECIPE.format(DATED)}")) == "2020-05-04"


def test_one_of_several_recipes_has_no_day_of_the_page() -> None:
    assert _day(_article(f"<h1>Five dishes with rice</h1>{TEXT}{RECIPE.format(DATED) * 2}")) is None


def test_a_product_has_no_day_of_the_page() -> None:
    product = RECIPE.format(DATED).replace("Recipe", "Product")

    assert _day(_article(f"<h1>Rice with beans</h1>{TEXT}{product}")) is None


OBJECTS = {
    "JSON": '{{"page": {{"menu": [{{"title": "Harbour"}}], "title": {title}, "{name}": "{at}", "tags": ["quay"]}}}}',
    "a list in it": '{{"{name}": "{at}", "related": [{{"title": "Old crane", "{name}": "2001-01-01"}}], "headline": {title}}}',
    "JavaScript": "window.data = {{ id: 7, {name}: '{at}', title: {title}, media: 'Port' }}; go(data);",
    "a brace in a text": '{{"{name}": "{at}", "body": "a {{ and a \\"quote\\" }} b", "articleTitle": {title}}}',
}


@pytest.mark.parametrize("form", OBJECTS)
@pytest.mark.parametrize(
    "name", ["pubtime", "publishDate", "published_at", "firstPublishedDate", "articlePublicationDate"]
)
def test_the_object_with_the_headline_in_a_script_has_the_day(form: str, name: str) -> None:
    written = OBJECTS[form].format(title=json.dumps(TITLE), name=name, at="2019-09-07 19:02:26")

    assert str(_printed(f"<script>{written}</script>").published_at)[:16] == "2019-09-07 19:02"


def test_unix_milliseconds_in_a_script_are_read() -> None:
    written = json.dumps({"title": TITLE, "publishedDate": 1579485608000})

    assert _day(_printed(f"<script type='application/json'>{written}</script>")) == "2020-01-20"


@pytest.mark.parametrize(
    "written",
    [
        '{"title": "Another crane at the quay", "pubtime": "2019-09-07 19:02:26"}',
        f'{{"title": "{TITLE}", "author": {{"pubtime": "2019-09-07 19:02:26"}}}}',
        f'{{"pubtime": "2019-09-07", "items": [{{"title": "{TITLE}"}}]}}',
        f'{{"title": "{TITLE}", "updatedAt": "2019-09-07 19:02:26", "createdAt": "2019-09-01"}}',
        f'[{{"title": "{TITLE}", "pubtime": "2019-09-07"}}, {{"title": "{TITLE}", "pubtime": "2019-08-07"}}]',
        f'{{"title": "{TITLE}", "pubtime": ""}}',
    ],
)
def test_other_objects_in_scripts_give_no_day(written: str) -> None:
    assert _day(_printed(f"<script>{written}</script>")) is None


@pytest.mark.parametrize(("line", "day"), [("14.06.2019 (ch)", "2019-06-14"), ("14.06.2019 (ch/dpa)", "2019-06-14")])
def test_initials_in_brackets_may_follow_the_day_above_a_headline(line: str, day: str | None) -> None:
    assert _day(_article(f"<div><div>{line}</div><h1>{TITLE}</h1>{TEXT}</div>", lang="de")) == day
