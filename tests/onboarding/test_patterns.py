"""The patterns that addresses are generalised to: what is new fits them, too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.onboarding.inference.patterns import generalise, with_pages

WORDS = st.text("abcdefghij", min_size=3, max_size=8)
SLUGS = st.lists(WORDS, min_size=2, max_size=4).map("-".join)


@given(st.lists(SLUGS, min_size=3, max_size=12, unique=True), SLUGS, st.lists(SLUGS, max_size=3))
def test_a_pattern_of_articles_takes_a_new_article_whatever_pages_are_beside_them(slugs, new, pages):
    wanted = [f"/posts/{slug}/" for slug in slugs]
    others = [f"/posts/{page}/" for page in pages if page not in slugs]

    patterns = generalise(wanted, others, has_numbers=True, folders=())

    assert len(patterns) == 1
    assert re.search(patterns[0].expression, f"/posts/{new}/")


@given(st.lists(SLUGS, min_size=6, max_size=12, unique=True))
def test_folders_that_repeat_are_listed_with_the_known_sections(slugs):
    wanted = [f"/{'politics' if number % 2 else 'economy'}/{slug}/" for number, slug in enumerate(slugs)]

    [pattern] = generalise(wanted, ["/about/team/"], has_numbers=True, folders={"politics", "economy", "culture"})

    assert re.search(pattern.expression, "/culture/a-new-one/")
    assert not re.search(pattern.expression, "/about/team/")


def test_folders_of_one_article_each_are_not_listed():
    wanted = ["/tokyo/a-b/", "/osaka/c-d/", "/kyoto/e-f/"]

    [pattern] = generalise(wanted, ["/about/team/"], has_numbers=True, folders=())

    assert re.search(pattern.expression, "/nagoya/g-h/")


def test_section_pages_are_listed_where_other_pages_have_their_form():
    [pattern] = generalise(["/politics/", "/economy/"], ["/about/"], has_numbers=False)

    assert not re.search(pattern.expression, "/about/")


@pytest.mark.parametrize(
    ("expression", "first", "second", "further"),
    [
        (r"^/\?cat=\d+$", "/?cat=4", "/?cat=4&paged=2", "/?cat=7&paged=11"),
        (r"^/\?section=[^&]+$", "/?section=world", "/?page=2&section=world", "/?page=3&section=cars"),
        (r"^/world/?$", "/world/", "/world/page/2/", "/world/page/9/"),
        (r"^/[^/?]+\.html$", "/world.html", "/world-2.html", "/cars-3.html"),
        (r"^/c/[^/?]+/?$", "/c/world", "/c/world?page=2", "/c/cars?page=3"),
    ],
)
def test_the_pattern_of_sections_takes_their_further_pages_with_the_number(expression, first, second, further):
    made = with_pages(expression, first, second)

    assert made is not None
    assert re.search(made, first)["page"] is None
    assert re.search(made, further)["page"] == re.findall(r"\d+", further)[-1 if "page=2&" not in second else 0]
