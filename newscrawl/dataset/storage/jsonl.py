"""JSON Lines: appended whole, read with offsets."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import msgspec
from backports import zstd

from newscrawl.dataset.storage.crash_points import CrashPoint, die
from newscrawl.dataset.storage.layout import sync_folder
from newscrawl.errors import DatasetError

_ENCODER = msgspec.json.Encoder()
UNREADABLE = (EOFError, gzip.BadGzipFile, zlib.error, zstd.ZstdError)
"""What reading a cut or damaged compressed file raises."""

_READ_BUFFER_BYTES = 1 << 20


def encode_line(record: object) -> bytes:
    """Return *record* as one line: UTF-8, keys in the order of its fields, no escapes, a newline at the end.

    Raises what msgspec raises for what is no JSON: TypeError, ValueError (a lone surrogate).
    """
    return _ENCODER.encode(record) + b"\n"


def encode_rejected(kept: dict[str, object], record: object) -> bytes:
    """Return a line of what is *kept* with *record*: as JSON where it is some, else as text."""
    try:
        return encode_line({**kept, "record": record})
    except (TypeError, ValueError, msgspec.MsgspecError):
        return encode_line({**kept, "record_text": ascii(record)})


class LineFile:
    """One growing file. Each append is one write, so that a dead run leaves at most one torn end."""

    def __init__(self, path: Path, fault: CrashPoint) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.is_dirty = False
        self._fault = fault
        self._is_named = False  # whether the folder's entry for it is durable
        self._handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self.byte_count = os.fstat(self._handle).st_size

    def append(self, content: bytes) -> int:
        """Write *content* (whole lines) at the end; return the offset where it begins.

        Raises `DatasetError` when it does not fit; what was written of it is taken back.
        """
        offset = self.byte_count
        cut = self._fault.write_cut()
        if cut is not None:
            os.write(self._handle, content[:cut])
            die()
        try:
            written = os.write(self._handle, content)
            while written < len(content):  # nearly full disks take a part first and refuse the rest
                written += os.write(self._handle, content[written:])
        except OSError as error:
            os.ftruncate(self._handle, offset)
            raise DatasetError(
                f"{self.path}: cannot write {len(content)} bytes ({error.strerror}); all that was stored is sound: "
                "make room, then run again"
            ) from error
        self.byte_count = offset + len(content)
        self.is_dirty = True
        return offset

    def sync(self) -> None:
        """Make all that was appended durable."""
        if self.is_dirty:
            os.fsync(self._handle)
            self.is_dirty = False
        if not self._is_named:
            sync_folder(self.path.parent)
            sync_folder(self.path.parent.parent)
            self._is_named = True

    def read(self, offset: int, byte_count: int) -> bytes:
        """Return *byte_count* bytes from *offset*."""
        return os.pread(self._handle, byte_count, offset)

    def close(self) -> None:
        """Close the file; what was not synced may still be lost."""
        os.close(self._handle)


@contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """Open a file of lines for reading, plain, gzip or zstd by its name's end."""
    if path.name.endswith(".gz"):
        with gzip.open(path, "rb") as compressed:
            yield cast("BinaryIO", compressed)
    elif path.name.endswith(".zst"):
        with zstd.open(path, "rb") as unpacked:
            yield cast("BinaryIO", unpacked)
    else:
        with path.open("rb", buffering=_READ_BUFFER_BYTES) as plain:
            yield plain


def read_lines(path: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, line) from the offset *start* on; only a torn last line lacks its newline."""
    with open_lines(path) as file:
        if start:
            file.seek(start)
        offset = start
        for line in file:
            yield offset, line
            offset += len(line)


def read_span(path: Path, offset: int, byte_count: int) -> bytes:
    """Return *byte_count* bytes of *path*'s lines from *offset* (counted after decompression)."""
    with open_lines(path) as file:
        file.seek(offset)
        return file.read(byte_count)
