"""What lies on disk for one portal: lines, index, lock, reports."""

from newscrawl.dataset.fates import FATES, Fate, Fates
from newscrawl.dataset.known import DueVisit, KnownArticle
from newscrawl.dataset.reader import Dataset, open_dataset
from newscrawl.dataset.recovery import Recovery
from newscrawl.dataset.report import FieldCoverage, RunReport, SectionCoverage
from newscrawl.dataset.session import Session
from newscrawl.dataset.signatures import signature_of

__all__ = [
    "FATES",
    "Dataset",
    "DueVisit",
    "Fate",
    "Fates",
    "FieldCoverage",
    "KnownArticle",
    "Recovery",
    "RunReport",
    "SectionCoverage",
    "Session",
    "open_dataset",
    "signature_of",
]
