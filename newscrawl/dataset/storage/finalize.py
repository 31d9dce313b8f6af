"""Gives a run's files their final names."""

from __future__ import annotations

from newscrawl.dataset.storage.crash_points import CrashPoint
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import sync_folder
from newscrawl.errors import DatasetError


def finish(layout: Layout, name: str, fault: CrashPoint) -> None:
    """Give the file *name* its final name; an existing file is never overwritten."""
    final = layout.final(name)
    if final.exists():
        raise DatasetError(f"{final}: exists beside its own .part file; move one of them out of the dataset")
    layout.part(name).rename(final)
    fault.passes("after_rename")
    sync_folder(final.parent)
