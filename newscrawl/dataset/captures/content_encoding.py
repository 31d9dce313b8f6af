"""Undoes a Content-Encoding, within bounds, as the crawl does."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import brotli
from backports import zstd

from newscrawl.dataset.captures.exchange import Headers

_GZIP_BITS = zlib.MAX_WBITS | 16


def decoded(body: bytes, headers: Headers, max_bytes: int) -> bytes:
    """Return *body* without its Content-Encoding (gzip, deflate, br, zstd; several in turn).

    Of a body that was cut off, what can be had is returned. Raises `ValueError` for damaged content, for more than
    *max_bytes* and for an encoding that is not known.
    """
    printed = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    names = [name.strip().lower() for name in printed.split(",") if name.strip()]
    for name in reversed(names):
        if name != "identity" and body:
            body = _within(_decoder(name)(body, max_bytes), max_bytes)
    return body


def _decoder(name: str) -> Callable[[bytes, int], bytes]:
    decoders: dict[str, Callable[[bytes, int], bytes]] = {
        "gzip": _gzip,
        "x-gzip": _gzip,
        "deflate": _deflate,
        "br": _brotli,
        "zstd": _zstd,
    }
    if name not in decoders:
        raise ValueError(f"the Content-Encoding {name!r}, which cannot be read")
    return decoders[name]


def _gzip(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):  # kept by a tool that had unpacked it already
        return body
    content, rest = _inflate(body, _GZIP_BITS, max_bytes)
    while rest.startswith(b"\x1f\x8b") and len(content) <= max_bytes:  # a body may be several members
        more, rest = _inflate(rest, _GZIP_BITS, max_bytes - len(content))
        content += more
    return content


def _deflate(body: bytes, max_bytes: int) -> bytes:
    try:
        return _inflate(body, zlib.MAX_WBITS, max_bytes)[0]
    except ValueError:  # some servers leave the zlib header out
        return _inflate(body, -zlib.MAX_WBITS, max_bytes)[0]


def _inflate(body: bytes, window_bits: int, max_bytes: int) -> tuple[bytes, bytes]:
    unpacker = zlib.decompressobj(window_bits)
    try:
        return unpacker.decompress(body, max_bytes + 1), unpacker.unused_data
    except zlib.error as error:
        raise _damaged(error) from error


def _brotli(body: bytes, max_bytes: int) -> bytes:
    unpacker = brotli.Decompressor()
    content: bytes
    try:
        content = unpacker.process(body, output_buffer_limit=max_bytes + 1)
        while len(content) <= max_bytes and not unpacker.is_finished():
            more = unpacker.process(b"", output_buffer_limit=max_bytes + 1 - len(content))
            if not more:
                break
            content += more
    except brotli.error as error:
        raise _damaged(error) from error
    return content


def _zstd(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    content = b""
    try:
        with zstd.ZstdFile(BytesIO(body)) as file:
            while len(content) <= max_bytes and (piece := file.read1(max_bytes + 1 - len(content))):
                content += piece
    except EOFError:
        return content
    except zstd.ZstdError as error:
        raise _damaged(error) from error
    return content


def _damaged(error: Exception) -> ValueError:
    return ValueError(f"damaged compressed content ({error})")


def _within(content: bytes, max_bytes: int) -> bytes:
    if len(content) > max_bytes:
        raise ValueError(f"a body of more than {max_bytes} bytes")
    return content
