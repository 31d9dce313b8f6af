"""The steps that join a day's files to one. Each step can be interrupted and done again.

The day's file is written aside in `.compact/`; the journal names the files that it replaces. The rename into its day
makes it valid and its sources invalid (`Layout.record_files` reads it so). Then the index is updated, the
sources are removed, the journal is removed, and last `.compact/`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import msgspec

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.sync import batches, open_trusted, seal
from newscrawl.dataset.storage.jsonl import JsonReader, read_lines
from newscrawl.dataset.storage.layout import REJECTED, Layout, Merge, RecordFile
from newscrawl.dataset.storage.manifest import update_manifest
from newscrawl.dataset.storage.safe_files import CrashPoint, sync_folder, write_whole
from newscrawl.errors import DatasetError, MalformedError

_UNKNOWN = -1
_REMOVING_THREADS = 8
"""A removal waits for the file system: one by one took 2 ms a file on a busy machine, eight in parallel 0.1."""

_MOVE = "UPDATE articles SET file_id = ?, line_offset = ? WHERE article_id = ? AND file_id = ? AND line_offset = ?"


class _Named(msgspec.Struct, frozen=True, gc=False):
    article_id: str


_NAMED = JsonReader(_Named)


def carry_out(layout: Layout, merge: Merge, index: Index, fault: CrashPoint) -> None:
    """Put the day's file, which is aside, whole and synced, in the place of the files that *merge* names."""
    final = layout.folder / merge.target_path
    write_whole(layout.compact / "journal.json", msgspec.json.encode(merge))
    fault.passes("in_compact")
    (layout.compact / final.name).rename(final)
    fault.passes("in_compact")
    sync_folder(final.parent)
    fault.passes("in_compact")
    _update_index(index, layout, merge)
    _clear(layout, merge, fault)


def resume(layout: Layout, fault: CrashPoint) -> str:
    """Finish or undo an interrupted compaction; return what was done, in a sentence.

    `.compact/` exists, the caller holds the lock, and no index is open. Raises `IndexVersionError`.
    """
    merge = layout.merge()
    done = "a compaction was cut off between two days"
    if merge is not None and (layout.folder / merge.target_path).exists():
        _check_covered(layout, merge)
        sync_folder((layout.folder / merge.target_path).parent)
        _update_closed_index(layout, merge)
        _clear(layout, merge, fault)
        done = f"a compaction was cut off; {merge.target} now holds what {len(merge.sources)} files held"
    elif merge is not None:
        (layout.compact / "journal.json").unlink()
        sync_folder(layout.compact)
        done = f"a compaction was cut off and changed nothing: {len(merge.sources)} files are as before"
    end(layout, fault)
    return done


def _check_covered(layout: Layout, merge: Merge) -> None:
    """Raise `DatasetError` where the day's file cannot hold the lines of the files to remove."""
    target = RecordFile(
        merge.target, layout.folder / merge.target_path, (layout.folder / merge.target_path).stat().st_size
    )
    current = {file.current_name: file for file in layout.listed(target.kind, f"date={target.date}")}
    is_short = not target.is_compressed and target.byte_count != sum(size for _, _, size in merge.sources)
    for _, path, size in merge.sources:
        file = current.get(path)
        is_short |= file is not None and not file.is_compressed and file.byte_count != size
    if is_short:
        raise DatasetError(
            f"{layout.compact / 'journal.json'}: expected what {merge.target_path} holds, got other sizes; move "
            f"{layout.compact} away, then run again: nothing was changed"
        )


def end(layout: Layout, fault: CrashPoint) -> None:
    """Bring the manifest up to the files, and remove the last trace of the compaction."""
    update_manifest(layout)
    fault.passes("in_compact")
    shutil.rmtree(layout.compact)
    sync_folder(layout.folder)


def _update_closed_index(layout: Layout, merge: Merge) -> None:
    index, _ = open_trusted(layout.index)
    if index is None:  # The next recovery rebuilds it from the lines.
        return
    try:
        _update_index(index, layout, merge)
    finally:
        index.close()
    seal(layout.index)


def _update_index(index: Index, layout: Layout, merge: Merge) -> None:
    """Make *index* find the lines in the day's file. Durable on return, so that the sources can be removed."""
    known = _known_files(index, merge)
    names = [name for name, _, _ in merge.sources if name in known]
    if merge.target.startswith(f"{REJECTED}/") or not names:
        return
    index.database.execute("PRAGMA synchronous = FULL")
    if merge.target.startswith("articles/"):
        for batch in batches(_moves(index, layout, merge, {name: known[name][0] for name in names})):
            index.write_many(_MOVE, batch)
    line_count = sum(known[name][1] for name in names)
    index.set_committed(merge.target, sum(size for _, _, size in merge.sources), line_count)
    index.write_many("DELETE FROM files WHERE name = ?", [(name,) for name in names])
    index.commit()


def _known_files(index: Index, merge: Merge) -> dict[str, tuple[int, int]]:
    """Return number and lines of each file of the day and kind that the index lists; for all files it takes minutes."""
    folder = merge.target.rpartition("/")[0]
    query = "SELECT name, file_id, line_count FROM files WHERE name > ? AND name < ?"
    return {name: (number, count) for name, number, count in index.read(query, (f"{folder}/", f"{folder}0"))}


def _moves(
    index: Index, layout: Layout, merge: Merge, numbers: Mapping[str, int]
) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield the parameters of `_MOVE`; *numbers*: of the files that the index lists by name."""
    file_id = index.file_id(merge.target)
    decode = _NAMED.decode
    lines = read_lines(layout.folder / merge.target_path)
    starts = [0]
    for _, _, size in merge.sources:
        starts.append(starts[-1] + size)
    for (name, _, _), (start, stop) in zip(merge.sources, pairwise(starts), strict=True):
        old_id = numbers.get(name, _UNKNOWN)
        offset = start
        while offset < stop:
            offset, raw = next(lines, (stop, b""))
            with suppress(MalformedError):  # A damaged line: the index does not hold it.
                yield file_id, offset, decode(raw).article_id, old_id, offset - start
            offset += len(raw)


def _clear(layout: Layout, merge: Merge, fault: CrashPoint) -> None:
    fault.passes("in_compact")
    with ThreadPoolExecutor(_REMOVING_THREADS, thread_name_prefix="remove") as pool:
        for _ in pool.map(_remove, [layout.folder / path for _, path, _ in merge.sources]):
            fault.passes("in_compact")
    sync_folder((layout.folder / merge.target_path).parent)
    (layout.compact / "journal.json").unlink()
    sync_folder(layout.compact)
    fault.passes("in_compact")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
