"""Where a link leads: the quick way for plain links gives what joining gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.loaders.article.field_forms import CATEGORY, TOPICS, WRITERS
from newscrawl.loaders.rules.site import Site
from newscrawl.urls import absolute, canonical_url

BASES = (
    "https://a.jp/x/y?z#f",
    "http://a.jp",
    "http://a.jp?x",
    "HTTP://A.jp/p/",
    "https://u:p@a.jp:8080/x;y/z",
    "/rel",
)
PIECES = ("://", "/", "//", "..", ".", "?", "#", ";", "@", "a", "b.jp", "[", "%2F", "日", " ", "\t", ":80", ":x", "x=1")
STARTS = ("", "/", "//", "https://", "http://a.jp", "HTTPS://", "mailto:", "javascript:")


@given(st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(BASES))
@example("https://", ["a", " ", "#", "a"], "https://a.jp/x/y?z#f")
@example("/", ["a", ";", "?"], "https://a.jp/x/y?z#f")
def test_any_link_has_the_address_that_joining_it_to_the_page_gives(start, pieces, base):
    href = start + "".join(pieces)

    found = Site("a.jp", None).address(href, base)

    assert (found[0] if found else None) == joined(href, base)


def joined(href: str, base: str) -> str | None:
    url = absolute(href, base)
    try:
        return canonical_url(url) if url else None
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("/1234", "article"),
        ("/123", "other"),
        ("/view?id=1234", "article"),
        ("/harbour-opens-in-spring", "article"),
        ("/harbour-opens-again", "other"),
        ("/", "front_page"),
        ("https://b.jp/1234", "offsite"),
    ],
)
def test_an_address_of_an_unknown_site_is_an_articles_by_its_digits_or_words(href, kind):
    found = Site("a.jp", None).address(href, "https://a.jp/")

    assert found is not None
    assert found[1] == kind


@pytest.mark.parametrize("href", ["mailto:desk@a.jp", "tel:0312345678", "javascript:void(0)"])
def test_a_link_to_no_page_has_no_address(href):
    assert Site("a.jp", None).address(href, "https://a.jp/") is None


@pytest.mark.parametrize(
    ("href", "kinds"),
    [
        ("/category/local/", "category topics"),
        ("/category/", "topics"),
        ("/tags", "topics"),
        ("/?cat=7", "category"),
        ("/Tag-harbour.html", "topics"),
        ("/authors/", "writers"),
        ("/author-Jane-Doe-13399.cms", "writers"),
        ("/autor_7", "writers"),
        ("/author.php?id=7", "writers"),
        ("/news/writers-strike-ends-on-monday/", ""),
        ("/news/cat-rescued-from-tree/", ""),
        ("/news/tag-heuer-opens-a-shop/", ""),
        ("/weather/category-5-hurricane-nears-coast", ""),
        ("/weather/category-5-hurricane/", ""),
        ("/category-5/", "category topics"),
        ("/category-sports-5/", "category topics"),
        ("/catalogue/7", ""),
    ],
)
def test_the_address_of_a_list_is_known_by_its_word_and_a_short_name(href: str, kinds: str) -> None:
    patterns = {"category": CATEGORY, "topics": TOPICS, "writers": WRITERS}

    assert [kind for kind, pattern in patterns.items() if pattern.search(href)] == kinds.split()
