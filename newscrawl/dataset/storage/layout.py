"""Where the files of one portal's dataset are, and which names they may have.

A name from a file (a journal, the index, a record's capture) is used only if `is_file_name` accepts it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import msgspec

from newscrawl.clock import is_run_id, run_date
from newscrawl.dataset.storage.jsonl import COMPRESSIONS, JsonReader
from newscrawl.dataset.storage.safe_files import entries, file_kind_of, is_folder, is_regular, read_small, size_of
from newscrawl.errors import DatasetError, MalformedError, UnreadableFileError

RecordKind = Literal["articles", "rankings", "observations"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
REJECTED = "rejected"
PART = ".part"
_DAY_STEM = re.compile(r"\d{8}-day\d{0,6}", re.ASCII)
_LINE_NAME = re.compile(r"([^/]+)\.jsonl(\.gz|\.zst)?")
_CAPTURE_NAME = re.compile(r"([^/-]+-[^/-]+)(-[1-9]\d{0,6})?\.warc\.gz", re.ASCII)
_JOURNAL_MAX_BYTES = 64 << 20
_OWN_FILES = ("index.sqlite", "browse.sqlite", "manifest.json", ".manifest.json", "push.json", ".push.json", "lock")
"""The prefix of the dataset's own file names, directly in its folder."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of lines on disk."""

    name: str
    """From the portal's folder, without `.part` and compression: the same before and after a rename."""

    path: Path
    """Its place now."""

    byte_count: int
    """Its size on disk."""

    @property
    def kind(self) -> str:
        """Its folder: `articles`, `rankings`, `observations` or `rejected`."""
        return self.name.partition("/")[0]

    @property
    def run_id(self) -> str:
        """The run that wrote it; empty where it holds the lines of a day's runs."""
        stem = self.name.rpartition("/")[2].removesuffix(".jsonl")
        return "" if _DAY_STEM.fullmatch(stem) else stem

    @property
    def date(self) -> str:
        """The day of its runs' start, UTC, e.g. ``2026-11-23``."""
        return self.name.split("/")[1].removeprefix("date=")

    @property
    def current_name(self) -> str:
        """Its place now, from the portal's folder."""
        return f"{self.name.rpartition('/')[0]}/{self.path.name}"

    @property
    def is_part(self) -> bool:
        """Whether its run has not ended, or died."""
        return self.path.name.endswith(PART)

    @property
    def is_compressed(self) -> bool:
        """Whether its lines are compressed: the run of such a file ended long ago, and the file never grows."""
        return self.path.name.endswith(COMPRESSIONS)


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """`.compact/journal.json`: the files of a day that become one, while the compaction runs."""

    target: str
    """The name of the day's file."""

    target_path: str
    """Its place when it is whole, from the portal's folder, with the suffix of its compression."""

    sources: tuple[tuple[str, str, int], ...]
    """Name, path from the portal's folder and bytes of lines of each file that it replaces, in the order of lines."""


_MERGE = JsonReader(Merge)


class Layout:
    """The paths of one portal's dataset; *folder* is `<dataset dir>/<portal>`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index.sqlite"
        self.lock = folder / "lock"
        self.runs = folder / "runs"
        self.torn = folder / "torn"
        self.compact = folder / ".compact"
        """Exists only while files are compacted, or after an interrupted compaction."""

    def name(self, kind: str, run_id: str) -> str:
        """Return e.g. ``articles/date=2026-11-23/20261123T224501Z-5f3a9c.jsonl``."""
        return f"{kind}/date={run_date(run_id)}/{run_id}.jsonl"

    def part(self, name: str) -> Path:
        """Return the path of the file *name* while its run writes."""
        return self.folder / (name + PART)

    def final(self, name: str) -> Path:
        """Return the path of the file *name* when its run has ended."""
        return self.folder / name

    def report(self, run_id: str) -> Path:
        """Return the path of the report of *run_id*."""
        return self.runs / f"{run_id}.json"

    def reports(self) -> list[Path]:
        """Return the paths of all runs' reports, oldest run first."""
        if self.runs.is_symlink():
            return []
        found = (one for one in entries(self.runs) if one.is_file(follow_symlinks=False))
        return [Path(one.path) for one in found if one.name.endswith(".json") and is_run_id(one.name[:-5])]

    def current_path(self, name: str) -> Path:
        """Return the current path of the file *name*, which may be from a record or a journal.

        Raises `FileNotFoundError`, and `UnreadableFileError` for a name that is not of a dataset's file.
        """
        if not is_file_name(name):
            raise UnreadableFileError(f"{self.folder}: expected the name of a file of this dataset, got {name[:200]!r}")
        final = self.final(name)
        if is_regular(final):
            return final
        for path in (self.part(name), *(final.with_name(final.name + suffix) for suffix in COMPRESSIONS)):
            if is_regular(path):
                return path
        raise FileNotFoundError(f"{final}: expected a file of the dataset, got none")

    def record_files(self, kind: str) -> list[RecordFile]:
        """Return the files of *kind*, oldest run first, each line in one of them.

        A file that is renamed meanwhile is listed once. A file is left out if a day's file already has its lines.
        """
        return self._listed(kind, self.days(kind))

    def listed(self, kind: str, day: str) -> list[RecordFile]:
        """Return all files of *kind* in the folder *day* (``date=…``), also those that a day's file replaces."""
        found = ((one, _line_file_name(one.name, day)) for one in entries(self.folder / kind / day))
        return [
            RecordFile(f"{kind}/{day}/{name}", Path(entry.path), size_of(entry))
            for entry, name in found
            if name is not None and entry.is_file(follow_symlinks=False)
        ]

    def day_files(self, kind: str, date: str) -> list[RecordFile]:
        """Return the files of *kind* of one day (``2026-11-23``), as `record_files` does."""
        return self._listed(kind, (f"date={date}",))

    def days(self, kind: str) -> list[str]:
        """Return the folders of *kind*, e.g. ``date=2026-11-23``, oldest first; empty where *kind* itself is a link."""
        folder = self.folder / kind
        if folder.is_symlink():
            return []
        return [one.name for one in entries(folder) if one.name.startswith("date=") and is_folder(one)]

    def merge(self) -> Merge | None:
        """Return the compaction that runs now, or ran when its process died.

        Raises `DatasetError` for a journal that names files of other days or kinds.
        """
        path = self.compact / "journal.json"
        try:
            merge = _MERGE.decode(read_small(path, _JOURNAL_MAX_BYTES))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except MalformedError as error:
            raise DatasetError(f"{path}: expected what is compacted, got {error}; restore it from a copy") from error
        if wrong := _wrong_name(merge):
            raise DatasetError(
                f"{path}: expected files of one day of this dataset, got {wrong[:200]!r}; move {self.compact} away: "
                "nothing was changed"
            )
        return merge

    def odd_entries(self) -> Iterator[tuple[Path, str]]:
        """Yield each (path, its kind) in the dataset's folders that is neither a folder nor a regular file."""
        for entry in entries(self.folder):
            if entry.name in _FOLDERS:
                yield from _odd(entry, is_walked=True)
            elif entry.name.startswith(_OWN_FILES):
                yield from _odd(entry, is_walked=False)

    def refuse_odd_entries(self) -> None:
        """Raise `UnreadableFileError` for the first link, FIFO or device: it may lead a writer out of the folder."""
        for path, kind in self.odd_entries():
            raise UnreadableFileError(
                f"{path}: expected regular files and folders in a dataset, got {kind}; remove it, then run again: "
                "nothing was changed"
            )

    def _listed(self, kind: str, days: Iterable[str]) -> list[RecordFile]:
        found: dict[str, RecordFile] = {}
        for day in days:
            found.update({file.name: file for file in self.listed(kind, day)})
        replaced = self._replaced(found)  # looked up after the listing: sources are removed before their journal
        return [found[key] for key in sorted(found) if key not in replaced]

    def _replaced(self, found: Collection[str]) -> set[str]:
        merge = self.merge()
        return set() if merge is None or merge.target not in found else {name for name, _, _ in merge.sources}


_FOLDERS = frozenset({*RECORD_KINDS, REJECTED, "captures", "runs", "torn", ".compact"})


def is_file_name(name: str) -> bool:
    """Return whether *name* is a valid name of a file of lines, of captures or a report in records and manifest."""
    folder, _, file = name.rpartition("/")
    if folder == "runs":
        return file.endswith(".json") and is_run_id(file[: -len(".json")])
    kind, _, day = folder.partition("/")
    if kind == "captures":
        return is_capture_name(file, day)
    return kind in {*RECORD_KINDS, REJECTED} and _line_file_name(file, day) is not None


def is_capture_name(file: str, day: str) -> bool:
    """Return whether *file* is the name of a run's captures in the folder *day* (``date=…``)."""
    match = _CAPTURE_NAME.fullmatch(file)
    return match is not None and _is_run_of(match[1], day)


def _line_file_name(printed: str, day: str) -> str | None:
    """Return the name without `.part` and compression; None if not a file of lines of *day* (``date=…``)."""
    match = _LINE_NAME.fullmatch(printed.removesuffix(PART))
    if match is None or (match[2] and printed.endswith(PART)):
        return None
    stem = match[1]
    is_day = _DAY_STEM.fullmatch(stem) and f"date={run_date(stem)}" == day and is_run_id(f"{stem[:8]}T000000Z-0")
    return f"{stem}.jsonl" if is_day or _is_run_of(stem, day) else None


def _is_run_of(run_id: str, day: str) -> bool:
    return f"date={run_date(run_id)}" == day and is_run_id(run_id)


def _wrong_name(merge: Merge) -> str:
    """Return the first name of *merge* that is not of its day and kind; empty where all are."""
    home, _, target = merge.target.rpartition("/")
    packed = {merge.target, *(merge.target + end for end in COMPRESSIONS)}
    if not is_file_name(merge.target) or not target.endswith(".jsonl"):
        return merge.target
    if merge.target_path not in packed:
        return merge.target_path
    for name, path, byte_count in merge.sources:
        is_own = name.rpartition("/")[0] == home and path in {name, *(name + end for end in COMPRESSIONS)}
        if not is_own or not is_file_name(name) or path == merge.target_path or byte_count < 0:
            return path
    return ""


def _odd(entry: os.DirEntry[str], *, is_walked: bool) -> Iterator[tuple[Path, str]]:
    path = Path(entry.path)
    if is_folder(entry):
        for inner in entries(path) if is_walked else ():
            yield from _odd(inner, is_walked=inner.name.startswith("date="))
    elif not entry.is_file(follow_symlinks=False):
        yield path, file_kind_of(entry.stat(follow_symlinks=False).st_mode) or "something else"
