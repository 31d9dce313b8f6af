"""Where captures stand, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawl.clock import run_date
from newscrawl.dataset.storage.layout import PART, Layout, entries, is_capture_name, size_of

CAPTURES = "captures"
_END = ".warc.gz"


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
    # Listed by name: a file that is renamed meanwhile may be met under both.
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
