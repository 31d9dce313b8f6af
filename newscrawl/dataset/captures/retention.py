"""How large capture files grow, and how long they are kept.

Deletes old files, but keeps each file that a latest revision was read from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from newscrawl.dataset.captures.capture_files import CaptureFile, capture_files
from newscrawl.dataset.captures.revisits import forget_pages_in
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.storage.jsonl import JsonReader, read_lines
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import CrashPoint, sync_folder
from newscrawl.errors import MalformedError, UnreadableFileError
from newscrawl.items import CapturePlace
from newscrawl.program import as_typed


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLimits:
    """0 means no limit."""

    rotate_bytes: int = 1_000_000_000
    """When a file reaches this size, the next file starts."""

    keep_days: int = 0
    """Files of older runs are deleted, unless a latest revision was read from them."""

    keep_bytes: int = 0
    """The oldest files beyond this total size are deleted, unless a latest revision was read from them."""


DEFAULT_LIMITS = CaptureLimits()


class NamingLine(msgspec.Struct, frozen=True, gc=False):
    """The fields of an article's line that link it to its captures."""

    article_id: str
    revision: int
    captures: tuple[CapturePlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The deletion of old captures."""

    file_count: int = 0
    """Files that were deleted."""

    byte_count: int = 0
    """Their bytes."""

    obstacle: str = ""
    """Why nothing could be deleted: a line that cannot be read may name any capture."""

    def sentences(self) -> list[str]:
        """Return what a reader of the log must know; empty where nothing was deleted."""
        if self.obstacle:
            return [f"no capture file was deleted, because {self.obstacle}"]
        if not self.file_count:
            return []
        return [f"{self.file_count} old capture files ({self.byte_count} bytes) were deleted, as the settings ask for"]


def delete_old_captures(
    layout: Layout, index: Index, limits: CaptureLimits, *, now: datetime, fault: CrashPoint
) -> Retention:
    """Delete whole files over *limits*, the oldest first; the caller holds the lock, and *index* is up to the lines.

    Never changes a file that it keeps. Costs a walk over the articles' lines (about 1 GB/s) if a file is over a limit.
    """
    files = [file for file in capture_files(layout) if not file.is_part]
    if not over_limits(files, limits, now):
        return Retention()
    try:
        unneeded = _unneeded(layout, index, {file.name for file in files})
    except (MalformedError, UnreadableFileError) as error:
        return Retention(obstacle=f"an article's line cannot be read ({error}); run {as_typed('verify')!r}")
    deleted = _chosen(files, unneeded, limits, now)
    for file in deleted:
        file.path.unlink()
        fault.passes("in_recovery")
        sync_folder(file.path.parent)
        with contextlib.suppress(OSError):  # The folder holds other files.
            file.path.parent.rmdir()
    forget_pages_in(index, [file.name for file in deleted])
    return Retention(file_count=len(deleted), byte_count=sum(file.byte_count for file in deleted))


def over_limits(files: Iterable[CaptureFile], limits: CaptureLimits, now: datetime) -> bool:
    """Return whether one of *files* is older, or all together are larger, than allowed."""
    files = list(files)
    is_large = 0 < limits.keep_bytes < sum(file.byte_count for file in files)
    return is_large or any(_is_old(file, limits, now) for file in files)


def _chosen(files: list[CaptureFile], unneeded: set[str], limits: CaptureLimits, now: datetime) -> list[CaptureFile]:
    total = sum(file.byte_count for file in files)
    chosen = []
    for file in files:  # the oldest first
        is_beyond = 0 < limits.keep_bytes < total
        if file.name in unneeded and (is_beyond or _is_old(file, limits, now)):
            chosen.append(file)
            total -= file.byte_count
    return chosen


def _is_old(file: CaptureFile, limits: CaptureLimits, now: datetime) -> bool:
    return limits.keep_days > 0 and file.date < f"{now - timedelta(days=limits.keep_days):%Y-%m-%d}"


def _unneeded(layout: Layout, index: Index, names: set[str]) -> set[str]:
    """Return the *names* of files from which no latest revision was read."""
    decode = JsonReader(NamingLine).decode
    unneeded = set(names)
    for file in layout.record_files("articles"):
        for _, raw in read_lines(file.path):
            line = decode(raw)
            named = {place.file for place in line.captures} & unneeded
            if named and _is_latest(index, line):  # It runs for a few lines only.
                unneeded -= named
        if not unneeded:
            break
    return unneeded


def _is_latest(index: Index, line: NamingLine) -> bool:
    known = index.article(line.article_id)
    return known is None or known.revision <= line.revision
