"""Reads captured pages again with today's rules and reports the changes field by field.

In: a dataset with captures, or a WARC file. Out: a summary; with `--apply` new revisions.
Read `reread.py` first.
"""

from newscrawl.reextraction.apply import Policies
from newscrawl.reextraction.apply_session import Writing, apply_rereading
from newscrawl.reextraction.candidates import Candidates, Scope, candidates
from newscrawl.reextraction.compare_records import FIELDS
from newscrawl.reextraction.reread import Reextraction, reextract
from newscrawl.reextraction.reread_progress import ProgressLine
from newscrawl.reextraction.summary import Summary
from newscrawl.reextraction.summary_text import summary_lines
from newscrawl.reextraction.workers.captured_articles import KeptPage, RereadArticle, read_article, read_page
from newscrawl.reextraction.workers.warc_articles import (
    ArchiveSummary,
    archive_summary_lines,
    article_lines,
    write_article_lines,
)
from newscrawl.reextraction.workers.worker import Reread, Worker

__all__ = [
    "FIELDS",
    "ArchiveSummary",
    "Candidates",
    "KeptPage",
    "Policies",
    "ProgressLine",
    "Reextraction",
    "Reread",
    "RereadArticle",
    "Scope",
    "Summary",
    "Worker",
    "Writing",
    "apply_rereading",
    "archive_summary_lines",
    "article_lines",
    "candidates",
    "read_article",
    "read_page",
    "reextract",
    "summary_lines",
    "write_article_lines",
]
