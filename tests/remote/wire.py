"""A wire to a real S3 server that does something after a number of sent bytes, and then is cut: in mid-upload, too."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class Wire:
    """Passes what comes on to the server at *address*."""

    address: str
    cut_at: int | None = None
    """After how many bytes towards the server the wire is cut; None: never."""
    on_cut: Callable[[], None] = lambda: None
    sent_bytes: int = 0
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection((urlsplit(self.address).hostname, urlsplit(self.address).port))
                for one, other, is_up in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._pass, args=(one, other), kwargs={"is_up": is_up}, daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, *, is_up: bool) -> None:
        with suppress(OSError), one, other:
            while piece := one.recv(1 << 14):
                kept = self._counted(piece) if is_up else piece
                other.sendall(kept)
                if len(kept) < len(piece):
                    break
            for end in (one, other):
                end.shutdown(socket.SHUT_RDWR)

    def _counted(self, piece: bytes) -> bytes:
        """Return what of *piece* still passes."""
        with self._lock:
            before, self.sent_bytes = self.sent_bytes, self.sent_bytes + len(piece)
        if self.cut_at is None or self.sent_bytes < self.cut_at:
            return piece
        self.on_cut()
        return piece[: max(0, self.cut_at - before)]


@contextmanager
def wire(address: str) -> Iterator[Wire]:
    """Serve a wire to *address* as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Wire(address, port=listening.getsockname()[1])
        threading.Thread(target=made.serve, args=(listening,), daemon=True).start()
        try:
            yield made
        finally:
            listening.shutdown(socket.SHUT_RDWR)
