"""The files of one portal: lines, captures, index, lock, reports.

In: records of a run. Out: records for readers. A record is synced before the index has it.
Read `storage/layout.py` first, then `run/session.py` (writing) and `read/reader.py` (reading).
"""

from newscrawl.dataset.index.record_lines import DueVisit, KnownArticle
from newscrawl.dataset.index.text_signatures import signature_of
from newscrawl.dataset.read.reader import Dataset, open_dataset
from newscrawl.dataset.recovery.recover import Recovery
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.url_outcomes import FATES, Fate, UrlOutcomes
from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, SectionCoverage

__all__ = [
    "FATES",
    "Dataset",
    "DueVisit",
    "Fate",
    "FieldCoverage",
    "KnownArticle",
    "Recovery",
    "RunReport",
    "SectionCoverage",
    "Session",
    "UrlOutcomes",
    "open_dataset",
    "signature_of",
]
