"""Reads every line of a dataset as strictly as it was written, and builds an index from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from newscrawl.dataset.captures.check_captures import CaptureCheck
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import ForeignRecord, begins_with_foreign_records, foreign_record_in, run_of
from newscrawl.dataset.index.sync import (
    batches,
    note_articles,
    note_observations,
    too_much_damage,
)
from newscrawl.dataset.storage.findings import Code, Finding, LineBytes, run_repair
from newscrawl.dataset.storage.jsonl import DAMAGED_MAX_COUNT, JsonReader, encode_line, read_lines
from newscrawl.dataset.storage.layout import RecordFile
from newscrawl.errors import MalformedError, UnreadableFileError
from newscrawl.items import Article, Observation, RankingEntry
from newscrawl.items.schema import STORED_TYPES

_TYPES = {
    "articles": STORED_TYPES["article"],
    "observations": STORED_TYPES["observation"],
    "rankings": STORED_TYPES["ranking_entry"],
}
_DECODERS: dict[str, JsonReader[Any]] = {kind: JsonReader(own) for kind, own in _TYPES.items()}
_ADDED_LATER: dict[str, tuple[tuple[bytes, bytes], ...]] = {
    "articles": (),
    "observations": ((b'"reads_differently":', b',"reads_differently":[]}\n'),),
    "rankings": (),
}
"""Key → the end of a line of a version that had it. Fields are added at the end, with a default for older lines."""
_STORING = frozenset({"new", "changed"})


def in_newest_form(kind: str, raw: bytes) -> bytes:
    """Return the line *raw* with the default of each field that its version did not have yet."""
    for key, end in _ADDED_LATER[kind]:
        if key not in raw and raw.endswith(b"}\n"):
            raw = raw[:-2] + end
    return raw


class LineChecker:
    """Checks files in the order articles, observations, rankings; *fresh* becomes the index of their lines.

    *captures* receives each article.
    """

    def __init__(self, portal: str, fresh: Index, captures: CaptureCheck) -> None:
        self.findings: list[Finding] = []
        self.line_counts: dict[str, Counter[str]] = defaultdict(Counter)
        """Run → kind → lines; the run is empty for a damaged line that does not show it."""
        self.foreign: Counter[ForeignRecord] = Counter()
        """Lines of another portal or version, in files that hold such lines."""
        self._portal = portal
        self._fresh = fresh
        self._captures = captures
        # Bit n is revision n; by the hash of the article's id: 100 bytes an article instead of 250.
        self._revisions: dict[int, int] = {}

    def check(self, file: RecordFile) -> None:
        """Check *file*; adds its faults to `findings`."""
        try:
            self._check(file)
        except UnreadableFileError as error:
            self._find(
                "unreadable_file", file.path.as_posix(), f"expected lines, got {error}", "restore it from a copy"
            )

    def name_gaps(self, articles: list[RecordFile]) -> None:
        """Add a finding for each revision missing between 1 and the last; if there are any, reads *articles* again."""
        gaps = {key for key, mask in self._revisions.items() if mask & (mask + 2)}
        if not gaps:
            return
        named: set[str] = set()
        for file in articles:
            for article in self._readable(file):
                if hash(article.article_id) in gaps and article.article_id not in named:
                    named.add(article.article_id)
                    self._name_gap(article.article_id)

    def _readable(self, file: RecordFile) -> Iterator[Article]:
        """Yield the articles of *file*, up to an unreadable place, which `check` has reported."""
        with suppress(UnreadableFileError):
            yield from (record for _, _, record, _ in self._decoded(file) if record is not None)

    def _check(self, file: RecordFile) -> None:
        if file.kind == "rejected":
            for _, raw in read_lines(file.path):
                self.line_counts[file.run_id or run_of(raw)][file.kind] += 1
            return
        self._end, self._line_count, self._line_finding_count = 0, 0, 0
        sound = self._sound(file)
        if file.kind == "articles":
            for batch in batches(self._first_of_each(file, sound)):
                note_articles(self._fresh, self._fresh.file_id(file.name), batch)
        elif file.kind == "observations":
            for visits in batches(self._visits(file, sound)):
                note_observations(self._fresh, visits)
        else:
            self._lists(file, sound)
        if self._end:
            self._fresh.set_committed(file.name, self._end, self._line_count)

    def _sound(self, file: RecordFile) -> Iterator[tuple[Any, int, bytes]]:
        """Yield (record, offset, line) of the sound records, and of foreign ones."""
        counts = self.line_counts
        has_foreign = begins_with_foreign_records(file, self._portal) is not None
        for number, offset, record, raw in self._decoded(file):
            self._end, self._line_count = offset + len(raw), number
            if has_foreign and (foreign := foreign_record_in(file.kind, raw, self._portal)):
                counts[file.run_id or run_of(raw)][file.kind] += 1
                self.foreign[foreign] += 1
                if file.kind != "rankings":
                    yield foreign.kept, offset, raw
                continue
            if record is None:
                self._name_damage(file, number, offset, raw)
                counts[file.run_id or run_of(raw)][file.kind] += 1
                continue
            counts[record.run_id or file.run_id][file.kind] += 1
            if record.portal != self._portal:
                message = f"portal: expected {self._portal!r}, got {record.portal!r}"
                self._find_line("wrong_schema", file, number, offset, raw, message)
                continue
            own_form = encode_line(record)
            if own_form != in_newest_form(file.kind, raw):
                message = "expected the record as newscrawl writes it, got other keys, order, spaces or escapes"
                self._find_line("odd_form", file, number, offset, raw, message, instead=own_form)
            if file.kind == "articles":
                self._captures.note(record)
            yield record, offset, raw

    def _decoded(self, file: RecordFile) -> Iterator[tuple[int, int, Any, bytes]]:
        decode = _DECODERS[file.kind].decode
        for number, (offset, raw) in enumerate(read_lines(file.path), 1):
            try:
                record = decode(in_newest_form(file.kind, raw)) if raw.endswith(b"\n") else None
            except MalformedError:
                record = None
            yield number, offset, record, raw

    def _first_of_each(
        self, file: RecordFile, sound: Iterator[tuple[Article, int, bytes]]
    ) -> Iterator[tuple[Article, int, bytes]]:
        revisions = self._revisions
        for article, offset, raw in sound:
            key, bit = hash(article.article_id), 1 << article.revision
            mask = revisions.get(key, 0)
            if mask & bit:
                message = f"expected revision {article.revision} of {article.article_id} once, got it again"
                self._find_line("doubled_revision", file, self._line_count, offset, raw, message)
                continue
            revisions[key] = mask | bit
            yield article, offset, raw

    def _visits(self, file: RecordFile, sound: Iterator[tuple[Observation, int, bytes]]) -> Iterator[Observation]:
        revisions = self._revisions
        for visit, _, raw in sound:
            if visit.status in _STORING and not revisions.get(hash(visit.article_id), 0) & (1 << (visit.revision or 0)):
                self.findings.append(
                    Finding(
                        code="missing_article_line",
                        place=f"{file.path}:{self._line_count}",
                        message=f"expected the line of {visit.article_id} revision {visit.revision}, got none",
                        remedy=f"{run_repair()}, which has it fetched again if it is the last",
                        article_id=visit.article_id,
                        revision=visit.revision or 0,
                        run_id=run_of(raw),
                    )
                )
            yield visit

    def _lists(self, file: RecordFile, sound: Iterator[tuple[RankingEntry, int, bytes]]) -> None:
        lists: dict[tuple[Any, ...], list[tuple[int, int, bytes]]] = {}
        for entry, offset, raw in sound:
            page = entry.page_url if entry.list_kind == "section_page" else ""
            key = (entry.run_id, entry.list_kind, entry.list_name, entry.list_section, page)
            lists.setdefault(key, []).append((entry.position, offset, raw))
        for (run_id, _, list_name, *_), entries in lists.items():
            positions = [position for position, _, _ in entries]
            if positions != list(range(1, len(positions) + 1)):
                self.findings.append(
                    Finding(
                        code="broken_list",
                        place=f"{file.path}: {list_name}",
                        message=f"expected positions 1 to {len(positions)} once a run, got {positions}",
                        remedy=run_repair(),
                        run_id=run_id,
                        spans=tuple(LineBytes(file.name, offset, raw) for _, offset, raw in entries),
                    )
                )

    def _name_gap(self, article_id: str) -> None:
        mask = self._revisions[hash(article_id)]
        for revision in range(1, mask.bit_length()):
            if not mask & (1 << revision):
                self.findings.append(
                    Finding(
                        code="missing_revision",
                        place=article_id,
                        message=f"expected revisions 1 to {mask.bit_length() - 1}, got no line of revision {revision}",
                        remedy=f"restore its file from a copy, or note the loss: {run_repair()}",
                        article_id=article_id,
                        revision=revision,
                    )
                )

    def _name_damage(self, file: RecordFile, number: int, offset: int, raw: bytes) -> None:
        code: Code = "damaged_line"
        try:
            _DECODERS[file.kind].decode(in_newest_form(file.kind, raw))
            detail = "a line without its end"
        except MalformedError as error:
            code = "wrong_schema" if isinstance(error.__cause__, msgspec.ValidationError) else code
            detail = str(error)
        self._find_line(code, file, number, offset, raw, f"expected one record, got {len(raw)} bytes: {detail}")

    def _find_line(
        self, code: Code, file: RecordFile, number: int, offset: int, raw: bytes, message: str, *, instead: bytes = b""
    ) -> None:
        span = LineBytes(file.name, offset, raw, instead)
        self._line_finding_count += 1
        if self._line_finding_count > DAMAGED_MAX_COUNT:
            raise too_much_damage(file)
        self.findings.append(
            Finding(
                code=code,
                place=f"{file.path}:{number}",
                message=f"{message} (byte {offset})",
                remedy=run_repair(),
                spans=(span,),
                run_id=file.run_id or run_of(raw),
            )
        )

    def _find(self, code: Code, place: str, message: str, remedy: str) -> None:
        self.findings.append(Finding(code=code, place=place, message=message, remedy=remedy))
