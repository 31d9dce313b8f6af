"""Where the files of one portal's dataset stand."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import msgspec

from newscrawl.clock import run_date
from newscrawl.errors import DatasetError

RecordKind = Literal["articles", "rankings", "observations"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
REJECTED = "rejected"
PART = ".part"
COMPRESSIONS = (".gz", ".zst")
_DAY_STEM = re.compile(r"\d{8}-day\d*")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of lines that stands on disk."""

    name: str
    """From the portal's folder, without `.part` and compression: the same before and after a rename."""

    path: Path
    """Where it stands now."""

    byte_count: int
    """Its size on disk."""

    @property
    def kind(self) -> str:
        """The folder that it stands in: `articles`, `rankings`, `observations` or `rejected`."""
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
    def standing_name(self) -> str:
        """Where it stands now, from the portal's folder."""
        return f"{self.name.rpartition('/')[0]}/{self.path.name}"

    @property
    def is_part(self) -> bool:
        """Whether its run has not ended, or died."""
        return self.path.name.endswith(PART)

    @property
    def is_compressed(self) -> bool:
        """Whether its lines are compressed: such a file has ended long ago and never grows."""
        return self.path.name.endswith(COMPRESSIONS)


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """`.compact/journal.json`: the files of a day that become one, while that is done."""

    target: str
    """The name of the day's file."""

    target_path: str
    """Where it stands when it is whole, from the portal's folder: with what compresses it."""

    sources: tuple[tuple[str, str, int], ...]
    """Name, path from the portal's folder and bytes of lines of each file that it replaces, in the order of lines."""


class Layout:
    """The paths of one portal's dataset; *folder* is `<dataset dir>/<portal>`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index.sqlite"
        self.lock = folder / "lock"
        self.runs = folder / "runs"
        self.torn = folder / "torn"
        self.compact = folder / ".compact"
        """Stands only while files are compacted, or where that was cut off."""

    def name(self, kind: str, run_id: str) -> str:
        """Return e.g. ``articles/date=2026-11-23/20261123T224501Z-5f3a9c.jsonl``."""
        return f"{kind}/date={run_date(run_id)}/{run_id}.jsonl"

    def part(self, name: str) -> Path:
        """Return where the file *name* stands while its run writes."""
        return self.folder / (name + PART)

    def final(self, name: str) -> Path:
        """Return where the file *name* stands when its run has ended."""
        return self.folder / name

    def report(self, run_id: str) -> Path:
        """Return where the report of *run_id* stands."""
        return self.runs / f"{run_id}.json"

    def standing(self, name: str) -> Path:
        """Return where the file *name* stands now; raises `FileNotFoundError`."""
        final = self.final(name)
        candidates = [final, self.part(name), *(final.with_name(final.name + suffix) for suffix in COMPRESSIONS)]
        for path in candidates:
            if path.exists():
                return path
        raise FileNotFoundError(f"{final}: expected a file of the dataset, got none")

    def record_files(self, kind: str) -> list[RecordFile]:
        """Return the files of *kind*, oldest run first, each line in one of them.

        A file that is renamed meanwhile is listed once; one whose lines stand in a day's file already is left out.
        """
        return self._listed(kind, (day.name for day in _entries(self.folder / kind) if day.is_dir()))

    def day_files(self, kind: str, date: str) -> list[RecordFile]:
        """Return the files of *kind* of one day (``2026-11-23``), as `record_files` does."""
        return self._listed(kind, (f"date={date}",))

    def merge(self) -> Merge | None:
        """Return what is being compacted, or was when its process died. Raises `DatasetError`."""
        path = self.compact / "journal.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Merge)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DatasetError(f"{path}: expected what is compacted, got {error}; restore it from a copy") from error

    def _listed(self, kind: str, days: Iterable[str]) -> list[RecordFile]:
        found: dict[str, RecordFile] = {}
        for day in (day for day in days if day.startswith("date=")):
            for entry in _entries(self.folder / kind / day):
                name = _line_file_name(entry.name)
                if name is not None:
                    key = f"{kind}/{day}/{name}"
                    found[key] = RecordFile(key, Path(entry.path), _size(entry))
        replaced = self._replaced(found)  # looked up after the listing: sources go before their journal does
        return [found[key] for key in sorted(found) if key not in replaced]

    def _replaced(self, found: Collection[str]) -> set[str]:
        merge = self.merge()
        return set() if merge is None or merge.target not in found else {name for name, _, _ in merge.sources}


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:  # renamed between the listing and this look: the reader finds it by its name
        return 0


def _line_file_name(printed: str) -> str | None:
    name = printed.removesuffix(PART)
    for suffix in COMPRESSIONS:
        name = name.removesuffix(suffix)
    return name if name.endswith(".jsonl") else None


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of *path* durable."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write *path* so that it holds all of *content* or what it held before, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write *path*, in a folder that exists, from *pieces*: all of them, or it stays as it was."""
    aside = path.with_name(f".{path.name}.tmp")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
