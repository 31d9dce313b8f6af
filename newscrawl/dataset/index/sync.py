"""Brings an index up to the lines: what a dead run committed to files only, or everything, for a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from newscrawl.dataset.index import index_tables
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import (
    ArticleLine,
    BodyLine,
    ObservationLine,
    article_row,
    micros,
    observation_row,
)
from newscrawl.dataset.index.text_signatures import add_signatures, signature_of
from newscrawl.dataset.storage.jsonl import DAMAGED_MAX_COUNT, JsonReader, read_lines
from newscrawl.dataset.storage.layout import RecordFile
from newscrawl.errors import MalformedError, UnreadableFileError
from newscrawl.items import Article, Observation

_BATCH = 5_000
_BATCH_BYTES = 64 << 20
_Item = TypeVar("_Item")
_Decoded = tuple[Any, int, bytes]
"""Record, offset, line."""


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line that is not a record."""

    path: Path
    line: int
    offset: int
    byte_count: int
    detail: str


@dataclass(slots=True)
class SyncedLines:
    """What was read to bring an index up to the lines."""

    line_count: int = 0
    damaged: list[DamagedLine] = field(default_factory=list)


class _Reader:
    """Reads the new lines of files into an index."""

    def __init__(self, index: Index, known: dict[str, tuple[int, int]], window_start: datetime) -> None:
        self.result = SyncedLines()
        self._index = index
        self._known = known
        self._window_start = window_start
        self._number = 0
        """Lines of the file, so far."""
        self._end = 0
        """Where they end."""
        self._article = JsonReader(ArticleLine)
        self._observation = JsonReader(ObservationLine)
        self._body = JsonReader(BodyLine)

    def read(self, file: RecordFile) -> None:
        """Raise `DatasetError` for a file that cannot be read: without its lines, a run fetches them again."""
        start, line_count = self._known.get(file.name, (0, 0))
        if file.byte_count <= start or (file.is_compressed and start):
            return
        self._end, self._number = start, line_count
        if file.kind == "articles":
            self._articles(file, start)
        elif file.kind == "observations":
            for batch in self._decoded(file, start, self._observation.decode):
                note_observations(self._index, [line for line, _, _ in batch])
        else:
            for offset, raw in read_lines(file.path, start):
                self._number, self._end = self._number + 1, offset + len(raw)
        self._index.set_committed(file.name, self._end, self._number)
        self.result.line_count += self._number - line_count

    def _articles(self, file: RecordFile, start: int) -> None:
        file_id = self._index.file_id(file.name)
        for batch in self._decoded(file, start, self._article.decode):
            note_articles(self._index, file_id, batch)
            add_signatures(
                self._index,
                [
                    (line.article_id, self._signature(line, raw), line.captured_at)
                    for line, _, raw in batch
                    if line.captured_at >= self._window_start and self._is_latest(line)
                ],
            )

    def _is_latest(self, line: ArticleLine) -> bool:
        """Return whether no later revision was read before: runs whose clock went backwards are in the wrong order."""
        query = "SELECT 1 FROM articles WHERE article_id = ? AND revision = ?"
        return bool(self._index.read(query, (line.article_id, line.revision)))

    def _signature(self, line: ArticleLine, raw: bytes) -> bytes | None:
        try:
            return None if line.duplicate_of else signature_of(self._body.decode(raw).body)
        except MalformedError:  # The index needs no text of this line: 'scrapy verify' reports it.
            return None

    def _decoded(self, file: RecordFile, start: int, decode: Callable[[bytes], Any]) -> Iterator[list[_Decoded]]:
        """Yield the records of *file* in batches; a generator for each line costs as much as decoding it."""
        for lines in line_batches(read_lines(file.path, start)):
            found = []
            for offset, raw in lines:
                self._number += 1
                try:
                    line = decode(raw)
                except MalformedError as error:
                    self._damaged(file, offset, raw, str(error))
                    continue
                if raw.endswith(b"\n"):
                    found.append((line, offset, raw))
                else:
                    self._damaged(file, offset, raw, "a line without its end")
            offset, raw = lines[-1]
            self._end = offset + len(raw)
            yield found

    def _damaged(self, file: RecordFile, offset: int, raw: bytes, detail: str) -> None:
        self.result.damaged.append(DamagedLine(file.path, self._number, offset, len(raw), detail))
        if len(self.result.damaged) > DAMAGED_MAX_COUNT:
            raise too_much_damage(file)


def sync_index(index: Index, files: Iterable[RecordFile], *, window_start: datetime) -> SyncedLines:
    """Read what *index* has not seen of *files* (articles before observations) into it, within its transaction.

    Texts captured since *window_start* get their signatures. Damaged lines are reported, and left out.
    """
    reader = _Reader(index, index.committed(), window_start)
    for file in files:
        reader.read(file)
    return reader.result


def note_articles(index: Index, file_id: int, batch: Sequence[tuple[ArticleLine | Article, int, bytes]]) -> None:
    """Bring (record, offset, line) of the file *file_id* into *index*."""
    index.write_many(
        index_tables.ADD_ARTICLE, [article_row(line, file_id, offset, len(raw)) for line, offset, raw in batch]
    )
    firsts = [(micros(line.captured_at), line.article_id) for line, _, _ in batch if line.revision == 1]
    index.write_many(index_tables.FIRST_SEEN, firsts)
    aliases = [(line.url, line.article_id) for line, _, _ in batch if line.url != line.canonical_url]
    index.write_many(index_tables.ADD_ALIAS, aliases)


def note_observations(index: Index, batch: Iterable[ObservationLine | Observation]) -> None:
    """Bring visits into *index*, whose article lines are all there already."""
    rows = [observation_row(line) for line in batch]
    index.write_many(index_tables.ADD_OBSERVATION, rows)
    # The line of a visit that stored a revision has the visit's address.
    others = [(url, article_id) for article_id, url, _, _, status, _ in rows if status not in {"new", "changed"}]
    index.write_many(index_tables.ADD_VISITED_ALIAS, others)


def too_much_damage(file: RecordFile) -> UnreadableFileError:
    """Return the error for a file with hundreds of thousands of lines that are not records."""
    return UnreadableFileError(
        f"{file.path}: expected records, got more than {DAMAGED_MAX_COUNT} damaged lines; restore the file from "
        "a copy, or move it out of the dataset"
    )


def batches(found: Iterator[_Item]) -> Iterator[list[_Item]]:
    """Yield what *found* yields in lists of 5,000."""
    while batch := list(islice(found, _BATCH)):
        yield batch


def line_batches(lines: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """Yield (offset, line) in lists of 5,000 or 64 MB, whichever comes first."""
    batch: list[tuple[int, bytes]] = []
    byte_count = 0
    for offset, raw in lines:
        batch.append((offset, raw))
        byte_count += len(raw)
        if len(batch) == _BATCH or byte_count >= _BATCH_BYTES:
            yield batch
            batch, byte_count = [], 0
    if batch:
        yield batch
