"""A re-reading that writes: its session under the dataset's lock, its new revisions, its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import EXIT_CODES, RunReport, Verdict
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint
from newscrawl.reextraction.apply import Applier, Policies
from newscrawl.reextraction.candidates import candidates
from newscrawl.reextraction.reread import Progress, Reextraction, reextract
from newscrawl.reextraction.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a re-reading writes the differences."""

    clock: Clock
    policies: Policies
    sync_record_count: int
    sync_secs: float
    versions: Mapping[str, str]
    """Package → version, for the report."""

    arguments: Mapping[str, str]
    """The chosen scope, for the report."""

    fault: CrashPoint = NO_CRASH
    """What the session calls between two steps of writing."""


def apply_rereading(asked: Reextraction, writing: Writing, summary: Summary, progress: Progress) -> None:
    """Write a new revision of each article of *asked* that reads differently now, and a report of it.

    Fills *summary* meanwhile. An interrupted run keeps what it has written, and its report shows this. Raises
    `DatasetLockedError` where a run writes the dataset.
    """
    started_at = writing.clock.now()
    session = _session(asked, writing, started_at)
    recovery = session.open().sentences()
    summary.run_id = session.run_id
    verdict: Verdict = "failed"
    try:
        found = candidates(Layout(asked.folder), asked.scope)  # Under the lock: no other process adds a line now.
        reextract(asked, found, summary, progress, Applier(session, writing.policies))
        verdict = "done"
    except KeyboardInterrupt:
        verdict = "stopped"
        raise
    finally:
        report = RunReport(
            portal=session.portal,
            run_id=session.run_id,
            command="reextract",
            started_at=started_at,
            finished_at=session.clock.now(),
            verdict=verdict,
            exit_code=EXIT_CODES[verdict],
            reasons=_reasons(summary),
            versions=dict(writing.versions),
            arguments=dict(writing.arguments),
            records=dict(sorted(session.record_counts.items())),
            recovery=tuple(recovery),
        )
        _close(session, report)


def _reasons(summary: Summary) -> tuple[str, ...]:
    done = f"{summary.read_count} articles read again, {summary.written_count} revisions written"
    damaged = (
        f"{summary.damaged_count} could not be: their captures are damaged or gone" if summary.damaged_count else ""
    )
    return (done, damaged) if damaged else (done,)


def _session(asked: Reextraction, writing: Writing, started_at: datetime) -> Session:
    """Return the session, not open yet, which compares texts as far back as there are any.

    Articles that one re-reading reads may be of any age.
    """
    first_at = candidates(Layout(asked.folder), asked.scope).first_captured_at or started_at
    age = started_at - first_at + timedelta(days=1)
    return Session(
        asked.folder.parent,
        asked.folder.name,
        clock=writing.clock,
        sync_record_count=writing.sync_record_count,
        sync_secs=writing.sync_secs,
        window_days=max(writing.policies.duplicate_window, age).days,
        fault=writing.fault,
    )


def _close(session: Session, report: RunReport) -> None:
    try:
        session.flush()
        session.write_report(report)
    finally:
        session.close()
