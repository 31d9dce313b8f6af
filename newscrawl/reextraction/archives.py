"""Reads many archives from elsewhere, each into a file of its own: a task a file, which can be done again."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

import msgspec

from newscrawl.dataset.storage.safe_files import read_small, sync_file, sync_folder, write_whole
from newscrawl.deadline import PAGE_SECS
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.portals import Portal
from newscrawl.reextraction.summary import EXAMPLE_COUNT
from newscrawl.reextraction.workers.warc_articles import ArchiveSummary, article_lines
from newscrawl.tasks import LocalWorkers, Workers

ArchiveForm = Literal["jsonl", "parquet"]
_ENDS = (".warc.gz", ".warc", ".arc.gz", ".arc", ".gz")
_SUMMARY_MAX_BYTES = 1 << 20


class ArchiveDone(msgspec.Struct, frozen=True, kw_only=True):
    """What one archive gave. It is stored beside its articles."""

    archive: str
    """Its path."""
    archive_bytes: int
    """Its size when it was read: an archive with another size is read again."""
    article_count: int = 0
    response_count: int = 0
    passed: dict[str, int] = {}
    """Reason → responses that were skipped or gave no article."""
    examples: dict[str, list[str]] = {}
    """Reason → some of them."""
    secs: float = 0.0
    fault: str = ""
    """Why nothing of it was written; empty where it was."""


class ArchivesDone(msgspec.Struct, kw_only=True):
    """What all archives gave."""

    archive_count: int = 0
    """Archives that were read, now or by an earlier call."""
    kept_count: int = 0
    """Those that an earlier call had read."""
    article_count: int = 0
    response_count: int = 0
    passed: dict[str, int] = {}
    examples: dict[str, list[str]] = {}
    faults: list[str] = []
    """A sentence for each archive that could not be read."""

    def add(self, done: ArchiveDone) -> None:
        """Count one archive."""
        if done.fault:
            self.faults.append(done.fault)
            return
        self.archive_count += 1
        self.article_count += done.article_count
        self.response_count += done.response_count
        self.passed = dict(Counter(self.passed) + Counter(done.passed))
        for reason, found in done.examples.items():
            kept = self.examples.setdefault(reason, [])
            kept += [f"{Path(done.archive).name} {one}" for one in found[: EXAMPLE_COUNT - len(kept)]]

    def sentences(self) -> list[str]:
        """Return the summary in lines."""
        counts = f"{self.response_count} responses, {self.article_count} articles"
        lines = [f"{self.archive_count} archives ({self.kept_count} of them read before): {counts}"]
        lines += [
            f"{count} {reason}: {', '.join(self.examples.get(reason, []))}"
            for reason, count in sorted(self.passed.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        return [*lines, *(f"not read: {fault}" for fault in self.faults)]


class _UnreadableArchiveError(NewscrawlError):
    """The archive cannot be read; what was read from it is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReader:
    """Reads whole archives. Its files are made aside and renamed when they are whole, so any task can be done twice."""

    to: Path
    """The folder of the results; it must mean the same for every worker."""

    portal: Portal | None
    """None for general rules."""

    form: ArchiveForm
    page_secs: float = PAGE_SECS
    pack: Callable[[Path, Path], None] | None = None
    """Makes the file of the chosen form from JSON Lines; None where they are that form."""

    def result(self, archive: Path) -> Path:
        """Return where the articles of *archive* go."""
        return self.to / f"{_stem(archive)}.{self.form}"

    def before(self, archive: Path) -> ArchiveDone | None:
        """Return what an earlier call stored of *archive*; None where it has to be read."""
        try:
            stored = msgspec.json.decode(read_small(self._summary(archive), _SUMMARY_MAX_BYTES), type=ArchiveDone)
            is_same = self.result(archive).exists() and stored.archive_bytes == archive.stat().st_size
        except (OSError, DatasetError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return stored if is_same else None

    def read(self, archive: Path) -> ArchiveDone:
        """Read *archive* and store its articles. A fault of the archive is in the result, one of the disk raises."""
        # Two workers may have one task for a while: one is thought lost and is not.
        lines = self.to / f".{_stem(archive)}.{uuid4().hex}.jsonl"
        packed = lines.with_suffix(".packed")
        try:
            done = self._written(archive, lines)
            if self.pack is not None:
                self.pack(lines, packed)
            sync_file(whole := packed if self.pack else lines)
            self._summary(archive).unlink(missing_ok=True)
            whole.replace(self.result(archive))
            sync_folder(self.to)
            write_whole(self._summary(archive), msgspec.json.format(msgspec.json.encode(done)))  # now it counts as read
        except _UnreadableArchiveError as error:
            return ArchiveDone(archive=str(archive), archive_bytes=0, fault=str(error))
        finally:
            lines.unlink(missing_ok=True)
            packed.unlink(missing_ok=True)
        return done

    def _written(self, archive: Path, lines: Path) -> ArchiveDone:
        summary = ArchiveSummary()
        with lines.open("wb") as file, closing(self._lines(archive, summary)) as read:
            file.writelines(read)
        if summary.response_count == summary.damaged_count:
            raise _UnreadableArchiveError(f"{archive}: expected a WARC file with responses, got none that can be read")
        return ArchiveDone(
            archive=str(archive),
            archive_bytes=archive.stat().st_size,
            article_count=summary.article_count,
            response_count=summary.response_count,
            passed=dict(summary.passed.counts),
            examples=summary.passed.examples,
            secs=round(summary.secs, 3),
        )

    def _lines(self, archive: Path, summary: ArchiveSummary) -> Generator[bytes]:
        try:
            yield from article_lines(
                archive,
                self.portal,
                workers=LocalWorkers(),
                summary=summary,
                progress=lambda _: None,
                page_secs=self.page_secs,
            )
        except OSError as error:
            raise _UnreadableArchiveError(f"{archive}: cannot be read: {error.strerror}") from error

    def _summary(self, archive: Path) -> Path:
        return self.to / f"{_stem(archive)}.summary.json"


def archives_of(patterns: Sequence[str]) -> list[Path]:
    """Return the archives that *patterns* name, sorted. Raises `WrongUsageError` for a pattern without a file."""
    found: set[Path] = set()
    for pattern in patterns:
        named = [Path(path) for path in glob.glob(pattern, recursive=True)] or [Path(pattern)]  # noqa: PTH207  absolute ones, too
        files = [path for path in named if path.is_file()]
        if not files:
            raise WrongUsageError(f"{pattern}: expected a WARC file, got none")
        found.update(files)
    return sorted(found)


def read_archives(
    reader: ArchiveReader,
    archives: Sequence[Path],
    workers: Workers,
    *,
    is_forced: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ArchivesDone:
    """Read each of *archives* that no earlier call has read, or all where *is_forced*; return what all gave.

    Can be stopped at any time and called again. Raises `WrongUsageError` for two archives with one name.
    """
    _refuse_one_name(archives)
    reader.to.mkdir(parents=True, exist_ok=True)
    total = ArchivesDone()
    before = {} if is_forced else {path: done for path in archives if (done := reader.before(path)) is not None}
    for done in before.values():
        total.add(done)
    total.kept_count = len(before)
    progress(len(before), len(archives))
    to_read = [path for path in archives if path not in before]
    with closing(workers.in_order(reader.read, to_read)) as results:
        for number, done in enumerate(results, len(before) + 1):
            total.add(done)
            progress(number, len(archives))
    _remove_remains(reader.to, archives)
    return total


def _refuse_one_name(archives: Sequence[Path]) -> None:
    names = Counter(_stem(path) for path in archives)
    if twice := next((name for name, count in names.items() if count > 1), None):
        raise WrongUsageError(f"{twice}: expected one archive of that name, got {names[twice]}; read them apart")


def _remove_remains(folder: Path, archives: Sequence[Path]) -> None:
    """Remove what killed tasks have left."""
    stems = {_stem(path) for path in archives}
    for path in folder.glob(".*"):
        name, _, rest = path.name[1:].removesuffix(".jsonl").removesuffix(".packed").rpartition(".")
        if name in stems and len(rest) == len(uuid4().hex) and path.suffix in {".jsonl", ".packed"}:
            path.unlink(missing_ok=True)


def _stem(archive: Path) -> str:
    name = os.fspath(archive.name)
    return next((name.removesuffix(end) for end in _ENDS if name.endswith(end) and name != end), name)
