"""Commands that look at a live site have the manners of a crawl: robots.txt whole, its delay, walls by their name."""

from __future__ import annotations

import time

import pytest

from tests.bounds.raw_server import Answer, RawPortal, served, whole
from tests.crawling import scrapy

QUICK = ("-s", "DOWNLOAD_DELAY=0.001", "-s", "AUTOTHROTTLE_ENABLED=0")
CHALLENGE = (
    '<html><head><title>Just a moment...</title></head><body><script src="/cdn-cgi/challenge-platform/h/b.js"></script>'
    "<p>Checking your browser before accessing the site.</p></body></html>"
)


def _status(status: bytes, more: bytes = b"") -> bytes:
    return b"HTTP/1.1 %s\r\n%sContent-Length: 0\r\n\r\n" % (status, more)


ROBOTS: dict[str, Answer] = {
    "status 503": _status(b"503 No"),
    "status 429": _status(b"429 No"),
    "a redirect to a file": _status(b"302 Found", b"Location: file:///etc/passwd\r\n"),
    "a length that is too long": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nUser-agent: *\n",
}


@pytest.mark.parametrize("fault", ROBOTS)
@pytest.mark.parametrize("verb", ["add", "extract"])
def test_nothing_is_asked_for_where_robots_txt_cannot_be_fetched(verb: str, fault: str) -> None:
    with served(RawPortal({"/robots.txt": ROBOTS[fault]})) as portal:
        run = scrapy(verb, portal.url, *QUICK, *(["--allow-private-addresses", "--dry-run"] if verb == "add" else []))

    assert set(portal.asked) == {"/robots.txt"}
    assert run.returncode == (4 if verb == "add" else 1)
    assert "robots.txt" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr


def test_a_host_that_closes_every_connection_is_told_as_that() -> None:
    with served(RawPortal({"/robots.txt": b""})) as portal:
        run = scrapy("add", portal.url, *QUICK, "--allow-private-addresses", "--dry-run")

    assert set(portal.asked) == {"/robots.txt"}
    assert (run.returncode, "connection lost" in run.stderr) == (1, True)


def test_the_delay_of_robots_txt_is_kept_between_the_pages_of_a_look() -> None:
    begun = time.monotonic()
    with served(RawPortal({"/robots.txt": whole(b"User-agent: *\nCrawl-delay: 0.5\n", b"text/plain")})) as portal:
        scrapy("add", portal.url, *QUICK, "--allow-private-addresses", "--dry-run")
        asked = portal.asked.total()

    assert asked > 4
    assert time.monotonic() - begun > 0.45 * (asked - 1)


FRONTS: dict[str, tuple[Answer, int, str]] = {
    "a bot check": (whole(CHALLENGE.encode()).replace(b"200 OK", b"403 Forbidden"), 4, "bot check"),
    "a redirect to itself": (_status(b"302 Found", b"Location: /\r\n"), 1, "redirect loop"),
    "a page of 50 MB": (whole(b"<p>" * 17_000_000), 1, "too large"),
    "a reset": (b"", 1, "connection lost"),
}


@pytest.mark.parametrize("fault", FRONTS)
def test_a_front_page_that_is_no_page_is_named(fault: str) -> None:
    answer, code, words = FRONTS[fault]
    with served(RawPortal({"/": answer})) as portal:
        run = scrapy("add", portal.url, *QUICK, "--allow-private-addresses", "--dry-run")

    assert run.returncode == code
    assert words in run.stderr.splitlines()[-1]


@pytest.mark.parametrize("fault", [one for one in FRONTS if one != "a bot check"])
def test_extract_names_why_a_page_did_not_come(fault: str) -> None:
    answer, _, words = FRONTS[fault]
    with served(RawPortal({"/": answer})) as portal:
        run = scrapy("extract", portal.url, *QUICK)

    assert run.returncode == 1
    assert words in run.stderr.splitlines()[-1]
    assert "twisted" not in run.stderr
