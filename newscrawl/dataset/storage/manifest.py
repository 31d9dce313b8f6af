"""`manifest.json`: the finished files of a dataset, so that a copy elsewhere can be updated and checked."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout, is_capture_name, is_file_name
from newscrawl.dataset.storage.measure_file import measure
from newscrawl.dataset.storage.safe_files import entries, read_small, size_of, write_pieces, write_whole
from newscrawl.errors import DatasetError, MalformedError, UnreadableFileError
from newscrawl.program import as_typed

logger = logging.getLogger(__name__)

MANIFEST_VERSION = 1
MANIFEST_MAX_BYTES = 512 << 20
"""Nearly two million files."""
_END = b"\n]}\n"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `manifest.json`."""

    manifest_version: int = MANIFEST_VERSION
    """1. Raised when a field changes its meaning."""

    portal: str
    files: tuple[FileEntry, ...]
    """Every finished file, by path."""


_MANIFEST = JsonReader(Manifest)


def manifest_path(layout: Layout) -> Path:
    """Return the path of the manifest."""
    return layout.folder / "manifest.json"


def read_manifest(layout: Layout) -> Manifest | None:
    """Return the manifest; None where it was never written. Raises `DatasetError` for a file that is not a manifest."""
    path = manifest_path(layout)
    try:
        manifest = _MANIFEST.decode(read_small(path, MANIFEST_MAX_BYTES))
    except FileNotFoundError:
        return None
    except MalformedError as error:
        raise DatasetError(
            f"{path}: expected the manifest, got {error}; the next run writes it anew, "
            f"or {as_typed('verify --repair')!r} now"
        ) from error
    if wrong := next((entry.path for entry in manifest.files if not is_file_name(entry.path)), None):
        raise DatasetError(
            f"{path}: expected names of this dataset's files, got {wrong[:200]!r}; the next run writes it anew"
        )
    return manifest


def update_manifest(layout: Layout, *, distrusted: Collection[str] = (), counted: Iterable[FileEntry] = ()) -> None:
    """Bring the manifest up to the finished files; call it with the lock held, after they have their names.

    Reads only files that it does not list, or lists with another size, and those of the paths *distrusted*. The other
    entries stay valid, because finished files never change. *counted* are entries of files that need no
    reading, because they were counted while they were written. A file that is too large to be read is logged and left
    out. Raises `DatasetError` when the disk refuses.
    """
    current = _current(layout)
    known = {entry.path: entry for entry in (*(current.files if current else ()), *counted)}
    with _as_dataset_error(layout):
        entries = list(_entries(layout, {name: entry for name, entry in known.items() if name not in distrusted}))
        if current is None or entries != list(current.files):
            write_whole(manifest_path(layout), _encoded(layout.folder.name, entries))


def add_to_manifest(layout: Layout, names: Collection[str], counted: Iterable[FileEntry] = ()) -> None:
    """List the finished files *names* (from the portal's folder) beside those that the manifest lists.

    *counted* are the entries of those that need no reading, because they were counted while they were written. No
    other file is read, so it is for a run that found the manifest up to the files; call it with the lock held.
    A missing or damaged manifest is rebuilt from all files. Raises `DatasetError` when the disk refuses.
    """
    lines = _listed_lines(layout)
    if lines is None:
        update_manifest(layout, counted=counted)
        return
    known = {entry.path: entry for entry in counted}
    with _as_dataset_error(layout):
        for name in sorted(names):
            _put(lines, known.get(name) or measure(layout.folder / name, name))
        pieces = [_head(layout.folder.name), b",\n".join(lines), _END]
        if names:
            write_pieces(manifest_path(layout), pieces)


@contextmanager
def _as_dataset_error(layout: Layout) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"{manifest_path(layout)}: cannot write the manifest ({error.strerror}); the records are sound: make room, "
            "then run again"
        ) from error


def _listed_lines(layout: Layout) -> list[bytes] | None:
    """Return the lines of the entries, by path; None where the manifest is not as `_encoded` writes it."""
    head = _head(layout.folder.name)
    try:
        content = read_small(manifest_path(layout), MANIFEST_MAX_BYTES)
    except (FileNotFoundError, UnreadableFileError):
        return None
    if not (content.startswith(head) and content.endswith(_END)):
        return None
    listed = content[len(head) : -len(_END)]
    return listed.split(b",\n") if listed else []


def _put(lines: list[bytes], entry: FileEntry) -> None:
    """Put the line of *entry* in its place; a line begins with its path, so the lines are in the paths' order."""
    line = msgspec.json.encode(entry)
    beginning = b'{"path":' + msgspec.json.encode(entry.path)
    place = bisect_left(lines, beginning)
    if place < len(lines) and lines[place].startswith(beginning):
        lines[place] = line
    else:
        lines.insert(place, line)


def finished_files(layout: Layout) -> Iterator[tuple[str, int]]:
    """Yield (path from the portal's folder, bytes) of each finished file, in no order."""
    for kind in (*RECORD_KINDS, REJECTED):
        for file in layout.record_files(kind):
            if not file.is_part:
                yield file.current_name, file.byte_count
    for day in layout.days("captures"):
        for entry in entries(layout.folder / "captures" / day):
            if is_capture_name(entry.name, day) and entry.is_file(follow_symlinks=False):
                yield f"captures/{day}/{entry.name}", size_of(entry)
    for path in layout.reports():
        yield f"{layout.runs.name}/{path.name}", path.lstat().st_size


def _current(layout: Layout) -> Manifest | None:
    try:
        current = read_manifest(layout)
    except DatasetError:  # it is made from the files, so it is made anew
        return None
    return current if current is not None and current.manifest_version == MANIFEST_VERSION else None


def _entries(layout: Layout, known: Mapping[str, FileEntry]) -> Iterator[FileEntry]:
    """Yield the entries of the finished files, by path; those of *known* (path → entry) where the size is the same."""
    for name, byte_count in sorted(finished_files(layout)):
        entry = known.get(name)
        try:
            yield entry if entry and entry.bytes == byte_count else measure(layout.folder / name, name)
        except UnreadableFileError as error:
            logger.warning("not in the manifest: %(error)s", {"error": error})


def _encoded(portal: str, entries: list[FileEntry]) -> bytes:
    """Return the manifest with one line for each file, so that two manifests can be compared by line."""
    return _head(portal) + b",\n".join(msgspec.json.encode(entry) for entry in entries) + _END


def _head(portal: str) -> bytes:
    name = msgspec.json.encode(portal).decode()
    return f'{{"manifest_version":{MANIFEST_VERSION},"portal":{name},"files":[\n'.encode()
