"""The content of a file that gzip or zstd packed, as a stream, with a bound for packed bytes that give nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO, cast

from backports import zstd
from isal import igzip_lib

from newscrawl.errors import UnreadableFileError

EMPTY_MAX_COUNT = 1000
"""A file with more empty members (gzip) or frames (zstd) is unreadable. newscrawl writes none."""

DAMAGED: tuple[type[Exception], ...] = (EOFError, igzip_lib.IsalError, zstd.ZstdError)  # type: ignore[assignment]  # its stub
"""What reading a file raises that is cut or damaged."""

_PIECE_BYTES = 1 << 15
"""Small: what is behind a member's end is copied for each member."""


def unpacked(path: Path, raw: BinaryIO, buffer_bytes: int) -> BinaryIO:
    """Return what *raw*, the open file *path*, holds unpacked, by its name's end: `.gz`, `.zst`, or else as it is."""
    if not path.name.endswith((".gz", ".zst")):
        return raw
    return cast("BinaryIO", io.BufferedReader(_Unpacked(path, raw), buffer_bytes))


class _Unpacked(io.RawIOBase):
    """Unpacks one member or frame after the other. Reading raises one of `DAMAGED`, or `UnreadableFileError`."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self._path = path
        self._raw = raw
        self._begin()

    def _begin(self) -> None:
        self._raw.seek(0)
        self._place = self._empty_count = self._given = 0
        self._rest = b""
        self._decoder: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to the unpacked byte *offset*: what is before it is unpacked and dropped."""
        target = offset + (self._place if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < 0:
            raise io.UnsupportedOperation("expected a place from the start")
        if target < self._place:
            self._begin()
        while self._place < target and self._next(min(target - self._place, 1 << 20)):
            pass
        return self._place

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._next(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def _next(self, most_bytes: int) -> bytes:
        """Return at most so many bytes; empty at the end of the file."""
        piece = b""
        while not piece:
            if self._decoder is None:
                packed = (self._rest or self._raw.read(_PIECE_BYTES)).lstrip(b"\0")  # tapes pad with zeros
                self._rest = b""
                if not packed:
                    return b""
                self._decoder = self._made()
            else:
                packed = self._more()
            piece = self._decoder.decompress(packed, most_bytes)
            self._given += len(piece)
            if self._decoder.eof:
                self._end_member()
        self._place += len(piece)
        return piece

    def _made(self) -> Any:
        is_gzip = self._path.name.endswith(".gz")
        return igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP) if is_gzip else zstd.ZstdDecompressor()

    def _more(self) -> bytes:
        if not self._decoder.needs_input:
            return b""
        if packed := self._raw.read(_PIECE_BYTES):
            return packed
        raise EOFError("a file that ends inside a member")

    def _end_member(self) -> None:
        self._empty_count += not self._given
        if self._empty_count > EMPTY_MAX_COUNT:
            raise too_empty(self._path)
        self._rest, self._decoder, self._given = self._decoder.unused_data, None, 0


def too_empty(path: Path) -> UnreadableFileError:
    """Return the error for the file *path*, which has more than `EMPTY_MAX_COUNT` empty members."""
    return UnreadableFileError(
        f"{path}: expected content, got more than {EMPTY_MAX_COUNT} packed pieces that hold nothing; "
        "restore the file from a copy"
    )
