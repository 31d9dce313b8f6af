"""The reading side, for programs: typed records, one by one, also while a crawl runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from newscrawl.dataset.read.ranking_series import Rankings
from newscrawl.dataset.storage.jsonl import DAMAGED_MAX_COUNT, JsonReader, read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordFile, RecordKind
from newscrawl.dataset.storage.report_file import RunReport, read_report
from newscrawl.errors import DamagedLineError, DatasetError, MalformedError, UnreadableFileError
from newscrawl.items import Article, Observation, RankingEntry
from newscrawl.paths import not_a_folder
from newscrawl.program import as_typed

OnDamage = Literal["raise", "skip"]
_Record = TypeVar("_Record")
_Line = tuple[RecordFile, int, int, bytes]
"""File, number of the line, its offset, the line."""
_RELISTED_COUNT = 5
"""How many compactions of one day a reader follows. After more, a file is named but cannot be opened."""


class _RevisionLine(msgspec.Struct, frozen=True, gc=False):
    article_id: str
    revision: int


class DatasetReader:
    """The dataset in *folder* (`<dataset dir>/<portal>`). Every call reads the files anew, oldest run first.

    Skips a line that a running crawl is writing until it is whole. Another line that is not a record raises
    `DamagedLineError`, or is skipped where *on_damage* is ``skip``; after 100,000 of them it raises in any case.
    """

    def __init__(self, folder: Path, *, on_damage: OnDamage = "raise") -> None:
        self.folder = folder
        self.portal = folder.name
        self._layout = Layout(folder)
        self._on_damage = on_damage

    def articles(self, *, latest: bool = False) -> Iterator[Article]:
        """Yield every revision of every article; with *latest* only the last one of each."""
        if not latest:
            return self._records("articles", Article)
        return self._latest_articles()

    def observations(self) -> Iterator[Observation]:
        """Yield every visit."""
        return self._records("observations", Observation)

    def rankings(self) -> Rankings:
        """Return the rankings: iterate them for their entries, or ask for one list's series."""
        return Rankings(lambda: self._records("rankings", RankingEntry))

    def records(self, kind: RecordKind, record_type: type[_Record], *, since_date: str = "") -> Iterator[_Record]:
        """Yield the records of *kind* as *record_type*, which names the fields that matter: the fewer, the faster.

        Files of days before *since_date* (``2026-11-23``, the UTC start of their runs) are not opened.
        """
        return self._records(kind, record_type, since_date)

    def runs(self) -> Iterator[RunReport]:
        """Yield the runs' reports, oldest first; raises `DatasetError` for a file that is not a report."""
        for path in self._layout.reports():
            yield read_report(path)

    def _latest_articles(self) -> Iterator[Article]:
        # Two walks instead of one that keeps every text: about 100 bytes an article.
        revisions: dict[int, int] = {}
        for line in self._records("articles", _RevisionLine):
            key = hash(line.article_id)
            revisions[key] = max(line.revision, revisions.get(key, 0))
        for article in self._records("articles", Article):
            if revisions.get(hash(article.article_id)) == article.revision:
                yield article

    def decoded(
        self, kind: RecordKind, decode: Callable[[bytes], _Record], *, wants: Callable[[Sequence[RecordFile]], bool]
    ) -> Iterator[_Record]:
        """Yield what *decode* gives for each line of *kind*; it raises `MalformedError` for a line that is no record.

        Opens the files of a day only where *wants* is true for them.
        """
        return self._decoded(kind, decode, wants)

    def _records(self, kind: str, record_type: type[_Record], since_date: str = "") -> Iterator[_Record]:
        return self._decoded(kind, JsonReader(record_type).decode, lambda files: files[0].date >= since_date)

    def _decoded(
        self, kind: str, decode: Callable[[bytes], _Record], wants: Callable[[Sequence[RecordFile]], bool]
    ) -> Iterator[_Record]:
        damaged_count = 0
        for file, number, offset, line in self._lines(kind, wants):
            is_torn = not line.endswith(b"\n")
            if is_torn and file.is_part:
                continue
            try:
                yield decode(line)
            except MalformedError as error:
                detail = "a torn line" if is_torn else str(error)
                fault = DamagedLineError(file.path, number, offset, detail)
                damaged_count += 1
                if damaged_count > DAMAGED_MAX_COUNT:
                    raise fault from error
                self._damaged(fault)

    def _lines(self, kind: str, wants: Callable[[Sequence[RecordFile]], bool]) -> Iterator[_Line]:
        for date, of_day in groupby(self._layout.record_files(kind), key=lambda file: file.date):
            files = list(of_day)
            if wants(files):
                yield from self._lines_of_day(kind, date, files)

    def _lines_of_day(self, kind: str, date: str, files: list[RecordFile]) -> Iterator[_Line]:
        # A compaction may remove a listed file. Its lines are then in the day's file, all in the same order.
        passed = 0
        for relisted_count in range(_RELISTED_COUNT + 1):
            try:
                for end, line in self._lines_behind(files, passed):
                    passed = end
                    yield line
            except FileNotFoundError:
                if relisted_count == _RELISTED_COUNT:
                    raise
                files = self._layout.day_files(kind, date)
            else:
                return

    def _lines_behind(self, files: list[RecordFile], passed: int) -> Iterator[tuple[int, _Line]]:
        """Yield the lines of *files*, joined, that end after byte *passed*, each with the byte where it ends."""
        end = 0
        for file in files:
            start = end
            for number, (offset, line) in enumerate(self._lines_of(file), 1):
                end = start + offset + len(line)
                if end > passed:
                    yield end, (file, number, offset, line)

    def _lines_of(self, file: RecordFile) -> Iterator[tuple[int, bytes]]:
        try:
            path = file.path if file.path.exists() else self._layout.current_path(file.name)
            yield from read_lines(path)
        except UnreadableFileError as error:
            self._damaged(error)

    def _damaged(self, error: DatasetError) -> None:
        if self._on_damage == "raise":
            raise error


def open_reader(path: Any, *, on_damage: OnDamage = "raise") -> DatasetReader:
    """Return the dataset in the folder *path*, e.g. ``data/kangnam``. Raises `DatasetError` if there is no dataset.

    Refuses a folder with a link or a device in the place of a file: it could lead out of the dataset.
    """
    folder = Path(path)
    if folder.is_file() or folder.parent.is_file():
        raise DatasetError(not_a_folder(folder))
    if not any((folder / kind).is_dir() for kind in (*RECORD_KINDS, "runs")):
        raise DatasetError(
            f"{folder}: expected a portal's dataset (a folder with articles/), got "
            f"{'none in it' if folder.is_dir() else 'no folder'}; {as_typed('crawl PORTAL')!r} makes one"
        )
    Layout(folder).refuse_odd_entries()
    return DatasetReader(folder, on_damage=on_damage)
