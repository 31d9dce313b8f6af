"""`reextract --on`: the workers of a real Dask cluster read the captures, also when one of them is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl, scrapy, start_scrapy
from tests.reextraction.portals import WRONG_TEXT, portals_with
from tests.reextraction.test_kills import copied, latest
from tests.tasks.cluster import Cluster, cluster
from tests.warm_scrapy import Started

if find_spec("distributed") is None:
    pytest.skip("needs distributed", allow_module_level=True)
ARTICLE_COUNT = 100


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `data`, crawled by broken rules, and the right portal file in `right`."""
    folder = tmp_path_factory.mktemp("world")
    portals_with(folder / "right")
    broken = portals_with(folder / "broken", WRONG_TEXT)
    with DemoServer(DemoPortal(seed=5, article_count=ARTICLE_COUNT)) as server:
        settings = {"NEWSCRAWL_CLOCK_START": server.now.isoformat(), "NEWSCRAWL_PORTALS_DIR": broken}
        run = crawl(server.url, folder / "data", settings=settings)
    assert run.returncode == 0, run.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def local(world: Path) -> Path:
    """What the local re-reading writes."""
    data = copied(world, world / "local")
    assert scrapy(*words(world, data, "--apply")).returncode == 0
    return data


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


def words(world: Path, data: Path, *arguments: str) -> list[str]:
    settings = {"NEWSCRAWL_DATASET_DIR": data, "NEWSCRAWL_PORTALS_DIR": world / "right"}
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    return ["reextract", "demo", "--json", *arguments, *options]


def summary(printed: str) -> dict[str, object]:
    return json.loads(printed) | {"secs": 0, "run_id": ""}


def lines(data: Path) -> list[bytes]:
    """Return every stored article without the name of its run."""
    found = []
    for path in sorted((data / "demo" / "articles").rglob("*.jsonl")):
        found += [line.replace(path.stem.encode(), b"RUN") for line in path.read_bytes().splitlines()]
    return found


def test_the_summary_is_that_of_the_local_one(world: Path, two_workers: Cluster) -> None:
    local = scrapy(*words(world, world / "data", "--jobs", "1"))

    on = scrapy(*words(world, world / "data", "--on", two_workers.address))

    assert on.returncode == local.returncode == 0, on.stderr
    assert summary(on.stdout) == summary(local.stdout)


def test_what_it_writes_is_byte_for_byte_what_the_local_one_writes(
    world: Path, local: Path, two_workers: Cluster, tmp_path: Path
) -> None:
    on = copied(world, tmp_path / "on")

    second = scrapy(*words(world, on, "--apply", "--on", two_workers.address))
    again = scrapy(*words(world, on, "--apply", "--on", two_workers.address))

    assert (second.returncode, again.returncode) == (0, 0), second.stderr
    assert lines(on) == lines(local)
    assert len(lines(on)) > len(lines(world / "data"))
    assert json.loads(again.stdout)["written_count"] == 0


@pytest.fixture(scope="module")
def dying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a cluster that loses a worker first, and its scheduler last."""
    with cluster(tmp_path_factory.mktemp("dying"), 2) as made:
        yield made


def test_a_worker_that_is_killed_half_way_changes_nothing(
    world: Path, local: Path, dying: Cluster, tmp_path: Path
) -> None:
    on = copied(world, tmp_path / "on")

    process = half_way(world, on, dying.address)
    dying.workers[0].kill()

    assert process.wait(120) == 0, process.stderr
    assert lines(on) == lines(local)


def half_way(world: Path, data: Path, address: str) -> Started:
    """Return a re-reading that has begun to write."""
    process = start_scrapy(*words(world, data, "--apply", "--on", address))
    while process.poll() is None and not has_written(data):
        time.sleep(0.01)
    return process


def has_written(data: Path) -> bool:
    return any(path.stat().st_size for path in (data / "demo" / "articles").rglob("*.part"))


def test_a_scheduler_that_is_lost_ends_it_in_a_sentence_and_it_goes_on_later(
    world: Path, local: Path, dying: Cluster, tmp_path: Path
) -> None:
    on = copied(world, tmp_path / "on")

    process = half_way(world, on, dying.address)
    assert dying.scheduler is not None
    dying.scheduler.kill()
    code = process.wait(120)
    rest = scrapy(*words(world, on, "--apply", "--jobs", "1"))

    assert code == 1
    assert "start it again" in process.stderr
    assert "Traceback" not in process.stderr
    assert rest.returncode == 0
    assert latest(on) == latest(local)


def test_a_number_of_jobs_beside_a_cluster_is_refused(world: Path) -> None:
    both = scrapy(*words(world, world / "data", "--on", "tcp://127.0.0.1:1", "--jobs", "2"))

    assert both.returncode == 2
    assert both.stderr.count("\n") == 1
