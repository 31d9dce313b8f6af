"""`scrapy status`: which dataset needs someone, and why."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.report.portal_status import portals_in, status_of
from tests.crawling import scrapy
from tests.dataset.records import START, article, visit
from tests.exports.made import report, store

HOUR = timedelta(hours=1)


def run_id(number: int) -> str:
    return f"{START + number * HOUR:%Y%m%dT%H%M%SZ}-00000{number % 10}"


def watched(folder: Path, verdicts: str) -> Path:
    """Make the reports of runs an hour apart, oldest first."""
    for number, verdict in enumerate(verdicts.split()):
        report(folder, run_id(number), started_at=START + number * HOUR, verdict=verdict)
    return folder


@pytest.mark.parametrize(
    ("verdicts", "hours_later", "sentence"),
    [
        ("done done done", 2.5, ""),
        ("done done stopped", 2.5, ""),
        ("done done blocked", 2.5, "the last run ended with the verdict blocked"),
        ("done done failed", 2.5, "the last run ended with the verdict failed"),
        ("done layout_changed", 1.5, "the last run ended with the verdict layout changed"),
        ("done done done", 8, "no run saw the portal for 6.0 h; 3.0 h is the longest expected pause"),
        ("done", 30, "no run saw the portal for 30.0 h; 24.0 h is the longest expected pause"),
        ("failed failed", 1, "the last run ended with the verdict failed"),
        ("", 0, "no run has ended yet"),
        ("done", -48, "the last run started 2.0 d ahead of the clock; check the time of this machine"),
        ("failed", -1.5, "the last run started 1.5 h ahead of the clock; check the time of this machine"),
        ("done", -1, ""),
    ],
)
def test_a_dataset_is_fresh_or_says_why_not(tmp_path: Path, verdicts: str, hours_later: float, sentence: str) -> None:
    folder = watched(tmp_path / "demo", verdicts)

    state = status_of(folder, now=START + hours_later * HOUR)

    assert state.is_fresh is not bool(sentence)
    assert not sentence or state.sentence == sentence


@pytest.mark.parametrize("reason", ["failed: the site does not answer", "the site does not answer"])
def test_the_verdict_is_printed_once_where_the_reason_begins_with_it(tmp_path: Path, reason: str) -> None:
    report(tmp_path / "demo", run_id(0), started_at=START, verdict="failed", reasons=(reason,))

    state = status_of(tmp_path / "demo", now=START)

    assert state.sentence == "the last run ended with the verdict failed: the site does not answer"


@pytest.mark.parametrize(
    ("verdict", "sentence"), [("done", ""), ("blocked", "the last run ended with the verdict blocked")]
)
def test_a_dataset_with_a_clock_of_its_own_is_seen_at_the_end_of_its_last_run(
    tmp_path: Path, verdict: str, sentence: str
) -> None:
    settings = {"NEWSCRAWL_CLOCK_START": f"{START:%FT%T}+00:00"}
    finished_at = START + timedelta(minutes=9)
    report(tmp_path, run_id(0), started_at=START, finished_at=finished_at, verdict=verdict, settings=settings)

    states = [status_of(tmp_path, now=START + days * 24 * HOUR) for days in (-400, 0, 400)]

    assert {state.is_fresh for state in states} == {not sentence}
    assert {state.age_secs for state in states if verdict == "done"} <= {540.0}
    assert all(state.sentence == sentence for state in states if sentence)


def test_the_figures_are_those_of_the_dataset(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for revision in (1, 2):
            made = article(7, run_id=session.run_id, revision=revision)
            session.add_article(made, visit(made), signature=None)
    report(tmp_path / "demo", session.run_id, started_at=START)

    state = status_of(tmp_path / "demo", now=START + 3 * HOUR)

    assert (state.article_count, state.due_count, state.edits_a_day) == (1, 1, 0.1)
    assert state.disk_bytes == sum(path.stat().st_size for path in (tmp_path / "demo").rglob("*") if path.is_file())


def test_an_index_that_is_no_database_leaves_the_numbers_unknown(tmp_path: Path) -> None:
    folder = watched(tmp_path / "demo", "done")
    (folder / "index.sqlite").write_bytes(b"no database" * 100)

    state = status_of(folder, now=START)

    assert (state.article_count, state.due_count) == (None, None)
    assert state.is_fresh


def test_a_damaged_report_is_the_sentence(tmp_path: Path) -> None:
    folder = watched(tmp_path / "demo", "done")
    (folder / "runs" / f"{run_id(1)}.json").write_text("{", "utf-8")

    state = status_of(folder, now=START)

    assert not state.is_fresh
    assert "expected a run report" in state.sentence


def test_a_link_to_a_folder_elsewhere_is_no_dataset(tmp_path: Path) -> None:
    watched(tmp_path / "elsewhere" / "secret", "done")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "linked").symlink_to(tmp_path / "elsewhere" / "secret")

    assert portals_in(tmp_path / "data") == []


def test_a_year_of_runs_is_answered_within_a_second(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for number in range(2_592):
        moment = START + number * 3.4 * HOUR
        made = {"portal": "demo", "run_id": f"{moment:%Y%m%dT%H%M%SZ}-000000", "started_at": moment, "verdict": "done"}
        (folder / "runs").mkdir(parents=True, exist_ok=True)
        (folder / "runs" / f"{made['run_id']}.json").write_bytes(msgspec.json.encode({**made, "exit_code": 0}))
    store(folder, "observations", [visit(article(n, run_id=run_id(0))) for n in range(2_000)])

    def cpu_secs() -> float:
        begin = time.process_time()
        status_of(folder, now=START + 2_592 * 3.4 * HOUR)
        return time.process_time() - begin

    assert any(cpu_secs() < 1 for _ in range(4))  # a busy machine may be slow once


def test_the_command_prints_a_table_and_a_sentence_and_ends_with_1(tmp_path: Path) -> None:
    watched(tmp_path / "demo", "done done blocked")
    watched(tmp_path / "other", "done done done")
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", "-s", f"NEWSCRAWL_CLOCK_START={START + 2 * HOUR:%FT%T}+00:00"]

    shown = scrapy("status", *options)

    assert shown.returncode == 1, shown.stderr
    assert (
        shown.stdout.split("\n")[0].split()
        == "portal last run (UTC) verdict age articles edits/day gaps due disk".split()
    )
    assert "…" not in shown.stdout
    assert "demo: the last run ended with the verdict blocked" in shown.stdout
    assert scrapy("status", "other", *options).returncode == 0


def test_the_command_gives_json_and_names_an_empty_folder(tmp_path: Path) -> None:
    watched(tmp_path / "data" / "demo", "blocked")
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}"]

    (state,) = map(json.loads, scrapy("status", "--json", *options).stdout.splitlines())
    nothing = scrapy("status", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'nowhere'}")

    assert (state["portal"], state["verdict"], state["is_fresh"]) == ("demo", "blocked", False)
    assert nothing.returncode == 1
    assert "expected datasets, got none" in nothing.stderr
