"""A crawl that is killed at any moment and run again: nothing lost, nothing doubled, nothing torn."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import RankingEntry
from tests.comparison import differences
from tests.crawling import Stored, crawl, killed_crawl, start_crawl, stored
from tests.truth import Truth, comparable, truth

ARTICLE_COUNT = 40
GROUPS = {"NEWSCRAWL_DATASET_SYNC_COUNT": 10, "LOG_LEVEL": "ERROR"}


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoPortal(seed=3, article_count=ARTICLE_COUNT)) as running:
        yield running


@pytest.fixture(scope="module")
def expected(server: DemoServer) -> Truth:
    return truth(server.portal, server.now, server.url.rstrip("/"))


def kill_after(server: DemoServer, data: Path, request_count: int, delay_secs: float, **settings: object) -> bool:
    """Crawl, and kill -9 some time after the *request_count*-th request; return whether it was still at work."""
    begin = len(server.log)
    process = start_crawl(server.url, data, {**GROUPS, **settings})
    while process.poll() is None and len(server.log) - begin < request_count:
        time.sleep(0.002)
    time.sleep(delay_secs)
    process.kill()
    return process.wait() == -signal.SIGKILL


def assert_sound(server: DemoServer, data: Path, expected: Truth) -> None:
    """Run to the end, and compare every record with the truth."""
    run = crawl(server.url, data)
    found = stored(data)

    assert run.returncode == 0, run.stderr[-2000:]
    lists = lists_of_runs(found)
    done = [report for report in found.reports if report["verdict"] == "done"]
    last = max(done, key=lambda report: report["finished_at"])["run_id"]
    assert differences(expected, found.articles, lists.pop(last)) == []
    assert observations_are_one_each(found) == []
    assert [lists_are_whole(entries, expected) for entries in lists.values()] == [[] for _ in lists]
    assert list(data.rglob("*.part")) == []
    assert {report["verdict"] for report in found.reports} <= {"done", "died"}


def observations_are_one_each(found: Stored) -> list[str]:
    """Return the articles whose first visit is not recorded exactly once."""
    new = Counter(observation.article_id for observation in found.observations if observation.status == "new")
    return [article.article_id for article in found.articles if new[article.article_id] != 1]


def lists_of_runs(found: Stored) -> dict[str | None, list[RankingEntry]]:
    """Return the entries of each run."""
    by_run: dict[str | None, list[RankingEntry]] = defaultdict(list)
    for entry in found.rankings:
        by_run[entry.run_id].append(entry)
    return by_run


def lists_are_whole(entries: list[RankingEntry], expected: Truth) -> list[str]:
    """Return what is wrong with the lists that one run recorded, which need not be all."""
    kept = {_list(comparable(entry)) for entry in entries}
    part = tuple(entry for entry in expected.rankings if _list(entry) in kept)
    return differences(Truth({}, part, (), {}), [], entries)


def _list(entry: RankingEntry) -> tuple[str | None, ...]:
    return (entry.list_kind, entry.list_name, entry.list_section, entry.page_url)


def chain(server: DemoServer, data: Path, expected: Truth, rng: random.Random, kills: int) -> int:
    """Kill so many runs, one after the other, then run to the end; return how many were killed at work."""
    killed = sum(kill_after(server, data, rng.randrange(1, ARTICLE_COUNT), rng.random() * 0.05) for _ in range(kills))
    assert_sound(server, data, expected)
    return killed


@pytest.mark.parametrize("seed", range(5))
def test_runs_killed_at_random_moments_lose_double_and_tear_nothing(
    server: DemoServer, expected: Truth, tmp_path: Path, seed: int
) -> None:
    killed = chain(server, tmp_path, expected, random.Random(seed), 3)

    assert killed >= 1


FAULTS = {
    "in the middle of the first line": "write:1:10",
    "in the middle of a line": "write:37:100",
    "before a line has begun": "write:20:0",
    "after a group was synced": "after_sync:2",
    "after the index committed": "after_commit:3",
    "between rename and sync of the folder": "after_rename:1",
    "after the second rename": "after_rename:2",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_run_killed_at_a_fault_point_loses_doubles_and_tears_nothing(
    server: DemoServer, expected: Truth, tmp_path: Path, fault: str
) -> None:
    run = killed_crawl(server.url, tmp_path, fault, GROUPS)

    assert run.returncode == -signal.SIGKILL
    assert_sound(server, tmp_path, expected)


def test_a_kill_during_recovery_is_recovered_from(server: DemoServer, expected: Truth, tmp_path: Path) -> None:
    killed_crawl(server.url, tmp_path, "write:37:100", GROUPS)
    for count in (1, 2):
        again = killed_crawl(server.url, tmp_path, f"in_recovery:{count}", GROUPS)
        assert again.returncode == -signal.SIGKILL

    assert_sound(server, tmp_path, expected)


@pytest.mark.torture
def test_two_hundred_kills_lose_double_and_tear_nothing(
    server: DemoServer, expected: Truth, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = random.Random(time.time_ns())
    killed = 0
    while killed < 200:
        killed += chain(server, tmp_path_factory.mktemp("chain"), expected, rng, rng.randrange(1, 6))
        print(f"{killed} kills")
