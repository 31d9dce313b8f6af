"""The head of an answer, as it goes over the wire."""

from __future__ import annotations

Step = bytes | float | None
"""Bytes to send, seconds to wait, or None: the connection is reset."""


def head(status: int, headers: dict[str, str], length: int | None) -> bytes:
    """Return the head of an HTTP/1.1 answer; without *length* the end of the connection is the end of the body."""
    lines = [
        f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}",
        *(f"{key}: {value}" for key, value in headers.items()),
    ]
    lines.append("Connection: close" if length is None else f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


_REASONS = {
    200: "OK",
    202: "Accepted",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}
