"""A fleet on one machine: real crawls of real portals, each in a process of its own."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl.dataset import open_reader
from newscrawl.errors import NewscrawlError
from newscrawl.fleet.crawl_process import SITE_BUSY, CrawlJob, new_log, run_crawl
from newscrawl.tasks.task import request_of, result_of
from newscrawl.tasks.warm_server import WarmServer
from tests.crawling import scrapy, start_scrapy
from tests.warm_scrapy import Started

from .portals import Town, town


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path, 3, article_count=10) as made:
        made.write_fleet(jobs=2)
        yield made


def test_what_is_due_is_crawled_once_and_equals_the_truth_and_then_nothing_is_due(three: Town) -> None:
    first = three.run("--once")
    asked = [len(server.log) for server in three.servers.values()]
    second = three.run("--once")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert [difference for name in three.servers for difference in three.differences(name)] == []
    assert [len(server.log) for server in three.servers.values()] == asked


def test_the_log_of_a_crawl_has_its_information_too(tmp_path: Path) -> None:
    with town(tmp_path, 1, article_count=5) as made:
        made.write_fleet(jobs=1)
        values = [value for value in made.options()[1::2] if not value.startswith("LOG_LEVEL=")]
        options = [word for value in values for word in ("-s", value)]
        done = scrapy("fleet", "run", str(tmp_path / "fleet.toml"), "--once", *options)
    assert done.returncode == 0, done.stderr

    [log] = (tmp_path / "log" / "town00").glob("*.log")
    assert " INFO: Spider opened" in log.read_text("utf-8")


def test_status_gives_each_portal_and_exit_code_1_when_one_needs_someone(three: Town) -> None:
    three.servers["town01"].set_faults({"*": "status_503"})
    three.run("--once", NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.1, NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT=2)

    done = scrapy("fleet", "status", str(three.folder / "fleet.toml"), "--json", *three.options())

    rows = {row["portal"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert [name for name, row in rows.items() if row["needs_someone"]] == ["town01"]


def test_two_portals_of_one_site_are_never_crawled_at_once(three: Town) -> None:
    """Two coordinators give out crawls at once; only the lock of the site stands between them."""
    folder = three.folder / "portals"
    (folder / "town01.toml").write_text((folder / "town00.toml").read_text("utf-8"), "utf-8")
    both = [coordinator(three, "--once") for _ in range(2)]

    try:
        assert [process.wait(120) for process in both] == [0, 0]
    finally:
        for process in both:
            process.kill()

    runs = [run for name in ("town00", "town01") for run in open_reader(three.folder / "data" / name).runs()]
    spans = sorted((run.started_at, run.finished_at) for run in runs if run.verdict == "done")
    assert len(spans) == 2
    # The portals' clock starts anew with each process, so the server's log is what counts: no request of the second
    # crawl, which begins with robots.txt, comes before the last one of the first.
    paths = [request.path for request in three.servers["town00"].log]
    assert [path for path in paths if path == "/robots.txt"] == ["/robots.txt"] * 2
    second = len(paths) - 1 - paths[::-1].index("/robots.txt")
    assert paths[1] == paths[second + 1] == "/"
    assert sorted(paths[:second]) == sorted(paths[second:])


def test_an_interrupt_ends_the_coordinator_and_its_crawls(three: Town) -> None:
    process = coordinator(three, DOWNLOAD_DELAY=0.5)
    while not any(server.log for server in three.servers.values()):
        time.sleep(0.1)

    process.send_signal(signal.SIGINT)

    assert process.wait(60) == 6, process.stderr
    assert falls_silent(three)


def test_crawls_start_from_a_process_that_is_warm_and_end_with_a_coordinator_that_is_killed(three: Town) -> None:
    process = coordinator(three, DOWNLOAD_DELAY=0.5)
    while not any(len(server.log) > 2 for server in three.servers.values()):
        time.sleep(0.1)
    forked = [line for line in ancestry(process.pid) if "warm_server" in line]

    process.kill()
    process.wait()

    assert forked
    assert falls_silent(three)


def test_a_crawl_that_waited_in_a_queue_asks_nothing_when_another_coordinator_crawled_its_portal(three: Town) -> None:
    """Two coordinators hand out the same portals, in the same order, to the same workers."""
    three.run("--once")
    asked = len(three.servers["town00"].log)
    log = new_log(three.folder / "log" / "town00")
    late = CrawlJob(portal="town00", data=str(three.folder / "data"), log=str(log), locks=str(three.folder / ".sites"),
                    sites=("127.0.0.1",), max_time_secs=60, reports_at=0)  # fmt: skip

    with closing(WarmServer()) as server:
        result = result_of(server.done(request_of(run_crawl, late)))

    assert result.exit_code == SITE_BUSY
    assert result.last_line == "newscrawl: town00 was crawled meanwhile; it waits its turn"
    assert len(three.servers["town00"].log) == asked


def test_a_machine_without_the_coordinators_folders_crawls_nothing(tmp_path: Path) -> None:
    """It would crawl into a folder of its own, again and again: the coordinator would never see a report."""
    job = CrawlJob(portal="demo", data=str(tmp_path / "data"), log=str(tmp_path / "log" / "demo" / "1.log"),
                   locks=str(tmp_path / ".sites"), sites=("127.0.0.1",), max_time_secs=60)  # fmt: skip

    with pytest.raises(NewscrawlError, match="expected the folders of the coordinator, got no"):
        run_crawl(job)

    assert list(tmp_path.iterdir()) == []


def test_a_portal_that_no_worker_may_crawl_is_named_and_the_others_are_crawled(three: Town) -> None:
    fleet = three.write_fleet(jobs=2)
    fleet.write_text(fleet.read_text("utf-8") + '\n[[group]]\nportals = ["town01"]\nhosts = ["node3"]\n', "utf-8")
    process = coordinator(three)

    while not all(three.servers[name].log for name in ("town00", "town02")):
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    process.wait(60)

    assert process.stderr.count("town01 waits: no worker is on node3, its hosts; all are on ") == 1
    assert three.servers["town01"].log == []


def coordinator(town: Town, *arguments: str, **settings: object) -> Started:
    """Start `scrapy fleet run`."""
    return start_scrapy("fleet", "run", str(town.folder / "fleet.toml"), *arguments, *town.options(**settings))


def falls_silent(town: Town) -> bool:
    """Return whether nobody asks for anything during more than two delays of a crawl, long before all is crawled."""
    for _ in range(4):
        asked = sum(len(server.log) for server in town.servers.values())
        time.sleep(1.2)
        if sum(len(server.log) for server in town.servers.values()) == asked:
            return True
    return False


def ancestry(parent: int) -> list[str]:
    """Return the command lines of all processes below *parent*."""
    found = []
    threads = Path(f"/proc/{parent}/task").glob("*/children")
    for child in [word for thread in threads for word in thread.read_text("ascii").split()]:
        found += [Path(f"/proc/{child}/cmdline").read_text("utf-8").replace("\0", " "), *ancestry(int(child))]
    return found
