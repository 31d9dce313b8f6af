"""Which addresses are pages of one article, by the portal's own pattern and by the words of a pager."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article
from newscrawl.loaders.lists.page_lists import article_page, is_same_article
from newscrawl.loaders.lists.section_page import section_links
from newscrawl.loaders.rules.site import Site
from newscrawl.portals import Portal, load_portal

HOST = "https://minato.example"
BODY = "".join(
    f"<p>港町の市議会は第{number}号議案を賛成多数で可決し、来年四月に施行すると発表した。</p>" for number in range(5)
)


def portal(pattern: str) -> Portal:
    base = load_portal("kangnam")
    urls = replace(base.urls, article=(pattern,), section=(), ignore=())
    return replace(base, hosts=("minato.example",), start_urls=(f"{HOST}/",), urls=urls)


NUMBERED = portal(r"^/archives/(?P<number>\d+)/?$")


@pytest.mark.parametrize("number", [7, 12, 99, 100, 1000])
def test_the_next_post_is_no_page_of_the_article_however_short_its_number(number: int) -> None:
    following = f"{HOST}/archives/{number + 1}/"
    html = f'<html lang=ja><link rel="next" href="{following}"><h1>市議会が条例案を可決した</h1>{BODY}'

    assert load_article(Page.parse(html, f"{HOST}/archives/{number}/"), NUMBERED).next_page_url is None


@pytest.mark.parametrize("printed", ["2", "ページ 2", "Page 2", "2ページ目"])
@pytest.mark.parametrize("number", [7, 1000])
def test_a_pager_leads_on_whatever_words_it_prints_beside_the_number(printed: str, number: int) -> None:
    pager = f'<nav><span>ページ 1</span> <a href="{HOST}/archives/{number}/2/">{printed}</a></nav>'
    html = f"<html lang=ja><h1>市議会が条例案を可決した</h1><article>{BODY}{pager}</article>"

    found = load_article(Page.parse(html, f"{HOST}/archives/{number}/"), NUMBERED)

    assert found.next_page_url == f"{HOST}/archives/{number}/2/"


@pytest.mark.parametrize(
    ("pager", "expected"),
    [
        ('<a href="/photo/8">2</a> <a href="/photo/9">3</a>', ("unread_pages",)),
        ('<a href="/photo/8">ページ 2</a>', ("unread_pages",)),
        ('<a href="/comments/7">2</a>', ()),
        ('<a href="/archives/7/2/">2</a> <a href="/archives/7/3/">3</a>', ()),
    ],
    ids=["numbers", "a labelled number", "one number", "pages that are read"],
)
def test_page_links_that_lead_to_no_page_of_the_article_are_noted(pager: str, expected: tuple[str, ...]) -> None:
    html = f"<html lang=ja><h1>市議会が条例案を可決した</h1><article>{BODY}<p>{pager}</p></article>"

    assert load_article(Page.parse(html, f"{HOST}/archives/7/"), NUMBERED).notes == expected


@pytest.mark.parametrize(
    ("pattern", "one", "other", "expected"),
    [
        (r"^/archives/(?P<number>\d+)/?$", "/archives/7/", "/archives/8/", False),
        (r"^/archives/(?P<number>\d+)/?$", "/archives/7/", "/archives/7/2/", True),
        (r"^/archives/(?P<number>\d+)/?$", "/archives/7/2/", "/archives/7/3/", True),
        (r"^/archives/(?P<number>\d+)/?$", "/archives/7/2/", "/archives/8/", False),
        (r"^/archives/(?P<number>\d+)/?$", "/archives/7/2/", "/archives/8/2/", False),
        (r"^/(?P<number>\d{8}_\d+)\.html", "/20261123_12.html", "/20261123_13.html", False),
        (r"^/(?P<number>\d+)", "/48213.html", "/48213.html?page=2", True),
        (r"^/news/\d+/$", "/news/7/", "/news/8/", False),
        (r"^/news/[a-z-]+", "/news/budget", "/news/budget/2", True),
        (r"^/\?p=(?P<number>\d+)", "/?p=7", "/?p=8", False),
        (r"^/\?p=(?P<number>\d+)", "/?p=7", "/?p=7&page=2", True),
    ],
)
def test_addresses_with_different_numbers_are_never_joined(
    pattern: str, one: str, other: str, *, expected: bool
) -> None:
    site = Site("minato", portal(pattern))

    assert is_same_article(f"{HOST}{one}", f"{HOST}{other}", site) is expected


@pytest.mark.parametrize(
    ("path", "number"), [("/archives/7/", 1), ("/archives/7/2/", 2), ("/archives/1000/3/", 3), ("/archives/1000/", 1)]
)
def test_the_articles_own_number_is_no_page(path: str, number: int) -> None:
    assert article_page(f"{HOST}{path}", Site("minato", NUMBERED)).number == number


def test_a_front_page_without_sections_leads_to_its_own_second_page() -> None:
    urls = replace(NUMBERED.urls, section=(r"^/category/[^/]+/$", r"^/page/(?P<page>\d+)/$"))
    pager = "".join(f'<a href="{HOST}/page/{number}/">{number}</a> ' for number in (3, 2, 12))
    page = Page.parse(f"<html lang=ja><h1>港町ニュース</h1><p>{pager}</p>", f"{HOST}/")
    with_section = Page.parse(f'<html><a href="{HOST}/category/world/">国際</a> {pager}', f"{HOST}/")
    blog = replace(NUMBERED, urls=urls)
    second = Page.parse(f"<html lang=ja><h1>港町ニュース</h1><p>{pager}</p>", f"{HOST}/page/2/")

    assert [link.url for link in section_links(page, blog)] == [f"{HOST}/page/2/"]
    assert section_links(second, blog) == ()
    assert [link.url for link in section_links(with_section, blog)] == [f"{HOST}/category/world/"]
