"""Reads kept responses again by today's rules, and says field by field what that changes."""

from newscrawl.reextraction.application import Writing, apply_rereading
from newscrawl.reextraction.applying import Policies
from newscrawl.reextraction.archive import ArchiveSummary, article_lines, spoken, write_lines
from newscrawl.reextraction.comparing import FIELDS
from newscrawl.reextraction.processes import core_count, in_order
from newscrawl.reextraction.progress import ProgressLine
from newscrawl.reextraction.reading import KeptPage, Reading, read_article, read_page
from newscrawl.reextraction.run import Reextraction, reextract
from newscrawl.reextraction.standing import Scope, Standing, standing
from newscrawl.reextraction.summary import Summary
from newscrawl.reextraction.telling import told_lines
from newscrawl.reextraction.worker import Reread, Worker

__all__ = [
    "FIELDS",
    "ArchiveSummary",
    "KeptPage",
    "Policies",
    "ProgressLine",
    "Reading",
    "Reextraction",
    "Reread",
    "Scope",
    "Standing",
    "Summary",
    "Worker",
    "Writing",
    "apply_rereading",
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
