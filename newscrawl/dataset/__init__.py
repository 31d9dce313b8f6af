"""What lies on disk for one portal: lines, index, lock, reports."""

from newscrawl.dataset.known import DueVisit, KnownArticle
from newscrawl.dataset.recovery import Recovery
from newscrawl.dataset.report import RunReport
from newscrawl.dataset.session import Session
from newscrawl.dataset.signatures import signature_of

__all__ = ["DueVisit", "KnownArticle", "Recovery", "RunReport", "Session", "signature_of"]
