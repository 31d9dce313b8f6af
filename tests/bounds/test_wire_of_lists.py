"""What a server can do wrong on the wire with robots.txt, feeds and sitemaps: each has an end, a name and an exit code."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bounds.endless_portal import FILE
from tests.bounds.raw_server import Answer, RawPortal, ResetError, Send, served, whole
from tests.bounds.test_wire_faults import _drip, _flood, _to
from tests.crawling import crawl, stored

PLAY = {
    "DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0, "NEWSCRAWL_REPORT_FAILED_SHARE": 1, "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.05,
    "NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT": 1000, "NEWSCRAWL_POLITENESS_GIVEN_UP_MAX_COUNT": 1000,
    "NEWSCRAWL_REVISE_SUSPICIOUS_COUNT": 1000, "NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS": 0.1,
}  # fmt: skip


def _reset(send: Send) -> None:
    raise ResetError


def _half_and_reset(head: bytes, body: bytes) -> Answer:
    def answer(send: Send) -> None:
        send(head + b"Content-Length: %d\r\n\r\n" % len(body) + body[: len(body) // 2])
        raise ResetError

    return answer


def _stalled(first: bytes) -> Answer:
    def answer(send: Send) -> None:
        send(first)
        time.sleep(9)

    return answer


def faults(body: bytes, kind: bytes) -> dict[str, Answer]:
    """Return name → what is sent instead of *body*, which is of the type *kind*."""
    head, packed, half = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n" % kind, gzip.compress(body), body[: len(body) // 2]
    chunk = b"%x\r\n%s\r\n" % (len(half), half)
    good = whole(body, kind)

    def with_length(sent: bytes, length: object, *, more: bytes = b"") -> bytes:
        return head + more + b"Content-Length: " + str(length).encode() + b"\r\n\r\n" + sent

    return {
        "nothing at all": b"",
        "a reset": _reset,
        "half, and a reset": _half_and_reset(head, body),
        "heads, and then nothing": _stalled(head),
        "half, and then nothing": _stalled(with_length(half, len(body))),
        "no HTTP": b"hello\r\n\r\n",
        "a length that is too long": with_length(half, len(body)),
        "a length below zero": with_length(body, -5),
        "a length that is no number": with_length(body, "many"),
        "two lengths": with_length(body, 9, more=b"Content-Length: 5\r\n"),
        "chunks without their last one": head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk,
        "a chunk of noise": head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk + b"zz\r\nabc\r\n0\r\n\r\n",
        "chunks": head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body),
        "bytes behind the body": good + b"HTTP/1.1 500 No\r\n\r\nnoise" * 9,
        "a byte at a time": _drip(with_length(b"", 9000), b"a"),
        "heads without an end": _drip(head, b"X-A: b\r\n"),
        "forty megabytes of heads": _flood(head, b"X-A: b\r\n" * 10_000, 500),
        "HTTP/1.0 without a length": (head + b"\r\n" + body).replace(b"HTTP/1.1", b"HTTP/1.0"),
        "100 Continue before it": b"HTTP/1.1 100 Continue\r\n\r\n" + good,
        "100 Continue without an end": _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        "gzip": with_length(packed, len(packed), more=b"Content-Encoding: gzip\r\n"),
        "gzip that is cut": with_length(packed[:-20], len(packed) - 20, more=b"Content-Encoding: gzip\r\n"),
        "a gzip bomb": lambda send: send(_bomb(head)),
        "a redirect to itself": _to(b""),
        "a redirect to a file": _to(b"file:///etc/passwd"),
        "a redirect to the machine's metadata": _to(b"http://169.254.169.254/"),
        "a redirect to another host": _to(b"http://elsewhere.example/x"),
        "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
        "a part": good.replace(b"200 OK", b"206 Partial Content"),
        "a notice in HTML": whole(b"<html><body><h1>Not found</h1></body></html>", kind),
        "an empty body": whole(b"", kind),
        "status 503": good.replace(b"200 OK", b"503 No"),
        "status 999": good.replace(b"200 OK", b"999 No"),
    }


def _bomb(head: bytes) -> bytes:
    packed = gzip.compress(bytes(80_000_000))
    return head + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed


RULES = b"User-agent: *\nDisallow: /news/2\nDisallow: /news/3\n"
OBEYED, ALLOWED, NONE = {1, 4, 5}, {1, 2, 3, 4, 5}, set[int]()
DOWN, UNREAD = "the site does not answer", "could not fetch robots.txt"
ROBOTS: dict[str, tuple[set[int], str]] = {
    "a reset": (NONE, DOWN),
    "half, and then nothing": (NONE, DOWN),
    "a length that is too long": (NONE, UNREAD),
    "a chunk of noise": (NONE, UNREAD),
    "bytes behind the body": (OBEYED, ""),
    "forty megabytes of heads": (NONE, UNREAD),
    "100 Continue without an end": (NONE, DOWN),
    "gzip that is cut": (NONE, UNREAD),
    "a gzip bomb": (NONE, UNREAD),
    "a redirect to itself": (NONE, UNREAD),
    "a redirect to a file": (NONE, UNREAD),
    "a redirect to another host": (NONE, UNREAD),
    "fifty megabytes of zeros": (NONE, UNREAD),
    "fifty megabytes of comments": (OBEYED, ""),
    "a notice in HTML": (ALLOWED, ""),
    "a part": (OBEYED, ""),
}
"""Fault of robots.txt → the articles that are asked for, and words of the last sentence."""


@pytest.mark.parametrize("fault", ROBOTS)
def test_a_fault_of_robots_txt_ends_the_run_or_leaves_its_rules(fault: str, tmp_path: Path) -> None:
    sent = faults(RULES, b"text/plain") | {
        "fifty megabytes of zeros": lambda send: send(whole(RULES + bytes(50_000_000))),
        "fifty megabytes of comments": lambda send: send(whole(RULES + b"# a comment\n" * 4_000_000)),
    }
    with served(RawPortal({"/robots.txt": sent[fault]})) as portal:
        ended = crawl(portal.url, tmp_path / "data", portal="endless", settings=_settings(tmp_path, FILE))
    asked = {int(path.removeprefix("/news/")) for path in portal.asked if path.startswith("/news/")}

    assert asked == ROBOTS[fault][0]
    assert len(stored(tmp_path / "data", "endless").articles) == len(asked)
    assert ROBOTS[fault][1] in ended.stderr.splitlines()[-1]
    assert ended.returncode == (3 if asked else 1)
    assert "Traceback" not in ended.stderr


READ = {"chunks", "bytes behind the body", "HTTP/1.0 without a length", "100 Continue before it", "gzip"}
REASONS = {
    "nothing at all": "connection_lost",
    "a reset": "connection_lost",
    "half, and a reset": "cut_off",
    "heads, and then nothing": "timeout",
    "half, and then nothing": "timeout",
    "a length that is too long": "cut_off",
    "a chunk of noise": "cut_off",
    "a byte at a time": "timeout",
    "heads without an end": "timeout",
    "forty megabytes of heads": "too_large",
    "gzip that is cut": "cut_off",
    "a gzip bomb": "too_large",
    "a redirect to itself": "redirect_loop",
    "no content": "http_204",
    "a part": "http_206",
    "status 999": "http_999",
}


def _feed(site: str, numbers: range) -> bytes:
    entries = "".join(f"<item><title>見出し{n}</title><link>{site}news/{n}</link></item>" for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>a</title>{entries}</channel></rss>'.encode()


def _sitemap(site: str, numbers: range) -> bytes:
    entries = "".join(f"<url><loc>{site}news/{n}</loc></url>" for n in numbers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


@dataclass
class Ended:
    articles: set[int]
    log: list[str]
    portal: RawPortal

    def lines(self, path: str) -> list[str]:
        return [line for line in self.log if path in line]


@pytest.fixture(scope="module", params=["feeds", "sitemaps"])
def ended(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """A crawl of a portal that names a feed or sitemap with each fault."""
    home, make = tmp_path_factory.mktemp("lists"), _feed if request.param == "feeds" else _sitemap
    with served(RawPortal()) as portal:
        portal.answers = {
            f"/{number}.xml": faults(make(portal.url, _numbers(number)), b"application/xml")[name]
            for number, name in enumerate(faults(b"", b""))
        }
        file = f"{FILE}\n[discovery]\n{request.param} = {[portal.url + path[1:] for path in portal.answers]}\n"
        run = crawl(portal.url, home / "data", portal="endless", settings=_settings(home, file))
    assert "Traceback" not in run.stderr
    articles = stored(home / "data", "endless").articles
    return Ended({int(one.url.rpartition("/")[2]) for one in articles}, run.stderr.splitlines(), portal)


def _numbers(fault: int) -> range:
    return range(100 + 10 * fault, 103 + 10 * fault)


@pytest.mark.parametrize(("number", "fault"), list(enumerate(faults(b"", b""))))
def test_a_fault_of_a_feed_or_sitemap_leads_to_no_article_and_has_a_name(ended: Ended, number: int, fault: str) -> None:
    found = ended.articles & set(_numbers(number))

    assert found == (set(_numbers(number)) if fault in READ else set())
    if fault in READ:
        return
    assert ended.portal.asked[f"/{number}.xml"] <= 6
    if fault in REASONS:
        assert f"({REASONS[fault]})" in ended.lines(f"/{number}.xml")[-1]


def test_the_articles_that_the_front_page_names_are_stored(ended: Ended) -> None:
    assert ended.articles >= {1, 2, 3, 4, 5}


def _settings(home: Path, file: str) -> dict[str, object]:
    (home / "portals").mkdir()
    (home / "portals" / "endless.toml").write_text(file, "utf-8")
    return {**PLAY, "NEWSCRAWL_PORTALS_DIR": home / "portals"}
