"""Where an export goes, and in which form: written aside, renamed when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newscrawl.dataset.storage.safe_files import sync_file, sync_folder
from newscrawl.errors import DatasetError, WrongUsageError

Form = Literal["parquet", "csv", "jsonl", "sqlite"]
Compression = Literal["", "gz", "zst"]
PACKAGE = "datapackage.json"
_ENDS: dict[str, tuple[Form, Compression]] = {
    ".parquet": ("parquet", ""),
    ".csv": ("csv", ""),
    ".jsonl": ("jsonl", ""),
    ".jsonl.gz": ("jsonl", "gz"),
    ".jsonl.zst": ("jsonl", "zst"),
    ".sqlite": ("sqlite", ""),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One export's place."""

    path: Path
    form: Form
    compression: Compression
    is_folder: bool
    """Whether it is a folder of partitioned Parquet files, with its datasheet inside."""

    partition: str = ""
    """A folder between kind and month, such as ``portal=kangnam``; empty for none."""

    @property
    def aside(self) -> Path:
        """The folder beside it that receives everything first."""
        return self.path.with_name(f".{self.path.name}.tmp")

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of descriptor and README, and for SQLite of Datasette's metadata.

        They are inside a folder, or beside the file and named after it.
        """
        if self.is_folder:
            return (PACKAGE, "README.md")
        metadata = (f"{self.path.name}.metadata.json",) if self.form == "sqlite" else ()
        return (f"{self.path.name}.{PACKAGE}", f"{self.path.name}.README.md", *metadata)


def target_of(printed: str) -> Target:
    """Return the target that `--to` names. Its extension gives the form; a name without extension is a folder.

    Raises `WrongUsageError` for another extension.
    """
    path = Path(printed)
    if not path.name or path.name in _ENDS:
        raise WrongUsageError(f"--to: expected a file or a folder to make, got {printed!r}")
    for end in sorted(_ENDS, key=len, reverse=True):
        if path.name.endswith(end) and path.name != end and not printed.endswith("/"):
            return Target(path, *_ENDS[end], is_folder=False)
    if printed.endswith("/") or not path.suffix:
        return Target(path, "parquet", "", is_folder=True)
    raise WrongUsageError(f"--to: expected a folder or a name that ends in {', '.join(_ENDS)}, got {path.name!r}")


def check_free(target: Target, *, is_forced: bool) -> None:
    """Raise `DatasetError` where *target* may not be written: it exists already, or is something else."""
    path = target.path
    if path.is_symlink():
        raise DatasetError(f"{path}: a link of that name exists; give the place that it leads to, or another name")
    if not path.exists():
        return
    if path.is_dir() != target.is_folder:
        raise DatasetError(f"{path}: a {'file' if target.is_folder else 'folder'} of that name exists; choose another")
    if target.is_folder and any(path.iterdir()) and not (path / PACKAGE).exists():
        raise DatasetError(f"{path}: expected an empty folder or an export, got other files; choose another folder")
    if not is_forced and (path.is_file() or any(path.iterdir())):
        raise DatasetError(f"{path}: already exists; choose another name, or replace it with --force")


@contextmanager
def written_aside(target: Target, *, is_forced: bool) -> Iterator[Path]:
    """Give a folder to write *target* and its datasheet in; move them to their place when the block ends well.

    The data moves last: where the data exists, its datasheet exists. First removes the remains of a killed export.
    """
    check_free(target, is_forced=is_forced)
    aside = target.aside
    _remove(aside)
    aside.mkdir(parents=True)
    try:
        yield aside
        _sync(aside)
        check_free(target, is_forced=is_forced)
        if target.is_folder:
            _swap_folder(aside, target.path)
        else:
            for name in (*target.sheet_names, target.path.name):
                (aside / name).replace(target.path.with_name(name))
        sync_folder(target.path.absolute().parent)
    finally:
        _remove(aside)


def _swap_folder(aside: Path, path: Path) -> None:
    old = path.with_name(f".{path.name}.old")
    _remove(old)
    if path.exists():
        path.rename(old)
    aside.rename(path)
    _remove(old)


def _sync(folder: Path) -> None:
    shutil.rmtree(folder / ".spill", ignore_errors=True)
    for path in folder.rglob("*"):
        sync_folder(path) if path.is_dir() else sync_file(path)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        raise DatasetError(
            f"{folder}: expected what a killed export left, got a symbolic link; remove it, then export again"
        )
    if folder.exists():
        shutil.rmtree(folder)
