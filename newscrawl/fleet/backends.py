"""Where crawls run: in processes of this machine, or on the workers of a Dask cluster."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol
from urllib.parse import urlsplit

from newscrawl.fleet.crawl_process import PRELOADED, CrawlJob, run_crawl
from newscrawl.tasks.cluster_workers import done_in_worker
from newscrawl.tasks.dask_client import DaskCluster
from newscrawl.tasks.task import code_digest, request_of
from newscrawl.tasks.warm_server import WarmServer


class Engine(Protocol):
    """Runs crawls on workers. Every call may raise `ClusterLostError`."""

    def slots(self) -> dict[str, int]:
        """Return worker → crawls that it can run at once. Workers that give no sign of life are left out."""

    def host_of(self, worker: str) -> str:
        """Return the host of *worker*, as `hosts` of a fleet file names it."""

    def has_lost(self, worker: str) -> bool:
        """Return whether *worker* has gone; one that is only silent has not."""

    def submit(self, worker: str, job: CrawlJob) -> Future[bytes]:
        """Crawl *job* on *worker*. The outcome is that of a task with a `CrawlResult`."""

    def close(self) -> None:
        """Release what the engine holds here. Crawls on this machine end as by SIGTERM: what they have is stored."""


class LocalEngine:
    """This machine."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._server = WarmServer(PRELOADED)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="crawl")

    def slots(self) -> dict[str, int]:
        """Return the one worker that is always there."""
        return {"local": self._jobs}

    def host_of(self, worker: str) -> str:  # noqa: ARG002
        """Return the name of this machine."""
        return os.uname().nodename

    def has_lost(self, worker: str) -> bool:  # noqa: ARG002
        """Return False: this machine is here."""
        return False

    def submit(self, worker: str, job: CrawlJob) -> Future[bytes]:  # noqa: ARG002
        """Crawl *job* in a process that a thread waits for."""
        return self._threads.submit(self._server.done, request_of(run_crawl, job))

    def close(self) -> None:
        """Start no more crawls, and end those that run."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._server.close()


class DaskEngine:
    """The workers of a Dask scheduler. Results are released as soon as they are here: none lives in a worker."""

    def __init__(self, address: str) -> None:
        self._cluster = DaskCluster(address)
        self.slots = self._cluster.slots
        self.close = self._cluster.close

    def host_of(self, worker: str) -> str:
        """Return the host part of a worker's address."""
        return urlsplit(worker).hostname or worker

    def has_lost(self, worker: str) -> bool:
        """Return whether the scheduler has given *worker* up."""
        return worker not in self._cluster.workers()

    def submit(self, worker: str, job: CrawlJob) -> Future[bytes]:
        """Crawl *job* on *worker* and nowhere else: the coordinator decides what a lost worker means."""
        executor = self._cluster.executor(retries=0, workers=[worker], allow_other_workers=False)
        request = request_of(run_crawl, job, digest=code_digest())
        submitted: Future[bytes] = executor.submit(done_in_worker, PRELOADED, request)
        return submitted
