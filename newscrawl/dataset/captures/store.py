"""Writes a run's captures, with the durability of its lines."""

from __future__ import annotations

from newscrawl.dataset.captures.encoding import Origin, exchange_members, info_member, payload_digest, warc_date
from newscrawl.dataset.captures.exchange import Exchange
from newscrawl.dataset.captures.files import capture_name
from newscrawl.dataset.captures.last_kept import LastKept, Memory
from newscrawl.dataset.faults import Fault
from newscrawl.dataset.jsonl import LineFile
from newscrawl.dataset.layout import Layout
from newscrawl.items import CapturePlace


class CaptureStore:
    """The capture files of one run: `add` appends, `sync` makes durable, `names` are to be renamed at the end.

    The page (status 200) that was kept last of an address is kept in *memory*; when its bytes
    come again, or a 304 in their place, a revisit record is kept that points to them.
    """

    def __init__(
        self,
        layout: Layout,
        run_id: str,
        fault: Fault,
        *,
        memory: Memory,
        rotate_bytes: int = 1_000_000_000,
    ) -> None:
        self.names: list[str] = []
        """The files that this run has begun, in order."""
        self.record_count = 0
        """Responses that were kept."""
        self.revisit_count = 0
        """Those of them whose bytes stood already."""
        self.byte_count = 0
        """Bytes that were written, all files together."""
        self._layout = layout
        self._run_id = run_id
        self._fault = fault
        self._last = LastKept(memory)
        self._rotate_bytes = rotate_bytes
        self._file: LineFile | None = None

    def add(self, exchange: Exchange) -> CapturePlace:
        """Keep *exchange*; return where its bytes stand. Raises `DatasetError` when the disk refuses."""
        digest = payload_digest(exchange.body)
        origin = self._origin(exchange, digest)
        content = exchange_members(exchange, digest, origin)
        file = self._open_file(exchange)
        offset = file.append(content)
        self.record_count += 1
        self.byte_count += len(content)
        if origin is not None:
            self.revisit_count += 1
            self._last.seen(exchange.url, exchange.captured_at.date())
            return CapturePlace(file=origin.file, offset=origin.offset)
        place = CapturePlace(file=self.names[-1], offset=offset)
        if exchange.status == 200:
            kept = Origin(digest, place.file, place.offset, warc_date(exchange.captured_at))
            self._last.keep(exchange.url, kept, exchange.captured_at.date())
        return place

    def counts(self) -> dict[str, int]:
        """Return what the run's report tells; empty where nothing was kept."""
        if not self.record_count:
            return {}
        return {"responses": self.record_count, "revisits": self.revisit_count, "bytes": self.byte_count}

    def sync(self) -> None:
        """Make all that was added durable."""
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
        return origin if is_same and self._stands(origin.file) else None

    def _stands(self, name: str) -> bool:
        """Return whether the file *name* is there still: an old one may have been deleted."""
        return self._layout.part(name).exists() or self._layout.final(name).exists()

    def _open_file(self, exchange: Exchange) -> LineFile:
        if self._file is not None and 0 < self._rotate_bytes <= self._file.byte_count:
            self.sync()
            self.close()
        if self._file is None:
            self.names.append(capture_name(self._run_id, len(self.names) + 1))
            self._file = LineFile(self._layout.part(self.names[-1]), self._fault)
            fields = {"software": "newscrawl", "format": "WARC File Format 1.1", "isPartOf": self._run_id}
            name = self.names[-1].rpartition("/")[2]
            self.byte_count += len(info := info_member(name, fields, exchange.captured_at))
            self._file.append(info)
        return self._file
