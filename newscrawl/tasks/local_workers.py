"""Spreads work over processes of this machine and hands the results back in order."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

from newscrawl.errors import LostProcessError

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
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["__main__", function.__module__ or __name__])
        _start_server_deaf_to_ctrl_c()
        ending, end = context.Pipe(duplex=False)
        pool = ProcessPoolExecutor(self.jobs, context, initializer=_begin, initargs=(function, ending))
        try:
            yield from results_in_order(lambda task: pool.submit(_call, task), every, lambda: self.jobs * WAITING)
        except BrokenProcessPool as error:
            raise LostProcessError(
                "one of the processes was killed, perhaps for want of memory; run again with fewer --jobs"
            ) from error
        finally:
            end.close()  # ends the processes, also those in the middle of a long task
            pool.shutdown(wait=True, cancel_futures=True)
            ending.close()


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


def _start_server_deaf_to_ctrl_c() -> None:
    """Start the fork server: all other processes come from it. It blocks SIGINT, and they inherit the block.

    Ctrl-C reaches the whole group, also while the others still import; this process decides what it means.
    """
    resource_tracker.ensure_running()  # It would start with the server, and undo the signal's block.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_function: Callable[[Any], Any] | None = None
"""What this process does with each task. It is sent once, so it can keep values for the next task."""


def _begin(function: Callable[[Any], Any], ending: Connection) -> None:
    global _function  # noqa: PLW0603  one function a process, set before its first task
    _function = function
    threading.Thread(target=_end_with, args=(ending,), daemon=True).start()


def _end_with(ending: Connection) -> None:
    """End this process when the other end of *ending* is closed: by the parent, or with it, however it dies."""
    wait([ending])
    os._exit(1)


def _call(task: Any) -> Any:
    assert _function is not None  # noqa: S101  set by the initializer
    return _function(task)
