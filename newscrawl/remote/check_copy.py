"""Checks a copy in an object store against its manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.safe_files import refuse_too_large
from newscrawl.errors import DatasetError, NewscrawlError
from newscrawl.program import as_typed
from newscrawl.remote.object_store import RemoteFolder


def check_copy(url: str, *, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Give one sentence for each file of the copy at *url* that is missing or not what its manifest lists.

    Reads every byte. Raises `DatasetError` where there is no manifest.
    """
    target = RemoteFolder(url)
    manifest, _ = target.manifest()
    if manifest is None:
        raise DatasetError(
            f"{target.url}: expected a copy with a manifest, got none; {as_typed('push')!r} writes one last"
        )
    for entry in manifest.files:
        try:
            yield from _differences(target, entry)
        except FileNotFoundError:
            yield f"{entry.path}: missing; push again"
        except NewscrawlError as error:
            yield f"{entry.path}: {error}"
        progress(entry.bytes)


def _differences(target: RemoteFolder, entry: FileEntry) -> Iterator[str]:
    """Give a sentence where the copy's file is not that of *entry*; reads no more than its bytes."""
    refuse_too_large(f"{target.url}/{entry.path}", entry.bytes)
    digest, size = hashlib.sha256(), 0
    for piece in target.pieces(entry.path):
        digest.update(piece)
        size += len(piece)
        if size > entry.bytes:
            break
    if (size, digest.hexdigest()) != (entry.bytes, entry.sha256):
        yield f"{entry.path}: expected the listed {entry.bytes} bytes, got {size} others; push again"
