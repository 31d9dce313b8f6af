"""A server that sends heads without an end: the client stops reading, over http and https, and reports one page."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from tests.crawling import scrapy

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_MEGABYTE = 1_000_000
FLOODS = {
    "heads of one name": (_OK, b"a: b\r\n"),
    "a head that goes on over lines": (_OK + b"a: b\r\n", b" c\r\n"),
    "early answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "heads of an early answer": (b"HTTP/1.1 103 Early Hints\r\n", b"link: </a>\r\n"),
    "heads behind the last chunk": (_OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
}
"""Name → what is sent first, and what is sent again and again."""


class FloodServer:
    """Answers one request with 100 MB, and counts what the client takes."""

    def __init__(self, first: bytes, piece: bytes, context: ssl.SSLContext | None) -> None:
        self.first, self.pieces, self.context = first, piece * (_MEGABYTE // len(piece)), context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.sent_bytes = 0
        self.thread = threading.Thread(target=self._answer, daemon=True)

    def _answer(self) -> None:
        plain, _ = self.listener.accept()
        with closing(self.context.wrap_socket(plain, server_side=True) if self.context else plain) as connection:
            connection.recv(65_536)
            with suppress(OSError):  # the client has had enough
                connection.sendall(self.first)
                for _ in range(100):
                    connection.sendall(self.pieces)
                    self.sent_bytes += len(self.pieces)


@contextmanager
def flooding(kind: str, context: ssl.SSLContext | None = None) -> Iterator[tuple[FloodServer, str]]:
    server = FloodServer(*FLOODS[kind], context)
    server.thread.start()
    with closing(server.listener):
        scheme = "https" if context else "http"
        yield server, f"{scheme}://127.0.0.1:{server.listener.getsockname()[1]}/"
    server.thread.join(30)


def fetch(url: str) -> subprocess.CompletedProcess[str]:
    settings = ("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES=1", "ROBOTSTXT_OBEY=0", "DOWNLOAD_VERIFY_CERTIFICATES=0")
    return scrapy("fetch", url, *(word for setting in settings for word in ("-s", setting)))


@pytest.mark.parametrize("kind", FLOODS)
def test_heads_without_an_end_are_no_longer_read_after_some_kilobytes(kind: str) -> None:
    with flooding(kind) as (server, url):
        ended = fetch(url)

    assert ended.returncode == 1
    assert server.sent_bytes < 12 * _MEGABYTE  # what the system's buffers hold is sent, too
    if kind != "heads behind the last chunk":  # Twisted itself bounds these
        assert f"{url}: expected an answer, got 256 KB of heads without an end" in ended.stderr


def test_the_bound_of_heads_holds_under_tls(tls: ssl.SSLContext) -> None:
    with flooding("heads of one name", tls) as (server, url):
        ended = fetch(url)

    assert server.sent_bytes < 12 * _MEGABYTE
    assert "256 KB of heads without an end" in ended.stderr, ended.stderr[-1500:]
