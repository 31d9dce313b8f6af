"""Where a list goes on: a link without words, whose address is the list's own with the next number."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_section_page
from newscrawl.portals import load_portal

HOST = "https://minato.example"
_BASE = load_portal("kangnam")
_URLS = replace(_BASE.urls, article=(r"^/a/\d+/$",), section=("^/town/", r"^/page/\d+/$", r"^/\?page=\d+$"), ignore=())
PORTAL = replace(_BASE, hosts=("minato.example",), start_urls=(f"{HOST}/",), urls=_URLS)


def _next_of(url: str, *hrefs: str) -> str | None:
    links = "".join(f"<a href='{href}'><i class='arrow'></i></a>" for href in hrefs)
    entries = "".join(f"<h2><a href='/a/{n}/'>港の市場で朝の競りが始まった {n}</a></h2>" for n in range(3))
    return load_section_page(
        Page.parse(f"<html><body>{entries}<div>{links}</div></body></html>", url), PORTAL
    ).next_page_url


@pytest.mark.parametrize(
    ("url", "hrefs", "following"),
    [
        ("/", ("/", "/page/2/"), "/page/2/"),
        ("/page/2/", ("/", "/page/3/", "/page/9/"), "/page/3/"),
        ("/?page=2", ("/?page=1", "/?page=3"), "/?page=3"),
        ("/town/", ("/page/2/", "/town/page/2/"), "/town/page/2/"),
        ("/page/3/", ("/page/2/", "/page/5/"), None),
        ("/town/", ("/page/2/", "/sea/page/2/"), None),
        ("/", ("/a/2/",), None),
    ],
)
def test_the_next_number_in_the_lists_own_address_leads_on(
    url: str, hrefs: tuple[str, ...], following: str | None
) -> None:
    assert _next_of(HOST + url, *hrefs) == (following and HOST + following)
