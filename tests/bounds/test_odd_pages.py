"""Odd pages and feeds: each ends in a record that fits its schema or in a named reason, and no rule fails on it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl import extract
from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import decode
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article
from newscrawl.items.schema import violation
from newscrawl.loaders import load_section_page
from newscrawl.loaders.feeds.feed import load_feed
from newscrawl.portals import Portal, load_portal
from tests.bounds.odd_pages import FEEDS, PAGES, news

URL = "https://news.example/a/1.html"
NOW = datetime(2026, 11, 29, tzinfo=UTC)
DEMO = load_portal("demo")
OBEYED = ("\\u0000", "\\u001b", "\x7f", "\x9b", "\u202e", "javascript:")


def article_on(page: str | bytes, portal: Portal | None) -> Article | None:
    """Return the article as it is stored; None where the page is unreadable for a named reason."""
    body = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    try:
        made = extract(body, URL, portal, captured_at=NOW).article
    except UnreadablePageError as error:
        if error.reason.startswith(("fault", "too_slow")):
            raise
        return None
    return made and replace(made, article_id="demo:1", run_id="20261123T224501Z-abcdef", captured_at=NOW, revision=1)


@pytest.mark.parametrize("portal", [None, DEMO], ids=["any site", "demo"])
@pytest.mark.parametrize("kind", PAGES)
def test_an_odd_page_gives_a_record_that_fits_its_schema_or_none(kind: str, portal: Portal | None) -> None:
    article = article_on(PAGES[kind], portal)

    if article is not None:
        assert violation(article) is None
        line = encode_line(article).decode()
        assert [one for one in OBEYED if one in line] == []
        assert article.published_at is None or 1990 <= article.published_at.year <= 2100


@pytest.mark.parametrize("kind", PAGES)
def test_an_odd_page_in_the_place_of_a_list_is_read_or_unreadable(kind: str) -> None:
    page = PAGES[kind]
    body = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")

    with suppress(UnreadablePageError):
        loaded = load_section_page(Page.parse(body, "http://127.0.0.1/cars/"), DEMO)
        assert all(entry.url.startswith("http") for entry in loaded.entries)


@pytest.mark.parametrize("kind", FEEDS)
def test_an_odd_feed_is_read_or_unreadable(kind: str) -> None:
    with suppress(UnreadablePageError):
        feed = load_feed(FEEDS[kind], "https://news.example/feed", zone=ZoneInfo("Asia/Tokyo"), captured_at=NOW)
        assert all(entry.url.startswith("http") for entry in feed.entries)


CODECS = (
    "base64",
    "bz2",
    "hex",
    "idna",
    "punycode",
    "quopri",
    "rot13",
    "undefined",
    "unicode_escape",
    "uu",
    "zlib",
    "a\0b",
)


@pytest.mark.parametrize("codec", CODECS)
def test_a_codec_of_python_that_is_no_charset_is_no_charset_of_a_page(codec: str) -> None:
    read = decode("<h1>市場</h1>\\u003c".encode(), content_type=f"text/html; charset={codec}", url=URL)

    assert read.text == "<h1>市場</h1>\\u003c"


@pytest.mark.parametrize("digit_count", [1, 9, 13, 40])
def test_a_time_keeps_its_zone_behind_any_fraction_of_a_second(digit_count: int) -> None:
    written = f"2026-11-23T10:00:00.{'1' * digit_count}Z"

    article = article_on(news(datePublished=written), None)

    assert article is not None
    assert article.published_at is not None
    assert article.published_at.replace(microsecond=0) == datetime(2026, 11, 23, 10, tzinfo=UTC)
