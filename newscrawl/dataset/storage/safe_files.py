"""The only access to the files of a dataset: regular files, never through a link, within a size.

A file that has a second name (a hard link) is read, and never written in place: the other name may be outside.

A dataset may be from somebody else. A link in the place of a file leads out of the folder, and a FIFO or a device
never ends. Every function here refuses both with the file's name, when it reads and when it writes.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal

from newscrawl.errors import UnreadableFileError

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


def is_regular(path: Path) -> bool:
    """Return whether *path* is a regular file itself, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def has_other_name(path: Path) -> bool:
    """Return whether the file *path* has a second name (a hard link), so that writing it changes another file."""
    return path.lstat().st_nlink > 1


def kind_of(mode: int) -> str:
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
    return UnreadableFileError(f"{path}: expected a regular file, got {kind_of(mode) or 'none'}; move it away")


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
