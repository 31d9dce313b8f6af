"""Checks whether a dataset is sound: every line, every revision, the index, the reports."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from newscrawl.dataset.captures.check_captures import CaptureCheck, capture_findings
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import ForeignRecord
from newscrawl.dataset.storage.findings import (
    Finding,
    Loss,
    dead_run,
    losses_path,
    read_losses,
    run_repair,
    unknown_file,
)
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout, RecordFile
from newscrawl.dataset.storage.lock import Holder, holder_of
from newscrawl.dataset.storage.report_file import read_report
from newscrawl.dataset.storage.safe_files import files_below, is_regular
from newscrawl.dataset.verify.check_index import check_index
from newscrawl.dataset.verify.check_lines import LineChecker
from newscrawl.dataset.verify.check_manifest import ManifestCheck
from newscrawl.errors import DatasetError
from newscrawl.program import as_typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a look at the whole dataset found."""

    portal: str
    findings: tuple[Finding, ...]
    line_counts: dict[str, int]
    """Kind → lines."""

    losses: tuple[Loss, ...]
    """The losses that an earlier repair noted."""

    running: Holder | None
    """The run that writes now; its files and the index's content were left out."""

    secs: float


def verify(layout: Layout, *, is_held: bool = False, hashes_captures: bool = False) -> Verification:
    """Check every line and file of the dataset of *layout*; changes nothing.

    *is_held*: the caller holds the lock itself. *hashes_captures*: whether to compare captures, too, with the
    manifest byte by byte; else only their sizes.
    """
    started = time.monotonic()
    running = None if is_held else holder_of(layout.lock)
    manifest = ManifestCheck(layout, hashes_captures=hashes_captures)  # hashes while the lines are read
    try:
        return _verified(layout, manifest, running, started, is_held=is_held, hashes_captures=hashes_captures)
    finally:
        manifest.stop()


def _verified(
    layout: Layout,
    manifest: ManifestCheck,
    running: Holder | None,
    started: float,
    *,
    is_held: bool,
    hashes_captures: bool,
) -> Verification:
    files = {kind: layout.record_files(kind) for kind in (*RECORD_KINDS, REJECTED)}
    parts = [file for own in files.values() for file in own if file.is_part]
    finished = {kind: [file for file in own if not file.is_part] for kind, own in files.items()}
    died = {file.run_id for file in parts}
    losses = read_losses(layout)
    checker, index_findings = _checked_lines(layout, finished, is_still=not (running or parts))
    is_cut = os.path.lexists(layout.compact)
    if running is None and not is_held:
        running = holder_of(layout.lock)
        index_findings = [] if running else index_findings  # a run has begun meanwhile: the index has changed
    captures = capture_findings(layout, reads_records=hashes_captures, is_running=running is not None)
    findings = [
        *(_odd_file(path, kind) for path, kind in layout.odd_entries()),
        *_foreign_findings(layout, checker.foreign),
        *_without_noted([*checker.findings, *captures], losses),
        *([] if running else [dead_run(file.path, file.run_id) for file in parts]),
        *index_findings,
        *_check_reports(layout, checker.line_counts, losses, unfinished={running.run_id if running else "", *died}),
        *([_cut_compaction(layout)] if is_cut and not running else []),
        *([] if is_cut else _unknown_files(layout, files)),
        *manifest.findings(is_still=running is None and not is_cut),
    ]
    totals = sum((Counter(counts) for counts in checker.line_counts.values()), Counter())
    return Verification(
        portal=layout.folder.name,
        findings=tuple(findings),
        line_counts={kind: totals[kind] for kind in (*RECORD_KINDS, REJECTED)},
        losses=tuple(losses),
        running=running,
        secs=time.monotonic() - started,
    )


def _checked_lines(
    layout: Layout, finished: dict[str, list[RecordFile]], *, is_still: bool
) -> tuple[LineChecker, list[Finding]]:
    """Read every line; return the counts and findings, and how the index differs where it *is_still*."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newscrawl-verify-"))
        fresh = stack.enter_context(closing(Index.scratch(Path(folder) / "index.sqlite")))
        captures = stack.enter_context(closing(CaptureCheck(layout)))
        checker = LineChecker(layout.folder.name, fresh, captures)
        for file in (file for kind in (*RECORD_KINDS, REJECTED) for file in finished[kind]):
            checker.check(file)
        checker.name_gaps(finished["articles"])
        checker.findings += captures.findings(fresh)
        fresh.complete()
        is_compared = is_still and not layout.compact.exists()
        findings = check_index(layout.index, fresh, is_compared=is_compared)
    return checker, findings


def lost_kind(finding: Finding) -> str:
    """Return what of an article is lost: its lines, or the captures that they name."""
    return "captures" if finding.code == "missing_capture" else "articles"


def _without_noted(findings: list[Finding], losses: list[Loss]) -> list[Finding]:
    noted = {(loss.article_id, loss.revision, loss.kind) for loss in losses if loss.article_id}
    return [
        one for one in findings if not one.article_id or (one.article_id, one.revision, lost_kind(one)) not in noted
    ]


def _cut_compaction(layout: Layout) -> Finding:
    return Finding(
        code="cut_compaction",
        place=str(layout.compact),
        message="expected no trace of a compaction, got what one left that was cut off; no record is lost or doubled",
        remedy=f"the next crawl or {as_typed('compact')!r} ends it; or {run_repair()}",
    )


def _check_reports(
    layout: Layout, counts: dict[str, Counter[str]], losses: list[Loss], *, unfinished: set[str]
) -> list[Finding]:
    """Compare reports with lines, except those of *unfinished* runs, whose lines are in files that were left out."""
    found = []
    reports = {path.stem: path for path in layout.reports()}
    for run_id in sorted({*reports, *counts} - unfinished - {""}):
        path = layout.report(run_id)
        if run_id not in reports:
            message = f"expected the report of run {run_id}, whose records are here; got none"
            found.append(
                Finding(code="report_missing", place=str(path), message=message, remedy=run_repair(), run_id=run_id)
            )
            continue
        expected = _with_losses(counts.get(run_id, Counter()), run_id, losses)
        found += _check_report(path, run_id, expected)
    return found


def _check_report(path: Path, run_id: str, expected: dict[str, int]) -> list[Finding]:
    try:
        reported = {kind: count for kind, count in read_report(path).records.items() if count}
    except DatasetError as error:
        return [Finding(code="report_damaged", place=str(path), message=str(error), remedy=run_repair(), run_id=run_id)]
    if reported == expected:
        return []
    message = f"expected as many lines as the report counts ({_counts_text(reported)}), got {_counts_text(expected)}"
    remedy = f"restore the missing files from a copy, or note the loss: {run_repair()}"
    missing = {kind: reported.get(kind, 0) - expected.get(kind, 0) for kind in {*reported, *expected}}
    return [
        Finding(
            code="report_differs",
            place=str(path),
            message=message,
            remedy=remedy,
            run_id=run_id,
            missing={kind: count for kind, count in sorted(missing.items()) if count},
        )
    ]


def _with_losses(counts: Counter[str], run_id: str, losses: list[Loss]) -> dict[str, int]:
    total = Counter(counts)
    for loss in losses:
        if loss.run_id == run_id:
            total[loss.kind] += loss.line_count
    return {kind: count for kind, count in total.items() if count}


def _counts_text(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing"


def _unknown_files(layout: Layout, files: dict[str, list[RecordFile]]) -> list[Finding]:
    known = {file.path for own in files.values() for file in own} | {*layout.reports(), losses_path(layout)}
    places = {**dict.fromkeys(files, "files of lines"), "runs": "reports of runs"}
    return [
        unknown_file(path, expected)
        for kind, expected in places.items()
        for path in files_below(layout.folder / kind)
        if path not in known and is_regular(path) and not path.name.endswith(".tmp")
    ]


def _odd_file(path: Path, kind: str) -> Finding:
    message = f"expected regular files and folders in a dataset, got {kind}"
    remedy = "remove it: nothing is written to this dataset while it is there"
    return Finding(code="odd_file", place=str(path), message=message, remedy=remedy)


def _foreign_findings(layout: Layout, counts: Counter[ForeignRecord]) -> Iterator[Finding]:
    """Yield one finding for each portal and version in *counts* (record → lines)."""
    for record, count in counts.items():
        if record.code == "other_portal":
            message = f"expected lines of the portal {layout.folder.name!r}, got {count} of {record.detail!r}"
            remedy = "rename the folder back, or move their files to that portal's folder"
        else:
            message = f"expected lines of this version, got {count} of another version of newscrawl ({record.detail})"
            remedy = "read them with that version, or crawl into a new folder"
        yield Finding(code=record.code, place=str(layout.folder), message=message, remedy=remedy)
