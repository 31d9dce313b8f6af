"""The manifest's entry for one finished file."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import cast

import msgspec

from newscrawl.clock import is_countable
from newscrawl.dataset.storage.file_entry import FileEntry, Tally
from newscrawl.dataset.storage.jsonl import COMPRESSIONS, JsonReader, read_lines
from newscrawl.dataset.storage.safe_files import members, open_to_read, refuse_too_large
from newscrawl.errors import MalformedError, UnreadableFileError

WARC_END = ".warc.gz"
_DATE = b"\r\nWARC-Date: "


class _Captured(msgspec.Struct, frozen=True, gc=False):
    captured_at: datetime | None = None


_CAPTURED = JsonReader(_Captured)


def measure(path: Path, name: str) -> FileEntry:
    """Return the entry of the finished file at *path*, called *name* from the portal's folder; reads it once.

    A compressed file of lines is read twice. Raises `OSError`, and `UnreadableFileError` for one that is too large.
    """
    tally = Tally()
    is_readable = True
    byte_count = path.stat().st_size
    refuse_too_large(path, byte_count)
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
    """Return the SHA-256 of the file's bytes, in hex. Raises `UnreadableFileError` for one that is too large."""
    with open_to_read(path) as file:
        refuse_too_large(path, os.fstat(file.fileno()).st_size)
        return hashlib.file_digest(cast("BufferedReader", file), "sha256").hexdigest()


def _read(path: Path, tally: Tally) -> tuple[str, bool]:
    """Return the digest, and whether the file could be read to its end."""
    try:
        if not path.name.endswith((WARC_END, *COMPRESSIONS)):
            return _read_plain(path, tally), True
        if path.name.endswith(WARC_END):
            for member in members(path):
                tally.add(_warc_date(member.head))
        else:
            for _, line in read_lines(path):
                tally.add(_captured_at(line))
    except UnreadableFileError:
        return digest_of(path), False
    return digest_of(path), True


def _read_plain(path: Path, tally: Tally) -> str:
    digest = hashlib.sha256()
    for _, line in read_lines(path):
        digest.update(line)
        tally.add(_captured_at(line))
    return digest.hexdigest()


def _captured_at(line: bytes) -> datetime | None:
    try:
        moment = _CAPTURED.decode(line).captured_at
    except MalformedError:  # a damaged line is a line: 'scrapy verify' reports it
        return None
    return moment if moment is not None and is_countable(moment) else None


def _warc_date(head: bytes) -> datetime | None:
    printed = head.partition(_DATE)[2].partition(b"\r\n")[0]
    try:
        moment = datetime.fromisoformat(printed.decode("ascii"))
    except ValueError:
        return None
    return moment if is_countable(moment) else None
