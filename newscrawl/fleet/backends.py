"""Where crawls run: threads of this process that wait for crawl processes, or the workers of a Dask cluster."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol
from urllib.parse import urlsplit

from newscrawl.fleet.crawl_process import CrawlJob, CrawlResult, run_crawl
from newscrawl.fleet.warm_process import Started
from newscrawl.tasks.dask_client import DaskCluster


class Engine(Protocol):
    """Runs crawls on workers. Every call may raise `ClusterLostError`."""

    def slots(self) -> dict[str, int]:
        """Return worker → crawls that it can run at once. Workers that give no sign of life are left out."""

    def host_of(self, worker: str) -> str:
        """Return the host of *worker*, as `hosts` of a fleet file names it."""

    def has_lost(self, worker: str) -> bool:
        """Return whether *worker* has gone; one that is only silent has not."""

    def submit(self, worker: str, job: CrawlJob) -> Future[CrawlResult]:
        """Crawl *job* on *worker*."""

    def close(self) -> None:
        """Release what the engine holds here. Crawls that still run are ended."""


class LocalEngine:
    """This machine. A thread a crawl is enough: each crawl is a process of its own."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._started: deque[Started] = deque(maxlen=4 * jobs)
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="crawl")

    def slots(self) -> dict[str, int]:
        """Return the one worker that is always there."""
        return {"local": self._jobs}

    def host_of(self, worker: str) -> str:
        """Return the worker: it has no other host."""
        return worker

    def has_lost(self, worker: str) -> bool:  # noqa: ARG002
        """Return False: this machine is here."""
        return False

    def submit(self, worker: str, job: CrawlJob) -> Future[CrawlResult]:  # noqa: ARG002
        """Crawl *job* in a process that a thread waits for."""
        return self._pool.submit(run_crawl, job, self._started.append)

    def close(self) -> None:
        """Start no more crawls, and end those that run as SIGTERM does: what they have is stored."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            if process.poll() is None:
                process.terminate()


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

    def submit(self, worker: str, job: CrawlJob) -> Future[CrawlResult]:
        """Crawl *job* on *worker* and nowhere else: the coordinator decides what a lost worker means."""
        executor = self._cluster.executor(retries=0, workers=[worker], allow_other_workers=False)
        submitted: Future[CrawlResult] = executor.submit(run_crawl, job)
        return submitted
