"""The capture files of a dataset: their names, and the recovery of a dead run's files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawl.clock import run_date
from newscrawl.dataset.storage.jsonl import finish
from newscrawl.dataset.storage.layout import PART, Layout, is_capture_name
from newscrawl.dataset.storage.safe_files import (
    CrashPoint,
    entries,
    members,
    open_to_change,
    refuse_too_large,
    size_of,
    write_pieces,
)
from newscrawl.errors import UnreadableFileError

CAPTURES = "captures"
_END = ".warc.gz"
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """One WARC file of the dataset."""

    name: str
    """From the portal's folder, without `.part`."""

    path: Path
    byte_count: int

    @property
    def run_id(self) -> str:
        """The run that wrote it."""
        return "-".join(self.name.rpartition("/")[2].removesuffix(_END).split("-")[:2])

    @property
    def date(self) -> str:
        """The day of its run's start, UTC, e.g. ``2026-11-23``."""
        return self.name.split("/")[1].removeprefix("date=")

    @property
    def is_part(self) -> bool:
        """Whether its run has not ended, or died."""
        return self.path.name.endswith(PART)


def capture_name(run_id: str, number: int) -> str:
    """Return the name of a run's file *number* (from 1): ``captures/date=…/<run_id>.warc.gz``, then ``<run_id>-2``."""
    suffix = "" if number == 1 else f"-{number}"
    return f"{CAPTURES}/date={run_date(run_id)}/{run_id}{suffix}{_END}"


def capture_files(layout: Layout) -> list[CaptureFile]:
    """Return the capture files of a dataset, oldest run first, a run's files in the order of writing."""
    # Listed by name: a file that a run renames meanwhile may appear under both names.
    return sorted({file.name: file for file in _found(layout)}.values(), key=_order)


def _found(layout: Layout) -> Iterator[CaptureFile]:
    for day in layout.days(CAPTURES):
        for entry in entries(layout.folder / CAPTURES / day):
            printed = entry.name.removesuffix(PART)
            if is_capture_name(printed, day) and entry.is_file(follow_symlinks=False):
                yield CaptureFile(f"{CAPTURES}/{day}/{printed}", Path(entry.path), size_of(entry))


def _order(file: CaptureFile) -> tuple[str, int]:
    last = file.name.removesuffix(_END).split("-")[-1]
    is_first = file.name.rpartition("/")[2] == f"{file.run_id}{_END}"
    return f"{file.date}/{file.run_id}", 1 if is_first else int(last)


@dataclass(frozen=True, slots=True)
class TornCapture:
    """The end of a capture file that was cut."""

    name: str
    offset: int
    byte_count: int
    kept_in: Path


def recover_captures(layout: Layout, fault: CrashPoint) -> list[TornCapture]:
    """Cut torn ends off the captures that dead runs left, and give the files their final names.

    Can be killed at any moment and run again: it writes the cut bytes to `torn/` first.
    """
    cuts = []
    for file in (one for one in capture_files(layout) if one.is_part):
        whole = whole_bytes(file.path)
        if whole < file.byte_count:
            cuts.append(_cut(layout, file, whole))
            fault.passes("in_recovery")
        if whole:
            finish(file.path, layout.final(file.name), fault)
        else:
            file.path.unlink()
    return cuts


def whole_bytes(path: Path) -> int:
    """Return how many bytes of *path* are whole gzip members: the rest is torn."""
    whole = 0
    with contextlib.suppress(UnreadableFileError):
        for member in members(path):
            whole = member.end
    return whole


def _cut(layout: Layout, file: CaptureFile, whole: int) -> TornCapture:
    torn_bytes = file.byte_count - whole
    refuse_too_large(file.path, torn_bytes)
    with open_to_change(file.path) as handle:
        handle.seek(whole)
        kept_in = layout.torn / f"captures-{file.name.rpartition('/')[2]}-{whole}"
        kept_in.parent.mkdir(exist_ok=True)
        write_pieces(kept_in, iter(lambda: handle.read(_PIECE_BYTES), b""))
        handle.truncate(whole)
        os.fsync(handle.fileno())
    return TornCapture(file.name, whole, torn_bytes, kept_in)
