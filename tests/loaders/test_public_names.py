"""What `import newscrawl` offers."""

from __future__ import annotations

import pytest

import newscrawl
from newscrawl.errors import WrongUsageError
from tests.loaders.test_load_article import HTML, URL


def test_extract_is_a_function_however_often_it_is_asked_for() -> None:
    first = newscrawl.extract(HTML, URL, "kangnam")
    second = newscrawl.extract(HTML.encode(), URL, portal="kangnam")

    assert first == second
    assert first.article is not None
    assert len(first.rankings) == 16


def test_open_dataset_is_offered_too() -> None:
    assert callable(newscrawl.open_dataset)


@pytest.mark.parametrize("url", ["", "8003098", "example.com/a", "file:///tmp/a.html", "https:///a"])
def test_a_page_needs_an_address_of_the_web(url: str) -> None:
    with pytest.raises(WrongUsageError, match=r"expected an http\(s\) address, got .*; give the address"):
        newscrawl.extract(HTML, url)
