"""Undoes a Content-Encoding, within bounds, as the crawl does."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from backports import zstd
from isal import isal_zlib

from newscrawl.dataset.captures.exchange import Headers

_GZIP_BITS = zlib.MAX_WBITS | 16
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class DamagedContentError(ValueError):
    """The bytes are not compressed content from some byte on."""


@dataclass(frozen=True, slots=True)
class DecodedBody:
    """A body without its Content-Encoding."""

    body: bytes
    is_whole: bool
    """Whether every encoding reached its end mark. A body that was cut off has no end mark."""


def decoded(body: bytes, headers: Headers, max_bytes: int) -> bytes:
    """Return *body* without its Content-Encoding (gzip, deflate, br, zstd; several in turn).

    Of a body that was cut off, returns what can be decoded. Raises `ValueError` for damaged content, for more than
    *max_bytes* and for an unknown encoding.
    """
    return decoded_body_of(body, headers, max_bytes).body


def decoded_body_of(body: bytes, headers: Headers, max_bytes: int, *, start_only: bool = False) -> DecodedBody:
    """Return *body* without its Content-Encoding, and whether it is whole. Raises as `decoded` does.

    With *start_only* more than *max_bytes* is no error: the content then has one byte more than that.
    """
    printed = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    names = [name.strip().lower() for name in printed.split(",") if name.strip()]
    content = DecodedBody(body, is_whole=True)
    for name in reversed(names):
        if name != "identity" and content.body:
            inner = _decoder(name)(content.body, max_bytes)
            if len(inner.body) > max_bytes and not start_only:
                raise ValueError(f"a body of more than {max_bytes} bytes")
            content = DecodedBody(inner.body, is_whole=content.is_whole and inner.is_whole)
    return content


def _decoder(name: str) -> Callable[[bytes, int], DecodedBody]:
    decoders: dict[str, Callable[[bytes, int], DecodedBody]] = {
        "gzip": _gzip,
        "x-gzip": _gzip,
        "deflate": _deflate,
        "br": _brotli,
        "zstd": _zstd,
    }
    if name not in decoders:
        raise ValueError(f"the Content-Encoding {name!r}, which cannot be read")
    return decoders[name]


def _gzip(body: bytes, max_bytes: int) -> DecodedBody:
    pieces: list[bytes] = []
    count, is_whole, rest = 0, True, body
    while rest.startswith(_GZIP) and count <= max_bytes:  # a body may be several members
        piece, is_whole, rest = _inflate(rest, _GZIP_BITS, max_bytes - count)
        pieces.append(piece)
        count += len(piece)
    # A tool may have unpacked the body already, and left the header.
    return DecodedBody(b"".join(pieces), is_whole) if pieces else DecodedBody(body, is_whole=True)


def _deflate(body: bytes, max_bytes: int) -> DecodedBody:
    try:
        content, is_whole, _ = _inflate(body, zlib.MAX_WBITS, max_bytes)
    except ValueError:  # some servers leave the zlib header out
        content, is_whole, _ = _inflate(body, -zlib.MAX_WBITS, max_bytes)
    return DecodedBody(content, is_whole)


def _inflate(body: bytes, window_bits: int, max_bytes: int) -> tuple[bytes, bool, bytes]:
    """Return the unpacked content of *body*, whether it reached its end mark, and the bytes after that mark."""
    unpacker = isal_zlib.decompressobj(window_bits)
    try:
        content = unpacker.decompress(body, max_bytes + 1)
        if not content and not unpacker.eof:  # isal waits for the rest of a header that zlib rejects
            zlib.decompressobj(window_bits).decompress(body, 1)
    except (isal_zlib.error, zlib.error) as error:  # type: ignore[misc]  # its stub gives no class
        raise _damaged(error) from error
    return content, unpacker.eof, unpacker.unused_data


def _brotli(body: bytes, max_bytes: int) -> DecodedBody:
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
    return DecodedBody(content, unpacker.is_finished())


def _zstd(body: bytes, max_bytes: int) -> DecodedBody:
    pieces: list[bytes] = []
    count, is_whole, rest = 0, True, body
    while rest.startswith(_ZSTD) and count <= max_bytes:  # a body may be several frames
        unpacker = zstd.ZstdDecompressor()
        try:
            pieces.append(unpacker.decompress(rest, max_bytes + 1 - count))
        except zstd.ZstdError as error:
            raise _damaged(error) from error
        count += len(pieces[-1])
        is_whole, rest = unpacker.eof, unpacker.unused_data
        if not unpacker.eof:
            break
    return DecodedBody(b"".join(pieces), is_whole) if pieces else DecodedBody(body, is_whole=True)


def _damaged(error: Exception) -> DamagedContentError:
    return DamagedContentError(f"damaged compressed content ({error})")
