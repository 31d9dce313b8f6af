"""Are the captures sound? Every latest revision leads to its bytes; asked for, every record is read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.digestverifyingreader import DigestChecker
from warcio.exceptions import ArchiveLoadFailed

from newscrawl.dataset.captures.files import CAPTURES, CaptureFile, capture_files
from newscrawl.dataset.captures.mending import whole_bytes
from newscrawl.dataset.captures.naming import NamingLine
from newscrawl.dataset.findings import Finding, dead_run, unknown_file
from newscrawl.dataset.jsonl import UNREADABLE, read_lines
from newscrawl.dataset.layout import Layout
from newscrawl.items import CapturePlace

_NAMING = msgspec.json.Decoder(NamingLine)
_GZIP = b"\x1f\x8b"
_RESTORE = "restore the file from a copy, or crawl the article again"


def capture_findings(layout: Layout, *, reads_records: bool = False, is_running: bool = False) -> Iterator[Finding]:
    """Yield what is not as it should be with the captures of *layout*; changes nothing.

    *reads_records*: whether each record is unpacked and compared with its digests (about 100 MB/s), too. *is_running*:
    a run writes at this moment, whose unfinished files are left out. Lines that cannot be read are told elsewhere.
    """
    files = capture_files(layout)
    yield from _unknown_files(layout, files)
    for file in files:
        if file.is_part:
            yield from [] if is_running else [dead_run(file.path, file.run_id)]
        elif reads_records:
            yield from _damaged(file)
    yield from _missing(layout)


def _unknown_files(layout: Layout, files: list[CaptureFile]) -> Iterator[Finding]:
    known = {file.path for file in files}
    for path in sorted((layout.folder / CAPTURES).rglob("*")):
        if path.is_file() and path not in known and not path.name.endswith((".warc.gz", ".part")):
            yield unknown_file(path, "capture files")


def _damaged(file: CaptureFile) -> Iterator[Finding]:
    problem = ""
    whole = whole_bytes(file.path)
    if whole < file.byte_count:
        problem = f"got a torn record at byte {whole}"
    else:
        with file.path.open("rb") as handle:
            problem = _first_problem(handle)
    if problem:
        message = f"expected whole records, {problem}"
        yield Finding(
            code="damaged_capture", place=str(file.path), message=message, remedy=_RESTORE, run_id=file.run_id
        )


def _first_problem(handle: BinaryIO) -> str:
    """Return what is wrong with the first record that is damaged; empty where none is."""
    records = ArchiveIterator(handle, check_digests=True)
    try:
        for record in records:
            while record.raw_stream.read(1 << 16):
                pass
            checker: DigestChecker = record.digest_checker
            if checker.passed is False:
                return f"got one at byte {records.get_record_offset()} that differs from its digest"
    except (ArchiveLoadFailed, OSError, ValueError) as error:
        return f"got {error}"
    return ""


def _missing(layout: Layout) -> Iterator[Finding]:
    """Tell of latest revisions whose captures are not there; those of earlier ones may have been deleted."""
    lost = _lost_places(layout)
    latest = dict.fromkeys(lost, 0)
    for line in _lines(layout) if lost else ():
        if line.article_id in latest:
            latest[line.article_id] = max(latest[line.article_id], line.revision)
    for article_id, (revision, place) in lost.items():
        if latest[article_id] == revision:
            yield Finding(
                code="missing_capture",
                place=article_id,
                message=f"expected the response of revision {revision} at {place.file}#{place.offset}, got none",
                remedy=_RESTORE,
                article_id=article_id,
                revision=revision,
            )


def _lost_places(layout: Layout) -> dict[str, tuple[int, CapturePlace]]:
    """Return the latest revision of each article, among those with a capture that is not there, and that capture."""
    lost: dict[str, tuple[int, CapturePlace]] = {}
    places = _Places(layout)
    for line in _lines(layout):
        for place in line.captures:
            if not places.holds(place) and line.revision >= lost.get(line.article_id, (0, place))[0]:
                lost[line.article_id] = line.revision, place
    places.close()
    return lost


def _lines(layout: Layout) -> Iterator[NamingLine]:
    for file in layout.record_files("articles"):
        with contextlib.suppress(*UNREADABLE):  # told by the check of lines
            for _, raw in read_lines(layout.standing(file.name)):
                if line := _decoded(raw):
                    yield line


def _decoded(raw: bytes) -> NamingLine | None:
    try:
        return _NAMING.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):  # told by the check of lines
        return None


class _Places:
    """Looks places up in capture files; keeps the last one open, which the next article most often names, too."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._name = ""
        self._handle: BinaryIO | None = None

    def holds(self, place: CapturePlace) -> bool:
        """Tell whether a record starts at *place*."""
        if place.file != self._name:
            self.close()
            self._name = place.file
            self._handle = self._open(place.file)
        if self._handle is None:
            return False
        self._handle.seek(place.offset)
        return self._handle.read(2) == _GZIP

    def close(self) -> None:
        """Close the open file."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def _open(self, name: str) -> BinaryIO | None:
        try:
            path: Path = self._layout.standing(name)
            return path.open("rb", buffering=0)
        except FileNotFoundError:
            return None
