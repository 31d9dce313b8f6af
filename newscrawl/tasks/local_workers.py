"""Spreads work over processes of this machine and hands the results back in order."""

from __future__ import annotations

import atexit
import itertools
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from newscrawl.tasks.task import request_of, result_of
from newscrawl.tasks.warm_server import WarmServer

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
WAITING = 3
"""Tasks that each process gets in advance."""


def core_count() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Protocol):
    """Where tasks are done."""

    def in_order(self, function: Callable[[_Task], _Result], tasks: Iterable[_Task]) -> Generator[_Result]:
        """Yield `function(task)` for each of *tasks*, in their order.

        Tasks are taken when needed, so memory stays flat. What *function* raises ends the iterator. Raises
        `LostProcessError` where a task ends the processes that do it.
        """


@dataclass(frozen=True, slots=True)
class LocalWorkers:
    """Processes of this machine. With one job, or one task, this process does all."""

    jobs: int = 1

    def in_order(self, function: Callable[[_Task], _Result], tasks: Iterable[_Task]) -> Generator[_Result]:
        """Yield `function(task)` for each of *tasks*, in their order.

        The processes end when the iterator is closed, or when this process dies in any way. *function* must be
        picklable. Raises `LostProcessError` where a process was killed.
        """
        coming = iter(tasks)
        first = list(itertools.islice(coming, 2))
        every = itertools.chain(first, coming)
        if self.jobs <= 1 or len(first) < 2:
            yield from map(function, every)
            return
        server, threads = WarmServer([function.__module__]), ThreadPoolExecutor(self.jobs)

        def submit(task: _Task) -> Future[bytes]:
            return threads.submit(server.done, request_of(function, task))

        try:
            with closing(results_in_order(submit, every, lambda: self.jobs * WAITING)) as outcomes:
                yield from map(result_of, outcomes)
        finally:
            server.close()
            threads.shutdown()


def in_a_process(function: Callable[[_Task], _Result], task: _Task, *, module: str) -> _Result:
    """Return `function(task)`, done in the main thread of one of a few processes that this process keeps, one a core.

    They are forked with *module* imported. Raises what *function* raises, and `LostProcessError` where a process dies.
    Both arguments are pickled.
    """
    server, threads = _kept(os.getpid(), module)
    found: _Result = result_of(threads.submit(server.done, request_of(function, task)).result())
    return found


@lru_cache(maxsize=1)
def _kept(_process: int, module: str) -> tuple[WarmServer, ThreadPoolExecutor]:
    """Return threads that keep a process each. A process that is forked makes its own."""
    server = WarmServer([module])
    atexit.register(server.close)
    return server, ThreadPoolExecutor(core_count(), thread_name_prefix="newscrawl-process")


def results_in_order(
    submit: Callable[[_Task], Future[_Result]],
    tasks: Iterable[_Task],
    most_waiting: Callable[[], int],
    wait_for: Callable[[Future[_Result]], _Result] = Future.result,
) -> Generator[_Result]:
    """Yield the result of each submitted task, in order; no more than *most_waiting* are ahead of the one to come."""
    waiting: deque[Future[_Result]] = deque()
    try:
        for task in tasks:
            waiting.append(submit(task))
            while len(waiting) > most_waiting():
                yield wait_for(waiting.popleft())
        while waiting:
            yield wait_for(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()
