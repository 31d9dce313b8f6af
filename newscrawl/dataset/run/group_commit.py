"""The line files of one run, and the groups in which its lines become durable."""

from __future__ import annotations

import time

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.storage.jsonl import LineFile, read_span
from newscrawl.dataset.storage.layout import REJECTED, Layout
from newscrawl.dataset.storage.safe_files import CrashPoint


class LineGroups:
    """Appends lines, one file for each kind, and shows when a group of them is full or old."""

    def __init__(
        self, layout: Layout, run_id: str, fault: CrashPoint, *, sync_record_count: int, sync_secs: float
    ) -> None:
        self.counts: dict[str, int] = {}
        """Lines that were appended, by kind."""
        self._layout = layout
        self._run_id = run_id
        self._fault = fault
        self._sync_record_count = sync_record_count
        self._sync_secs = sync_secs
        self._files: dict[str, LineFile] = {}
        self._unsynced_count = 0
        self._begun_at: float | None = None

    def append(self, kind: str, content: bytes, line_count: int = 1) -> int:
        """Append whole lines; return their offset."""
        if kind not in self._files:
            self._files[kind] = LineFile(self._layout.part(self.name(kind)), self._fault)
        offset = self._files[kind].append(content)
        self.counts[kind] = self.counts.get(kind, 0) + line_count
        self.begin()
        self._unsynced_count += 1
        return offset

    def begin(self) -> None:
        """Begin a group, unless one is open: it has data that is not durable yet."""
        if self._begun_at is None:
            self._begun_at = time.monotonic()

    @property
    def is_due(self) -> bool:
        """Whether the open group is full or old."""
        if self._begun_at is None:
            return False
        is_old = time.monotonic() - self._begun_at >= self._sync_secs
        return is_old or self._unsynced_count >= self._sync_record_count

    def sync(self, index: Index) -> None:
        """Make the lines durable, and make *index* note how far the files go."""
        for kind, file in self._files.items():
            file.sync()
            if kind != REJECTED:
                index.set_committed(self.name(kind), file.byte_count, self.counts[kind])

    def end(self) -> None:
        """End the group: all that was written is durable."""
        self._unsynced_count = 0
        self._begun_at = None

    def read(self, known: KnownArticle) -> bytes:
        """Return the line of *known*, which may be one of these or in an earlier run's file."""
        file = self._files.get("articles")
        if file is not None and known.file == self.name("articles"):
            return file.read(known.line_offset, known.line_bytes)
        return read_span(self._layout.current_path(known.file), known.line_offset, known.line_bytes)

    def names(self) -> list[str]:
        """Return the names of the files that were begun."""
        return [self.name(kind) for kind in self._files]

    def close(self) -> None:
        """Close the files; what was not synced may still be lost."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def name(self, kind: str) -> str:
        """Return the name of this run's file of *kind*."""
        return self._layout.name(kind, self._run_id)
