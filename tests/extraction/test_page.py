"""Pages that were made to break a reader, or were broken on their way."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import msgspec
import pytest

from newscrawl.api import extract
from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.document.page import Page

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
URL = "https://news.example/a/2024/12345"
TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
ARTICLE = f"<html><head><title>広場を新しく</title></head><body><h1>広場を新しく</h1><p>{TEXT}</p><p>{TEXT[::-1]}。</p></body></html>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        pytest.param(ARTICLE.replace("<p>", "<div>" * 10_000 + "<p>", 1), "広場", id="10,000 nested tags"),
        pytest.param(ARTICLE.replace("<p>", "<b>" * 10_000 + "<p>", 1), "広場", id="10,000 nested inline tags"),
        pytest.param(
            ARTICLE.replace("<h1>", "<h1><script>0</script>" + "<i>" * 3_000, 1),
            "広場",
            id="a deep headline with a script",
        ),
        pytest.param(ARTICLE.replace("<p>", "<a href=/x/1>" * 3_000 + "<p>", 1), "広場", id="3,000 nested links"),
        pytest.param(ARTICLE.replace("広場", "広\x00場"), "広場", id="NULs"),
        pytest.param(ARTICLE.replace("<p>", f'<p title="{"x" * 10_000_000}">', 1), "広場", id="an attribute of 10 MB"),
        pytest.param(ARTICLE.replace("</title>", ""), "", id="a title that is not closed"),
        pytest.param(
            ARTICLE.replace("広場を新しく</title>", "見出し | 見出し - " * 20_000 + "</title>"),
            "広場",
            id="a title of separators",
        ),
        pytest.param(ARTICLE + "<table>" * 500, "広場", id="tables that are not closed"),
    ],
)
def test_a_hostile_page_is_read_within_two_seconds(html: str, words: str) -> None:
    begin = time.process_time()

    extraction = extract(html, URL)

    assert time.process_time() - begin < 2
    assert extraction.article is None or words in extraction.article.headline


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "empty"), (b" \r\n\t ", "empty"), ("\x00\x00", "empty"), (bytes(range(256)) * 40, "binary")],
)
def test_what_is_no_page_raises_its_reason(body: bytes | str, reason: str) -> None:
    with pytest.raises(UnreadablePageError) as raised:
        Page.parse(body, URL)

    assert raised.value.reason == reason


def test_every_cut_of_a_page_is_read_or_refused() -> None:
    body = ARTICLE.encode()

    reasons = set()
    for end in range(0, len(body), 7):
        try:
            extract(body[:end], URL)
        except UnreadablePageError as error:
            reasons.add(error.reason)

    assert reasons <= {"empty", "binary", "mojibake", "no_content"}


def test_markup_in_a_headline_is_text() -> None:
    html = ARTICLE.replace(
        "<head>", '<head><meta property="og:title" content="&lt;b&gt;広場を新しく&lt;/b&gt; &amp;amp; 駅も">'
    ).replace("<h1>広場を新しく</h1>", "")

    extraction = extract(html, URL)

    assert extraction.article is not None
    assert extraction.article.headline == "広場を新しく & 駅も"


def test_no_control_character_or_lone_surrogate_reaches_a_record() -> None:
    html = ARTICLE.replace("広場を", "広\x07場\x9bを\u202e&#xD800;&#1;")

    extraction = extract(html, URL)

    assert extraction.article is not None
    assert extraction.article.headline.startswith("広場を")
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 or c == "\u202e" for c in extraction.article.headline)


def test_no_field_of_a_record_holds_a_sign_that_is_no_text() -> None:
    odd = "\x07\x9b\u202e\u0000&#xD800;&#1;"
    data = '{"@type":"NewsArticle","headline":"広\\u0000場\\ud800を新しく","keywords":["市\\u0007政"],"author":{"name":"小池\\u0000和樹"}}'
    html = (
        f'<html lang="ja"><head><title>広{odd}場を新しく</title><script type="application/ld+json">{data}</script></head>'
        f"<body><h1>広{odd}場を新しく</h1><p>{TEXT[:20]}{odd}{TEXT[20:]}</p><figure><img src='/a{odd}.jpg' alt='駅{odd}前'>"
        f"<figcaption>駅{odd}前</figcaption></figure><p>{TEXT[::-1]}。</p><h3>人気{odd}ランキング</h3><ol>"
        + "".join(f"<li><a href='/a/2024/{n}{odd}'>見出し{odd}{n}本目の話</a></li>" for n in range(5))
        + "</ol></body></html>"
    )

    extraction = extract(html, URL)

    assert extraction.article is not None
    assert not _ODD.search("".join(_texts(msgspec.to_builtins(extraction))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def test_relative_addresses_start_from_the_base_element() -> None:
    page = Page.parse('<base href="/dir/"><p>x', URL)

    assert page.absolute("a.html") == "https://news.example/dir/a.html"
    assert page.absolute("javascript:void(0)") is None


def test_an_itemprop_outside_the_head_is_not_the_pages() -> None:
    page = Page.parse(
        '<html><head><meta itemprop="headline" content="A"></head><body><p>x</p>'
        '<div itemscope><meta itemprop="headline" content="B"></div></body></html>',
        "https://news.example/a/1",
    )

    assert page.meta["headline"] == ["A"]


def test_related_links_are_those_of_the_head_and_then_those_of_the_text() -> None:
    page = Page.parse(
        '<p><a rel="tag" href="/橋">橋</a><a href="/x">x</a></p><link rel="next" href="/2">', "https://a.example/1"
    )

    assert [(one.tag, one.get("rel")) for one in page.related] == [("link", "next"), ("a", "tag")]


def test_what_is_asked_for_once_is_read_once_for_each_page() -> None:
    asked: list[str] = []

    def address(page: Page) -> str:
        asked.append(page.url)
        return page.url

    one, other = (Page.parse("<p>橋</p>", f"https://a.example/{number}") for number in (1, 2))

    assert [page.once(address) for page in (one, other, one)] == [one.url, other.url, one.url]
    assert asked == [one.url, other.url]


@pytest.mark.parametrize("hidden", ["", '<noscript><a rel="next" href="/3">3</a></noscript>'])
def test_related_elements_are_links_of_the_head_then_those_of_the_text_wherever_they_are(hidden: str) -> None:
    html = (
        '<html><head><link rel="canonical" href="/1"><link href="/style"></head>'
        f'<body><p><a rel="author" href="/a">A</a> <a href="/b">B</a> <a rel="tag">C</a></p>{hidden}</body></html>'
    )

    related = Page.parse(html, "https://example.org/1").related

    assert [one.get("rel") for one in related] == ["canonical", "author", "tag", *(["next"] if hidden else [])]
