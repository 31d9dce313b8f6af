"""One client's connection to the demo's server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol, cast

from newscrawl.demo.web.demo_site import Answer
from newscrawl.demo.web.response_head import Step, head
from newscrawl.demo.web.server_faults import Fault, play


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


class Host(Protocol):
    """What a connection asks of its server."""

    log: list[LoggedRequest]
    keeps_alive: bool

    def answer(self, target: str) -> tuple[Answer, bytes]:
        """Return the answer to a GET of *target*, and its head."""

    def fault_for(self, target: str) -> Fault | None:
        """Return the fault that this request for *target* meets."""

    def remember(self, connection: Connection, *, is_open: bool) -> None:
        """Keep track of the open connections."""


class Connection(asyncio.Protocol):
    """One client: requests are answered in order; a fault is played by a task, and may end the connection."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._transport = cast("asyncio.Transport", None)
        self._buffer = b""
        self._fault: asyncio.Task[None] | None = None
        self._can_write = asyncio.Event()
        self._can_write.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio: a client has come."""
        self._transport = cast("asyncio.Transport", transport)
        self._host.remember(self, is_open=True)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        """Called by asyncio: the client has gone."""
        self._host.remember(self, is_open=False)
        self._can_write.set()
        if self._fault:
            self._fault.cancel()

    def pause_writing(self) -> None:
        """Called by asyncio: the client reads slower than a fault writes."""
        self._can_write.clear()

    def resume_writing(self) -> None:
        """Called by asyncio: the client has caught up."""
        self._can_write.set()

    def abort(self) -> None:
        """End the connection at once."""
        if self._fault:
            self._fault.cancel()
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Called by asyncio: a piece of one or more requests has come."""
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
            self._log(method, target, 405, 0, headers)
            self._transport.write(head(405, {"Allow": "GET, HEAD"}, 0))
            self._transport.close()
            return
        if fault := self._host.fault_for(target):
            status, steps = play(fault, self._host.answer(target)[0], target)
            self._log(method, target, status, 0, headers)
            self._fault = asyncio.get_running_loop().create_task(self._play(steps))
            return
        self._send(method, target, headers)

    def _send(self, method: str, target: str, headers: dict[str, str]) -> None:
        answer, answer_head = self._host.answer(target)
        status, body = answer.status, answer.body
        if _is_current(answer, headers):
            status, body = 304, b""
            answer_head = head(
                304, {key: answer.headers[key] for key in ("ETag", "Last-Modified") if key in answer.headers}, 0
            )
        if method == "HEAD":
            body = b""
        self._log(method, target, status, len(answer_head) + len(body), headers)
        self._transport.write(answer_head)
        if body:
            self._transport.write(body)
        if not self._host.keeps_alive or headers.get("connection", "").lower() == "close":
            self._transport.close()

    def _log(self, method: str, target: str, status: int, sent_bytes: int, headers: dict[str, str]) -> None:
        self._host.log.append(LoggedRequest(time.monotonic(), method, target, status, sent_bytes, headers))

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
    """Return whether the client has this answer already (RFC 9110, section 13.2.2: an ETag wins over a date)."""
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
