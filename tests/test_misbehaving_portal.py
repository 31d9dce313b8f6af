"""The portal misbehaves for a day, and is itself again: the dataset holds every edit, and nothing that is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.newsroom.snapshot import snapshot_at
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl, stored
from tests.misbehaving_series import Moment, misbehaving_differences

PORTAL = DemoPortal(seed=8, article_count=24, new_article_mins=240)
MANY_AT_ONCE = {"CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 64}
EVERY_HOUR = {"NEWSCRAWL_REVISE_VISIT_HOURS": ",".join(map(str, range(1, 400)))}
HOURS = {0: False, 10: True, 15: True, 35: False}
DAYS = {0: False, 5: False, 10: True, 15: True, 30: True, 35: False, 60: False}
"""Hour of the run → whether the portal misbehaves then."""

ENDS = {
    "theme_switch": ({3}, "tags reads differently"),
    "same_text": ({3}, "the portal serves one text"),
    "canonical_collapse": ({3}, "name the address of another article"),
    "notice_200": ({3}, "the portal serves one text"),
    "noise_in_body": ({0}, "done"),
    "flipping_headline": ({0}, "done"),
}


def live_through(
    kind: str,
    hours_of_runs: dict[int, bool],
    data: Path,
    *,
    slow_secs: float = 0.0,
    settings: Mapping[str, int] = MappingProxyType({}),
) -> tuple[list[str], list[int], list[int]]:
    """Return the differences from the truth, and the exit codes while the portal misbehaves and while it does not.

    While it misbehaves, the articles of the first run are answered *slow_secs* late.
    *settings* are those of the crawls.
    """
    old = snapshot_at(PORTAL, PORTAL.start)
    slow = {PORTAL.path(index, PORTAL.start): f"slow:{slow_secs}" for index in old.live if slow_secs}
    runs: dict[str, Moment] = {}
    bad: list[int] = []
    good: list[int] = []
    with DemoServer(PORTAL) as server:
        for hours, misbehaves in hours_of_runs.items():
            at = PORTAL.start + timedelta(hours=hours)
            server.set_now(at)
            server.set_faults({"/*": kind, **slow} if misbehaves else {})
            given = {"NEWSCRAWL_CLOCK_START": at.isoformat(), **EVERY_HOUR, **settings}
            ended = crawl(server.url, data, settings=given)
            (bad if misbehaves else good).append(ended.returncode)
            (run_id,) = {report.run_id for report in DatasetReader(data / "demo").runs()} - runs.keys()
            runs[run_id] = Moment(at, kind if misbehaves else "")
        dataset = DatasetReader(data / "demo")
        found = misbehaving_differences(
            PORTAL, server.base_url, runs, articles=dataset.articles(), observations=dataset.observations()
        )
    return found, bad, good


@pytest.mark.parametrize("kind", [*ENDS, "all_gone_day"])
def test_a_portal_that_misbehaves_for_hours_leaves_every_edit_and_nothing_else(kind: str, tmp_path: Path) -> None:
    found, bad, good = live_through(kind, HOURS, tmp_path)

    assert (found, set(good)) == ([], {0})
    if kind in ENDS:
        codes, words = ENDS[kind]
        assert set(bad) == codes
        assert any(words in report["reasons"][0] for report in stored(tmp_path).reports)


def test_a_new_article_is_judged_by_known_ones_whose_answers_come_after_it(tmp_path: Path) -> None:
    found, bad, good = live_through("same_text", HOURS, tmp_path, slow_secs=1.0, settings=MANY_AT_ONCE)

    assert (found, set(bad), set(good)) == ([], {3}, {0})


def test_a_new_article_with_the_new_text_of_two_known_ones_is_not_stored(tmp_path: Path) -> None:
    found, bad, good = live_through("same_text", HOURS, tmp_path, settings={"NEWSCRAWL_KNOWN_VISIT_COUNT": 2})

    assert (found, set(bad), set(good)) == ([], {3}, {0})


@pytest.mark.torture
@pytest.mark.parametrize("kind", [*ENDS, "all_gone_day"])
def test_a_portal_that_misbehaves_for_a_day_leaves_every_edit_and_nothing_else(kind: str, tmp_path: Path) -> None:
    found, _, good = live_through(kind, DAYS, tmp_path)

    assert (found, set(good)) == ([], {0})
