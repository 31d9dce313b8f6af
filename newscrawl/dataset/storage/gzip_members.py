"""Walks a file of gzip members, one a WARC record, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from isal import isal_zlib

from newscrawl.dataset.storage.safe_files import open_to_read
from newscrawl.dataset.storage.unpacked_file import EMPTY_MAX_COUNT, too_empty
from newscrawl.errors import UnreadableFileError

GZIP = b"\x1f\x8b"
"""The first bytes of a member."""

_READ_BYTES = 1 << 15
"""Small: what is behind a member's end is copied for each member."""
_READ_ONE_BYTES = 1 << 16
_DROP_BYTES = 1 << 22
"""Unpacked bytes are discarded in pieces of at most this size."""
_HEAD_BYTES = 2048
_LAST_OFFSET = 1 << 60


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member."""

    start: int
    """Where it begins in the file, in bytes."""

    end: int
    """Where it ends."""

    head: bytes
    """Its first bytes, unpacked."""


def members(path: Path, kept_bytes: int = _HEAD_BYTES) -> Iterator[Member]:
    """Yield the members of *path* in order, each with its first *kept_bytes*. About 500 MB/s unpacked.

    Raises `UnreadableFileError` where one is damaged, too many are empty, or the file ends within one.
    """
    start = end = empty_count = 0
    unpacking: _Unpacking | None = None
    for piece in _pieces(path, 0, _READ_BYTES):
        while piece:
            unpacking = unpacking or _Unpacking(kept_bytes)
            rest = _fed(unpacking, piece, path, start)
            end += len(piece) - len(rest)
            piece = rest  # noqa: PLW2901
            if unpacking.is_whole:
                empty_count = _counted(path, empty_count, unpacking.head)
                yield Member(start, end, unpacking.head)
                unpacking, start = None, end
    if unpacking is not None:
        raise _torn(path, start, "its end is missing")


def member_at(path: Path, offset: int, max_bytes: int) -> bytes:
    """Return the member of *path* at byte *offset*, unpacked; of a longer one, its first *max_bytes*.

    Raises `UnreadableFileError` where it is damaged, no member begins there, or the file ends within it.
    """
    unpacking = _Unpacking(max_bytes)
    for piece in _pieces(path, offset, _READ_ONE_BYTES):
        _fed(unpacking, piece, path, offset)
        if unpacking.is_whole:
            return unpacking.head
    raise _torn(path, offset, "its end is missing")


def _counted(path: Path, empty_count: int, head: bytes) -> int:
    """Return how many empty members there are with the one of *head*. Raises `UnreadableFileError` for too many."""
    if head or empty_count < EMPTY_MAX_COUNT:
        return empty_count + (not head)
    raise too_empty(path)


class _Unpacking:
    """A member that is being unpacked; all but its first *kept_bytes*, its head, is discarded."""

    def __init__(self, kept_bytes: int) -> None:
        self.head = b""
        self._kept_bytes = kept_bytes
        self._unpacker = isal_zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def is_whole(self) -> bool:
        return bool(self._unpacker.eof)

    def feed(self, piece: bytes) -> bytes:
        """Unpack *piece* and return the bytes after the member's end."""
        try:
            while piece and not self._unpacker.eof:
                self.head += self._unpacker.decompress(piece, _DROP_BYTES)[: self._kept_bytes - len(self.head)]
                piece = self._unpacker.unconsumed_tail
        except isal_zlib.error as error:  # type: ignore[misc]  # its stub gives no class
            raise zlib.error(str(error)) from error
        return self._unpacker.unused_data if self._unpacker.eof else b""


def _pieces(path: Path, offset: int, read_bytes: int) -> Iterator[bytes]:
    if not 0 <= offset <= _LAST_OFFSET:
        raise UnreadableFileError(f"{path}: expected the byte where a record begins, got {offset}")
    with open_to_read(path) as file:
        file.seek(offset)
        while piece := file.read(read_bytes):
            yield piece


def _fed(unpacking: _Unpacking, piece: bytes, path: Path, start: int) -> bytes:
    try:
        return unpacking.feed(piece)
    except zlib.error as error:
        raise _torn(path, start, str(error)) from error


def _torn(path: Path, start: int, why: str) -> UnreadableFileError:
    return UnreadableFileError(f"{path}: got a torn record at byte {start} ({why}); restore the file from a copy")
