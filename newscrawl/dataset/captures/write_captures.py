"""Writes a run's captures, as durable as its lines."""

from __future__ import annotations

from newscrawl.dataset.captures.capture_files import capture_name
from newscrawl.dataset.captures.exchange import Exchange
from newscrawl.dataset.captures.revisits import LastBodies, LastKept
from newscrawl.dataset.captures.warc_records import Origin, exchange_members, info_member, payload_digest, warc_date
from newscrawl.dataset.storage.file_entry import FileEntry, WrittenFile
from newscrawl.dataset.storage.jsonl import LineFile
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import CrashPoint
from newscrawl.items import CapturePlace


class CaptureStore:
    """The capture files of one run: `add` appends, `sync` makes durable, `names` are the files to rename at the end.

    *memory* has the page (status 200) of each address that was kept last. When its bytes
    are sent again, or a 304 instead, a revisit record that points to them is kept.
    """

    def __init__(
        self,
        layout: Layout,
        run_id: str,
        fault: CrashPoint,
        *,
        memory: LastBodies,
        rotate_bytes: int = 1_000_000_000,
    ) -> None:
        self.record_count = 0
        """Responses that were kept."""
        self.revisit_count = 0
        """Those whose bytes were kept before."""
        self.byte_count = 0
        """Bytes that were written, all files together."""
        self._layout = layout
        self._run_id = run_id
        self._fault = fault
        self._last = LastKept(memory)
        self._rotate_bytes = rotate_bytes
        self._file: LineFile | None = None
        self._current = ""
        self._written: dict[str, WrittenFile] = {}
        """The files that this run has begun, in order."""

    @property
    def names(self) -> list[str]:
        """The files that this run has begun, in order."""
        return list(self._written)

    def add(self, exchange: Exchange) -> CapturePlace:
        """Keep *exchange*; return the place of its bytes. Raises `DatasetError` when the disk refuses."""
        digest = payload_digest(exchange.body)
        origin = self._origin(exchange, digest)
        content = exchange_members(exchange, digest, origin)
        name, offset = self._append(exchange, content)
        self.record_count += 1
        if origin is not None:
            self.revisit_count += 1
            self._last.seen(exchange.url, exchange.captured_at.date())
            return CapturePlace(file=origin.file, offset=origin.offset)
        place = CapturePlace(file=name, offset=offset)
        if exchange.status == 200:
            kept = Origin(digest, place.file, place.offset, warc_date(exchange.captured_at))
            self._last.keep(exchange.url, kept, exchange.captured_at.date())
        return place

    def entries(self) -> list[FileEntry]:
        """Return the manifest entry of each file of this run, once it has its final name."""
        return [written.entry() for written in self._written.values()]

    def counts(self) -> dict[str, int]:
        """Return the counts for the run's report; empty where nothing was kept."""
        if not self.record_count:
            return {}
        return {"responses": self.record_count, "revisits": self.revisit_count, "bytes": self.byte_count}

    def sync(self) -> None:
        """Make all added records durable."""
        if self._file is not None:
            self._file.sync()

    def close(self) -> None:
        """Close the open file; what was not synced may still be lost."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _origin(self, exchange: Exchange, digest: str) -> Origin | None:
        origin = self._last.of(exchange.url) if exchange.status in {200, 304} else None
        if origin is None:
            return None
        is_same = exchange.status == 304 or origin.digest == digest
        return origin if is_same and self._exists(origin.file) else None

    def _exists(self, name: str) -> bool:
        """Return whether the file *name* still exists: an old one may have been deleted."""
        return self._layout.part(name).exists() or self._layout.final(name).exists()

    def _append(self, exchange: Exchange, content: bytes) -> tuple[str, int]:
        """Write the two records *content* of *exchange*; return the file and the offset."""
        if self._file is not None and 0 < self._rotate_bytes <= self._file.byte_count:
            self.sync()
            self.close()
        file = self._file or self._begin(exchange)
        return self._current, self._write(file, content, exchange, 2)

    def _begin(self, exchange: Exchange) -> LineFile:
        self._current = capture_name(self._run_id, len(self._written) + 1)
        self._written[self._current] = WrittenFile(self._current)
        self._file = LineFile(self._layout.part(self._current), self._fault)
        fields = {"software": "newscrawl", "format": "WARC File Format 1.1", "isPartOf": self._run_id}
        info = info_member(self._current.rpartition("/")[2], fields, exchange.captured_at)
        self._write(self._file, info, exchange, 1)
        return self._file

    def _write(self, file: LineFile, content: bytes, exchange: Exchange, record_count: int) -> int:
        offset = file.append(content)
        self._written[self._current].add(content, exchange.captured_at, record_count)
        self.byte_count += len(content)
        return offset
