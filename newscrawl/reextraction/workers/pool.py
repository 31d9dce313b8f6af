"""Spreads work over processes and hands the results back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from typing import Any, TypeVar

from newscrawl.errors import NewscrawlError

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_WAITING = 3
"""Tasks that each process gets in advance."""


class LostProcessError(NewscrawlError):
    """Another program ended a process that did part of the work."""


def core_count() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(function: Callable[[_Task], _Result], tasks: Iterable[_Task], *, jobs: int) -> Generator[_Result]:
    """Yield `function(task)` for each of *tasks*, in their order, computed by *jobs* processes.

    With one job this process does all. Tasks are taken when needed, so memory stays flat. The processes end when the
    iterator is closed, or when this process dies in any way. *function* must be picklable. Raises `LostProcessError`
    where a process was killed.
    """
    if jobs <= 1:
        yield from map(function, tasks)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", function.__module__ or __name__])
    _start_server_deaf_to_ctrl_c()
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(function,))
    waiting: deque[Future[_Result]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_call, task))
            if len(waiting) > jobs * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise LostProcessError(
            "one of the processes was killed, perhaps for want of memory; run again with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _begin(function: Callable[[Any], Any]) -> None:
    global _function  # noqa: PLW0603  one function a process, set before its first task
    _function = function
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process with its parent: the pool's pipes stay open after that was killed."""
    wait([sentinel])
    os._exit(1)


def _call(task: Any) -> Any:
    assert _function is not None  # noqa: S101  set by the initializer
    return _function(task)
