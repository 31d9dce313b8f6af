"""Compares the finished files with the manifest that was written when they were finished."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor

from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.findings import Code, Finding, run_repair
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import finished_files, manifest_path, read_manifest
from newscrawl.dataset.storage.measure_file import digest_of
from newscrawl.dataset.storage.safe_files import refuse_too_large
from newscrawl.errors import DatasetError, UnreadableFileError

_MOVE_AWAY = "move it out of the dataset"
MANIFEST_CODES = frozenset({"manifest_missing", "manifest_damaged", "missing_file", "changed_file", "unlisted_file"})


class ManifestCheck:
    """Starts to hash the files in a thread, which costs next to nothing while the caller reads lines on another core.

    Captures are many times larger than lines: it compares only their sizes unless *hashes_captures*.
    """

    def __init__(self, layout: Layout, *, hashes_captures: bool) -> None:
        self._layout = layout
        self._finished = dict(finished_files(layout))  # before the manifest is read: the manifest may only list more
        self._damage = ""
        self._listed: dict[str, FileEntry] | None = None
        self._digests: dict[str, Future[str]] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hashes")
        try:
            manifest = read_manifest(layout)
        except DatasetError as error:
            self._damage = str(error)
            return
        if manifest is None:
            return
        self._listed = {entry.path: entry for entry in manifest.files}
        for entry in manifest.files:
            is_hashed = hashes_captures or not entry.path.startswith("captures/")
            if is_hashed and self._finished.get(entry.path) == entry.bytes:
                self._digests[entry.path] = self._pool.submit(digest_of, layout.folder / entry.path)

    def stop(self) -> None:
        """End the thread."""
        self._pool.shutdown(cancel_futures=True)

    def findings(self, *, is_still: bool) -> list[Finding]:
        """Return what differs. Unless *is_still*, files may come and go: then it compares existing ones only."""
        if self._damage:
            return [
                self._finding("manifest_damaged", "manifest.json", self._damage, f"it is written anew: {run_repair()}")
            ]
        if self._listed is None:
            return self._without_manifest() if is_still else []
        found = [one for entry in self._listed.values() for one in self._compare(entry, is_still=is_still)]
        if is_still:
            found += map(self._unlisted, sorted(self._finished.keys() - self._listed.keys()))
        return found

    def _unlisted(self, name: str) -> Finding:
        try:
            refuse_too_large(self._layout.folder / name, self._finished[name])
        except UnreadableFileError as error:
            return self._finding("unreadable_file", name, str(error), _MOVE_AWAY)
        message = "expected a file that manifest.json lists, got one that it does not"
        remedy = f"the next run lists what a run that died has left; to have any file listed: {run_repair()}"
        return self._finding("unlisted_file", name, message, remedy)

    def _without_manifest(self) -> list[Finding]:
        if not self._finished:
            return []
        message = f"expected the list of {len(self._finished)} finished files, got none"
        remedy = f"the end of the next run writes it; or {run_repair()}"
        return [self._finding("manifest_missing", manifest_path(self._layout).name, message, remedy)]

    def _compare(self, entry: FileEntry, *, is_still: bool) -> list[Finding]:
        size = self._finished.get(entry.path)
        if size is None:
            is_gone = is_still and not os.path.lexists(self._layout.folder / entry.path)
            message = f"expected the file of {entry.records} records that manifest.json lists, got none"
            return [self._finding("missing_file", entry.path, message, _restore())] if is_gone else []
        if size != entry.bytes:
            message = f"expected {entry.bytes} bytes as when it was finished, got {size}"
            return [self._finding("changed_file", entry.path, message, _restore())]
        try:
            digest = self._digest(entry)
        except UnreadableFileError as error:
            return [self._finding("unreadable_file", entry.path, str(error), _MOVE_AWAY)]
        if digest == entry.sha256:
            return []
        message = f"expected SHA-256 {entry.sha256[:16]}… as when it was finished, got {digest[:16]}…"
        return [self._finding("changed_file", entry.path, message, _restore())]

    def _digest(self, entry: FileEntry) -> str:
        asked = self._digests.get(entry.path)
        try:
            return entry.sha256 if asked is None else asked.result()
        except FileNotFoundError:  # a compaction removed it meanwhile
            return entry.sha256

    def _finding(self, code: Code, name: str, message: str, remedy: str) -> Finding:
        return Finding(code=code, place=str(self._layout.folder / name), message=message, remedy=remedy, file=name)


def _restore() -> str:
    return f"restore it from a copy; or list what is there now: {run_repair()}"
