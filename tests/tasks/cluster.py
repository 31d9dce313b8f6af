"""A real Dask scheduler and real workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import warm_scrapy
from tests.crawling import PROJECT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}

Process = warm_scrapy.Started | subprocess.Popen[bytes]


@dataclass(slots=True)
class Cluster:
    """The processes of a cluster."""

    folder: Path
    scheduler: Process | None = None
    workers: list[Process] = field(default_factory=list)
    port: int = 0
    words: tuple[str, ...] = ("--no-dashboard",)

    @property
    def dashboard_port(self) -> int:
        """Return the port at which the scheduler serves its dashboard."""
        file = json.loads((self.folder / "scheduler.json").read_text("utf-8"))
        return int(file["services"]["dashboard"])

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        """Start a scheduler; again at the same port, where there was one."""
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), *self.words,
                                     "--scheduler-file", str(file))  # fmt: skip
        while not file.exists() or not file.read_text("utf-8").strip():
            assert self.scheduler.poll() is None, "the scheduler ended"
            time.sleep(0.1)
        self.port = int(json.loads(file.read_text("utf-8"))["address"].rpartition(":")[2])

    def start_worker(self, nanny: str = "--no-nanny") -> Process:
        """Start a worker with one thread; with `--nanny` another process watches it."""
        worker = self._start("worker", self.address, "--nthreads", "1", nanny, "--no-dashboard", "--host", "127.0.0.1")
        self.workers.append(worker)
        return worker

    def wait_for_workers(self, count: int) -> None:
        """Return when *count* workers have registered."""
        deadline = time.monotonic() + 60
        while sum("Registered to" in log.read_text("utf-8") for log in self.folder.glob("worker-*.log")) < count:
            assert time.monotonic() < deadline, "the workers did not come up"
            time.sleep(0.1)

    def stop(self) -> None:
        """End all processes by their ids."""
        for process in [*self.workers, *filter(None, [self.scheduler])]:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()

    def _start(self, *words: str) -> Process:
        path = self.folder / f"{words[0]}-{time.monotonic_ns()}.log"
        if "--nanny" not in words:
            return warm_scrapy.start_dask(words, self.folder, ENVIRONMENT, path)
        with path.open("wb") as log:  # a nanny starts its worker from the main program, which must be Dask's
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self.folder, env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip


@contextmanager
def cluster(folder: Path, worker_count: int) -> Iterator[Cluster]:
    """Run a scheduler and *worker_count* workers as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Cluster(folder)
    try:
        made.start_scheduler()
        for _ in range(worker_count):
            made.start_worker()
        made.wait_for_workers(worker_count)
        yield made
    finally:
        made.stop()
