"""A field that the latest articles lack and those before them had."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import new_run_id
from newscrawl.dataset.run.field_regression import LostField, lost_fields
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, write_report

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
USUAL = ("headline", "authors")


def coverage(article_count: int, *found: str) -> dict[str, FieldCoverage]:
    names = ("headline", "authors", "view_count")
    return {
        name: FieldCoverage(found_count=article_count if name in found else 0, record_count=article_count)
        for name in names
    }


def report(layout: Layout, fields: dict[str, FieldCoverage], *, days: float, **changes: Any) -> None:
    """Write the report of a run that began so many days ago."""
    begin = NOW - timedelta(days=days)
    given: dict[str, Any] = {"portal": "demo", "verdict": "done", "exit_code": 0, "fields": fields, **changes}
    made = RunReport(run_id=new_run_id(begin), started_at=begin, **given)
    write_report(layout.report(made.run_id), made)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Return a dataset with 60 articles of two days, all of which have their usual fields."""
    layout = Layout(tmp_path / "demo")
    layout.runs.mkdir(parents=True)
    for days in (2, 1):
        report(layout, coverage(30, *USUAL), days=days)
    return layout


def lost(layout: Layout, fields: dict[str, FieldCoverage], days: float = 7) -> tuple[LostField, ...]:
    return lost_fields(layout, fields, now=NOW, days=days)


def test_a_field_that_none_of_the_latest_articles_has_is_named_with_its_counts(layout: Layout) -> None:
    found = lost(layout, coverage(20, "headline"))

    assert [str(one) for one in found] == ["authors in 0 of the last 20 articles, in 100% of 60 before"]


def test_small_runs_are_taken_together_until_there_are_enough_articles(layout: Layout) -> None:
    report(layout, coverage(12, "headline"), days=0.2)

    assert (
        lost(layout, coverage(7, "headline")) == ()
    )  # only 19 without, and 30 of the runs before belong to the latest
    assert [one.recent_count for one in lost(layout, coverage(8, "headline"))] == [20]


@pytest.mark.parametrize(
    "fields",
    [coverage(20, *USUAL), coverage(19, "headline"), coverage(0), {}],
    ids=["all are there", "too few articles", "no article", "no count"],
)
def test_a_run_that_shows_no_loss_tells_none(fields: dict[str, FieldCoverage], layout: Layout) -> None:
    assert lost(layout, fields) == ()


@pytest.mark.parametrize(("without", "is_told"), [(15, True), (16, False)])
def test_a_field_is_lost_that_at_least_four_of_five_articles_had(without: int, is_told: bool, layout: Layout) -> None:
    report(layout, coverage(without, "headline"), days=3)

    assert bool(lost(layout, coverage(20, "headline"))) is is_told


@pytest.mark.parametrize("changes", [{"verdict": "died"}, {"verdict": "failed"}, {"command": "reextract"}])
def test_runs_that_did_not_see_the_portal_do_not_count(changes: dict[str, Any], layout: Layout) -> None:
    report(layout, coverage(500, "headline"), days=3, **changes)

    assert [one.earlier_count for one in lost(layout, coverage(20, "headline"))] == [60]


def test_fewer_than_forty_earlier_articles_prove_nothing(tmp_path: Path) -> None:
    for count, is_told in ((39, False), (40, True)):
        layout = Layout(tmp_path / str(count))
        layout.runs.mkdir(parents=True)
        report(layout, coverage(count, *USUAL), days=1)

        assert bool(lost(layout, coverage(20, "headline"))) is is_told


def test_runs_from_before_the_asked_days_do_not_count(layout: Layout) -> None:
    assert lost(layout, coverage(20, "headline"), days=1.5) == ()
    assert lost(layout, coverage(20, "headline"), days=0) == ()


def test_a_damaged_report_is_passed_over(layout: Layout) -> None:
    (layout.runs / "20261124T000000Z-aaaaaa.json").write_bytes(b"{")

    assert [one.earlier_count for one in lost(layout, coverage(20, "headline"))] == [60]
