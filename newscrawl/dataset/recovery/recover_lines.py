"""Repairs the lines of a run that died: cuts out what cannot be a whole record, and keeps it beside, in `torn/`.

Lines of another version of newscrawl, which made the run, are whole records of their own form.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset.index.record_lines import ObservationLine, begins_with_foreign_records
from newscrawl.dataset.storage.jsonl import ANY_JSON, JsonReader, encode_line, read_lines
from newscrawl.dataset.storage.layout import REJECTED, Layout, RecordFile
from newscrawl.dataset.storage.report_file import read_report
from newscrawl.dataset.storage.safe_files import (
    CrashPoint,
    open_to_append,
    open_to_change,
    sync_folder,
    write_pieces,
    write_whole,
)
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.items import Article, Observation, RankingEntry


class _ArticleLine(msgspec.Struct, frozen=True):
    """The fields from which a visit is made; every version's lines have them."""

    portal: str
    article_id: str
    url: str
    revision: int
    captured_at: datetime | None
    run_id: str | None
    comment_count: int | None = None
    view_count: int | None = None


class _RankingLine(msgspec.Struct, frozen=True):
    """The fields by which entries of one list follow each other; every version's lines have them."""

    list_name: str
    page_url: str
    captured_at: datetime | None
    position: int


_DECODERS: dict[str, JsonReader[Any]] = {
    "articles": JsonReader(Article),
    "observations": JsonReader(Observation),
    "rankings": JsonReader(RankingEntry),
    REJECTED: ANY_JSON,
}
_OF_OTHER_VERSIONS: dict[str, JsonReader[Any]] = {
    "articles": JsonReader(_ArticleLine),
    "observations": JsonReader(ObservationLine),
    "rankings": JsonReader(_RankingLine),
}
_STORING = frozenset({"new", "changed"})
_Line = tuple[int, Any]
"""Offset, and the record; None for a line that is not a whole record."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines of a dead run that were cut out."""

    name: str
    offset: int
    byte_count: int
    kept_in: Path


@dataclass(frozen=True, slots=True)
class TruncatedRun:
    """What was done to the files of one dead run."""

    run_id: str
    cuts: tuple[Cut, ...]
    synthesised_count: int
    """Observations that were made from article lines because the run died before it wrote them."""


class TornTailTruncator:
    """Repairs the `.part` files of one dead run. Every step can be interrupted and done again."""

    def __init__(self, layout: Layout, run_id: str, committed: dict[str, tuple[int, int]], fault: CrashPoint) -> None:
        self._layout = layout
        self._run_id = run_id
        self._committed = committed
        self._fault = fault
        self._cuts: list[Cut] = []

    def truncate(self, parts: dict[str, RecordFile]) -> TruncatedRun:
        """Repair *parts* (kind → file)."""
        if "articles" in parts:
            self._cut(parts["articles"], _broken)
        if "observations" in parts:
            stored = {(article.article_id, article.revision) for article in self._all_records("articles")}
            self._cut(parts["observations"], lambda lines: _broken_or_phantom(lines, stored))
        if "rankings" in parts and not self._is_reported(parts["rankings"]):
            self._cut(parts["rankings"], _unsure_lists)
        if "rejected" in parts:
            self._cut(parts["rejected"], _broken)
        synthesised_count = self._synthesise(parts["articles"]) if "articles" in parts else 0
        return TruncatedRun(self._run_id, tuple(self._cuts), synthesised_count)

    def _cut(self, file: RecordFile, choose: Callable[[Iterator[_Line]], set[int]]) -> None:
        start = self._start(file)
        bad = choose(self._read(file, start))
        if not bad:
            return
        first = min(bad)
        rest = list(read_lines(file.path, first))
        self._keep_beside(file, first, b"".join(raw for offset, raw in rest if offset in bad))
        self._fault.passes("in_recovery")
        if len(rest) == len(bad):
            _truncate(file.path, first)
        else:
            write_pieces(file.path, (raw for offset, raw in read_lines(file.path) if offset not in bad))
        self._fault.passes("in_recovery")

    def _is_reported(self, file: RecordFile) -> bool:
        """Return whether the run's report counts exactly the lines of *file*: then the run ended by itself."""
        path = self._layout.report(self._run_id)
        try:
            reported_count = read_report(path).records.get(file.kind, 0) if path.exists() else 0
        except DatasetError:
            return False
        lines = [record for _, record in self._read(file, 0)]
        return len(lines) == reported_count and None not in lines

    def _keep_beside(self, file: RecordFile, offset: int, content: bytes) -> None:
        mark = hashlib.sha256(content).hexdigest()[:8]
        kept_in = self._layout.torn / f"{file.kind}-{file.run_id}-{offset}-{mark}.jsonl"
        write_whole(kept_in, content)
        self._cuts.append(Cut(file.name, offset, len(content), kept_in))

    def _start(self, file: RecordFile) -> int:
        return self._committed.get(file.name, (0, 0))[0]

    def _synthesise(self, articles: RecordFile) -> int:
        start = self._start(articles)
        if start >= articles.path.stat().st_size:
            return 0
        seen = {
            (visit.article_id, visit.revision)
            for visit in self._all_records("observations")
            if visit.status in _STORING
        }
        fresh = (record for _, record in self._read(articles, start))
        content = [encode_line(observation_of(one)) for one in fresh if (one.article_id, one.revision) not in seen]
        if content:
            _append(self._layout.part(self._layout.name("observations", self._run_id)), b"".join(content))
            self._fault.passes("in_recovery")
        return len(content)

    def _all_records(self, kind: str) -> Iterator[Any]:
        name = self._layout.name(kind, self._run_id)
        try:
            file = RecordFile(name, self._layout.current_path(name), 0)
        except FileNotFoundError:
            return iter(())
        return (record for _, record in self._read(file, 0) if record is not None)

    def _read(self, file: RecordFile, start: int) -> Iterator[_Line]:
        """Yield the lines of *file* from byte *start* on; for a file of another version, only the common fields."""
        foreign = begins_with_foreign_records(file, self._layout.folder.name) if file.kind != REJECTED else None
        is_other = foreign is not None and foreign.code == "other_version"
        decode = (_OF_OTHER_VERSIONS if is_other else _DECODERS)[file.kind].decode
        for offset, raw in read_lines(file.path, start):
            try:
                yield offset, decode(raw) if raw.endswith(b"\n") else None
            except MalformedError:
                yield offset, None


def observation_of(article: Article | _ArticleLine) -> Observation:
    """Return the visit that stored *article*, as far as its line shows it.

    The article is due again at once: its line does not have its visit interval.
    """
    if article.captured_at is None or article.run_id is None:
        raise ValueError(f"{article.article_id}: expected a stored article, got one without captured_at or run_id")
    return Observation(
        portal=article.portal,
        article_id=article.article_id,
        url=article.url,
        captured_at=article.captured_at,
        run_id=article.run_id,
        status="new" if article.revision == 1 else "changed",
        http_status=200,  # A stored page always has this status.
        revision=article.revision,
        comment_count=article.comment_count,
        view_count=article.view_count,
        next_visit_at=article.captured_at,
    )


def _broken(lines: Iterator[_Line]) -> set[int]:
    return {offset for offset, record in lines if record is None}


def _broken_or_phantom(lines: Iterator[_Line], stored: set[tuple[str, int]]) -> set[int]:
    """Return lines that are not records, and visits that stored a revision whose line did not reach the disk."""
    return {
        offset
        for offset, visit in lines
        if visit is None or (visit.status in _STORING and (visit.article_id, visit.revision) not in stored)
    }


def _unsure_lists(lines: Iterator[_Line]) -> set[int]:
    """Return the lines of lists that may not be whole: the last one, and those beside a torn line."""
    groups = _lists(lines)
    bad: set[int] = set()
    for number, group in enumerate(groups):
        beside = groups[max(0, number - 1) : number + 2]
        if number == len(groups) - 1 or any(other[0][1] is None for other in beside):
            bad.update(offset for offset, _ in group)
    return bad


def _lists(lines: Iterator[_Line]) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _is_next(groups[-1][-1][1], line[1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_next(previous: RankingEntry | _RankingLine | None, entry: RankingEntry | _RankingLine | None) -> bool:
    if previous is None or entry is None:
        return False
    is_same = (previous.list_name, previous.page_url, previous.captured_at) == (
        entry.list_name,
        entry.page_url,
        entry.captured_at,
    )
    return is_same and entry.position > previous.position


def _truncate(path: Path, byte_count: int) -> None:
    with open_to_change(path) as file:
        file.truncate(byte_count)
        os.fsync(file.fileno())


def _append(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_to_append(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
