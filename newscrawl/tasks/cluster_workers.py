"""Spreads tasks over the workers of a Dask cluster. Dask does the tasks of a lost worker again."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError, Future, wait
from contextlib import closing
from functools import lru_cache
from typing import Any, TypeVar

from newscrawl.errors import LostProcessError, NewscrawlError
from newscrawl.tasks.dask_client import ClusterLostError, DaskCluster
from newscrawl.tasks.local_workers import WAITING, results_in_order
from newscrawl.tasks.task import code_digest, request_of, result_of
from newscrawl.tasks.warm_server import WarmServer

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_LOOK_SECS = 1.0
_RETRIES = 2
"""How often a task is done again whose process was ended."""
_NO_WORKER_SECS = 120.0
"""How long a cluster may be without a worker."""


def done_in_worker(modules: tuple[str, ...], request: bytes) -> bytes:
    """Do the task of *request* in a process of this thread of a worker; return its outcome.

    A page that hangs is ended by an alarm signal. It reaches the main thread of a process alone, and a worker's tasks
    run in its other threads.
    """
    return _server_of(modules).done(request)


@lru_cache
def _server_of(modules: tuple[str, ...]) -> WarmServer:
    """Return the worker's server for tasks that need *modules*. It ends with the worker."""
    return WarmServer(modules)


class ClusterWorkers:
    """The workers of a Dask scheduler. Paths in functions and tasks must mean the same on each of them."""

    def __init__(self, address: str) -> None:
        self._cluster = DaskCluster(address)
        self._slot_count = 0
        self._looked_at = self._seen_at = time.monotonic()

    def in_order(self, function: Callable[[_Task], _Result], tasks: Iterable[_Task]) -> Generator[_Result]:
        """Yield `function(task)` for each of *tasks*, in their order, done by the workers.

        Raises `LostProcessError` where a task ended its worker several times, `ClusterLostError` where the scheduler
        is lost or no worker is left, and `OtherCodeError` where a worker has other code.
        """
        if not self._cluster.slots():
            raise NewscrawlError(
                f"{self._cluster.address}: expected workers, got none; start 'dask worker {self._cluster.address}'"
            )
        self._looked_at = 0.0
        executor = self._cluster.executor(retries=_RETRIES)
        modules = (function.__module__,)

        def submit(task: _Task) -> Future[Any]:
            request = request_of(function, task, digest=code_digest())
            submitted: Future[Any] = executor.submit(done_in_worker, modules, request)
            return submitted

        try:
            with closing(results_in_order(submit, tasks, self._most_waiting, self._awaited)) as outcomes:
                yield from map(result_of, outcomes)
        finally:
            executor.shutdown(wait=False)

    def close(self) -> None:
        """Leave the scheduler."""
        self._cluster.close()

    def _most_waiting(self) -> int:
        self._look()
        return max(1, self._slot_count) * WAITING

    def _awaited(self, future: Future[Any]) -> Any:
        while not wait([future], _LOOK_SECS).done:
            self._look()
        try:
            return future.result()
        except CancelledError as error:
            raise self._lost() from error
        except self._cluster.losses as error:
            raise LostProcessError(
                f"a task ended its worker again and again ({type(error).__name__}), perhaps because memory was short; "
                "give the workers more, or fewer threads each"
            ) from error

    def _look(self) -> None:
        """Count the workers now and then. Raises `ClusterLostError` where none is left for long."""
        now = time.monotonic()
        if now - self._looked_at < _LOOK_SECS:
            return
        self._looked_at = now
        self._slot_count = sum(self._cluster.slots().values())
        if self._slot_count:
            self._seen_at = now
        elif now - self._seen_at > _NO_WORKER_SECS:
            raise self._lost("it has no worker any more")

    def _lost(self, why: str = "the Dask scheduler ended") -> ClusterLostError:
        return ClusterLostError(f"{self._cluster.address}: {why}; start it again")
