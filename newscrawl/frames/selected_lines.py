"""Which records of a kind are asked for, and the lines that can hold them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

import msgspec

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.file_entry import FileEntry
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import Layout, RecordFile, RecordKind
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.errors import DatasetError
from newscrawl.exports.selection import time_bound
from newscrawl.frames.whole_numbers import decoder_for_columns

Moment = str | date | datetime
"""A time with an offset, or a day. A time without an offset, and a day, are UTC."""

_Record = TypeVar("_Record")


def moment(given: Moment | None, option: str, *, is_end: bool = False) -> datetime | None:
    """Return the time that *given* names; with *is_end*, the end of a day. Raises `WrongUsageError`."""
    return time_bound(given if isinstance(given, str | None) else given.isoformat(), option, is_end=is_end)


class _Glance(msgspec.Struct, frozen=True, gc=False):
    """What decides whether a line is decoded whole."""

    article_id: str
    captured_at: datetime | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedLines(Generic[_Record]):
    """The records of one kind that are asked for."""

    dataset: DatasetReader
    kind: RecordKind
    record_type: type[_Record]
    since: datetime | None = None
    until: datetime | None = None
    article_id: str | None = None
    is_latest: bool = False
    fits: Callable[[_Record], bool] | None = None
    """The condition that needs the whole record."""

    def records(self, for_columns: bool = False) -> Iterator[_Record]:
        """Yield the records, oldest run first. *for_columns* refuses numbers that no column can hold."""
        decode = decoder_for_columns(self.record_type) if for_columns else JsonReader(self.record_type).decode
        if self._is_glanced:
            decode = self._glanced(decode)
        for record in self.dataset.decoded(self.kind, decode, wants=self._wants()):
            if record is not None and (self.fits is None or self.fits(record)):
                yield record

    @property
    def _is_glanced(self) -> bool:
        return self.is_latest or any(one is not None for one in (self.since, self.until, self.article_id))

    def _glanced(self, decode: Callable[[bytes], _Record]) -> Callable[[bytes], _Record]:
        """Return *decode*, which gives None for a line that is not asked for and decodes it no further."""
        glance = JsonReader(_Glance).decode
        latest = self._latest() if self.is_latest else None

        def glanced(line: bytes) -> _Record:
            seen = glance(line)
            is_last = latest is None or latest.get(hash(seen.article_id)) == seen.revision
            return decode(line) if is_last and self._is_within(seen) else None  # type: ignore[return-value]

        return glanced

    def _is_within(self, seen: _Glance) -> bool:
        if self.article_id is not None and seen.article_id != self.article_id:
            return False
        return is_between(seen.captured_at, self.since, self.until)

    def _latest(self) -> dict[int, int]:
        """Return the last revision of each article by the hash of its id: about 100 bytes an article."""
        revisions: dict[int, int] = {}
        for seen in self.dataset.decoded(self.kind, JsonReader(_Glance).decode, wants=lambda _: True):
            key = hash(seen.article_id)
            revisions[key] = max(seen.revision or 0, revisions.get(key, 0))
        return revisions

    def _wants(self) -> Callable[[Sequence[RecordFile]], bool]:
        if self.since is None and self.until is None:
            return lambda _: True
        listed = _listed(Layout(self.dataset.folder))
        return lambda files: any(self._can_hold(listed.get(file.current_name), file) for file in files)

    def _can_hold(self, entry: FileEntry | None, file: RecordFile) -> bool:
        """Return whether *file* can hold a record within the bounds, by what the manifest lists of it.

        The name of its day shows nothing: a run can last for days, and a re-reading keeps the times of older captures.
        """
        if entry is None or entry.bytes != file.byte_count:
            return True
        first, last = entry.first_captured_at, entry.last_captured_at
        if first is None or last is None:
            return True
        return (self.since is None or last >= self.since) and (self.until is None or first < self.until)


def is_between(moment: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    """Return whether *moment* is at or after *since* and before *until*; a missing time is within no bound."""
    if since is None and until is None:
        return True
    if moment is None:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (since is None or moment >= since) and (until is None or moment < until)


def _listed(layout: Layout) -> dict[str, FileEntry]:
    try:
        manifest = read_manifest(layout)
    except DatasetError:  # `scrapy verify` reports it; here every file is opened then
        return {}
    return {entry.path: entry for entry in manifest.files} if manifest else {}


def one_or_more(labels: str | Collection[str] | None) -> frozenset[str]:
    """Return *labels*, one or several, as a set; empty for None."""
    return frozenset([labels] if isinstance(labels, str) else labels or ())
