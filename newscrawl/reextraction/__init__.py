"""Reads kept responses again by today's rules, and says field by field what that changes."""

from newscrawl.reextraction.applying import Applier, Policies
from newscrawl.reextraction.archive import ArchiveSummary, article_lines, spoken, write_lines
from newscrawl.reextraction.comparing import FIELDS
from newscrawl.reextraction.processes import core_count, in_order
from newscrawl.reextraction.reading import KeptPage, Reading, read_article, read_page
from newscrawl.reextraction.run import Reextraction, reextract
from newscrawl.reextraction.standing import Scope, Standing, standing
from newscrawl.reextraction.summary import Summary
from newscrawl.reextraction.telling import told_lines
from newscrawl.reextraction.worker import Reread, Worker

__all__ = [
    "FIELDS",
    "Applier",
    "ArchiveSummary",
    "KeptPage",
    "Policies",
    "Reading",
    "Reextraction",
    "Reread",
    "Scope",
    "Standing",
    "Summary",
    "Worker",
    "article_lines",
    "core_count",
    "in_order",
    "read_article",
    "read_page",
    "reextract",
    "spoken",
    "standing",
    "told_lines",
    "write_lines",
]
