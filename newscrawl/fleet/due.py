"""When a portal is due, from its dataset's run reports alone: nobody has to remember anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import dropwhile, islice, takewhile
from pathlib import Path
from zlib import crc32

import msgspec

from newscrawl.clock import is_countable, run_start
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import EXIT_CODES, reason_without
from newscrawl.dataset.storage.safe_files import read_small
from newscrawl.errors import DatasetError
from newscrawl.fleet.fleet_file import FleetMember
from newscrawl.text import counted, printable

_MOST_REPORTS = 12
_CLOCK_SKEW = timedelta(minutes=1)
"""Clocks of a cluster differ so much."""
_MOST_REPORT_BYTES = 4 * 1024 * 1024
_JITTER_SHARE = 0.03
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_BY_SIGNAL = "(signal)"
"""In the reason of a run that was ended from outside: with its worker, or by a person."""


class RunEndBrief(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a run report that decides when the next run is due."""

    run_id: str
    started_at: datetime
    command: str = "crawl"
    verdict: str = "unknown"
    exit_code: int | None = None
    reasons: tuple[str, ...] = ()


_BRIEF = JsonReader(RunEndBrief)


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """When a portal is crawled next, and why then."""

    at: datetime
    why: str
    run_id: str = ""
    """The last run that has a report; empty before the first."""
    needs_someone: str = ""
    """A sentence for the operator; empty when the last run needs no attention."""


def recent_runs(dataset: Path, now: datetime) -> list[RunEndBrief]:
    """Return the last crawls of the dataset, newest first. A report that cannot be read is passed over.

    So is a run that began after *now*, by a clock that was ahead: it would be the last one for as long as that.
    """
    found: list[RunEndBrief] = []
    known = dropwhile(lambda path: run_start(path.stem) > now + _CLOCK_SKEW, reversed(Layout(dataset).reports()))
    for path in islice(known, 4 * _MOST_REPORTS):
        try:
            found.append(_BRIEF.decode(read_small(path, _MOST_REPORT_BYTES)))
        except (OSError, DatasetError):
            continue  # it is being written, or damaged: 'scrapy verify' reports it
        if len(found) == _MOST_REPORTS:
            break
    return [run for run in found if run.command == "crawl" and is_countable(run.started_at)]


def next_run(
    member: FleetMember, runs: Sequence[RunEndBrief], *, retry_secs: float, backoff_max_secs: float, now: datetime
) -> Due:
    """Return when *member* is due after *runs*, newest first.

    0 and 6: after the interval; at once after a signal. 4: after the interval, doubled for each refusal in a row up to
    *backoff_max_secs*.
    Other codes: after *retry_secs*, or the interval where that is longer. Without a run: now. A run that began in the
    future (by a clock that is a little ahead) counts as one that began now.
    """
    if not runs:
        return Due(at=_EARLIEST, why="never crawled")
    last = runs[0]
    started_at = min(last.started_at, now)
    wait_secs, needs = member.interval_secs, ""
    if last.exit_code == EXIT_CODES["stopped"] and _BY_SIGNAL in _reason(last):
        return Due(at=started_at, run_id=last.run_id, why="interrupted")
    if last.exit_code == EXIT_CODES["blocked"]:
        refusals = sum(1 for _ in takewhile(lambda run: run.exit_code == EXIT_CODES["blocked"], runs))
        wait_secs = min(member.interval_secs * 2.0**refusals, max(backoff_max_secs, member.interval_secs))
        needs = f"blocked {counted(refusals, 'time')} in a row: {_reason(last)}"
    elif last.exit_code not in {EXIT_CODES["done"], EXIT_CODES["stopped"]} and last.verdict != "died":
        wait_secs, needs = max(retry_secs, member.interval_secs), f"{_verdict(last)}: {_reason(last)}"
    return Due(
        at=started_at + timedelta(seconds=wait_secs + _jitter_secs(member, last.run_id)),
        run_id=last.run_id,
        why=f"{_verdict(last)} at {last.started_at:%Y-%m-%d %H:%M} UTC",
        needs_someone=needs,
    )


def _reason(run: RunEndBrief) -> str:
    return printable(reason_without(run.verdict, run.reasons[0])) if run.reasons else "see its report"


def _verdict(run: RunEndBrief) -> str:
    return printable(run.verdict.replace("_", " "))


def _jitter_secs(member: FleetMember, run_id: str) -> float:
    """Return up to 3 % of the interval, early or late, the same for one run: portals drift apart by it."""
    share = crc32(f"{member.name} {run_id}".encode()) / 0xFFFFFFFF * 2 - 1
    return share * _JITTER_SHARE * member.interval_secs
