"""Somebody's archive may hold anything: what is a page is read, and what stands behind something odd is not lost."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.portals import load_portal
from newscrawl.reextraction.workers.warc_articles import ArchiveSummary, article_lines
from newscrawl.tasks import LocalWorkers
from tests.reextraction.test_foreign import PAGE, read

ONE, TWO = (PAGE.format(number=number).encode() for number in (1, 2))
TYPE = b"Content-Type: text/html; charset=utf-8\r\n"
ARC_HEAD = b"1 0 Internet Archive\nURL IP-address Archive-date Content-type Archive-length\n\n\n"


def http(body: bytes = ONE, head: bytes = TYPE, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"%s\r\n%s\r\n%s" % (status, head, body)


def warc(
    block: bytes, *, of: str = "response", kind: str = "application/http", number: int = 1, too_long: int = 0,
    date: str = "2026-11-01T00:00:00Z", version: str = "1.0", url: str = "https://news.example/{number}.html",
) -> bytes:  # fmt: skip
    head = f"WARC/{version}\r\nWARC-Type: {of}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {kind}\r\n"
    head += f"WARC-Date: {date}\r\n" if date else ""
    head += f"WARC-Target-URI: {url.format(number=number)}\r\nContent-Length: {len(block) + too_long}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def arc(number: int, block: bytes) -> bytes:
    return b"https://news.example/%d.html 192.0.2.4 20261101000000 text/html %d\n%s\n" % (number, len(block), block)


LAST = warc(http(TWO), number=2, url="https://other.example/{number}.html")
ODD: dict[str, tuple[bytes, list[int], dict[str, int]]] = {
    "ARC": (b"filedesc://x.arc 0.0.0.0 20261101000000 text/plain %d\n%s" % (len(ARC_HEAD) - 1, ARC_HEAD)
            + arc(1, http()), [1], {}),
    "HTML resource": (warc(ONE, of="resource", kind="text/html"), [1], {}),
    "another resource": (warc(b"{}", of="resource", kind="application/json", url="urn:pageinfo:{number}"), [], {}),
    "conversion": (warc(b"text", of="conversion", kind="text/plain"), [], {}),
    "metadata": (warc(b"a: b", of="metadata", kind="application/warc-fields"), [], {}),
    "request": (warc(b"GET / HTTP/1.1\r\n\r\n", of="request"), [], {}),
    "of no known type": (warc(ONE, of="holiday"), [], {}),
    "HTTP/0.9": (warc(ONE), [], {"no status": 1}),
    "HTTP/2": (warc(http(status=b"HTTP/2 200")), [1], {}),
    "a part of a page": (warc(http(status=b"HTTP/1.1 206 Partial Content")), [], {"status 206": 1}),
    "no payload": (warc(http(b"")), [], {"empty": 1}),
    "nothing at all": (warc(b""), [], {"no HTTP answer": 1}),
    "chunked, and is not": (warc(http(head=TYPE + b"Transfer-Encoding: chunked\r\n")), [1], {}),
    "chunked": (warc(http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(ONE), ONE), TYPE + b"Transfer-Encoding: chunked\r\n")), [1], {}),
    "gzip, and is not": (warc(http(head=TYPE + b"Content-Encoding: gzip\r\n")), [1], {}),
    "wrong length of the answer": (warc(http(head=TYPE + b"Content-Length: 10\r\n")), [1], {}),
    "negative length": (warc(http(), too_long=-10_000), [], {"no HTTP answer": 1, "damaged record": 1}),
    "no date": (warc(http(), date=""), [], {"damaged record": 1}),
    "a date that is none": (warc(http(), date="yesterday"), [], {"damaged record": 1}),
    "nanoseconds": (warc(http(), date="2026-11-01T00:00:00.123456789Z", version="1.1"), [1], {}),
    "an old version": (warc(http(), version="0.18"), [1], {}),
    "an address in brackets": (warc(http(), url="<https://news.example/{number}.html>"), [1], {}),
    "junk behind it": (warc(http()) + b"\x00\x00junk\r\n", [1], {"damaged record": 1}),
}  # fmt: skip


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(("odd", "expected", "passed"), ODD.values(), ids=ODD.keys())
def test_what_is_a_page_is_read_and_what_stands_behind_it(
    tmp_path: Path, odd: bytes, expected: list[int], passed: dict[str, int], is_packed: bool
) -> None:
    last = arc(2, http(TWO)) if odd.startswith(b"filedesc") else LAST
    path = tmp_path / "some.warc.gz"
    path.write_bytes(b"".join(gzip.compress(one) for one in (odd, last)) if is_packed else odd + last)

    articles, summary = read(path)

    assert [article.headline for article in articles] == [f"見出し{number}" for number in [*expected, 2]]
    assert all("WARC" not in article.body for article in articles)
    assert summary.passed.counts == passed


@pytest.mark.parametrize(("too_long", "expected"), [(40, ["見出し1", "見出し2"]), (100_000, ["見出し2"])])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "one stream"])
def test_a_record_that_claims_to_be_longer_hides_none_behind_it(
    tmp_path: Path, pack: Callable[[bytes], bytes], too_long: int, expected: list[str]
) -> None:
    (path := tmp_path / "some.warc").write_bytes(pack(warc(http(), too_long=too_long) + LAST))

    articles, summary = read(path)

    assert [article.headline for article in articles] == expected
    assert all("WARC" not in article.body for article in articles)
    assert summary.passed.counts == {"damaged record": 1}


def test_a_record_that_a_checksum_vouches_for_is_whole_whatever_length_it_claims(tmp_path: Path) -> None:
    members = [gzip.compress(warc(http(), too_long=40)), gzip.compress(LAST)]
    (path := tmp_path / "some.warc.gz").write_bytes(b"".join(members))

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し1", "見出し2"]
    assert summary.passed.counts == {}


def test_a_file_that_ends_within_a_record_gives_no_part_of_it(tmp_path: Path) -> None:
    (path := tmp_path / "cut.warc").write_bytes(LAST + warc(http())[:-200])

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し2"]
    assert summary.passed.counts == {"damaged record": 1}


def test_of_several_portals_in_one_archive_the_pages_of_one_are_read(tmp_path: Path) -> None:
    own = warc(http(), url="http://127.0.0.1:8765/news/4000{number}.html")
    (path := tmp_path / "mixed.warc").write_bytes(own + LAST + own)

    lines = list(
        article_lines(
            path,
            load_portal("demo"),
            workers=LocalWorkers(1),
            summary=(summary := ArchiveSummary()),
            progress=lambda _: None,
        )
    )

    assert len(lines) == 2
    assert summary.passed.counts == {"other host": 1}


def test_an_archive_of_a_million_empty_members_is_left_after_a_moment(tmp_path: Path) -> None:
    (path := tmp_path / "empty.warc.gz").write_bytes(gzip.compress(warc(http())) + gzip.compress(b"") * 1_000_000)

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し1"]
    assert summary.passed.counts == {"damaged record": 1}
