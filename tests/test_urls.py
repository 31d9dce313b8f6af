"""One form for one address."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from newscrawl.urls import absolute, canonical_url, host_of, is_private_address, with_ascii_host

FORMS = {
    "scheme and host in lower case": ("HTTPS://Example.COM/News/1", "https://example.com/News/1"),
    "default port": ("http://example.com:80/a", "http://example.com/a"),
    "another port stays": ("http://example.com:8080/a", "http://example.com:8080/a"),
    "no path": ("https://example.com", "https://example.com/"),
    "fragment": ("https://example.com/a#comments", "https://example.com/a"),
    "utm": ("https://example.com/a?utm_source=x&utm_medium=y&id=3", "https://example.com/a?id=3"),
    "click identifiers": ("https://example.com/a?fbclid=1&gclid=2&yclid=3&msclkid=4", "https://example.com/a"),
    "an identifying parameter stays": ("https://example.com/?p=48213", "https://example.com/?p=48213"),
    "a number parameter stays": ("https://example.com/v.php?no=7&page=2", "https://example.com/v.php?no=7&page=2"),
    "an empty value stays": ("https://example.com/a?print=", "https://example.com/a?print="),
    "parameters in one order": ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    "encoded dots": ("https://example.com/%2e%2E/news/./1", "https://example.com/news/1"),
    "a session behind dots": ("https://example.com/a/..;jsessionid=1/b", "https://example.com/b"),
    "index.html": ("https://example.com/news/index.html", "https://example.com/news/"),
    "index.php with a parameter": ("https://example.com/index.php?p=3", "https://example.com/?p=3"),
    "a page called index-2 stays": ("https://example.com/index-2.html", "https://example.com/index-2.html"),
    "needless escapes": ("https://example.com/%61%7Eb", "https://example.com/a~b"),
    "lower-case escapes": ("https://example.com/%e3%81%82", "https://example.com/%E3%81%82"),
    "bare Japanese": ("https://example.com/あ?q=い", "https://example.com/%E3%81%82?q=%E3%81%84"),
    "an escaped slash stays": ("https://example.com/a%2Fb", "https://example.com/a%2Fb"),
    "a stray percent": ("https://example.com/100%", "https://example.com/100%25"),
    "dots": ("https://example.com/a/./b/../c", "https://example.com/a/c"),
    "dots above the root": ("https://example.com/../../a", "https://example.com/a"),
    "dots that end a path": ("https://example.com/a/b/..", "https://example.com/a/"),
    "a dot that ends a path": ("https://example.com/a/.", "https://example.com/a/"),
    "dots behind the first folder": ("https://example.com/a/../b", "https://example.com/b"),
    "user": ("https://me:pw@example.com/a", "https://example.com/a"),
    "session in the path": ("https://example.com/a;jsessionid=F00?id=1", "https://example.com/a?id=1"),
    "session parameter": ("https://example.com/a?PHPSESSID=F00&id=1", "https://example.com/a?id=1"),
    "a name in Japanese": ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    "a line break in a link": ("https://example.com/a\n/b", "https://example.com/a/b"),
    "a quote in a parameter": ("https://example.com/a?t=it's", "https://example.com/a?t=it%27s"),
    "trailing slash stays": ("https://example.com/a/", "https://example.com/a/"),
    "IPv6": ("http://[::1]:8000/a", "http://[::1]:8000/a"),
}


@pytest.mark.parametrize(("url", "expected"), FORMS.values(), ids=FORMS.keys())
def test_an_address_has_one_canonical_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(
    st.text(alphabet="abc/.%2Fé あ?&=#;~+'\"", max_size=40),
    st.sampled_from(["http://example.com/", "https://Example.com:443", "http://例え.jp:81/x?"]),
)
def test_a_canonical_form_is_its_own_canonical_form(rest: str, base: str) -> None:
    try:
        once = canonical_url(base + rest)
    except ValueError:
        return

    assert canonical_url(once) == once


_PIECES = [
    "%2e",
    "%2E",
    "%2f",
    "%25",
    "%",
    "2e",
    ".",
    "..",
    "/",
    "//",
    ";jsessionid=a",
    "index.html",
    "%69ndex.html",
    "a",
    "?",
    "&",
]


@given(st.lists(st.sampled_from([*_PIECES, "utm_source=1", "%75tm_source=1", "=", "+", "#", "\t", " "]), max_size=14))
def test_a_canonical_form_made_of_encoded_pieces_is_its_own(pieces: list[str]) -> None:
    once = canonical_url("http://example.com/" + "".join(pieces))

    assert canonical_url(once) == once


@given(st.text(alphabet="abc/.%2Fé あ?&=;~+'\"|^`{}[]<>\\", max_size=40))
def test_scrapy_asks_for_the_canonical_form_as_it_is(rest: str) -> None:
    try:
        canonical = canonical_url("https://example.com/" + rest)
    except ValueError:
        return

    assert Request(canonical).url == canonical


@given(
    st.from_regex(
        r"https?://[a-z.]{1,4}(:(80|443|[0-5]?[0-9]{1,4}))?(/[a-zA.~-]{0,3}){0,3}(/(index|Default)\.(html|php|x))?",
        fullmatch=True,
    ),
    st.sampled_from([None, "https"]),
)
def test_a_plain_address_is_read_as_any_other_is(url: str, scheme: str | None) -> None:
    assert canonical_url(url, scheme=scheme) == canonical_url(f"{url}#read-in-full", scheme=scheme)


@pytest.mark.parametrize("ending", ["", "/", "//", "/a", "/a//b/"])
def test_a_default_port_is_dropped_whatever_follows(ending: str) -> None:
    assert canonical_url(f"http://a:80{ending}") == f"http://a{ending or '/'}"
    assert canonical_url(f"https://a:443{ending}") == f"https://a{ending or '/'}"


def test_one_portal_is_one_scheme() -> None:
    assert canonical_url("http://example.com/a", scheme="https") == "https://example.com/a"


def test_a_portals_own_parameters_are_dropped() -> None:
    assert canonical_url("https://example.com/a?from=top&id=1", drop=["from"]) == "https://example.com/a?id=1"


@pytest.mark.parametrize(
    "url", ["javascript:void(0)", "mailto:a@example.com", "", "//", "http://", "file:///etc/passwd"]
)
def test_what_is_no_address_has_no_canonical_form(url: str) -> None:
    with pytest.raises(ValueError):
        canonical_url(url)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../b", "https://example.com/b"),
        ("?page=2", "https://example.com/a/?page=2"),
        ("//other.example/x#y", "https://other.example/x"),
        ("javascript:void(0)", None),
        ("ftp://example.com/b", None),
        ("http:///b", None),
        ("http://[broken", None),
        ("http://example.com:notaport/", None),
        ("あ\u200fb", "https://example.com/a/あ%E2%80%8Fb"),
    ],
)
def test_links_are_read_from_the_page_that_holds_them(link: str, expected: str | None) -> None:
    assert absolute(link, "https://example.com/a/") == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:127.0.0.1", True),
        ("2002:7f00:1::", True),
        ("224.0.0.1", True),
        ("::127.0.0.1", True),
        ("64:ff9b::7f00:1", True),
        ("fec0::1", True),
        ("8.8.8.8", False),
        ("2606:4700:4700::1111", False),
    ],
)
def test_private_addresses_are_known(address: str, expected: bool) -> None:
    assert is_private_address(address) is expected


@given(st.from_regex(r"https?://[a-zA-Z0-9.:@/?#\n\\%\[\] -]{0,20}"))
def test_the_host_of_an_address_is_what_the_standard_library_takes_for_it(url: str) -> None:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        host = ""

    assert host_of(url) == host


@given(st.text("ab1._~-=&/:,@!*()%+あ", min_size=1, max_size=16))
def test_parameters_are_sorted_and_encoded_whether_they_are_plain_or_not(query: str) -> None:
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    expected = urlencode(pairs, quote_via=quote, safe="/:,~@!*()")

    assert urlsplit(canonical_url(f"https://example.com/a?{query}")).query == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://例え.jp/ニュース/?q=例え.jp", "https://xn--r8jz45g.jp/ニュース/?q=例え.jp"),
        ("http://me@例え.jp:8080", "http://me@xn--r8jz45g.jp:8080"),
        ("https://ÄRZTE.example/", "https://xn--rzte-koa.example/"),
        ("https://News.example/a?b", "https://News.example/a?b"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://例え.jp:port/", "https://xn--r8jz45g.jp:port/"),
        ("https://[例え/", "https://[例え/"),
        ("", ""),
    ],
)
def test_a_host_is_named_as_requests_name_it_and_all_else_stays(url: str, expected: str) -> None:
    assert with_ascii_host(url) == expected
    assert with_ascii_host(expected) == expected
