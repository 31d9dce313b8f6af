"""Copies the finished files of a dataset into an object store, and its manifest last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import Manifest, manifest_path, read_manifest
from newscrawl.dataset.storage.measure_file import digest_of
from newscrawl.errors import DatasetError
from newscrawl.program import as_typed
from newscrawl.remote.object_store import MANIFEST, RemoteFolder

PROGRESS = ".push.json"
"""Path → SHA-256 of what an unfinished push has copied: the next one goes on from there."""
_NOTED_COUNT = 50


class PushDone(msgspec.Struct, frozen=True, kw_only=True):
    """What a push did."""

    copied_count: int
    copied_bytes: int
    kept_count: int
    """Files that the copy had already."""
    deleted_count: int


def push(
    layout: Layout, url: str, *, deletes: bool = False, progress: Callable[[int], None] = lambda _: None
) -> PushDone:
    """Copy the finished files of *layout* that the copy at *url* lacks; write its manifest last.

    A reader that follows the manifest sees the copy before or after, never in between: a torn upload is not named.
    Killed at any moment, it goes on from where it was. With *deletes*, objects that the manifest does not name are
    deleted, after it was written. *progress* is called with the bytes of each file. Raises `NewscrawlError` where the
    store refuses, and `DatasetError` where a file is not what the dataset's own manifest lists.
    """
    layout.refuse_odd_entries()  # a link in the place of a file would send what is outside of the dataset
    manifest = read_manifest(layout)
    if manifest is None:
        raise DatasetError(f"{manifest_path(layout)}: expected the manifest of a finished run, got none; crawl first")
    target = RemoteFolder(url)
    there, etag = target.manifest()
    if there is not None and there.portal != manifest.portal:
        raise DatasetError(f"{target.url}: expected a copy of {manifest.portal!r}, got one of {there.portal!r}")
    known = {entry.path: entry.sha256 for entry in there.files} if there else {}
    missing = [entry for entry in manifest.files if known.get(entry.path) != entry.sha256]
    if missing:
        _copy_all(layout, target, missing, progress)
    if there is None or there.files != manifest.files:
        target.put_manifest(msgspec.json.encode(manifest), etag)
    surplus = _surplus(target, manifest) if deletes else []
    if surplus:
        target.delete(surplus)
    return PushDone(
        copied_count=len(missing),
        copied_bytes=sum(entry.bytes for entry in missing),
        kept_count=len(manifest.files) - len(missing),
        deleted_count=len(surplus),
    )


def _copy_all(layout: Layout, target: RemoteFolder, missing: list[FileEntry], progress: Callable[[int], None]) -> None:
    noted = _noted(target)
    for number, entry in enumerate(missing, 1):
        if noted.get(entry.path) != entry.sha256 or target.size(entry.path) != entry.bytes:
            _copy(layout.folder / entry.path, target, entry)
            noted[entry.path] = entry.sha256
        progress(entry.bytes)
        if number % _NOTED_COUNT == 0:
            target.put(PROGRESS, msgspec.json.encode(noted))
    target.put(PROGRESS, msgspec.json.encode(noted))


def _noted(target: RemoteFolder) -> dict[str, str]:
    try:
        return msgspec.json.decode(target.get(PROGRESS) or b"{}", type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}  # somebody else's object of that name: everything is copied again


def _copy(path: Path, target: RemoteFolder, entry: FileEntry) -> None:
    """Copy one file. It is hashed first: a file that changed must not get the old one's name in the manifest."""
    try:
        digest = digest_of(path)
    except FileNotFoundError as error:
        raise DatasetError(
            f"{path}: the manifest lists it, but it is gone (compaction or retention ran meanwhile); push again"
        ) from error
    if digest != entry.sha256:
        raise DatasetError(f"{path}: is not what the manifest lists; run {as_typed('verify')!r} first")
    target.put(entry.path, path)
    if (copied := target.size(entry.path)) != entry.bytes:
        raise DatasetError(f"{target.url}/{entry.path}: expected {entry.bytes} bytes, got {copied}; push again")


def _surplus(target: RemoteFolder, manifest: Manifest) -> list[str]:
    named = {entry.path for entry in manifest.files} | {MANIFEST}
    return [name for name in target.names() if name not in named]
