"""The work of `scrapy verify --repair`: it moves damaged lines aside, rebuilds the index, notes losses."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from newscrawl.clock import Clock
from newscrawl.dataset.index.record_lines import begins_with_foreign_records
from newscrawl.dataset.index.sync import move_aside, seal
from newscrawl.dataset.recovery.recover import line_counts, recover, report_run, window_start_of
from newscrawl.dataset.storage.findings import Code, Finding, LineBytes, Loss, note_losses, read_losses
from newscrawl.dataset.storage.jsonl import COMPRESSIONS, read_lines
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.lock import DatasetLock
from newscrawl.dataset.storage.manifest import update_manifest
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint, write_pieces, write_whole
from newscrawl.dataset.verify.check_manifest import MANIFEST_CODES
from newscrawl.dataset.verify.verify_dataset import Verification, lost_kind, verify
from newscrawl.errors import DatasetError


def repair(
    layout: Layout, *, clock: Clock, window_days: int, fault: CrashPoint = NO_CRASH
) -> tuple[list[str], Verification]:
    """Repair the dataset of *layout*; return what was done, in sentences, and the findings of a second look.

    Deletes nothing: bytes that leave a file are kept in `torn/`. Can be killed at any moment and run again. Raises
    `DatasetLockedError` while a run writes, `DatasetError` for the dataset of another portal.
    """
    layout.refuse_odd_entries()
    _refuse_renamed(layout)
    lock = DatasetLock(layout.lock)
    unreported = lock.acquire("", on_lock="skip", wait_secs=0)
    try:
        done = _recover(layout, clock, window_days, unreported)
        lock.reported()
        fault.passes("in_repair")
        found = verify(layout, is_held=True)
        now = clock.now()
        done += _move_lines(layout, found.findings, now, fault)
        done += _note_lost_revisions(layout, found.findings, now)
        fault.passes("in_repair")
        done += _repair_reports(layout, found.findings, now, fault)
        if any(one.spans or one.code.startswith("index_") for one in found.findings):
            moved = move_aside(layout.index)
            fault.passes("in_repair")
            done += [f"the index was moved to {moved.name}"] if moved else []
            done += _recover(layout, clock, window_days, ())
            fault.passes("in_repair")
        done += _repair_manifest(layout, found.findings)
        fault.passes("in_repair")
        return done, verify(layout, is_held=True)
    finally:
        lock.release()


def _recover(layout: Layout, clock: Clock, window_days: int, unreported: tuple[str, ...]) -> list[str]:
    index, recovery = recover(
        layout,
        unreported=unreported,
        window_start=window_start_of(clock.now(), window_days),
        fault=NO_CRASH,
    )
    index.close()
    seal(layout.index)
    return recovery.done()


def _move_lines(layout: Layout, findings: Iterable[Finding], now: datetime, fault: CrashPoint) -> list[str]:
    by_file: dict[str, dict[int, tuple[LineBytes, Finding]]] = defaultdict(dict)
    for finding in findings:
        for span in finding.spans:
            by_file[span.name][span.offset] = span, finding
    done, moves = [], []
    for name, spans in sorted(by_file.items()):
        path = layout.current_path(name)
        if path.name.endswith(COMPRESSIONS):
            done.append(f"{name}: is compressed and was left as it is; unpack it, then repair again")
            continue
        kept_in = layout.torn / f"{name.replace('/', '-')}-{_mark(spans)}"
        write_whole(kept_in, b"".join(span.content for _, (span, _) in sorted(spans.items())))
        fault.passes("in_repair")
        moves.append((name, path, spans, kept_in))
    lost = ((one, kept_in) for _, _, spans, kept_in in moves for one in spans.values() if not one[0].instead)
    note_losses(layout, [_loss(layout, one, kept_in, now) for one, kept_in in lost])
    fault.passes("in_repair")
    for name, path, spans, kept_in in moves:
        write_pieces(path, _repaired_lines(path, {offset: span.instead for offset, (span, _) in spans.items()}))
        fault.passes("in_repair")
        done.append(f"{name}: {len(spans)} lines were moved to {kept_in.relative_to(layout.folder)}")
    return done


def _mark(spans: dict[int, tuple[LineBytes, Finding]]) -> str:
    content = repr([(offset, span.content) for offset, (span, _) in sorted(spans.items())])
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _loss(layout: Layout, moved: tuple[LineBytes, Finding], kept_in: Path, now: datetime) -> Loss:
    span, finding = moved
    return Loss(
        kind=span.name.partition("/")[0],
        run_id=finding.run_id,
        line_count=1,
        reason=finding.code,
        kept_in=kept_in.relative_to(layout.folder).as_posix(),
        mark=f"{span.name} {span.offset} {hashlib.sha256(span.content).hexdigest()[:12]}",
        noted_at=now,
    )


def _repaired_lines(path: Path, instead: dict[int, bytes]) -> Iterator[bytes]:
    for offset, raw in read_lines(path):
        yield instead.get(offset, raw)


def _note_lost_revisions(layout: Layout, findings: Iterable[Finding], now: datetime) -> list[str]:
    lost = [
        Loss(kind=lost_kind(one), article_id=one.article_id, revision=one.revision, reason=one.code, noted_at=now)
        for one in findings
        if one.article_id
    ]
    note_losses(layout, lost)
    return [f"{loss.article_id}: revision {loss.revision} was noted as lost ({loss.reason})" for loss in lost]


def _repair_reports(layout: Layout, findings: Iterable[Finding], now: datetime, fault: CrashPoint) -> list[str]:
    about = [one for one in findings if one.code in {"report_damaged", "report_missing", "report_differs"}]
    differing = [one for one in about if one.code == "report_differs"]
    missing = ((one, kind, count) for one in differing for kind, count in one.missing.items())
    note_losses(layout, [_unexplained(one, kind, count, now) for one, kind, count in missing])
    fault.passes("in_repair")
    counts = _counts_with_losses(layout, {one.run_id for one in about if one.code != "report_differs"})
    for finding in about:
        if finding.code != "report_differs":
            reason = _why_made_anew(layout, layout.report(finding.run_id), finding.code, fault)
            report_run(layout, finding.run_id, "unknown", reason, counts[finding.run_id])
        fault.passes("in_repair")
    return [f"runs/{layout.report(one.run_id).name}: {one.code}: repaired" for one in about]


def _why_made_anew(layout: Layout, path: Path, code: Code, fault: CrashPoint) -> str:
    """Move the report at *path* aside where it is damaged; return why the run gets another one."""
    if code == "report_missing":
        return "its report was missing; this one was made from its lines"
    aside = layout.torn / f"{path.name}-{path.stat().st_mtime_ns}"
    aside.parent.mkdir(exist_ok=True)
    path.rename(aside)
    fault.passes("in_repair")
    return f"its report was damaged, and moved to torn/{aside.name}"


def _counts_with_losses(layout: Layout, run_ids: Collection[str]) -> dict[str, Counter[str]]:
    counts = line_counts(layout, run_ids)
    for loss in read_losses(layout):
        if loss.run_id in counts:
            counts[loss.run_id][loss.kind] += loss.line_count
    return counts


def _repair_manifest(layout: Layout, findings: Iterable[Finding]) -> list[str]:
    """Update the manifest for all files that changed, by hand or by this repair."""
    about = [one for one in findings if one.code in MANIFEST_CODES]
    changed = {one.file for one in about if one.code == "changed_file"}
    repaired = {span.name for one in findings for span in one.spans}
    reports = {f"{layout.runs.name}/{one.run_id}.json" for one in findings if one.code.startswith("report_")}
    update_manifest(layout, distrusted=changed | repaired | reports)
    return [f"manifest.json: {len(about)} files were listed anew"] if about else []


def _unexplained(finding: Finding, kind: str, line_count: int, now: datetime) -> Loss:
    return Loss(kind=kind, run_id=finding.run_id, line_count=line_count, reason=finding.code, noted_at=now)


def _refuse_renamed(layout: Layout) -> None:
    """Raise `DatasetError` where each file of articles is of one other portal: somebody renamed the folder."""
    files = [file for file in layout.record_files("articles") if file.byte_count]
    found = {begins_with_foreign_records(file, layout.folder.name) for file in files}
    if len(found) == 1 and (one := found.pop()) is not None and one.code == "other_portal":
        raise DatasetError(
            f"{layout.folder}: its lines are of the portal {one.detail!r}; rename the folder back: nothing was changed"
        )
