"""One run at a time: a lock that its process's death frees, and that shows who holds it."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from newscrawl.clock import is_run_id
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.safe_files import open_handle
from newscrawl.errors import DatasetError, DatasetLockedError, MalformedError
from newscrawl.paths import not_a_folder

OnLock = Literal["wait", "skip"]
_POLL_SECS = 0.2


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """The holder of the lock, or a run that died with it."""

    pid: int
    host: str
    since: datetime
    run_id: str
    unreported: tuple[str, ...] = ()
    """Runs that died and have no report yet."""


_HOLDER = JsonReader(Holder)


class DatasetLock:
    """The lock file of one dataset. The kernel frees it when its process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self._holder: Holder | None = None

    def acquire(self, run_id: str, *, on_lock: OnLock, wait_secs: float) -> tuple[str, ...]:
        """Take the lock for *run_id* (empty for other commands); return the unreported runs that died with it.

        Raises `DatasetLockedError` at once (*on_lock* = ``skip``) or after *wait_secs* (``wait``).
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise DatasetError(not_a_folder(self.path.parent)) from error
        handle = open_handle(self.path, os.O_RDWR | os.O_CREAT)
        deadline = time.monotonic() + (wait_secs if on_lock == "wait" else 0.0)
        try:
            while not (is_ours := _try_lock(handle)) and time.monotonic() < deadline:
                time.sleep(_POLL_SECS)
        except BaseException:
            os.close(handle)
            raise
        if not is_ours:
            holder = _read(handle)
            os.close(handle)
            raise DatasetLockedError(self._held_message(holder, on_lock, wait_secs))
        self._handle = handle
        dead = _read(handle)
        died = () if dead is None else (*dead.unreported, dead.run_id)
        unreported = tuple(dict.fromkeys(run_id for run_id in died if is_run_id(run_id)))
        self._write(
            Holder(
                pid=os.getpid(),
                host=socket.gethostname(),
                since=datetime.now(UTC),
                run_id=run_id,
                unreported=unreported,
            )
        )
        return unreported

    def reported(self) -> None:
        """Note that the dead runs have their reports."""
        if self._holder is not None and self._holder.unreported:
            self._write(msgspec.structs.replace(self._holder, unreported=()))

    def release(self) -> None:
        """Free the lock for the next run. Without effect when the lock is not held."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            self.abandon()

    def give_back(self) -> None:
        """Free the lock as if this run had never been: the next run finds what this one found."""
        if self._holder is None:  # it could not be written: the last holder's content remains
            self.abandon()
        elif self._holder.unreported:
            self._write(msgspec.structs.replace(self._holder, run_id=""))
            self.abandon()
        else:
            self.release()

    def abandon(self) -> None:
        """Free the lock as if this run had died: the next run recovers and reports it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _write(self, holder: Holder) -> None:
        if self._handle is None:
            raise DatasetLockedError(f"{self.path}: expected to hold the lock; acquire it first")
        content = msgspec.json.encode(holder) + b"\n"
        os.pwrite(self._handle, content, 0)
        os.ftruncate(self._handle, len(content))
        self._holder = holder

    def _held_message(self, holder: Holder | None, on_lock: OnLock, wait_secs: float) -> str:
        who = "another process" if holder is None else _holder_text(holder)
        waited = f" after {wait_secs:g} s of waiting" if on_lock == "wait" else ""
        return f"{self.path}: held by {who}{waited}; let it end, or stop that process, and run again"


def _holder_text(holder: Holder) -> str:
    what = f"run {holder.run_id}" if holder.run_id else "a repair or compaction"
    return f"process {holder.pid} on {holder.host} since {holder.since:%Y-%m-%d %H:%M:%S} UTC ({what})"


def holder_of(path: Path) -> Holder | None:
    """Return the current holder of the lock at *path*; None when it is free or was never made."""
    try:
        handle = open_handle(path, os.O_RDONLY)  # read access is enough
    except FileNotFoundError:
        return None
    try:
        return None if _try_lock(handle) else _read(handle)
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(handle: int) -> Holder | None:
    content = os.pread(handle, 65_536, 0)
    try:
        return _HOLDER.decode(content.partition(b"\n")[0])
    except MalformedError:  # empty after a clean end, or cut when its writer died: the lock itself is the kernel's
        return None
