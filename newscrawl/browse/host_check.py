"""Answers only requests that name this machine: a page elsewhere cannot read the dataset by a name of its own."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HEADERS = (
    (b"cache-control", b"no-cache, private"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class HostCheck:
    """Refuses a Host header that is no address, not ``localhost`` and none of *names*; only GET and HEAD pass.

    DNS rebinding needs a name, so an address is always one that the reader wrote.
    """

    def __init__(self, app: ASGIApp, *, names: frozenset[str]) -> None:
        self._app = app
        self._names = names | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421 or 405, or hand the request on and add the headers of every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = host_name(Headers(scope=scope).get("host", ""))
        if host not in self._names and not _is_address(host):
            refusal = PlainTextResponse("This address names another machine.\n", status_code=421)
            await refusal(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await PlainTextResponse("Only GET is answered.\n", status_code=405)(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))


def host_name(header: str) -> str:
    """Return the name or address of a Host header, without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0].lower() if header.count(":") == 1 else header.lower()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: object) -> None:
        if isinstance(message, dict) and message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_HEADERS]
        await send(message)  # type: ignore[arg-type]  # what the application sends

    return sending
