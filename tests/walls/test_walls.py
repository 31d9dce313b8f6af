"""What stands in the place of an article is never stored as one; an article that speaks of such things is."""

from __future__ import annotations

import pytest

import newscrawl
from newscrawl.walls.challenge import challenge_in
from newscrawl.walls.page_state import state_in
from tests.walls.challenges import CHALLENGES
from tests.walls.honest import HONEST
from tests.walls.notices import NOTICES
from tests.walls.unheard import NAMESAKES, TEASER, UNHEARD

URL = "https://www.kangnamtimesjp.com/articles/48213"
# A page without any text gives no article; only a browser could tell what it is.
SHELLS = {"a script that makes a cookie", "an empty shell", "an empty shell that asks for JavaScript"}


def reason_of(html: str, status: int = 200) -> str | None:
    """Return why the page is none, as the crawl decides it."""
    return challenge_in(status, {}, html[:65_536]) or (state_in(html) if status == 200 else None)


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_check_for_bots_is_no_article(name: str) -> None:
    status, html = CHALLENGES[name]

    if name in SHELLS:
        assert newscrawl.extract(html, URL).article is None
    else:
        assert reason_of(html, status) in {"challenge", "forbidden", "unavailable" if status == 200 else None}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_in_the_place_of_an_article_is_none(name: str) -> None:
    reason = reason_of(NOTICES[name])

    if name in SHELLS:
        assert newscrawl.extract(NOTICES[name], URL).article is None
    else:
        assert reason is not None
        assert name.startswith(("expired", "not found")) == (reason in {"expired", "soft_404"})
        assert name.startswith(("login", "members", "subscribers")) == (reason == "login")


@pytest.mark.parametrize("name", UNHEARD)
def test_a_page_that_speaks_of_nothing_but_itself_is_no_article(name: str) -> None:
    assert reason_of(UNHEARD[name]) is not None


@pytest.mark.parametrize("name", [*HONEST, *NAMESAKES])
def test_an_article_that_speaks_of_walls_is_read(name: str) -> None:
    page = {**HONEST, **NAMESAKES}[name]

    assert reason_of(page) is None
    assert newscrawl.extract(page, URL).article is not None


@pytest.mark.parametrize("name", HONEST)
def test_so_it_is_where_no_markup_tells_that_it_is_an_article(name: str) -> None:
    assert reason_of(HONEST[name].replace("<time ", "<span ")) is None


def test_the_beginning_of_an_article_for_members_is_a_record_that_says_so() -> None:
    read = newscrawl.extract(TEASER, URL).article

    assert reason_of(TEASER) is None
    assert read is not None
    assert read.is_paywalled
    assert "残り" not in read.body
