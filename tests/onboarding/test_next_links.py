"""The next page of a list, on a site that has no portal file yet."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.onboarding.explore import _outer_first
from newscrawl.onboarding.next_links import next_of
from newscrawl.onboarding.seen import SeenPage

SITE = "http://127.0.0.1"


@pytest.mark.parametrize(
    ("html", "following"),
    [
        ('<li class="next"><a href="/?start=10">→ 10</a></li>', "/?start=10"),
        ('<li class="next"><a href="/?b_start:int=20">more</a></li>', "/?b_start:int=20"),
        ('<a href="/?from=10">Next 10 items »</a>', "/?from=10"),
        ('<div class="pager-older"><a href="/list/2">earlier</a></div>', "/list/2"),
        ('<div class="folder-menu"><a href="/login">Log in</a></div>', None),
        ('<div class="placeholder"><a href="/2/photos">Photos</a></div>', None),
        ('<li class="next"><a href="/towns/seventeen">The next town</a></li>', None),
    ],
)
def test_a_pager_leads_on_by_its_words_its_place_or_the_count_of_articles_before_it(html: str, following: str | None):
    url = f"{SITE}/"
    page = SeenPage(url, Page.parse(f"<html><body><h1>List</h1>{html}</body></html>".encode(), url))

    assert next_of(page, "127.0.0.1")[0] == (following and SITE + following)


def test_of_a_menu_the_sections_come_before_what_they_hold():
    menu = ["/about", "/town", "/town/story", "/sea", "/sea/ports/story"]

    assert _outer_first([f"{SITE}{path}" for path in menu]) == [
        f"{SITE}{path}" for path in ("/about", "/town", "/sea", "/town/story", "/sea/ports/story")
    ]
