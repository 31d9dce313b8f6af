"""The files of one portal: lines, captures, index, lock, reports.

In: records of a run. Out: records for readers. A record is synced before the index has it.
Read `storage/layout.py` first, then `run/session.py` (writing) and `read/reader.py` (reading).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawl.dataset.index.index import signature_of
    from newscrawl.dataset.index.record_lines import DueVisit, KnownArticle
    from newscrawl.dataset.read.reader import DatasetReader, open_reader
    from newscrawl.dataset.recovery.recover import Recovery
    from newscrawl.dataset.run.session import Session
    from newscrawl.dataset.run.url_outcomes import FATES, Fate, UrlOutcomes
    from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, SectionCoverage

__all__ = [
    "FATES",
    "DatasetReader",
    "DueVisit",
    "Fate",
    "FieldCoverage",
    "KnownArticle",
    "Recovery",
    "RunReport",
    "SectionCoverage",
    "Session",
    "UrlOutcomes",
    "open_reader",
    "signature_of",
]

_WHERE = {
    "FATES": "run.url_outcomes",
    "DatasetReader": "read.reader",
    "DueVisit": "index.record_lines",
    "Fate": "run.url_outcomes",
    "FieldCoverage": "storage.report_file",
    "KnownArticle": "index.record_lines",
    "Recovery": "recovery.recover",
    "RunReport": "storage.report_file",
    "SectionCoverage": "storage.report_file",
    "Session": "run.session",
    "UrlOutcomes": "run.url_outcomes",
    "open_reader": "read.reader",
    "signature_of": "index.index",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: a reader needs neither captures nor recovery."""
    if name not in _WHERE:
        raise AttributeError(f"module 'newscrawl.dataset' has no attribute {name!r}")
    return getattr(import_module(f"newscrawl.dataset.{_WHERE[name]}"), name)
