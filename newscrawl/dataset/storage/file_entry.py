"""One finished file as the manifest lists it, and how its records are counted."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One finished file as `manifest.json` lists it."""

    path: str
    """From the portal's folder."""

    records: int | None
    """Lines; for captures, WARC records; for a run's report, 1. Null where the file cannot be read."""

    bytes: int
    """Its size on disk."""

    sha256: str
    """Of its bytes on disk, in hex."""

    first_captured_at: datetime | None
    """The earliest time of its records, in UTC; null where they have no such time (rejected records, reports)."""

    last_captured_at: datetime | None
    """The latest time of its records, in UTC."""


class Tally:
    """Counts records and keeps the first and last of their times."""

    def __init__(self) -> None:
        self.count = 0
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, moment: datetime | None, count: int = 1) -> None:
        """Count *count* records of *moment* (aware); None where they have no time."""
        self.count += count
        if moment is not None:
            moment = moment.astimezone(UTC)
            self.first = moment if self.first is None else min(self.first, moment)
            self.last = moment if self.last is None else max(self.last, moment)


class WrittenFile:
    """Counts what is written to a file, so that the finished file needs no second reading."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._byte_count = 0
        self._digest = hashlib.sha256()
        self._tally = Tally()

    def add(self, content: bytes, captured_at: datetime, count: int) -> None:
        """Count *content*, which holds *count* records of *captured_at* (aware)."""
        self._byte_count += len(content)
        self._digest.update(content)
        self._tally.add(captured_at, count)

    def entry(self) -> FileEntry:
        """Return the manifest's entry for the file."""
        return FileEntry(
            path=self._name,
            records=self._tally.count,
            bytes=self._byte_count,
            sha256=self._digest.hexdigest(),
            first_captured_at=self._tally.first,
            last_captured_at=self._tally.last,
        )
