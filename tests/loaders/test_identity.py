"""An article's one address, its further pages, and the same record from the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from newscrawl.api import extract
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import join_pages, load_article
from newscrawl.portals import load_portal
from tests.loaders.test_load_article import HTML, URL

KANGNAM = load_portal("kangnam")


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://kangnamtimesjp.com/entertainment/48213.html", "https://kangnamtimesjp.com/entertainment/48213.html"),
        ("/world/48213.html?utm_source=x", URL),
        ("https://kangnamtimesjp.com/", URL),
        ("https://kangnamtimesjp.com/category/world", URL),
        ("https://elsewhere.example/world/48213.html", URL),
        ("http://[bad", URL),
        ("", URL),
    ],
)
def test_the_pages_canonical_is_believed_only_where_it_can_be_true(canonical: str, expected: str) -> None:
    html = HTML.replace("<head>", f'<head><link rel="canonical" href="{canonical}">')

    article = extract(html, URL, KANGNAM).article

    assert article is not None
    assert article.canonical_url == expected


def test_further_pages_are_joined_in_order_and_the_identity_stays() -> None:
    last = HTML.replace("。", "！").replace("/img/1.jpg", "/img/2.jpg")
    pages = [load_article(Page.parse(html, url), KANGNAM) for html, url in ((HTML, URL), (last, f"{URL}?page=2"))]

    joined = join_pages(pages[0], pages[1:]).article

    assert joined is not None
    assert pages[0].article is not None
    assert pages[1].article is not None
    assert joined.body == f"{pages[0].article.body}\n\n{pages[1].article.body}"
    assert [image.url.rpartition("/")[2] for image in joined.images] == ["1.jpg", "2.jpg"]
    assert joined.article_id == "kangnam:48213"
    assert joined.digest != pages[0].article.digest


def test_an_article_that_goes_on_tells_where() -> None:
    html = HTML.replace("<p>Copyright", '<a href="/world/48213.html?page=2">次のページ</a><p>Copyright')

    assert load_article(Page.parse(html, URL), KANGNAM).next_page_url == f"{URL}?page=2"


def test_the_same_bytes_give_the_same_record_whatever_the_hash_seed() -> None:
    code = (
        "import sys, msgspec; from newscrawl.api import extract; "
        "sys.stdout.buffer.write(msgspec.json.encode(extract(sys.stdin.buffer.read(), sys.argv[1], 'kangnam')))"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, URL],
            input=HTML.encode(),
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    ]

    assert len(set(runs)) == 1


def test_a_hundred_readings_give_the_same_record() -> None:
    assert len({msgspec.json.encode(extract(HTML, URL, KANGNAM)) for _ in range(100)}) == 1
