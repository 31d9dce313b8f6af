"""Mends the captures of a dead run: a torn last record is cut and kept beside, the file gets its final name."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from newscrawl.dataset.captures.capture_files import CaptureFile, capture_files
from newscrawl.dataset.storage.crash_points import CrashPoint
from newscrawl.dataset.storage.finalize import finish
from newscrawl.dataset.storage.gzip_members import members
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import open_to_change, write_pieces
from newscrawl.errors import UnreadableFileError

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class TornCapture:
    """The end of a capture file that was cut."""

    name: str
    offset: int
    byte_count: int
    kept_in: Path


def recover_captures(layout: Layout, fault: CrashPoint) -> list[TornCapture]:
    """Cut what is torn of the captures that dead runs left, and give the files their final names.

    Can be killed at any moment and run again: what is cut is written to `torn/` first.
    """
    cuts = []
    for file in (one for one in capture_files(layout) if one.is_part):
        whole = whole_bytes(file.path)
        if whole < file.byte_count:
            cuts.append(_cut(layout, file, whole))
            fault.passes("in_recovery")
        if whole:
            finish(layout, file.name, fault)
        else:
            file.path.unlink()
    return cuts


def whole_bytes(path: Path) -> int:
    """Return how many bytes of *path* are whole gzip members: what comes behind is torn."""
    whole = 0
    with contextlib.suppress(UnreadableFileError):
        for member in members(path):
            whole = member.end
    return whole


def _cut(layout: Layout, file: CaptureFile, whole: int) -> TornCapture:
    with open_to_change(file.path) as handle:
        handle.seek(whole)
        torn_bytes = file.byte_count - whole
        kept_in = layout.torn / f"captures-{file.name.rpartition('/')[2]}-{whole}"
        kept_in.parent.mkdir(exist_ok=True)
        write_pieces(kept_in, iter(lambda: handle.read(_PIECE_BYTES), b""))
        handle.truncate(whole)
        os.fsync(handle.fileno())
    return TornCapture(file.name, whole, torn_bytes, kept_in)
