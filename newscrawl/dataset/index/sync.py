"""Whether the index on disk can be trusted, and bringing it up to the lines: those of a dead run, or all of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from newscrawl.dataset.index import index_tables
from newscrawl.dataset.index.index import INDEX_FAULTS, Index, add_signatures, signature_of
from newscrawl.dataset.index.index_tables import INDEX_VERSION, LOOKUPS, TABLES
from newscrawl.dataset.index.record_lines import (
    ArticleLine,
    BodyLine,
    ObservationLine,
    article_row,
    micros,
    observation_row,
)
from newscrawl.dataset.storage.jsonl import DAMAGED_MAX_COUNT, JsonReader, read_lines
from newscrawl.dataset.storage.layout import RecordFile
from newscrawl.dataset.storage.safe_files import has_other_name, is_regular, open_new, read_small
from newscrawl.errors import DatasetError, IndexVersionError, MalformedError, UnreadableFileError
from newscrawl.items import Article, Observation

_SEAL_MAX_BYTES = 1000
_JOURNAL = "-journal"
"""What newscrawl's own index never has. SQLite plays such a file back, which may name another file to delete."""
_SIDE_FILES = ("", "-wal", "-shm", _JOURNAL)
_SEAL = ".seal"
_OUTER_CODES = frozenset(
    {
        sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
    }
)  # fmt: skip
"""What SQLite reports of the disk, the rights and other processes; every other error is a fault of the file."""

_SCHEMA = "SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema"


def open_trusted(path: Path) -> tuple[Index | None, str]:
    """Return the index at *path*, or None and why it must be rebuilt.

    Raises `IndexVersionError` when a newer version of this project wrote it.
    """
    if not os.path.lexists(path):
        return None, "it is missing"
    if odd := odd_file(path):
        return None, odd
    try:
        index = Index(path)
    except INDEX_FAULTS as error:
        return None, _damage(path, error)
    with index.closed_on_error():
        reason = _distrust(index)
    if not reason:
        return index, ""
    index.close()
    return None, reason


def odd_file(path: Path) -> str:
    """Return why SQLite may not open the index at *path*, before it reads a byte of it; empty where it may."""
    for suffix in _SIDE_FILES:
        file = path.with_name(path.name + suffix)
        if os.path.lexists(file) and not is_regular(file):
            return f"{file.name} is no regular file"
        if os.path.lexists(file) and has_other_name(file):
            return f"{file.name} has a second name (a hard link)"
    if os.path.lexists(path.with_name(path.name + _JOURNAL)):
        return f"{path.name}{_JOURNAL} is beside it, which newscrawl never writes"
    return ""


def is_own_schema(database: sqlite3.Connection, schema: str = "main") -> bool:
    """Return whether *schema* of *database* holds only these tables and look-ups: no view, no trigger, nothing else.

    An index may come with a dataset from somebody else: a view in the place of a table can run for ever.
    """
    return _things(database, schema) == _own_things()


@cache
def _own_things() -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES + LOOKUPS)
        return _things(database, "main")


def _things(database: sqlite3.Connection, schema: str) -> frozenset[tuple[str, ...]]:
    rows = database.execute(_SCHEMA.format(schema=schema)).fetchall()
    return frozenset(
        (kind, name, table, " ".join((sql or "").split()))
        for kind, name, table, sql in rows
        if not name.startswith("sqlite_stat")  # ANALYZE made it
    )


def move_aside(path: Path) -> Path | None:
    """Rename the files of the index at *path* to a free name beside it; return that name, None if there is no file."""
    number = 1
    while os.path.lexists(path.with_name(f"{path.name}.aside-{number}")):
        number += 1
    moved = None
    for suffix in reversed(_SIDE_FILES):  # The database last: until then it is found damaged again.
        file = path.with_name(path.name + suffix)
        if os.path.lexists(file):
            moved = file.replace(path.with_name(f"{path.name}.aside-{number}{suffix}"))
    return moved


def remove_index(path: Path) -> None:
    """Delete the index at *path*, its seal and what SQLite keeps beside it."""
    for suffix in (*_SIDE_FILES, _SEAL):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def seal(path: Path) -> None:
    """Note the state of the closed index at *path*: if the next start finds it unchanged, it skips the page check."""
    with open_new(_seal_path(path)) as file:
        file.write(_look(path).encode("ascii"))


def _distrust(index: Index) -> str:
    try:
        version: int = index.database.execute("PRAGMA user_version").fetchone()[0]
        if version > INDEX_VERSION:
            raise IndexVersionError(
                f"{index.path}: expected an index of version {INDEX_VERSION} or older, got version {version}; use the "
                f"newer newscrawl that wrote it, or delete {index.path.name}: it is rebuilt from the lines"
            )
        if version < INDEX_VERSION:
            return "it is of an older version" if version else "it is empty"
        if not is_own_schema(index.database):
            return "it has other tables than newscrawl makes"
        if is_sealed(index.path):
            return ""
        verdict: str = index.database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except INDEX_FAULTS as error:
        return _damage(index.path, error)
    return "" if verdict == "ok" else f"it is damaged ({verdict})"


def _damage(path: Path, error: Exception) -> str:
    """Return what is wrong with the file; raises `DatasetError` for other problems: a full disk, a lock."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF not in _OUTER_CODES or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return f"it is damaged ({error})"
    raise DatasetError(f"{path}: cannot open the index ({error}); see that the disk has room and nobody else uses it")


def is_sealed(path: Path) -> bool:
    """Return whether the database at *path* is as `seal` found it on this machine: whoever sends one cannot seal it."""
    try:
        return read_small(_seal_path(path), _SEAL_MAX_BYTES) == _look(path).encode("ascii")
    except (FileNotFoundError, UnreadableFileError):
        return False


def _look(path: Path) -> str:
    look = path.stat()
    times = f"{look.st_mtime_ns} ns, as file {look.st_ino} since {look.st_ctime_ns} ns"
    return f"{look.st_size} bytes, changed at {times}\n"  # the kernel gives the last two: a copy has others


def _seal_path(path: Path) -> Path:
    return path.with_name(path.name + _SEAL)


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
