"""A fleet on a real Dask cluster: workers and schedulers are lost, and no record is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.crawling import PROJECT, start_scrapy
from tests.tasks.cluster import Cluster, cluster
from tests.warm_scrapy import Started

from .portals import Town, town

if find_spec("distributed") is None:
    pytest.skip("needs distributed", allow_module_level=True)
COORDINATORS: list[Started] = []
ENVIRONMENT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(PROJECT)}


@pytest.fixture
def four(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path / "town", 4, article_count=20) as made:
        made.write_fleet(jobs=4)
        yield made


@pytest.fixture(autouse=True)
def end_coordinators() -> Iterator[None]:
    """End the coordinators that a test which failed has left."""
    yield
    while COORDINATORS:
        process = COORDINATORS.pop()
        process.kill()
        process.wait()


@pytest.fixture
def two_workers(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path / "cluster", 2) as made:
        yield made


def started(town: Town, cluster: Cluster, *, once: bool = True) -> Started:
    """Start a coordinator on *cluster*; crawls take some seconds each."""
    words = ["fleet", "run", str(town.folder / "fleet.toml"), "--on", cluster.address, *(["--once"] if once else [])]
    options = town.options(DOWNLOAD_DELAY=0.05, CONCURRENT_REQUESTS_PER_DOMAIN=1, CONCURRENT_REQUESTS=1)
    COORDINATORS.append(start_scrapy(*words, *options))
    return COORDINATORS[-1]


def wait_for(condition: Callable[[], object], secs: float = 120) -> None:
    deadline = time.monotonic() + secs
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def differences(town: Town) -> list[str]:
    return [difference for name in town.servers for difference in town.differences(name)]


@pytest.mark.torture
def test_every_portal_is_crawled_and_equals_the_truth(four: Town, two_workers: Cluster) -> None:
    process = started(four, two_workers)

    assert process.wait(120) == 0, process.stderr
    assert differences(four) == []


def test_the_portals_of_a_worker_that_is_killed_are_crawled_by_the_others(four: Town, two_workers: Cluster) -> None:
    process = started(four, two_workers)
    wait_for(lambda: sum(len(server.log) > 5 for server in four.servers.values()) >= 2)

    two_workers.workers[0].kill()

    assert process.wait(180) == 0, process.stderr
    assert "was lost" in process.stderr
    assert differences(four) == []


def test_a_worker_with_other_code_crawls_nothing_and_a_single_round_ends_in_a_sentence(
    four: Town, two_workers: Cluster, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(PROJECT / "newscrawl", other / "newscrawl", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "newscrawl" / "text.py").open("a", encoding="utf-8") as file:
        file.write("\nOTHER = True\n")
    environment = ENVIRONMENT | {"PYTHONPATH": f"{other}:{PROJECT}"}
    words = ["fleet", "run", str(four.folder / "fleet.toml"), "--once", "--on", two_workers.address, *four.options()]

    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=other,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "no worker can crawl: the worker on" in done.stderr
    assert "install the same versions on every worker" in done.stderr
    assert [server.log for server in four.servers.values()] == [[]] * 4


def test_a_single_round_without_a_scheduler_ends_in_a_sentence(four: Town) -> None:
    done = four.run("--once", "--on", str(four.folder / "no-scheduler.json"))

    assert done.returncode == 1
    assert "no-scheduler.json: expected a Dask scheduler, got" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.torture
def test_a_worker_that_is_stopped_and_goes_on_doubles_nothing(four: Town, two_workers: Cluster) -> None:
    process = started(four, two_workers)
    wait_for(lambda: any(len(server.log) > 5 for server in four.servers.values()))

    two_workers.workers[0].send_signal(signal.SIGSTOP)
    time.sleep(8)
    two_workers.workers[0].send_signal(signal.SIGCONT)

    assert process.wait(180) == 0, process.stderr
    assert differences(four) == []


@pytest.mark.torture
def test_a_coordinator_waits_for_a_scheduler_that_was_lost_and_goes_on(four: Town, two_workers: Cluster) -> None:
    process = started(four, two_workers)
    wait_for(lambda: any(len(server.log) > 5 for server in four.servers.values()))

    two_workers.scheduler.kill()
    two_workers.scheduler.wait()
    time.sleep(2)
    two_workers.start_scheduler()
    two_workers.start_worker()

    assert process.wait(240) == 0, process.stderr
    assert "waiting for it" in process.stderr
    assert differences(four) == []
