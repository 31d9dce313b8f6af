"""A folder of an object store. Credentials come from the environment or a profile, never from a file of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset.storage.manifest import MANIFEST_MAX_BYTES, Manifest
from newscrawl.dataset.storage.safe_files import is_regular
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.program import lacks
from newscrawl.remote.store_errors import is_of_bucket, store_sentence, without_secrets

MANIFEST = "manifest.json"
_SCHEMES = ("s3", "s3a", "gs", "az", "abfs", "abfss", "https", "file")
_CHUNK_BYTES = 8 << 20


class RemoteFolder:
    """One dataset's place in an object store. Every call raises `NewscrawlError` with place and remedy."""

    def __init__(self, url: str) -> None:
        self.url = without_secrets(url)
        scheme, _, rest = url.partition("://")
        if scheme not in _SCHEMES or not rest:
            raise WrongUsageError(f"expected an address such as s3://bucket/prefix, got {self.url!r}")
        try:
            import obstore  # noqa: PLC0415  an extra
            from obstore.exceptions import BaseError  # noqa: PLC0415
            from obstore.store import LocalStore, from_url  # noqa: PLC0415
        except ImportError as error:
            raise NewscrawlError(lacks("object stores need obstore", "remote")) from error
        self._obstore, self._error = obstore, BaseError
        self.can_compare = scheme != "file"
        """Whether the store can replace an object on the condition that nobody else did meanwhile."""
        self._local = Path(rest) if scheme == "file" else None
        with self.errors_as_sentences():
            self._store: Any = LocalStore(self._local, mkdir=True) if self._local else from_url(url)

    @contextmanager
    def errors_as_sentences(self) -> Iterator[None]:
        """Turn the store's errors into one sentence without secrets; a missing object stays `FileNotFoundError`."""
        try:
            yield
        except FileNotFoundError as error:
            if not is_of_bucket(error):
                raise
            raise NewscrawlError(store_sentence(self.url, error)) from error
        except self._error as error:
            raise NewscrawlError(store_sentence(self.url, error)) from error

    def manifest(self) -> tuple[Manifest | None, str | None]:
        """Return the manifest of the copy and its ETag; None where none was written yet."""
        try:
            with self.errors_as_sentences():
                found = self._get(MANIFEST)
        except FileNotFoundError:
            return None, None
        if found.meta["size"] > MANIFEST_MAX_BYTES:
            raise DatasetError(f"{self.url}/{MANIFEST}: expected at most {MANIFEST_MAX_BYTES} bytes, got more")
        try:
            return msgspec.json.decode(bytes(found.bytes()), type=Manifest), found.meta["e_tag"]
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DatasetError(f"{self.url}/{MANIFEST}: expected a manifest, got {error}; push again") from error

    def put_manifest(self, content: bytes, before: str | None) -> None:
        """Replace the manifest whose ETag was *before* (None: there was none). Raises when somebody else did."""
        if not self.can_compare:
            mode: Any = "overwrite"
        else:
            mode = "create" if before is None else {"e_tag": before}
        try:
            with self.errors_as_sentences():
                self._obstore.put(self._store, MANIFEST, content, mode=mode)
        except NewscrawlError as error:
            if isinstance(error.__cause__, self._conflicts()):
                raise NewscrawlError(
                    f"{self.url}: somebody else pushed at the same time; nothing was mixed, run it again"
                ) from error
            raise

    def get(self, name: str) -> bytes | None:
        """Return the content of a small object; None where it does not exist, or is larger than a manifest."""
        try:
            with self.errors_as_sentences():
                found = self._get(name)
                return bytes(found.bytes()) if found.meta["size"] <= MANIFEST_MAX_BYTES else None
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes | Path) -> None:
        """Write an object, whole or not at all."""
        try:
            with self.errors_as_sentences():
                self._obstore.put(self._store, name, content)
        except FileNotFoundError as error:
            raise NewscrawlError(store_sentence(self.url, error)) from error

    def size(self, name: str) -> int | None:
        """Return the bytes of an object; None where it does not exist."""
        try:
            with self.errors_as_sentences():
                found: int = self._obstore.head(self._store, name)["size"]
                return found
        except FileNotFoundError:
            return None

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give the content of an object, some megabytes at a time. Raises `FileNotFoundError`."""
        with self.errors_as_sentences():
            for piece in self._get(name).stream(min_chunk_size=_CHUNK_BYTES):
                yield bytes(piece)

    def names(self) -> Iterator[str]:
        """Give the name of each object."""
        with self.errors_as_sentences():
            for batch in self._obstore.list(self._store):
                yield from (entry["path"] for entry in batch)

    def delete(self, names: list[str]) -> None:
        """Delete objects."""
        with self.errors_as_sentences():
            self._obstore.delete(self._store, names)

    def _get(self, name: str) -> Any:
        if self._local and os.path.lexists(path := self._local / name) and not is_regular(path):
            raise DatasetError(
                f"{self.url}/{name}: expected a regular file; push to an empty folder"
            )  # else it may hang
        try:
            return self._obstore.get(self._store, name)
        except self._error as error:
            if isinstance(error, FileNotFoundError | self._obstore.exceptions.NotFoundError):
                raise FileNotFoundError(name) from error
            raise

    def _conflicts(self) -> tuple[type[Exception], ...]:
        errors = self._obstore.exceptions
        return (errors.AlreadyExistsError, errors.PreconditionError)
