"""What the manifest says of one finished file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from newscrawl.dataset.captures.members import members
from newscrawl.dataset.jsonl import UNREADABLE, read_lines
from newscrawl.dataset.layout import COMPRESSIONS

WARC_END = ".warc.gz"
_DATE = b"\r\nWARC-Date: "


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One finished file as `manifest.json` lists it."""

    path: str
    """From the portal's folder."""

    records: int | None
    """Lines; of captures, WARC records; of a run's report, 1. Null where the file cannot be read."""

    bytes: int
    """Its size on disk."""

    sha256: str
    """Of its bytes on disk, in hex."""

    first_captured_at: datetime | None
    """The earliest of its records, in UTC; null where they have no such time (rejected records, reports)."""

    last_captured_at: datetime | None
    """The latest of its records, in UTC."""


class _Captured(msgspec.Struct, frozen=True, gc=False):
    captured_at: datetime | None = None


_CAPTURED = msgspec.json.Decoder(_Captured)


class _Tally:
    """Counts records and keeps the first and last of their times."""

    def __init__(self) -> None:
        self.count = 0
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, moment: datetime | None) -> None:
        self.count += 1
        if moment is not None:
            self.first = moment if self.first is None else min(self.first, moment)
            self.last = moment if self.last is None else max(self.last, moment)


def measure(path: Path, name: str) -> FileEntry:
    """Return the entry of the finished file at *path*, called *name* from the portal's folder; reads it once.

    A compressed file of lines is read twice. Raises `OSError`.
    """
    tally = _Tally()
    is_readable = True
    byte_count = path.stat().st_size
    if name.startswith("runs/"):
        tally.add(None)
        digest = digest_of(path)
    else:
        digest, is_readable = _read(path, tally)
    return FileEntry(
        path=name,
        records=tally.count if is_readable else None,
        bytes=byte_count,
        sha256=digest,
        first_captured_at=tally.first,
        last_captured_at=tally.last,
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, tally: _Tally) -> tuple[str, bool]:
    """Return the digest, and whether the file could be read to its end."""
    if not path.name.endswith((WARC_END, *COMPRESSIONS)):
        return _read_plain(path, tally), True
    try:
        if path.name.endswith(WARC_END):
            for member in members(path):
                tally.add(_warc_date(member.head))
        else:
            for _, line in read_lines(path):
                tally.add(_captured_at(line))
    except UNREADABLE:
        return digest_of(path), False
    return digest_of(path), True


def _read_plain(path: Path, tally: _Tally) -> str:
    digest = hashlib.sha256()
    for _, line in read_lines(path):
        digest.update(line)
        tally.add(_captured_at(line))
    return digest.hexdigest()


def _captured_at(line: bytes) -> datetime | None:
    try:
        moment = _CAPTURED.decode(line).captured_at
    except (msgspec.DecodeError, UnicodeDecodeError):  # a damaged line is a line: 'scrapy verify' names it
        return None
    return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None


def _warc_date(head: bytes) -> datetime | None:
    printed = head.partition(_DATE)[2].partition(b"\r\n")[0]
    try:
        moment = datetime.fromisoformat(printed.decode("ascii"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None
