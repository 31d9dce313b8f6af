"""A server on loopback that sends what it is told, byte for byte, and closes the connection."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.bounds.endless_portal import _article, _list

Send = Callable[[bytes], object]
Answer = bytes | Callable[[Send], None]


class ResetError(OSError):
    """Raised by an answer to reset the connection."""


@dataclass
class RawPortal:
    """What it sends by path; a robots.txt that is missing, a front page and articles by their numbers."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    url: str = ""

    def answer(self, path: str) -> Answer:
        """Return what is sent for *path*."""
        if path in self.answers:
            return self.answers[path]
        if path == "/":
            return whole(_list(range(1, 6), "").encode())
        if path.startswith("/news/"):
            return whole(_article(int(path.removeprefix("/news/"))).encode())
        return b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"


def whole(body: bytes, kind: bytes = b"text/html; charset=utf-8") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    return head % (kind, len(body)) + body


@contextmanager
def served(portal: RawPortal) -> Iterator[RawPortal]:
    """Serve *portal* while the block runs."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline(70_000).split(b" ")[1].decode()
            while self.rfile.readline(70_000).strip():
                pass
            portal.asked[path] += 1
            self.connection.settimeout(8)
            answer = portal.answer(path)
            with suppress(OSError):  # the client has had enough
                try:
                    self.connection.sendall(answer) if isinstance(answer, bytes) else answer(self.connection.sendall)
                except ResetError:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        portal.url = f"http://127.0.0.1:{server.server_address[1]}/"
        yield portal
        server.shutdown()
