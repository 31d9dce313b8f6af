"""Answers that are cut off on the way: compressed streams, pages and connections that end too early."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import brotli
from backports import zstd

from newscrawl.demo.web.demo_site import Answer
from newscrawl.demo.web.response_head import Step, head

_MISSING_BYTES = 200


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
"""Content-Encoding → what packs a body so."""


def cut_stream(encoding: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page packed as *encoding* (gzip), 200 bytes before its end, under a Content-Length that is right."""
    packed = PACKERS[encoding or "gzip"](good.body)[:-_MISSING_BYTES]
    headers = {**good.headers, "Content-Encoding": encoding or "gzip"}
    return 200, iter([head(200, headers, len(packed)) + packed])


def torn_stream(encoding: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page packed as *encoding* (gzip), with 16 wrong bytes in its middle."""
    packed = bytearray(PACKERS[encoding or "gzip"](good.body))
    middle = len(packed) // 2
    packed[middle : middle + 16] = bytes(byte ^ 0xFF for byte in packed[middle : middle + 16])
    headers = {**good.headers, "Content-Encoding": encoding or "gzip"}
    return 200, iter([head(200, headers, len(packed)) + bytes(packed)])


def half_page(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """Half of the page as if it were the whole, with a Content-Length of its own."""
    half = good.body[: len(good.body) // 2].rstrip(b">\n")
    return 200, iter([head(200, good.headers, len(half)) + half])


def no_length(argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page (or its first *argument* per cent) without a Content-Length: it ends where the connection does."""
    part = good.body[: len(good.body) * int(argument) // 100].rstrip(b">\n") if argument else good.body
    return 200, iter([head(200, good.headers, None) + part, 0.01, None])
