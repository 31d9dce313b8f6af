"""Checks the captures: each latest revision leads to its bytes. On request, it reads each record."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.digestverifyingreader import DigestChecker

from newscrawl.dataset.captures.capture_files import CAPTURES, CaptureFile, capture_files
from newscrawl.dataset.captures.read_captures import BROKEN_RECORD, MAX_RECORD_BYTES, warc_record
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.storage.findings import Finding, dead_run, unknown_file
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import GZIP, files_below, is_regular, members, open_to_read
from newscrawl.errors import UnreadableFileError
from newscrawl.items import Article, CapturePlace

_RESTORE = "restore the file from a copy, or crawl the article again"


def capture_findings(layout: Layout, *, reads_records: bool = False, is_running: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the capture files of *layout*; changes nothing.

    *reads_records*: whether to unpack each record and compare it with its digests, too (about 100 MB/s). *is_running*:
    a run is writing now; its unfinished files are left out.
    """
    files = capture_files(layout)
    yield from _unknown_files(layout, files)
    for file in files:
        if file.is_part:
            yield from [] if is_running else [dead_run(file.path, file.run_id)]
        elif reads_records:
            yield from _damaged(file)


def _unknown_files(layout: Layout, files: list[CaptureFile]) -> Iterator[Finding]:
    known = {file.path for file in files}
    for path in files_below(layout.folder / CAPTURES):
        if path not in known and is_regular(path):
            yield unknown_file(path, "capture files")


def _damaged(file: CaptureFile) -> Iterator[Finding]:
    if problem := _first_problem(file.path):
        message = f"expected whole records, {problem}"
        yield Finding(
            code="damaged_capture", place=str(file.path), message=message, remedy=_RESTORE, run_id=file.run_id
        )


def _first_problem(path: Path) -> str:
    """Return what is wrong with the first damaged record; empty where all records are sound."""
    end = 0
    try:
        for member in members(path, MAX_RECORD_BYTES):
            if problem := _problem(member.head):
                return f"got one at byte {member.start} {problem}"
            end = member.end
    except UnreadableFileError:
        return f"got a torn record at byte {end}"
    return ""


def _problem(member: bytes) -> str:
    is_whole = len(member) < MAX_RECORD_BYTES
    try:
        with warc_record(member, check_digests=is_whole) as record:
            while record.raw_stream.read(1 << 16):
                pass
            checker: DigestChecker = record.digest_checker
            return "that differs from its digest" if is_whole and checker.passed is False else ""
    except BROKEN_RECORD as error:
        return f"that is no WARC record ({str(error) or type(error).__name__})"


class CaptureCheck:
    """Whether the captures that articles name exist. It sees each article while the articles' lines are read."""

    def __init__(self, layout: Layout) -> None:
        self._places = _Places(layout)
        self._lost: dict[str, tuple[int, CapturePlace]] = {}
        """Article → its last revision with a missing capture, and that capture."""

    def note(self, article: Article) -> None:
        """Look the captures of *article* up."""
        for place in article.captures:
            known = self._lost.get(article.article_id, (0, place))
            if not self._places.holds(place) and article.revision >= known[0]:
                self._lost[article.article_id] = article.revision, place

    def close(self) -> None:
        """Close the file that is open."""
        self._places.close()

    def findings(self, fresh: Index) -> list[Finding]:
        """Return the latest revisions whose captures are missing; captures of earlier revisions may have been deleted.

        *fresh* is the index built from all lines.
        """
        self._places.close()
        return [
            Finding(
                code="missing_capture",
                place=article_id,
                message=f"expected the response of revision {revision} at {place.file}#{place.offset}, got none",
                remedy=_RESTORE,
                article_id=article_id,
                revision=revision,
            )
            for article_id, (revision, place) in self._lost.items()
            if (known := fresh.article(article_id)) and known.revision == revision
        ]


class _Places:
    """Looks places up in capture files. Keeps the last file open, because the next article most often names it, too."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._name = ""
        self._handle: BinaryIO | None = None
        self._size = 0

    def holds(self, place: CapturePlace) -> bool:
        """Return whether a record starts at *place*."""
        if place.file != self._name:
            self.close()
            self._name = place.file
            self._handle = self._open(place.file)
            self._size = os.fstat(self._handle.fileno()).st_size if self._handle else 0
        if self._handle is None or not 0 <= place.offset < self._size:
            return False
        self._handle.seek(place.offset)
        return self._handle.read(2) == GZIP

    def close(self) -> None:
        """Close the open file."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def _open(self, name: str) -> BinaryIO | None:
        try:
            return open_to_read(self._layout.current_path(name), buffering=0)
        except (FileNotFoundError, UnreadableFileError):
            return None
