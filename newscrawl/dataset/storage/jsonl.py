"""JSON and JSON Lines: appended whole, read with offsets and within bounds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from newscrawl.dataset.storage.safe_files import CrashPoint, open_handle, open_to_read, sync_folder
from newscrawl.dataset.storage.unpacked_file import DAMAGED, unpacked
from newscrawl.errors import DatasetError, MalformedError, UnreadableFileError

COMPRESSIONS = (".gz", ".zst")
LINE_MAX_BYTES = 64 << 20
"""A longer line makes its file unreadable. The longest page that a crawl accepts (10 MB) gives a shorter one."""

UNPACKED_MAX_BYTES = 16 << 30
"""A compressed file that unpacks to more is unreadable: 160 MB of zstd can hold a terabyte of zeros."""

SHORT_LINE_BYTES = 40
"""No record is shorter."""
DAMAGED_MAX_COUNT = 100_000
"""A file with more lines that are no records, or are too short, is unreadable: a small zstd can hold a billion."""

_ENCODER = msgspec.json.Encoder()
_READ_BUFFER_BYTES = 1 << 20
_SPAN_BUFFER_BYTES = 1 << 13  # with the buffer above, one line of 4 KB takes 0.3 ms
_Record = TypeVar("_Record")


class JsonReader(Generic[_Record]):
    """Decodes JSON as *kind*; all other content is one error."""

    def __init__(self, kind: type[_Record]) -> None:
        self._decode = msgspec.json.Decoder(kind).decode

    def decode(self, content: bytes | str) -> _Record:
        """Return *content* as `kind`. Raises `MalformedError`, also for JSON of a thousand levels."""
        try:
            return self._decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise MalformedError(str(error)) from error


ANY_JSON: JsonReader[Any] = JsonReader(Any)


def encode_line(record: object) -> bytes:
    """Return *record* as one line: UTF-8, keys in the order of its fields, no escapes, a newline at the end.

    Raises msgspec's errors for a value that JSON cannot hold: TypeError, ValueError (a lone surrogate).
    """
    return _ENCODER.encode(record) + b"\n"


def encode_rejected(kept: dict[str, object], record: object) -> bytes:
    """Return a line of *kept* with *record*: as JSON where possible, else as text."""
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
        self._handle = open_handle(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        self.byte_count = os.fstat(self._handle).st_size

    def append(self, content: bytes) -> int:
        """Write *content* (whole lines) at the end; return the offset where it begins.

        Raises `DatasetError` when it does not fit; then it removes the part that was written.
        """
        offset = self.byte_count
        self._fault.before_write(self._handle, content)
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
        """Make all appended lines durable."""
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
def open_lines(path: Path, *, buffer_bytes: int = _READ_BUFFER_BYTES) -> Iterator[BinaryIO]:
    """Open a file of lines for reading, plain (with a buffer of *buffer_bytes*), gzip or zstd by its name's end.

    Raises `UnreadableFileError` for anything but a regular file; the block raises it for cut or damaged content.
    """
    is_packed = path.name.endswith(COMPRESSIONS)
    with open_to_read(path, buffering=_READ_BUFFER_BYTES if is_packed else buffer_bytes) as raw:
        try:
            yield unpacked(path, raw, _READ_BUFFER_BYTES) if is_packed else raw
        except DAMAGED as error:
            raise UnreadableFileError(
                f"{path}: expected whole compressed lines, got {error}; restore the file from a copy"
            ) from error


def read_lines(path: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, line) from the offset *start* on; only a torn last line lacks its newline.

    Raises `UnreadableFileError` as `open_lines` does, and for a line or a file beyond the bounds.
    """
    with open_lines(path) as file:
        if start:
            file.seek(start)
        offset, short_count = start, 0
        last = UNPACKED_MAX_BYTES if path.name.endswith(COMPRESSIONS) else sys.maxsize
        readline = file.readline
        while line := readline(LINE_MAX_BYTES + 1):
            if len(line) > LINE_MAX_BYTES or offset > last:
                raise _too_long(path, offset)
            short_count += len(line) < SHORT_LINE_BYTES
            if short_count > DAMAGED_MAX_COUNT:
                raise _too_short(path, offset)
            yield offset, line
            offset += len(line)


def _too_long(path: Path, offset: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path}: expected lines of at most {LINE_MAX_BYTES} bytes and at most {UNPACKED_MAX_BYTES} bytes unpacked, "
        f"got more at byte {offset}; restore the file from a copy"
    )


def _too_short(path: Path, offset: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path}: expected records, got more than {DAMAGED_MAX_COUNT} lines of less than {SHORT_LINE_BYTES} bytes "
        f"until byte {offset}; restore the file from a copy, or move it out of the dataset"
    )


def read_span(path: Path, offset: int, byte_count: int) -> bytes:
    """Return *byte_count* bytes of *path*'s lines from *offset* (counted after decompression).

    Raises `UnreadableFileError` for a place that is not in the file.
    """
    if offset < 0 or not 0 <= byte_count <= LINE_MAX_BYTES:
        raise UnreadableFileError(f"{path}: expected the place of a line, got {byte_count} bytes at byte {offset}")
    with open_lines(path, buffer_bytes=_SPAN_BUFFER_BYTES) as file:
        file.seek(offset)
        return file.read(byte_count)


def finish(part: Path, final: Path, fault: CrashPoint) -> None:
    """Give the file of a run that ended, *part*, its name *final*. Raises `DatasetError` where the name is taken."""
    if os.path.lexists(final):
        raise DatasetError(f"{final}: exists beside its own .part file; move one of them out of the dataset")
    part.rename(final)
    fault.passes("after_rename")
    sync_folder(final.parent)
