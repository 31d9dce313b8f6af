"""Reads a file of a copy as its manifest lists it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.safe_files import refuse_too_large
from newscrawl.errors import DatasetError
from newscrawl.remote.object_store import RemoteFolder


def listed_pieces(source: RemoteFolder, entry: FileEntry, *, place: str) -> Iterator[bytes]:
    """Give the content of the file of *entry*, some megabytes at a time; reads no more than its bytes.

    Raises `DatasetError`, which names *place*, behind the last piece where the content is not what the manifest lists,
    and `FileNotFoundError`.
    """
    refuse_too_large(place, entry.bytes)
    digest, size = hashlib.sha256(), 0
    for piece in source.pieces(entry.path):
        digest.update(piece)
        size += len(piece)
        if size > entry.bytes:
            raise DatasetError(_sentence(place, f"more than the {entry.bytes:,} bytes"))
        yield piece
    if size < entry.bytes:
        raise DatasetError(_sentence(place, f"{size:,} of the {entry.bytes:,} bytes"))
    if digest.hexdigest() != entry.sha256:
        raise DatasetError(_sentence(place, f"{size:,} other bytes"))


def _sentence(place: str, found: str) -> str:
    return f"{place}: is not what the manifest lists: {found}; push it again"
