"""Gives a run's files their final names."""

from __future__ import annotations

from newscrawl.dataset.faults import Fault
from newscrawl.dataset.layout import Layout, sync_folder
from newscrawl.errors import DatasetError


def finish(layout: Layout, name: str, fault: Fault) -> None:
    """Give the file *name* its final name; what stands there already is never overwritten."""
    final = layout.final(name)
    if final.exists():
        raise DatasetError(f"{final}: stands beside its own .part file; move one of them out of the dataset")
    layout.part(name).rename(final)
    fault.passes("after_rename")
    sync_folder(final.parent)
