"""newscrawl turns a news portal into a dataset that people can trust."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawl.api import extract
    from newscrawl.frames import PortalDataset, Records, open_dataset

__all__ = ["PortalDataset", "Records", "extract", "open_dataset"]

_WHERE = {
    "PortalDataset": "newscrawl.frames",
    "Records": "newscrawl.frames",
    "extract": "newscrawl.api",
    "open_dataset": "newscrawl.frames",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: a crawl needs neither."""
    if name not in _WHERE:
        raise AttributeError(f"module 'newscrawl' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
