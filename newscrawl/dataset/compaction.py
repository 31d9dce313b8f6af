"""Joins the many files that a day's runs left to one file for each day and kind; every line keeps its bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Literal, cast

from backports import zstd

from newscrawl.clock import Clock
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.sync import seal
from newscrawl.dataset.recovery.compaction_journal import carry_out, end
from newscrawl.dataset.recovery.recover import recover, window_start_of
from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.jsonl import UNPACKED_MAX_BYTES, open_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout, Merge, RecordFile
from newscrawl.dataset.storage.lock import DatasetLock
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.dataset.storage.measure_file import digest_of
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint, open_new, sync_folder
from newscrawl.errors import DatasetError, UnreadableFileError
from newscrawl.program import as_typed

Compression = Literal["", ".gz", ".zst"]
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class DayFiles:
    """The files of one day and kind that become one."""

    kind: str
    date: str
    files: tuple[RecordFile, ...]

    @property
    def target(self) -> str:
        """The name of the new file: it is always a new name, so that no finished file changes."""
        stem = f"{self.date.replace('-', '')}-day"
        taken = {file.name.rpartition("/")[2].removesuffix(".jsonl") for file in self.files if not file.run_id}
        number = max((int(one.removeprefix(stem) or 1) for one in taken), default=0) + 1
        return f"{self.kind}/date={self.date}/{stem}{number if number > 1 else ''}.jsonl"

    @property
    def byte_count(self) -> int:
        """Their size on disk."""
        return sum(file.byte_count for file in self.files)


@dataclass(frozen=True, slots=True)
class Compacted:
    """The result for one day and kind."""

    day: DayFiles
    path: str
    """The day's file, from the portal's folder."""

    byte_count: int
    """Its size on disk; 0 where nothing was done."""

    refusal: str = ""
    """Why the files were left unchanged."""


def plan(layout: Layout, *, before: date, compression: Compression = "") -> list[DayFiles]:
    """Return what there is to compact of the days before *before* (UTC), oldest first.

    A day and kind with one file is left alone, unless the caller wants it compressed and it is not.
    """
    found: dict[tuple[str, str], list[RecordFile]] = defaultdict(list)
    for kind in (*RECORD_KINDS, REJECTED):
        for file in layout.record_files(kind):
            if file.date < before.isoformat():
                found[file.date, kind].append(file)
    return [
        DayFiles(kind, day, tuple(files))
        for (day, kind), files in sorted(found.items(), key=lambda one: one[0])
        if not any(file.is_part for file in files) and (len(files) > 1 or (compression and not files[0].is_compressed))
    ]


def compact(
    layout: Layout,
    *,
    clock: Clock,
    window_days: int,
    before: date,
    compression: Compression = "",
    fault: CrashPoint = NO_CRASH,
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[Compacted]:
    """Compact the days before *before* and before today; yield each day and kind when it is done.

    First recovers the dataset, as at a run's start; *report* gets each repair as a sentence. Can be killed at any
    moment: the next run, compaction or repair finishes it or undoes it. Raises `DatasetLockedError` while a run
    writes, `DatasetError` when the disk refuses.
    """
    layout.refuse_odd_entries()
    lock = DatasetLock(layout.lock)
    unreported = lock.acquire("", on_lock="skip", wait_secs=0)
    try:
        window_start = window_start_of(clock.now(), window_days)
        index, recovery = recover(layout, unreported=unreported, window_start=window_start, fault=fault)
        lock.reported()
        for sentence in recovery.sentences():
            report(sentence)
        try:
            days = plan(layout, before=min(before, today(clock)), compression=compression)
            yield from _Compactor(layout, index, compression, fault).compact(days)
        finally:
            index.close()
            seal(layout.index)
    except OSError as error:
        raise DatasetError(f"{layout.folder}: {error}; no record was lost: make room, then compact again") from error
    finally:
        lock.release()


def today(clock: Clock) -> date:
    """Return the day (UTC) whose runs may still write."""
    return clock.now().astimezone(UTC).date()


class _Compactor:
    """Compacts day by day, with the lock held and the index up to the lines."""

    def __init__(self, layout: Layout, index: Index, compression: Compression, fault: CrashPoint) -> None:
        self._layout = layout
        self._index = index
        self._compression = compression
        self._fault = fault
        manifest = read_manifest(layout)
        self._listed: dict[str, FileEntry] = {entry.path: entry for entry in manifest.files} if manifest else {}

    def compact(self, days: list[DayFiles]) -> Iterator[Compacted]:
        if not days:
            return
        self._layout.compact.mkdir(exist_ok=True)
        sync_folder(self._layout.folder)
        for day in days:
            yield self._compact(day)
        end(self._layout, self._fault)

    def _compact(self, day: DayFiles) -> Compacted:
        path = day.target + self._compression
        aside = self._layout.compact / path.rpartition("/")[2]
        try:
            sizes = self._write(aside, day)
        except DatasetError as error:
            aside.unlink(missing_ok=True)
            return Compacted(day, path, 0, refusal=str(error))
        self._fault.passes("in_compact")
        byte_count = aside.stat().st_size
        sources = tuple((file.name, file.current_name, size) for file, size in zip(day.files, sizes, strict=True))
        merge = Merge(target=day.target, target_path=path, sources=sources)
        carry_out(self._layout, merge, self._index, self._fault)
        return Compacted(day, path, byte_count)

    def _write(self, aside: Path, day: DayFiles) -> list[int]:
        """Write the lines of *day* aside, synced; return how many bytes of lines each file gave.

        The journal syncs the folder. Until then the power may take the file: its day is as it was.
        """
        with open_new(aside) as raw:
            with _packed(raw, self._compression) as file:
                sizes = [self._copy(source, file) for source in day.files]
            raw.flush()
            os.fsync(raw.fileno())
        return sizes

    def _copy(self, source: RecordFile, into: BinaryIO) -> int:
        """Raise `DatasetError` for a file that changed after it was finished."""
        try:
            byte_count, end, digest = _copied(source, into)
        except UnreadableFileError as error:
            raise self._refused(source, f"whole lines, got none ({error})") from error
        entry = self._listed.get(source.current_name)
        if entry is not None and digest != entry.sha256:
            raise self._refused(source, "the file that manifest.json lists, got other bytes")
        if end not in {b"", b"\n"}:
            raise self._refused(source, "whole lines, got a torn last one")
        return byte_count

    def _refused(self, source: RecordFile, expected: str) -> DatasetError:
        return DatasetError(
            f"{source.path}: expected {expected}; the day was left as it is: run "
            f"{as_typed(f'verify {self._layout.folder.name}')!r}, which says what to do"
        )


def _copied(source: RecordFile, into: BinaryIO) -> tuple[int, bytes, str]:
    """Append the lines of *source* to *into*; return their bytes, the last of these, and the file's SHA-256."""
    byte_count, end, digest = 0, b"", hashlib.sha256()
    with open_lines(source.path) as file:
        while piece := file.read(_PIECE_BYTES):
            byte_count += into.write(piece)
            end = piece[-1:]
            if source.is_compressed and byte_count > UNPACKED_MAX_BYTES:
                raise UnreadableFileError(f"{source.path}: more than {UNPACKED_MAX_BYTES} bytes unpacked")
            if not source.is_compressed:
                digest.update(piece)
    return byte_count, end, digest_of(source.path) if source.is_compressed else digest.hexdigest()


def _packed(raw: BinaryIO, compression: Compression) -> AbstractContextManager[BinaryIO]:
    """Return a writer that compresses into *raw* and leaves it open."""
    if compression == ".gz":
        return cast("BinaryIO", gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
    return cast("BinaryIO", zstd.ZstdFile(raw, "wb")) if compression == ".zst" else nullcontext(raw)


def parsed_day(printed: str) -> date:
    """Return the day that *printed* (``2026-11-23``) names; raises `ValueError`."""
    return datetime.strptime(printed, "%Y-%m-%d").replace(tzinfo=UTC).date()
