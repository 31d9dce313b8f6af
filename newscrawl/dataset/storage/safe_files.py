"""The only access to the files of a dataset: regular files, never through a link, within a size.

A file that has a second name (a hard link) is read, and never written in place: the other name may be outside.

A dataset may be from somebody else. A link in the place of a file leads out of the folder, and a FIFO or a device
never ends. Every function here refuses both with the file's name, when it reads and when it writes.
"""

from __future__ import annotations

import errno
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from isal import isal_zlib

from newscrawl.dataset.storage.unpacked_file import EMPTY_MAX_COUNT, too_empty
from newscrawl.errors import UnreadableFileError

FILE_MAX_BYTES = 16 << 30
"""A larger file is never read whole: a file of zeros with a terabyte takes no room on the disk that it comes from."""

_MODE = 0o644
_SAFE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # the open call of a FIFO without a writer would block
_NO_PLAIN_FILE = frozenset({errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR})
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_handle(path: Path, flags: int) -> int:
    """Return a handle of the regular file *path*; the caller closes it.

    Raises `UnreadableFileError` for a link, a folder, a FIFO or a device, and for writing a file that has a second
    name; `FileNotFoundError`, and `OSError` for other refusals of the system.
    """
    try:
        handle = os.open(path, flags | _SAFE, _MODE)
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _NO_PLAIN_FILE:
            raise _no_plain_file(path, path.lstat().st_mode) from error
        raise
    look = os.fstat(handle)
    if not stat.S_ISREG(look.st_mode):
        os.close(handle)
        raise _no_plain_file(path, look.st_mode)
    if flags & os.O_ACCMODE != os.O_RDONLY and look.st_nlink > 1:
        os.close(handle)
        raise UnreadableFileError(f"{path}: expected a file with one name, got a hard link; put a copy in its place")
    return handle


def open_to_read(path: Path, *, buffering: int = -1) -> BinaryIO:
    """Open the regular file *path* for reading; `open_handle` lists what it refuses."""
    return os.fdopen(open_handle(path, os.O_RDONLY), "rb", buffering)


def open_to_change(path: Path) -> BinaryIO:
    """Open the regular file *path*, which exists, for reading and writing in place."""
    return os.fdopen(open_handle(path, os.O_RDWR), "r+b")


def open_to_append(path: Path) -> BinaryIO:
    """Open the regular file *path* for appending; makes it where it does not exist."""
    return os.fdopen(open_handle(path, os.O_RDWR | os.O_APPEND | os.O_CREAT), "ab")


def open_new(path: Path) -> BinaryIO:
    """Open a new file *path* for writing; first removes a file or link of that name, never writes through it."""
    path.unlink(missing_ok=True)
    return os.fdopen(open_handle(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb")


def read_small(path: Path, max_bytes: int) -> bytes:
    """Return the content of the regular file *path*. Raises `UnreadableFileError` where it is larger than allowed."""
    with open_to_read(path) as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise UnreadableFileError(f"{path}: expected at most {max_bytes} bytes, got more; move the file away")
    return content


def refuse_too_large(place: Path | str, byte_count: int) -> None:
    """Raise `UnreadableFileError` where the *byte_count* bytes at *place* are too many to be read or copied whole."""
    if byte_count > FILE_MAX_BYTES:
        raise UnreadableFileError(f"{place}: expected at most {FILE_MAX_BYTES} bytes, got {byte_count}; move it away")


def is_regular(path: Path) -> bool:
    """Return whether *path* is a regular file itself, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def has_other_name(path: Path) -> bool:
    """Return whether the file *path* has a second name (a hard link), so that writing it changes another file."""
    return path.lstat().st_nlink > 1


def file_kind_of(mode: int) -> str:
    """Return the kind of a file with the mode *mode*, e.g. ``a FIFO``; empty for a regular file."""
    return next((name for fits, name in _KINDS if fits(mode)), "")


def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the entries of *folder*, by name; nothing where the folder does not exist."""
    try:
        with os.scandir(folder) as found:
            yield from sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return


def size_of(entry: os.DirEntry[str]) -> int:
    """Return the bytes of a listed file; 0 where it was renamed meanwhile: the reader finds it by its name."""
    try:
        return entry.stat(follow_symlinks=False).st_size
    except FileNotFoundError:
        return 0


def files_below(folder: Path) -> list[Path]:
    """Return the entries of *folder* and of its folders, at any depth, without the folders themselves; by path."""
    found, open_folders = [], [folder]
    while open_folders:
        for entry in entries(open_folders.pop()):
            if is_folder(entry):
                open_folders.append(Path(entry.path))
            else:
                found.append(Path(entry.path))
    return sorted(found)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether a listed name is a folder itself, not a link to one."""
    return entry.is_dir(follow_symlinks=False)


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of *path* durable."""
    handle = open_handle(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write *path* so that it holds all of *content* or its earlier content, whatever happens."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write *path*, in a folder that exists, from *pieces*: all of them, or it stays as it was."""
    aside = path.with_name(f".{path.name}.tmp")
    file = open_new(aside)
    with ExitStack() as on_failure:
        on_failure.callback(aside.unlink, missing_ok=True)
        with file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        on_failure.pop_all()
    sync_folder(path.parent)


def _no_plain_file(path: Path, mode: int) -> UnreadableFileError:
    return UnreadableFileError(f"{path}: expected a regular file, got {file_kind_of(mode) or 'none'}; move it away")


Moment = Literal[
    "after_sync",  # lines are durable, the index is not committed
    "after_commit",
    "after_rename",
    "in_recovery",
    "before_manifest",
    "in_compact",
    "in_repair",
]


class CrashPoint:
    """Is called at each moment between two steps of writing, at which a killed process must lose nothing.

    Here nothing happens. Tests pass a subclass that ends the process (`tests/killing/`).
    """

    def passes(self, moment: Moment) -> None:
        """Do nothing at *moment*."""

    def before_write(self, handle: int, content: bytes) -> None:
        """Do nothing before *content* is written to the open file *handle*."""


NO_CRASH = CrashPoint()

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
        raise _torn_member(path, start, "its end is missing")


def member_at(path: Path, offset: int, max_bytes: int) -> bytes:
    """Return the member of *path* at byte *offset*, unpacked; of a longer one, its first *max_bytes*.

    Raises `UnreadableFileError` where it is damaged, no member begins there, or the file ends within it.
    """
    unpacking = _Unpacking(max_bytes)
    for piece in _pieces(path, offset, _READ_ONE_BYTES):
        _fed(unpacking, piece, path, offset)
        if unpacking.is_whole:
            return unpacking.head
    raise _torn_member(path, offset, "its end is missing")


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
        raise _torn_member(path, start, str(error)) from error


def _torn_member(path: Path, start: int, why: str) -> UnreadableFileError:
    return UnreadableFileError(f"{path}: got a torn record at byte {start} ({why}); restore the file from a copy")
