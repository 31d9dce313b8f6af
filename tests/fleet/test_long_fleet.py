"""Twenty portals over three virtual days on three workers, while workers, scheduler and coordinators are lost at random."""

from __future__ import annotations

import itertools
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl.dataset import open_reader
from tests.crawling import PROJECT, scrapy
from tests.tasks.cluster import Cluster, cluster

from .portals import Town, town
from .test_cluster_fleet import ENVIRONMENT

pytestmark = pytest.mark.torture
STEPS, HOURS = 9, 8.0
"""Three days, a crawl of each portal every eight hours."""


@pytest.fixture
def twenty(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path / "town", 20, article_count=60) as made:
        made.write_fleet(jobs=3, interval="7h", max_time="120s")
        yield made


@pytest.fixture
def three_workers(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path / "cluster", 3) as made:
        yield made


def coordinator(town: Town, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "scrapy", "fleet", "run", str(town.folder / "fleet.toml"), "--once", *words]
    return subprocess.Popen(
        [*command, *town.options(LOG_LEVEL="INFO")], cwd=PROJECT, env=ENVIRONMENT, stderr=subprocess.DEVNULL, text=True
    )


def do_harm(rng: random.Random, town: Town, cluster: Cluster, coordinators: list[subprocess.Popen[str]]) -> str:
    """Do one thing that goes wrong in clusters; return its name."""
    what = rng.choice(
        ["kill a worker", "stop a worker", "kill the scheduler", "kill the coordinator", "start a second"]
    )
    alive = [worker for worker in cluster.workers if worker.poll() is None]
    if what == "kill a worker" and alive:
        rng.choice(alive).kill()
        cluster.start_worker()
    elif what == "stop a worker" and alive:
        stopped = rng.choice(alive)
        stopped.send_signal(signal.SIGSTOP)
        time.sleep(3)
        stopped.send_signal(signal.SIGCONT)
    elif what == "kill the scheduler":
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        cluster.start_scheduler()
        for _ in range(3):
            cluster.start_worker()
    elif what == "kill the coordinator":
        killed = coordinators.pop()
        killed.kill()
        killed.wait()
        coordinators.append(coordinator(town, "--on", cluster.address))
    else:
        coordinators.append(coordinator(town, "--on", cluster.address))
    return what


def live(town: Town, step: int, harm: random.Random, cluster: Cluster, done: Counter[str]) -> None:
    """Let one round of crawls happen, with one or two things that go wrong in it."""
    if step:
        town.go_on(HOURS)
    coordinators = [coordinator(town, "--on", cluster.address)]
    for _ in range(harm.randrange(1, 3)):
        time.sleep(harm.uniform(2.0, 6.0))
        done[do_harm(harm, town, cluster, coordinators)] += 1
    assert [process.wait(600) for process in coordinators] == [0] * len(coordinators)


def differences(town: Town) -> list[str]:
    found = [difference for name in town.servers for difference in town.differences(name)]
    for name in town.servers:
        checked = scrapy("verify", name, "-s", f"NEWSCRAWL_DATASET_DIR={town.folder / 'data'}", *town.options())
        found += [] if checked.returncode == 0 else [f"{name}: {checked.stdout}{checked.stderr}"]
    return found


def asked_twice(town: Town) -> list[str]:
    """Return the portals that two crawls asked at once, by the real times of their logs: the runs' clock is virtual.

    A crawl begins with the first time in its log, in whole seconds: it is a while after the file was made.
    """
    found = []
    for name in town.servers:
        spans = []
        for log in sorted((town.folder / "log" / name).glob("*.log")):
            text = log.read_text("utf-8")
            started = re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", text, flags=re.MULTILINE)
            if (
                started
                and "waits its turn" not in text
                and "another run holds" not in text
                and "crawled meanwhile" not in text
            ):
                spans.append((datetime.fromisoformat(started[0]).timestamp(), log.stat().st_mtime))
        assert spans, name
        found += [name for one, next_one in itertools.pairwise(spans) if next_one[0] + 1 < one[1]]
    return found


def test_a_cluster_that_loses_its_parts_at_random_stores_exactly_the_truth(
    twenty: Town, three_workers: Cluster
) -> None:
    harm, done = random.Random(20), Counter[str]()

    for step in range(STEPS):
        live(twenty, step, harm, three_workers, done)

    print(dict(done))
    assert differences(twenty) == []
    assert asked_twice(twenty) == []
    runs = [len([run for run in open_reader(twenty.folder / "data" / name).runs() if run.verdict == "done"])
            for name in twenty.servers]  # fmt: skip
    assert set(runs) == {STEPS}, runs


def test_the_same_on_the_local_pool(twenty: Town) -> None:
    for step in range(STEPS):
        if step:
            twenty.go_on(HOURS)
        ended = twenty.run("--once")
        assert ended.returncode == 0, ended.stderr

    assert differences(twenty) == []
