"""What a server can do wrong on the wire, over raw sockets: each page has its fate, and the other pages are stored."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import brotli
import pytest
from backports import zstd

from newscrawl.items import Observation
from tests.bounds.endless_portal import _article, _list, portals_in
from tests.crawling import crawl, stored

GOOD = range(1, 41)
_FIRST = 100
PAGE = _article(7).encode()
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

Send = Callable[[bytes], object]
Fault = bytes | Callable[[Send], None]


def _with(head: bytes, body: bytes = PAGE, length: int | None = None) -> bytes:
    return _OK + head + b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body


def _drip(first: bytes, piece: bytes, secs: float = 0.2) -> Fault:
    """Send *first*, and *piece* again and again until the client has had enough."""

    def answer(send: Send) -> None:
        send(first)
        for _ in range(100):
            send(piece)
            time.sleep(secs)

    return answer


def _flood(first: bytes, piece: bytes, count: int) -> Fault:
    def answer(send: Send) -> None:
        send(first)
        for _ in range(count):
            send(piece)

    return answer


def _bomb(encoding: bytes, compress: Callable[[bytes], bytes]) -> Fault:
    """Send 80 MB of zeros in *encoding*, which are compressed when they are asked for."""
    return lambda send: send(_with(b"Content-Encoding: " + encoding + b"\r\n", compress(bytes(80_000_000))))


def _chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return _OK + b"Transfer-Encoding: chunked\r\n\r\n" + body + end


def _to(location: bytes, status: bytes = b"302 Found") -> bytes:
    return b"HTTP/1.1 %s\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (status, location)


def _status(status: bytes, body: bytes = PAGE) -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body


GZIP, BR, ZSTD = gzip.compress(PAGE), brotli.compress(PAGE), zstd.compress(PAGE)
FAULTS: dict[str, tuple[Fault, str]] = {
    "nothing at all": (b"", "failed"),
    "a line that is no HTTP": (b"hello\r\n\r\n", "failed"),
    "HTTP/0.9": (PAGE, "failed"),
    "half a status line": (b"HTTP/1.1 20", "failed"),
    "half the heads": (_OK[:-9], "failed"),
    "no page, and a length": (_with(b"", b"", 500), "failed"),
    "a length that is too long": (_with(b"", PAGE, len(PAGE) + 500), "failed"),
    "a length that is too short": (_with(b"", PAGE, len(PAGE) // 2), "failed"),
    "a length below zero": (_with(b"", PAGE, -5), "failed"),
    "a length that is no number": (_OK + b"Content-Length: many\r\n\r\n" + PAGE, "failed"),
    "two lengths": (_OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + PAGE, "failed"),
    "a length of 300 digits": (_OK + b"Content-Length: " + b"9" * 300 + b"\r\n\r\n" + PAGE, "failed"),
    "no length, and whole": (_OK + b"Connection: close\r\n\r\n" + PAGE, "stored"),
    "no length, and half": (_OK + b"Connection: close\r\n\r\n" + PAGE[: len(PAGE) // 2], "failed"),
    "chunks": (_chunked(PAGE[:100], PAGE[100:]), "stored"),
    "chunks without their last one": (_chunked(PAGE, end=b""), "failed"),
    "a chunk that is cut": (_chunked(PAGE, end=b"fff\r\nabc"), "failed"),
    "a chunk of a length that is no number": (_chunked(PAGE, end=b"zz\r\nabc\r\n0\r\n\r\n"), "failed"),
    "a chunk that is longer than all": (_chunked(PAGE, end=b"f" * 40 + b"\r\n"), "failed"),
    "a chunk's extension without an end": (_chunked(end=b"1;" + b"a" * 200_000), "failed"),
    "trailers behind chunks": (_chunked(PAGE, end=b"0\r\nX: y\r\n\r\n"), "stored"),
    "gzip": (_with(b"Content-Encoding: gzip\r\n", GZIP), "stored"),
    "gzip that is cut": (_with(b"Content-Encoding: gzip\r\n", GZIP[:-40]), "failed"),
    "gzip with a wrong checksum": (_with(b"Content-Encoding: gzip\r\n", GZIP[:-8] + b"\0" * 8), "failed"),
    "gzip that is none": (_with(b"Content-Encoding: gzip\r\n"), "stored"),
    "gzip twice": (_with(b"Content-Encoding: gzip, gzip\r\n", gzip.compress(GZIP)), "stored"),
    "a gzip bomb": (_bomb(b"gzip", gzip.compress), "failed"),
    "brotli": (_with(b"Content-Encoding: br\r\n", BR), "stored"),
    "brotli that is cut": (_with(b"Content-Encoding: br\r\n", BR[:-20]), "failed"),
    "a brotli bomb": (_bomb(b"br", partial(brotli.compress, quality=1)), "failed"),
    "zstd that is cut": (_with(b"Content-Encoding: zstd\r\n", ZSTD[:-20]), "failed"),
    "a zstd bomb": (_bomb(b"zstd", zstd.compress), "failed"),
    "an encoding that nobody knows": (_with(b"Content-Encoding: lzma2\r\n"), "stored"),
    "ten thousand heads": (_with(b"X-A: b\r\n" * 10_000), "stored"),
    "a head of a megabyte": (_with(b"X-A: " + b"b" * 1_000_000 + b"\r\n"), "failed"),
    "forty megabytes of heads": (_flood(_OK, b"X-A: b\r\n" * 10_000, 500), "failed"),
    "heads that fold for ever": (_flood(_OK + b"X-A: b\r\n", b" c\r\n" * 10_000, 100), "failed"),
    "100 Continue, fast and without an end": (_flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 5_000, 100), "failed"),
    "a head without a name": (_with(b": b\r\n"), "failed"),
    "a head without a colon": (_with(b"X-A\r\n"), "stored"),
    "a head with a zero": (_with(b"X-A: b\0c\r\n"), "stored"),
    "a head that begins with a blank": (_OK + b" X-A: b\r\n" + _with(b"")[len(_OK) :], "stored"),
    "heads that end in line feeds": (_with(b"").replace(b"\r\n", b"\n"), "stored"),
    "a reason of a kilobyte": (_with(b"").replace(b"200 OK", b"200 " + b"O" * 1000), "stored"),
    "a status with a sign": (_status(b"+200 OK"), "stored"),
    "a status of thirty digits": (_status(b"2" * 30 + b" OK"), "failed"),
    "another version": (_with(b"").replace(b"HTTP/1.1", b"HTTP/9.9"), "stored"),
    "another protocol": (_with(b"").replace(b"HTTP/1.1", b"ICY/1.1"), "stored"),
    "a transfer that nobody knows": (_OK + b"Transfer-Encoding: gzip\r\n\r\n" + GZIP, "failed"),
    "a length and chunks": (_chunked(PAGE).replace(b"chunked", b"chunked\r\nContent-Length: 5", 1), "stored"),
    "chunks in capital letters": (_chunked(PAGE).replace(b"chunked", b"CHUNKED"), "stored"),
    "chunks of a byte": (_chunked(*(PAGE[n : n + 1] for n in range(len(PAGE)))), "stored"),
    "a chunk below zero": (_OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n", "failed"),
    "nine encodings": (_with(b"Content-Encoding: " + b", ".join([b"gzip"] * 9) + b"\r\n", GZIP), "stored"),
    "deflate without its head": (_with(b"Content-Encoding: deflate\r\n", zlib.compress(PAGE)[2:-4]), "stored"),
    "gzip with noise behind it": (_with(b"Content-Encoding: gzip\r\n", GZIP + b"noise" * 9), "stored"),
    "a hundred thousand empty gzip members": (
        _with(b"Content-Encoding: gzip\r\n", gzip.compress(b"") * 100_000 + GZIP),
        "stored",
    ),
    "a charset that is a codec": (_with(b"").replace(b"utf-8", b"zlib_codec"), "stored"),
    "a redirect of a megabyte": (_to(b"/news/5?" + b"a" * 60_000), "failed"),
    "a redirect that is no text": (_to(b"\xff\xfe\x00"), "failed"),
    "a redirect to brackets": (_to(b"http://[::bad]/"), "offsite"),
    "a redirect without an address": (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "failed"),
    "heads without an end": (_drip(_OK, b"X-A: b\r\n"), "failed"),
    "a body of a byte at a time": (_drip(_OK + b"Content-Length: 9000\r\n\r\n", b"a"), "failed"),
    "a body without an end": (_flood(_OK + b"\r\n", b"<p>a</p>" * 10_000, 400), "failed"),
    "status 999": (_status(b"999 No"), "failed"),
    "status 0": (_status(b"0 No"), "failed"),
    "status 206": (_status(b"206 Partial Content"), "failed"),
    "status 204": (b"HTTP/1.1 204 No Content\r\n\r\n", "failed"),
    "100 Continue without an end": (_drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "failed"),
    "103 before the answer": (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _with(b""), "stored"),
    "101 to another protocol": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + PAGE, "failed"),
    "a redirect to itself": (_to(b""), "failed"),
    "a redirect to a file": (_to(b"file:///etc/passwd"), "failed"),
    "a redirect to ftp": (_to(b"ftp://127.0.0.1/a"), "failed"),
    "a redirect to data": (_to(b"data:text/html,<h1>a</h1>"), "failed"),
    "a redirect to a script": (_to(b"javascript:alert(1)"), "failed"),
    "a redirect to another host": (_to(b"http://elsewhere.example/news/5"), "offsite"),
    "a redirect to a host in other letters": (_to("http://例え.テスト/news/5".encode()), "offsite"),
    "a redirect to another port": (_to(b"http://127.0.0.1:1/news/5"), "failed"),
    "a redirect with a name and a password": (_to(b"http://a:b@elsewhere.example/news/5"), "offsite"),
    "a redirect to the machine's metadata": (_to(b"http://169.254.169.254/latest"), "offsite"),
    "a redirect with a line end": (_to(b"/news/5%0d%0aX: y"), "failed"),
    "a cookie of fifteen kilobytes": (_with(b"Set-Cookie: a=" + b"b" * 15_000 + b"\r\n"), "stored"),
    "a picture that calls itself HTML": (_with(b"", b"\x89PNG\r\n\x1a\n" + bytes(9000)), "failed"),
    "a page that calls itself a picture": (_with(b"").replace(b"text/html; charset=utf-8", b"image/png"), "stored"),
    "a type that is no text": (_with(b"").replace(b"text/html; charset=utf-8", b"\xff\xfe;;;=="), "stored"),
    "a charset that nobody knows": (_with(b"").replace(b"utf-8", b"x-none"), "stored"),
    "a byte order mark against the head": (
        _with(b"", b"\xef\xbb\xbf" + PAGE).replace(b"utf-8", b"shift_jis"),
        "stored",
    ),
    "noise behind the answer": (_with(b"") + b"HTTP/1.1 500 No\r\n\r\nnoise" * 9, "stored"),
}
"""Name → what is sent, and the fate of the page. A page off the site has no observation."""


class _Handler(socketserver.StreamRequestHandler):
    """Answers each request, and closes the connection."""

    def handle(self) -> None:
        target = self.rfile.readline(70_000).split(b" ")[1].decode()
        while self.rfile.readline(70_000).strip():
            pass
        self.wfile.flush()
        self.connection.settimeout(8)
        with suppress(OSError):  # the client has had enough
            self._answer(target)

    def _answer(self, target: str) -> None:
        number = int(target.rpartition("/")[2] or 0) if target.startswith("/news/") else 0
        if number >= _FIRST:
            fault = list(FAULTS.values())[number - _FIRST][0]
            self.connection.sendall(fault) if isinstance(fault, bytes) else fault(self.connection.sendall)
        elif target == "/robots.txt":
            self.connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        else:
            page = _article(number) if number else _list(_order(), "")
            self.connection.sendall(_with(b"Connection: close\r\n", page.encode()))


def _order() -> list[int]:
    """Return the articles of the front page: a good one between any two faults, as long as there are good ones."""
    faults = range(_FIRST, _FIRST + len(FAULTS))
    order = [number for pair in zip(GOOD, faults, strict=False) for number in pair]
    return order + [number for number in faults if number not in order]


@contextmanager
def raw_server() -> Iterator[str]:
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Crawl all faults at once; return path → fate."""
    home = tmp_path_factory.mktemp("wire")
    settings = {
        "NEWSCRAWL_PORTALS_DIR": portals_in(home / "portals"), "DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0,
        "NEWSCRAWL_REPORT_FAILED_SHARE": 1, "NEWSCRAWL_REVISE_SUSPICIOUS_COUNT": 1000,  # the faults play with one page
    }  # fmt: skip
    with raw_server() as url:
        ended = crawl(url, home / "data", portal="endless", settings=settings)
    found = stored(home / "data", "endless")
    told: dict[str, str] = {visit.url.rpartition("/")[2]: _fate(visit) for visit in found.observations}
    told["offsite"] = str(found.reports[0]["fates"].get("offsite"))
    told["said"] = f"{ended.returncode} {ended.stderr[-3000:]}"
    return told


def _fate(visit: Observation) -> str:
    return "stored" if visit.status in {"new", "changed"} else visit.status


@pytest.mark.parametrize("number", GOOD)
def test_the_pages_between_are_stored(fates: dict[str, str], number: int) -> None:
    assert fates.get(str(number)) == "stored", fates["said"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_on_the_wire_has_its_fate(fates: dict[str, str], fault: str) -> None:
    number = _FIRST + list(FAULTS).index(fault)

    assert fates.get(str(number), "offsite") == FAULTS[fault][1], fates["said"]


def test_a_redirect_off_the_site_is_followed_by_nobody_and_counted(fates: dict[str, str]) -> None:
    expected = [fate for _, fate in FAULTS.values() if fate == "offsite"]

    assert fates["offsite"] == str(len(expected))
