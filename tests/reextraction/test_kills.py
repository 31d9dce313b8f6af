"""`reextract --apply` is killed at any moment and run again: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Article
from tests.crawling import PROJECT, crawl, stored
from tests.reextraction.portals import WRONG_TEXT, portals_with


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `data`, crawled by broken rules, and the mended portal file in `right`."""
    folder = tmp_path_factory.mktemp("world")
    portals_with(folder / "right")
    broken = portals_with(folder / "broken", WRONG_TEXT)
    with DemoServer(DemoPortal(seed=3, article_count=30)) as server:
        settings = {"NEWSCRAWL_CLOCK_START": server.now.isoformat(), "NEWSCRAWL_PORTALS_DIR": broken}
        run = crawl(server.url, folder / "data", settings=settings)
    assert run.returncode == 0, run.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def expected(world: Path) -> dict[str, Article]:
    """What a run that is not killed leaves."""
    data = copied(world, world / "expected")
    assert apply(world, data).wait() == 0
    return latest(data)


def copied(world: Path, data: Path) -> Path:
    shutil.copytree(world / "data", data)
    return data


def apply(world: Path, data: Path, *, jobs: int = 1, fault: str = "") -> subprocess.Popen[bytes]:
    settings = {
        "NEWSCRAWL_DATASET_DIR": data,
        "NEWSCRAWL_PORTALS_DIR": world / "right",
        "NEWSCRAWL_DATASET_SYNC_COUNT": 5,
        "KILL_AT": fault,
    }
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    with (data.parent / "stderr.txt").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", "reextract", "demo", "--apply", "--jobs", str(jobs), *options],
            cwd=PROJECT,
            env={**os.environ, "SCRAPY_SETTINGS_MODULE": "tests.killing.settings", "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )


def latest(data: Path) -> dict[str, Article]:
    found = open_reader(data / "demo").articles(latest=True)
    return {one.article_id: replace(one, run_id=None) for one in found}


def assert_sound(world: Path, data: Path, expected: dict[str, Article]) -> None:
    """Run to the end; each article stands once read again, as if no run had been killed."""
    assert apply(world, data).wait() == 0, (data.parent / "stderr.txt").read_text("utf-8")
    assert latest(data) == expected
    found = stored(data)
    revisions = Counter((one.article_id, one.revision) for one in found.articles)
    visits = Counter((one.article_id, one.revision) for one in found.observations)
    assert revisions == visits == Counter(list(revisions))
    assert verify(Layout(data / "demo")).findings == ()


@pytest.mark.parametrize("fault", ["write:7:40", "after_sync:2"])
def test_a_run_that_was_killed_is_gone_on_with(
    world: Path, expected: dict[str, Article], tmp_path: Path, fault: str
) -> None:
    data = copied(world, tmp_path / "data")

    assert apply(world, data, fault=fault).wait() == -signal.SIGKILL
    assert_sound(world, data, expected)


def is_gone(group: int) -> bool:
    """Tell whether no process of *group* is left within ten seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.torture
def test_twenty_kills_lose_and_double_nothing(
    world: Path, expected: dict[str, Article], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = random.Random(time.time_ns())
    killed = 0
    while killed < 20:
        data = copied(world, tmp_path_factory.mktemp("chain") / "data")
        for _ in range(rng.randrange(1, 4)):
            process = apply(world, data, jobs=2)
            while process.poll() is None and not list((data / "demo").rglob("*.part")):
                time.sleep(0.002)
            time.sleep(rng.random() * 0.3)
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            assert is_gone(process.pid)
        assert_sound(world, data, expected)
