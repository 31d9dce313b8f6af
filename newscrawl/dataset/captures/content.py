"""Undoes a Content-Encoding, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from backports import zstd

from newscrawl.dataset.captures.exchange import Headers


def decoded(body: bytes, headers: Headers, max_bytes: int) -> bytes:
    """Return *body* without its Content-Encoding (gzip, deflate, zstd; several in turn).

    Raises `ValueError` for damaged content, for more than *max_bytes* and for an encoding that is not known.
    """
    printed = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    names = [name.strip().lower() for name in printed.split(",") if name.strip()]
    for name in reversed(names):
        if name != "identity" and body:
            body = _decoder(name)(body, max_bytes)
    return body


def _decoder(name: str) -> Callable[[bytes, int], bytes]:
    decoders: dict[str, Callable[[bytes, int], bytes]] = {
        "gzip": _gzip,
        "x-gzip": _gzip,
        "deflate": _deflate,
        "zstd": _zstd,
    }
    if name not in decoders:
        raise ValueError(f"the Content-Encoding {name!r}, which cannot be read")
    return decoders[name]


def _gzip(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):  # kept by a tool that had unpacked it already
        return body
    return _inflate(body, zlib.MAX_WBITS | 16, max_bytes)


def _deflate(body: bytes, max_bytes: int) -> bytes:
    try:
        return _inflate(body, zlib.MAX_WBITS, max_bytes)
    except ValueError:
        return _inflate(body, -zlib.MAX_WBITS, max_bytes)


def _inflate(body: bytes, window_bits: int, max_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(window_bits)
    try:
        content = unpacker.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise ValueError(f"damaged compressed content ({error})") from error
    return _within(content, max_bytes)


def _zstd(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    try:
        content = zstd.ZstdDecompressor().decompress(body, max_bytes + 1)
    except zstd.ZstdError as error:
        raise ValueError(f"damaged compressed content ({error})") from error
    return _within(content, max_bytes)


def _within(content: bytes, max_bytes: int) -> bytes:
    if len(content) > max_bytes:
        raise ValueError(f"a body of more than {max_bytes} bytes")
    return content
