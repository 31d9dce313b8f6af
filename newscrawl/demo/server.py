"""Serves the demo portal over real HTTP/1.1 on loopback: keep-alive, conditional requests, faults on request, a log."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self, cast

from newscrawl.demo.faults import Fault, Step, head, parse_fault, play
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.site import Answer, Site

CACHE_BYTES = 256_000_000
"""Rendered pages that are kept in memory."""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request as the server saw it."""

    at: float
    """`time.monotonic()` when its head had come."""

    method: str
    path: str
    """With query, as asked for."""

    status: int
    """As answered; 0 for a connection that was reset."""

    sent_bytes: int
    """Of head and body; what a fault sends is not counted."""

    headers: dict[str, str]
    """The request's headers, names in lower case."""


class DemoServer:
    """The demo portal on 127.0.0.1, served by a thread of its own between `start` and `stop`, or in a `with` block.

    *now* is the portal's time (its start where None); *theme* is one of `themes.THEMES` or `mixed`; *port* 0 takes a
    free one. *faults* maps a path, or the beginning of paths with `*` at its end, to a fault as `faults.parse_fault`
    reads it.
    """

    def __init__(
        self,
        portal: DemoPortal | None = None,
        now: datetime | None = None,
        *,
        theme: str = "mixed",
        port: int = 0,
        faults: Mapping[str, str] | None = None,
        crawl_delay_secs: float | None = None,
    ) -> None:
        self.portal = portal or DemoPortal()
        self.now = now or self.portal.start
        self.theme = theme
        self.port = port
        self.log: list[LoggedRequest] = []
        self._crawl_delay_secs = crawl_delay_secs
        self._faults: dict[str, Fault] = {}
        self.set_faults(faults or {})
        self._cache: OrderedDict[str, tuple[Answer, bytes]] = OrderedDict()
        self._cached_bytes = 0
        self._site = Site(self.portal, "", theme=theme)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._connections: set[_Connection] = set()

    @property
    def url(self) -> str:
        """The front page's address, with a slash at its end."""
        return f"{self.base_url}/"

    @property
    def base_url(self) -> str:
        """The address without the slash."""
        return f"http://127.0.0.1:{self.port}"

    def set_now(self, now: datetime) -> None:
        """Move the portal's clock."""
        self.now = now

    def set_faults(self, faults: Mapping[str, str]) -> None:
        """Replace all faults. Raises `ValueError` for one that is not known."""
        self._faults = {path: parse_fault(written) for path, written in faults.items()}

    def start(self) -> Self:
        """Serve in a thread; returns when connections are accepted. Raises `OSError` where the port is taken."""
        self._loop = asyncio.new_event_loop()
        try:
            server = self._loop.run_until_complete(self._listen())
        except OSError:
            self._loop.close()
            raise
        self._thread = threading.Thread(target=self._serve, args=(server,), name="demo portal", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End all connections and the thread."""
        if self._loop and self._thread:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def serve_forever(self, started: Callable[[str], None]) -> None:
        """Serve in the running loop until cancelled; *started* is called with the URL once connections are accepted."""
        server = await self._listen()
        started(self.url)
        async with server:
            await server.serve_forever()

    async def _listen(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", self.port, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._site = Site(self.portal, self.base_url, theme=self.theme, crawl_delay_secs=self._crawl_delay_secs)
        return server

    def _serve(self, server: asyncio.Server) -> None:
        loop = self._loop
        if loop is None:
            return
        asyncio.set_event_loop(loop)
        loop.run_forever()
        server.close()
        for connection in list(self._connections):
            connection.abort()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    def answer(self, target: str) -> tuple[Answer, bytes]:
        """Return the answer to a GET of *target* at the portal's time, and its head; rendered pages are kept."""
        key = f"{self.now.timestamp()} {target.partition('?')[0]}"
        if found := self._cache.get(key):
            self._cache.move_to_end(key)
            return found
        answer = self._site.answer(target, self.now)
        made = answer, head(answer.status, {**answer.headers, "Server": "demo"}, len(answer.body))
        self._cache[key] = made
        self._cached_bytes += len(answer.body)
        while self._cached_bytes > CACHE_BYTES:
            self._cached_bytes -= len(self._cache.popitem(last=False)[1][0].body)
        return made

    def fault_for(self, target: str) -> Fault | None:
        """Return the fault that the next request for *target* meets: of its whole path, else of the longest prefix."""
        path = target.partition("?")[0]
        prefixes = [key for key in self._faults if key.endswith("*") and path.startswith(key[:-1])]
        key = path if path in self._faults else max(prefixes, key=len, default="")
        fault = self._faults.get(key)
        if fault and fault.times is not None:
            if fault.times <= 0:
                return None
            self._faults[key] = Fault(fault.kind, fault.argument, fault.times - 1)
        return fault

    def remember(self, connection: _Connection, *, is_open: bool) -> None:
        """Keep track of the open connections, so that `stop` can end them."""
        if is_open:
            self._connections.add(connection)
        else:
            self._connections.discard(connection)


class _Connection(asyncio.Protocol):
    """One client: requests are answered in order; a fault is played by a task, and may end the connection."""

    def __init__(self, server: DemoServer) -> None:
        self._server = server
        self._transport = cast("asyncio.Transport", None)
        self._buffer = b""
        self._fault: asyncio.Task[None] | None = None
        self._can_write = asyncio.Event()
        self._can_write.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._server.remember(self, is_open=True)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        self._server.remember(self, is_open=False)
        self._can_write.set()
        if self._fault:
            self._fault.cancel()

    def pause_writing(self) -> None:
        self._can_write.clear()

    def resume_writing(self) -> None:
        self._can_write.set()

    def abort(self) -> None:
        """End the connection at once."""
        if self._fault:
            self._fault.cancel()
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._answer_what_came()

    def _answer_what_came(self) -> None:
        while self._fault is None and not self._transport.is_closing():
            request, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            self._buffer = rest
            self._answer(request.decode("latin-1"))

    def _answer(self, request: str) -> None:
        first, *lines = request.split("\r\n")
        method, _, rest = first.partition(" ")
        target = rest.rpartition(" ")[0] or rest
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        if method not in {"GET", "HEAD"}:
            self._transport.write(head(405, {"Allow": "GET, HEAD"}, 0))
            self._log(method, target, 405, 0, headers)
            self._transport.close()
            return
        if fault := self._server.fault_for(target):
            status, steps = play(fault, self._server.answer(target)[0], target)
            self._log(method, target, status, 0, headers)
            self._fault = asyncio.get_running_loop().create_task(self._play(steps))
            return
        self._send(method, target, headers)

    def _send(self, method: str, target: str, headers: dict[str, str]) -> None:
        answer, answer_head = self._server.answer(target)
        status, body = answer.status, answer.body
        if _is_current(answer, headers):
            status, body = 304, b""
            answer_head = head(
                304, {key: answer.headers[key] for key in ("ETag", "Last-Modified") if key in answer.headers}, 0
            )
        if method == "HEAD":
            body = b""
        self._transport.write(answer_head)
        if body:
            self._transport.write(body)
        self._log(method, target, status, len(answer_head) + len(body), headers)
        if headers.get("connection", "").lower() == "close":
            self._transport.close()

    def _log(self, method: str, target: str, status: int, sent_bytes: int, headers: dict[str, str]) -> None:
        self._server.log.append(LoggedRequest(time.monotonic(), method, target, status, sent_bytes, headers))

    async def _play(self, steps: Iterator[Step]) -> None:
        is_whole = True
        for step in steps:
            if step is None:
                await self._sent()
                self._transport.abort()
                return
            if isinstance(step, float):
                await asyncio.sleep(step)
                continue
            is_whole = is_whole and b"Connection: close" not in step[:2000]
            await self._can_write.wait()
            if self._transport.is_closing():
                return
            self._transport.write(step)
        self._fault = None
        if is_whole:
            self._answer_what_came()
        else:
            self._transport.close()

    async def _sent(self) -> None:
        """Wait until what was written has left, so that an abort does not take it back."""
        self._transport.set_write_buffer_limits(high=0)
        await self._can_write.wait()
        await asyncio.sleep(0.02)


def _is_current(answer: Answer, headers: dict[str, str]) -> bool:
    """Tell whether the client has this answer already (RFC 9110, section 13.2.2: an ETag wins over a date)."""
    if answer.status != 200:
        return False
    if tags := headers.get("if-none-match"):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(known & {answer.headers.get("ETag"), "*"})
    since, modified = headers.get("if-modified-since"), answer.headers.get("Last-Modified")
    if not since or not modified:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
