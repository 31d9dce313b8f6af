"""What of a dataset can be read again: the latest revision of each article, and visits without an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from newscrawl.dataset.index.record_lines import micros, moment_of
from newscrawl.dataset.storage.jsonl import JsonReader, read_lines
from newscrawl.dataset.storage.layout import Layout, RecordFile
from newscrawl.errors import DamagedLineError, MalformedError
from newscrawl.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles to read again: chosen by their latest revision."""

    since: datetime | None = None
    """Captured at or after."""

    until: datetime | None = None
    """Captured before."""

    sections: tuple[str, ...] = ()
    """Section labels as printed; empty for all."""

    def holds_time(self, captured_at: datetime) -> bool:
        """Return whether the time of a capture is within the scope."""
        if self.since is not None and captured_at < self.since:
            return False
        return self.until is None or captured_at < self.until

    def holds_section(self, section: str | None) -> bool:
        """Return whether the scope includes articles of *section*."""
        return not self.sections or fold(section or "") in {fold(label) for label in self.sections}


@dataclass(frozen=True, slots=True)
class LinePlace:
    """The place of a revision's line."""

    name: str
    """The file's name, as in `RecordFile.name`: a run may rename the file."""

    offset: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class FailedVisit:
    """A visit that got a page, but no article."""

    article_id: str
    """As the request knew it."""

    url: str
    run_id: str
    captured_at: datetime
    """Of its observation."""


@dataclass(slots=True)
class Candidates:
    """What was found. About 300 bytes an article."""

    places: list[LinePlace] = field(default_factory=list)
    """The latest revision of each article in scope, in the order in which articles were first stored."""

    failed: list[FailedVisit] = field(default_factory=list)
    """The visits to articles without a stored line."""

    first_captured_at: datetime | None = None
    """The oldest capture of a revision in the dataset."""


class _ArticleLine(msgspec.Struct, frozen=True, gc=False):
    article_id: str
    revision: int
    captured_at: datetime
    section: str | None


class _VisitLine(msgspec.Struct, frozen=True, gc=False):
    article_id: str
    url: str
    captured_at: datetime
    run_id: str
    status: str
    http_status: int | None
    revision: int | None


@dataclass(slots=True)
class _Latest:
    revision: int
    first_at: int
    is_in_scope: bool
    place: LinePlace


def candidates(layout: Layout, scope: Scope) -> Candidates:
    """Return what can be read again in *layout*. Raises `DamagedLineError` for a line that is not a record."""
    latest: dict[str, _Latest] = {}
    for file in layout.record_files("articles"):
        for line, offset, byte_count in _decoded(layout, file, _ArticleLine):
            _note(latest, line, LinePlace(file.name, offset, byte_count), scope)
    ordered = sorted(latest.items(), key=lambda item: (item[1].first_at, item[0]))
    firsts = [one.first_at for _, one in ordered[:1]]
    return Candidates(
        places=[one.place for _, one in ordered if one.is_in_scope],
        failed=list(_failed(layout, latest, scope)),
        first_captured_at=moment_of(firsts[0]) if firsts else None,
    )


def _note(latest: dict[str, _Latest], line: _ArticleLine, place: LinePlace, scope: Scope) -> None:
    at = micros(line.captured_at) or 0
    before = latest.get(line.article_id)
    first_at = min(at, before.first_at) if before else at
    if before is None or line.revision > before.revision:
        is_in_scope = scope.holds_time(line.captured_at) and scope.holds_section(line.section)
        latest[line.article_id] = _Latest(line.revision, first_at, is_in_scope, place)
    else:
        before.first_at = first_at


def _failed(layout: Layout, latest: dict[str, _Latest], scope: Scope) -> Iterator[FailedVisit]:
    for file in layout.record_files("observations"):
        for visit, _, _ in _decoded(layout, file, _VisitLine):
            is_page = visit.status == "failed" and visit.http_status == 200
            if is_page and visit.article_id not in latest and scope.holds_time(visit.captured_at):
                yield FailedVisit(visit.article_id, visit.url, visit.run_id, visit.captured_at)


def _decoded(layout: Layout, file: RecordFile, kind: type[Any]) -> Iterator[tuple[Any, int, int]]:
    """Yield (line, offset, bytes); skips the line that a run is writing now."""
    decode = JsonReader(kind).decode
    path = file.path if file.path.exists() else layout.current_path(file.name)
    for number, (offset, raw) in enumerate(read_lines(path), 1):
        if file.is_part and not raw.endswith(b"\n"):
            return
        try:
            yield decode(raw), offset, len(raw)
        except MalformedError as error:
            raise DamagedLineError(path, number, offset, str(error)) from error
