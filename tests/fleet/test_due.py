"""When a portal is due follows from its run reports alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from newscrawl.fleet.due import RunEndBrief, next_run, recent_runs
from newscrawl.fleet.fleet_file import FleetMember
from tests.exports.made import report

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MEMBER = FleetMember(
    name="kangnam", interval_secs=600, max_time_secs=540, max_requests=0, quiet_hours="", hosts=(), sites=frozenset()
)


def run(minutes_ago: float, exit_code: int | None, verdict: str = "done") -> RunEndBrief:
    started_at = NOW - timedelta(minutes=minutes_ago)
    return RunEndBrief(run_id=f"{started_at:%Y%m%dT%H%M%SZ}-000000", started_at=started_at, exit_code=exit_code,
                       verdict=verdict, reasons=("the reason",))  # fmt: skip


def waits_minutes(*runs: RunEndBrief) -> float:
    due = next_run(MEMBER, runs, retry_secs=3600, backoff_max_secs=6 * 3600, now=NOW)
    return (due.at - runs[0].started_at).total_seconds() / 60


@pytest.mark.parametrize(
    ("runs", "minutes"),
    [
        ([run(5, 0)], 10),
        ([run(5, 6, "stopped")], 10),
        ([run(5, 4, "blocked")], 20),
        ([run(5, 4, "blocked"), run(30, 4, "blocked"), run(60, 4, "blocked")], 80),
        ([run(5, 4, "blocked")] * 12, 360),
        ([run(5, 4, "blocked"), run(30, 0), run(60, 4, "blocked")], 20),
        ([run(5, 1, "failed")], 60),
        ([run(5, 3, "layout_changed")], 60),
        ([run(5, None, "died")], 10),
    ],
    ids=[
        "done",
        "stopped",
        "blocked",
        "blocked thrice",
        "blocked for ever",
        "blocked again",
        "failed",
        "layout",
        "died",
    ],
)
def test_the_wait_after_a_run_follows_its_exit_code(runs: list[RunEndBrief], minutes: float) -> None:
    assert waits_minutes(*runs) == pytest.approx(minutes, abs=0.03 * 10)


def test_a_portal_that_was_never_crawled_is_due() -> None:
    assert next_run(MEMBER, [], retry_secs=3600, backoff_max_secs=3600, now=NOW).at < NOW


def test_a_crawl_that_ended_with_its_worker_is_due_at_once() -> None:
    ended = replace(run(5, 6, "stopped"), reasons=("stopped: it was asked to (signal)",))

    assert waits_minutes(ended) == 0


def test_a_run_of_a_clock_that_was_ahead_does_not_freeze_a_portal() -> None:
    due = next_run(MEMBER, [run(-1_000_000, 0)], retry_secs=3600, backoff_max_secs=3600, now=NOW)

    assert due.at - NOW < timedelta(minutes=11)


@pytest.mark.parametrize("ahead_count", [1, 60])
def test_runs_of_a_clock_that_was_ahead_leave_the_pause_between_two_runs(tmp_path: Path, ahead_count: int) -> None:
    ahead = {f"{NOW + timedelta(days=30, minutes=number):%Y%m%dT%H%M%SZ}-000000" for number in range(ahead_count)}
    for run_id in ahead:
        report(tmp_path, run_id, started_at=NOW + timedelta(days=30), reasons=("stopped (signal)",), exit_code=6)
    last = run(5, 0)
    report(tmp_path, last.run_id, started_at=last.started_at, exit_code=0)

    [found] = recent_runs(tmp_path, NOW)

    assert found.run_id == last.run_id


@pytest.mark.parametrize(("exit_code", "needs"), [(0, False), (6, False), (1, True), (3, True), (4, True)])
def test_what_needs_someone_is_a_sentence_with_the_reason(exit_code: int, needs: bool) -> None:
    due = next_run(MEMBER, [run(5, exit_code, "verdict")], retry_secs=3600, backoff_max_secs=3600, now=NOW)

    assert ("the reason" in due.needs_someone) is needs


@pytest.mark.parametrize(
    ("exit_code", "verdict", "reason", "sentence"),
    [
        (1, "failed", "failed: the site does not answer", "failed: the site does not answer"),
        (
            4,
            "blocked",
            "blocked: 3 of 5 requests were refused",
            "blocked 1 time in a row: 3 of 5 requests were refused",
        ),
        (3, "layout_changed", "no list leads to an article", "layout changed: no list leads to an article"),
    ],
)
def test_a_verdict_is_printed_once_and_in_words(exit_code: int, verdict: str, reason: str, sentence: str) -> None:
    ended = replace(run(5, exit_code, verdict), reasons=(reason,))

    assert next_run(MEMBER, [ended], retry_secs=3600, backoff_max_secs=3600, now=NOW).needs_someone == sentence
