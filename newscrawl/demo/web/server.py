"""Serves the demo portal over real HTTP/1.1 on loopback: keep-alive, conditional requests, faults on request, a log."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.connection import Connection, LoggedRequest
from newscrawl.demo.web.demo_site import Answer, Site
from newscrawl.demo.web.misbehaviours import MISBEHAVIOURS
from newscrawl.demo.web.response_head import head
from newscrawl.demo.web.server_faults import Fault, parse_fault

CACHE_BYTES = 256_000_000
"""Rendered pages that are kept in memory."""


class DemoServer:
    """The demo portal on 127.0.0.1, served by a thread of its own between `start` and `stop`, or in a `with` block.

    *now* is the portal's time (its start where None); *theme* is one of `themes.THEMES` or `mixed`; *port* 0 takes a
    free one. *faults* maps a path, or the beginning of paths with `*` at its end, to a fault as `faults.parse_fault`
    reads it; a misbehaviour and another fault may meet at one path: then the fault is played with the page that
    misbehaves. Where not *keeps_alive*, each answer ends its connection.
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
        keeps_alive: bool = True,
    ) -> None:
        self.portal = portal or DemoPortal()
        self.keeps_alive = keeps_alive
        self.now = now or self.portal.start
        self.theme = theme
        self.port = port
        self.log: list[LoggedRequest] = []
        self._crawl_delay_secs = crawl_delay_secs
        self._faults: dict[str, Fault] = {}
        self._misbehaviours: dict[str, Fault] = {}
        self.set_faults(faults or {})
        self._visits: Counter[str] = Counter()
        """Path → requests for it while the portal misbehaves."""
        self._cache: OrderedDict[str, tuple[Answer, bytes]] = OrderedDict()
        self._cached_bytes = 0
        self._site = Site(self.portal, "", theme=theme)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._connections: set[Connection] = set()

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
        parsed = {path: parse_fault(written) for path, written in faults.items()}
        self._misbehaviours = {path: fault for path, fault in parsed.items() if fault.kind in MISBEHAVIOURS}
        self._faults = {path: fault for path, fault in parsed.items() if fault.kind not in MISBEHAVIOURS}

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
        server = await loop.create_server(lambda: Connection(self), "127.0.0.1", self.port, backlog=512)
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
        path = target.partition("?")[0]
        if misbehaviour := self._misbehaviour_at(path):
            return self._misbehaved(target, path, misbehaviour)
        key = f"{self.now.timestamp()} {path}"
        if found := self._cache.get(key):
            self._cache.move_to_end(key)
            return found
        answer = self._site.answer(target, self.now)
        made = answer, self._head(answer)
        self._cache[key] = made
        self._cached_bytes += len(answer.body)
        while self._cached_bytes > CACHE_BYTES:
            self._cached_bytes -= len(self._cache.popitem(last=False)[1][0].body)
        return made

    def _misbehaved(self, target: str, path: str, kind: str) -> tuple[Answer, bytes]:
        self._visits[path] += 1
        answer = self._site.answer(target, self.now, misbehaviour=kind, visit=self._visits[path])
        return answer, self._head(answer)

    def _head(self, answer: Answer) -> bytes:
        headers = {**answer.headers, "Server": "demo", **({} if self.keeps_alive else {"Connection": "close"})}
        return head(answer.status, headers, len(answer.body))

    def _misbehaviour_at(self, path: str) -> str:
        fault = self._misbehaviours.get(_key_of(path, self._misbehaviours))
        return fault.kind if fault else ""

    def fault_for(self, target: str) -> Fault | None:
        """Return the fault that the next request for *target* meets: of its whole path, else of the longest prefix."""
        key = _key_of(target.partition("?")[0], self._faults)
        fault = self._faults.get(key)
        if fault and fault.times is not None:
            if fault.times <= 0:
                return None
            self._faults[key] = Fault(fault.kind, fault.argument, fault.times - 1)
        return fault

    def remember(self, connection: Connection, *, is_open: bool) -> None:
        """Keep track of the open connections, so that `stop` can end them."""
        if is_open:
            self._connections.add(connection)
        else:
            self._connections.discard(connection)


def _key_of(path: str, faults: Mapping[str, Fault]) -> str:
    """Return the key of *faults* that holds for *path*; empty where none does."""
    prefixes = [key for key in faults if key.endswith("*") and path.startswith(key[:-1])]
    return path if path in faults else max(prefixes, key=len, default="")
