"""When the crawler did not look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newscrawl.dataset.read.gaps import runs_seen
from newscrawl.dataset.storage.report_file import RunReport
from tests.dataset.records import START


def run(minutes: int, verdict: str = "done", **told: object) -> RunReport:
    at = START + timedelta(minutes=minutes)
    return RunReport(portal="demo", run_id=f"r{minutes}", started_at=at, verdict=verdict, exit_code=0, **told)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], []),
        ([run(0)], []),
        ([run(0), run(10), run(20), run(34)], []),
        ([run(0), run(10), run(20), run(100)], [(20, 100, {})]),
        ([run(0), run(180), run(360), run(900), run(1080), run(1620)], [(360, 900, {}), (1080, 1620, {})]),
        ([run(0), run(10, finished_at=START + timedelta(minutes=38)), run(40), run(50)], []),
        ([run(0), run(10), run(20), run(30, "blocked"), run(40, "blocked"), run(120)], [(20, 120, {"blocked": 2})]),
        ([run(0), run(10), run(20), run(30, "failed"), run(40)], [(20, 40, {"failed": 1})]),
        ([run(0, "died"), run(600), run(610), run(620)], []),
        ([run(0), run(1440), run(2880), run(4320)], []),
        ([run(100), run(0), run(10), run(20)], [(20, 100, {})]),
    ],
    ids=[
        "none",
        "one",
        "late",
        "silent hours",
        "two alike",
        "a long run",
        "blocked",
        "one failed",
        "before the first",
        "daily",
        "any order",
    ],
)
def test_a_gap_is_a_long_time_without_a_run_that_saw_the_portal(runs: list[RunReport], expected: list) -> None:
    found = runs_seen(runs).gaps

    assert [
        ((gap.begins_at - START) / timedelta(minutes=1), (gap.ends_at - START) / timedelta(minutes=1), gap.verdicts)
        for gap in found
    ] == expected


def test_missed_runs_are_counted_and_the_share_of_the_time_watched() -> None:
    seen = runs_seen([run(0), run(10), run(20), run(30), run(50), run(60)])

    assert [gap.missed_run_count for gap in seen.gaps] == [1]
    assert seen.watched_share == pytest.approx(50 / 60, abs=1e-3)


def test_a_schedule_that_became_slower_has_no_gaps() -> None:
    hourly, daily = [run(60 * hour) for hour in range(48)], [run(60 * 47 + 1440 * day) for day in range(1, 30)]

    assert len(runs_seen([*hourly, *daily]).gaps) <= 10


def test_versions_and_robots_are_told_over_all_runs() -> None:
    seen = runs_seen(
        [
            run(0, versions={"newscrawl": "0.1.0"}, settings={"ROBOTSTXT_OBEY": True}, fates={"robots": 2}),
            run(10, versions={"newscrawl": "0.2.0"}, settings={"ROBOTSTXT_OBEY": False}),
            run(20, "died"),
        ]
    )

    assert seen.versions == {"newscrawl": ("0.1.0", "0.2.0")}
    assert seen.robots == {"obeyed": 1, "ignored": 1, "unknown": 1}
    assert (seen.verdicts, seen.robots_refused_count) == ({"done": 2, "died": 1}, 2)
