"""A local mirror of a copy in an object store, so that every reader of a dataset can read it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.layout import is_file_name
from newscrawl.dataset.storage.safe_files import write_pieces, write_whole
from newscrawl.errors import DatasetError
from newscrawl.program import as_typed
from newscrawl.remote.listed_pieces import listed_pieces
from newscrawl.remote.object_store import MANIFEST, RemoteFolder

_RECORDS = ("articles/", "rankings/", "observations/", "runs/")


def mirror(url: str, folder: Path | None = None) -> Path:
    """Bring a local mirror of the copy at *url* up to its manifest and return its folder.

    It holds records and reports, not captures. Files that are there are not fetched again. *folder*: where mirrors
    are; by default below the user's cache folder. Raises `DatasetError` where a file is not what the manifest lists.
    """
    source = RemoteFolder(url)
    manifest, _ = source.manifest()
    if manifest is None:
        raise DatasetError(
            f"{source.url}: expected a copy with a manifest, got none; {as_typed('push')!r} writes one last"
        )
    wanted = [entry for entry in manifest.files if entry.path.startswith(_RECORDS)]
    if odd := next((entry.path for entry in wanted if not is_file_name(entry.path)), None):
        raise DatasetError(f"{source.url}: expected names of a dataset's files, got {odd[:200]!r}")
    if not manifest.portal.isidentifier():
        raise DatasetError(f"{source.url}: expected a portal's name, got {manifest.portal[:80]!r}")
    home = (folder or _cache()) / hashlib.sha256(source.url.encode()).hexdigest()[:16] / manifest.portal
    for entry in wanted:
        _fetch(source, entry, home / entry.path)
    _drop_others(home, {entry.path for entry in wanted})
    write_whole(home / MANIFEST, msgspec.json.encode(msgspec.structs.replace(manifest, files=tuple(wanted))))
    return home


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "newscrawl"


def _fetch(source: RemoteFolder, entry: FileEntry, path: Path) -> None:
    if path.exists() and path.stat().st_size == entry.bytes:
        return  # finished files never change under their name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_pieces(path, listed_pieces(source, entry, place=f"{source.url}/{entry.path}"))
    except FileNotFoundError as error:
        raise DatasetError(
            f"{source.url}/{entry.path}: expected the file that the manifest lists, got none; push it again"
        ) from error


def _drop_others(home: Path, wanted: set[str]) -> None:
    """Delete what the copy no longer has: a day's file has replaced it."""
    for kind in _RECORDS:
        for path in (home / kind).rglob("*"):
            if path.is_file() and path.relative_to(home).as_posix() not in wanted:
                path.unlink()
