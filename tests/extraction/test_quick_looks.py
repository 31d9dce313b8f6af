"""A quick look for one word before an expensive pattern lets every match of that pattern through."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import extract
from newscrawl.extraction.body.line_forms import OF_TIMES_TO_READ, TO_READ
from newscrawl.extraction.body.notice_forms import COPYRIGHT, OF_RIGHTS, OF_WALLS, PASSWORD, RIGHTS, WALL
from newscrawl.extraction.people.west_words import LABEL, OF_LABELS


def holds(words: tuple[str, ...]) -> Callable[[str], object]:
    return lambda text: any(word in text.lower() for word in words)


LOOKS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "rights": (RIGHTS, holds(OF_RIGHTS)),
    "copyright": (COPYRIGHT, holds(OF_RIGHTS)),
    "walls": (WALL, holds(OF_WALLS)),
    "passwords": (PASSWORD, holds(OF_WALLS)),
    "times to read": (TO_READ, holds(OF_TIMES_TO_READ)),
    "labels of writers": (LABEL, OF_LABELS.search),
}
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="ſıİK")
"""Without the letters that only a pattern takes for s, i and k: nobody writes `copyrıght`."""


@pytest.mark.parametrize("name", LOOKS)
def test_a_quick_look_lets_every_match_through(name: str) -> None:
    pattern, look = LOOKS[name]

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern, alphabet=CHARACTERS))
    def check(text: str) -> None:
        assert look(text)

    check()


@pytest.mark.parametrize("name", ["itemprop", "itemProp", "ITEMPROP"])
def test_microdata_is_read_in_whatever_case_its_attributes_are(name: str) -> None:
    paragraphs = (
        "<p>The harbour of the town was closed for a day, and the ferries waited outside until it opened.</p>" * 3
    )
    html = (
        f"""<article itemscope itemtype="https://schema.org/NewsArticle"><h1 {name}="headline">The harbour is open</h1>"""
        f"""<meta {name}="datePublished" content="2026-11-02T10:00:00Z">{paragraphs}</article>"""
    )

    article = extract(html, "https://example.com/1").article

    assert article is not None
    assert article.sources["published_at"] == "microdata:datePublished"
