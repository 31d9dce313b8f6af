"""Recovery, before a run begins: finishes what a dead run left, and brings the index up to the lines.

The order of steps. A process can be killed in each one, and the step done again:

1. Finish or undo an interrupted compaction (`compaction_journal.resume`).
2. Open the index if it can be trusted and is not ahead of the lines (`sync.open_trusted`).
3. Cut all bytes that are not whole records out of the dead runs' `.part` files, keep them in `torn/`, and make the
   observations that are missing for article lines (`recover_lines`).
4. Sync the `.part` files and their folders.
5. Bring the index up to the lines, or rebuild it beside and rename it (`sync.sync_index`).
6. Cut torn ends of the dead runs' captures and give the captures their final names (`capture_files.recover_captures`).
7. Give the line files their final names.
8. Write a report with the verdict `died` for each dead run.
9. Check whether the oldest and newest files are of another portal or version (`record_lines`).

The caller then writes the manifest and frees the lock.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from newscrawl.clock import run_date, run_start
from newscrawl.dataset.captures.capture_files import TornCapture, capture_files, recover_captures
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import begins_with_foreign_records, run_of
from newscrawl.dataset.index.sync import DamagedLine, SyncedLines, move_aside, open_trusted, remove_index, sync_index
from newscrawl.dataset.recovery.compaction_journal import resume as resume_compaction
from newscrawl.dataset.recovery.recover_lines import TornTailTruncator, TruncatedRun
from newscrawl.dataset.storage.jsonl import finish, read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout, RecordFile
from newscrawl.dataset.storage.report_file import RunReport, Verdict, read_report, write_report
from newscrawl.dataset.storage.safe_files import CrashPoint, sync_file, sync_folder
from newscrawl.errors import DatasetError
from newscrawl.program import as_typed

_DIED = "the process ended without a word; this report was written by the run after it"

_CORRECTED = "the counts of records were corrected by the run after it: some did not reach the disk"


@dataclass(slots=True, kw_only=True)
class Recovery:
    """What recovery found and repaired at the start of a run."""

    dead_runs: tuple[str, ...] = ()
    truncated: tuple[TruncatedRun, ...] = ()
    torn_captures: tuple[TornCapture, ...] = ()
    compacted: str = ""
    """The result for a compaction that was interrupted."""
    index_reason: str = ""
    """Why the index was rebuilt; empty when it was not."""
    index_kept_in: Path | None = None
    """The new place of an index that could not be trusted."""
    line_count: int = 0
    """Lines that were read to bring the index up to them."""
    damaged: tuple[DamagedLine, ...] = ()
    """Lines that are not records, among the lines that were read."""
    foreign_files: tuple[str, ...] = ()
    """Files, with their reason, whose lines are of another portal or version."""
    secs: float = 0.0
    folder: Path = field(default_factory=Path)

    def sentences(self) -> list[str]:
        """Return what a reader of the log must know; empty when there was nothing to repair or to do."""
        return [
            *self.done(),
            *(f"{one}; run {as_typed('verify')!r}" for one in self.foreign_files),
            *(
                f"{line.path}:{line.line}: expected one JSON record, got {line.byte_count} bytes "
                f"at byte {line.offset}: {line.detail}; run {as_typed('verify --repair')!r}"
                for line in self.damaged
            ),
        ]

    def done(self) -> list[str]:
        """Return what was repaired."""
        sentences = [f"run {run_id} did not end in order; see runs/{run_id}.json" for run_id in self.dead_runs]
        for run in self.truncated:
            sentences += [
                f"{cut.name}: cut {cut.byte_count} bytes at byte {cut.offset}, kept in {cut.kept_in}"
                for cut in run.cuts
            ]
            if run.synthesised_count:
                sentences.append(f"run {run.run_id}: {run.synthesised_count} observations made from its article lines")
        sentences += [
            f"{cut.name}: cut {cut.byte_count} bytes at byte {cut.offset}, kept in {cut.kept_in}"
            for cut in self.torn_captures
        ]
        if self.compacted:
            sentences.append(self.compacted)
        if self.index_reason:
            kept = f" (moved to {self.index_kept_in.name})" if self.index_kept_in else ""
            sentences.append(
                f"the index was rebuilt because {self.index_reason}{kept}: {self.line_count} lines in {self.secs:.1f} s"
            )
        elif self.line_count:
            sentences.append(f"{self.line_count} lines were brought into the index")
        return sentences


def recover(
    layout: Layout, *, unreported: tuple[str, ...], window_start: datetime, fault: CrashPoint
) -> tuple[Index, Recovery]:
    """Repair the dataset of *layout*; return its index, up to the lines, and what was done.

    The caller holds the lock. Can be killed at any moment and run again. Raises `IndexVersionError`.
    """
    started = time.monotonic()
    compacted = resume_compaction(layout, fault) if layout.compact.is_dir() else ""
    files = _files(layout)
    recovery = Recovery(folder=layout.folder, compacted=compacted)
    with ExitStack() as unfinished:
        index, reason = _open_behind(layout, files)
        committed = {}
        if index is not None:
            unfinished.enter_context(closing(index))
            committed = index.committed()
        parts = _parts(files)
        recovery.truncated = tuple(
            TornTailTruncator(layout, run_id, committed, fault).truncate(own) for run_id, own in sorted(parts.items())
        )
        if parts:
            files = _files(layout)
        _sync_parts(layout, files)
        if index is None:
            index, caught_up = _rebuild(layout, files, window_start, fault, recovery)
            unfinished.enter_context(closing(index))
            is_first = not any(files.values()) and recovery.index_kept_in is None
            recovery.index_reason = "" if is_first else reason
        else:
            caught_up = sync_index(index, _in_order(files), window_start=window_start)
            index.commit()
        fault.passes("in_recovery")
        recovery.line_count, recovery.damaged = caught_up.line_count, tuple(caught_up.damaged)
        recovery.dead_runs = tuple(sorted({*parts, *unreported}))
        _finish_runs(layout, files, fault, recovery)
        recovery.secs = time.monotonic() - started
        unfinished.pop_all()
    return index, recovery


def _finish_runs(layout: Layout, files: dict[str, list[RecordFile]], fault: CrashPoint, recovery: Recovery) -> None:
    """Give what the dead runs left its final names, and each of them a report; look for records of others."""
    recovery.torn_captures = tuple(recover_captures(layout, fault))
    _finish_parts(layout, files, fault)
    counts = line_counts(layout, recovery.dead_runs)
    for run_id in recovery.dead_runs:
        report_run(layout, run_id, "died", _DIED, counts[run_id])
        fault.passes("in_recovery")
    recovery.foreign_files = tuple(_foreign_files(layout, files["articles"]))


def _foreign_files(layout: Layout, articles: list[RecordFile]) -> Iterator[str]:
    """Check the oldest and the newest file that holds a line."""
    filled = [file for file in articles if file.byte_count]
    for file in {file.name: file for file in (*filled[:1], *filled[-1:])}.values():
        current = replace(file, path=layout.current_path(file.name))
        if foreign := begins_with_foreign_records(current, layout.folder.name):
            yield f"{file.name}: expected lines of this portal and version, got others ({foreign.detail})"


def _files(layout: Layout) -> dict[str, list[RecordFile]]:
    return {kind: layout.record_files(kind) for kind in (*RECORD_KINDS, REJECTED)}


def _open_behind(layout: Layout, files: dict[str, list[RecordFile]]) -> tuple[Index | None, str]:
    """Return the index if it can be trusted and is not ahead of the lines; else None and the reason."""
    index, reason = open_trusted(layout.index)
    if index is None:
        return None, reason
    with index.closed_on_error():
        reason = _leads(index, files)
    if reason:
        index.close()
        return None, reason
    return index, ""


def _sync_parts(layout: Layout, files: dict[str, list[RecordFile]]) -> None:
    """Make durable what dead runs wrote but did not sync, before the index lists it and files get their names."""
    parts = [file.path for own in files.values() for file in own if file.is_part]
    parts += [file.path for file in capture_files(layout) if file.is_part]
    for path in parts:
        sync_file(path)
    for folder in dict.fromkeys(folder for path in parts for folder in (path.parent, path.parent.parent)):
        sync_folder(folder)
    if parts:
        sync_folder(layout.folder)


def _finish_parts(layout: Layout, files: dict[str, list[RecordFile]], fault: CrashPoint) -> None:
    for file in (file for own in _parts(files).values() for file in own.values()):
        if file.byte_count:
            finish(file.path, layout.final(file.name), fault)
        else:
            file.path.unlink()  # Nothing in it could be kept.


def _rebuild(
    layout: Layout, files: dict[str, list[RecordFile]], window_start: datetime, fault: CrashPoint, recovery: Recovery
) -> tuple[Index, SyncedLines]:
    fresh = layout.index.with_name("index.sqlite.new")
    remove_index(fresh)
    with closing(Index.scratch(fresh)) as index:
        caught_up = sync_index(index, _in_order(files), window_start=window_start)
        index.complete()
    sync_file(fresh)
    fault.passes("in_recovery")
    recovery.index_kept_in = move_aside(layout.index)
    fault.passes("in_recovery")
    fresh.rename(layout.index)
    sync_folder(layout.folder)
    return Index.reopened(layout.index), caught_up


def _leads(index: Index, files: dict[str, list[RecordFile]]) -> str:
    """Return how *index* is ahead of the lines; empty where it is not."""
    sizes = {file.name: None if file.is_compressed else file.byte_count for own in files.values() for file in own}
    for name, (byte_count, _) in index.committed().items():
        if name not in sizes:
            return f"{name} is missing"
        size = sizes[name]
        if size is not None and size < byte_count:
            return f"{name} has {size} bytes, fewer than the {byte_count} that were stored"
    return ""


def _in_order(files: dict[str, list[RecordFile]]) -> list[RecordFile]:
    return [file for kind in RECORD_KINDS for file in files[kind]]


def _parts(files: dict[str, list[RecordFile]]) -> dict[str, dict[str, RecordFile]]:
    parts: dict[str, dict[str, RecordFile]] = defaultdict(dict)
    for file in (file for own in files.values() for file in own if file.is_part):
        parts[file.run_id][file.kind] = file
    return parts


def report_run(layout: Layout, run_id: str, verdict: Verdict, reason: str, counts: Mapping[str, int]) -> None:
    """Write the report of a run without one, with its lines by *counts* (kind → lines), lost ones included."""
    path = layout.report(run_id)
    counts = {kind: count for kind in (*RECORD_KINDS, REJECTED) if (count := counts.get(kind, 0))}
    if path.exists():  # It was written just before the run died, or the disk refused.
        _correct_report(path, counts)
        return
    write_report(
        path,
        RunReport(
            portal=layout.folder.name,
            run_id=run_id,
            started_at=run_start(run_id),
            verdict=verdict,
            exit_code=None,
            reasons=(reason,),
            records=counts,
        ),
    )


def _correct_report(path: Path, records: dict[str, int]) -> None:
    """Correct the counts of the report at *path* to what is on disk: after an I/O error it may count more."""
    try:
        report = read_report(path)
    except DatasetError:  # verify reports it
        return
    if {kind: count for kind, count in report.records.items() if count} != records:
        write_report(path, replace(report, records=records, reasons=(*report.reasons, _CORRECTED)))


def line_counts(layout: Layout, run_ids: Collection[str]) -> dict[str, Counter[str]]:
    """Return run → kind → lines, for *run_ids*; lists and reads the files of each of their days once."""
    counts: dict[str, Counter[str]] = {run_id: Counter() for run_id in run_ids}
    for kind, date in itertools.product((*RECORD_KINDS, REJECTED), sorted(set(map(run_date, run_ids)))):
        for run_id in _runs_of_lines(layout.day_files(kind, date), counts):
            counts[run_id][kind] += 1
    return counts


def _runs_of_lines(files: Iterable[RecordFile], wanted: Collection[str]) -> Iterator[str]:
    """Yield the run of each line of *files*, as often as it is one of *wanted*."""
    for file in files:
        if file.run_id and file.run_id not in wanted:
            continue
        runs = (file.run_id or run_of(line) for _, line in read_lines(file.path))
        yield from (run_id for run_id in runs if run_id in wanted)


def window_start_of(now: datetime, window_days: int) -> datetime:
    """Return the start of the time window for near-duplicates."""
    return now - timedelta(days=window_days)
