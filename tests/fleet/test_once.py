"""`fleet run --once` where no worker comes: cron starts it again and again, so it must end."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from newscrawl.errors import NewscrawlError
from newscrawl.fleet import Coordinator, coordinator
from newscrawl.fleet.crawl_process import CrawlJob
from newscrawl.fleet.fleet_file import Fleet, FleetMember
from newscrawl.tasks.dask_client import ClusterLostError


class Cluster:
    """A cluster with the workers *workers* (name → slots), all on the host ``here``; a job ends with its scheduler."""

    def __init__(self, workers: dict[str, int]) -> None:
        self.workers = workers

    def slots(self) -> dict[str, int]:
        return self.workers

    def host_of(self, worker: str) -> str:
        return "here"

    def has_lost(self, worker: str) -> bool:
        return worker not in self.workers

    def submit(self, worker: str, job: CrawlJob) -> Future[bytes]:
        raise ClusterLostError("the scheduler went away")

    def close(self) -> None:
        pass


def round_on(folder: Path, *engines: Cluster, hosts: tuple[str, ...] = ()) -> Coordinator:
    """Return a coordinator of one portal that connects to *engines*, one after the other, then to none."""
    coming = iter(engines)

    def connected() -> Cluster:
        if (engine := next(coming, None)) is None:
            raise ClusterLostError("there is no scheduler")
        return engine

    member = FleetMember(name="town", interval_secs=60, max_time_secs=50, max_requests=0, quiet_hours="", hosts=hosts,
                    sites=frozenset({"town.example:80"}))  # fmt: skip
    fleet = Fleet(portals=("town",))
    return Coordinator(fleet=fleet, jobs=1, members=[member], make_engine=connected, data=folder, logs=folder / "log")


@pytest.mark.parametrize(
    ("workers", "hosts", "lack"),
    [
        ({}, (), "there is no worker that answers"),
        ({"one": 1}, ("elsewhere",), "no worker is on elsewhere"),
        ({"one": 1}, (), "there is no scheduler"),
    ],
)
def test_a_round_that_can_start_no_crawl_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: dict[str, int], hosts: tuple[str, ...], lack: str
) -> None:
    monkeypatch.setattr(coordinator, "_VAIN_SECS", 0.5)

    with pytest.raises(NewscrawlError, match=f"no crawl could start for .* s: {lack}"):
        round_on(tmp_path, Cluster(workers), hosts=hosts).run(once=True)
