"""Starts crawls from a process that has imported everything: it halves the processor time of one with nothing new.

A server that this process starts forks the crawls. They end with this process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Protocol

_PRELOADED = (
    "newscrawl.fleet.crawl_process",
    "scrapy.cmdline",
    "scrapy.commands.crawl",
    "newscrawl.spiders.loader",
    "newscrawl.dataset.run.session",
    "newscrawl.pipelines.deduplicate",
)
"""What the server imports. None of it may install Twisted's reactor."""
_NAMES = ("newscrawl", "scrapy", "dask")
_PROGRAMS = (*((name,) for name in _NAMES), *((name, "__main__.py") for name in _NAMES))
"""The ends of the paths of the programs that may be run anew: they do nothing when they are imported."""
_OF_A_WORKER = "dask.__main__"
"""The main module of a worker: each process would import it anew."""
_SERVER_DIED = 255
"""The exit code of a process whose server died first."""
_starting = threading.Lock()


class Started(Protocol):
    """A process, with the methods of `subprocess.Popen` that a worker needs."""

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code. Raises `subprocess.TimeoutExpired`."""

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""

    def terminate(self) -> None:
        """Send SIGTERM."""

    def kill(self) -> None:
        """Send SIGKILL."""


def can_start_warm() -> bool:
    """Return whether this process may have such children.

    A worker below Dask's nanny may have none, and a program of somebody else would run anew in each of them.
    """
    program = Path(getattr(sys.modules["__main__"], "__file__", "")).parts[-2:]
    is_own = program[-1:] in _PROGRAMS or program in _PROGRAMS
    return is_own and not multiprocessing.current_process().daemon


class WarmProcess:
    """A process that calls `function(*arguments)`, with its output in *log*. The function must be picklable."""

    def __init__(self, function: Callable[..., None], arguments: tuple[object, ...], log: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        with _starting:  # by several threads
            context.set_forkserver_preload([*_PRELOADED, *([_OF_A_WORKER] if _OF_A_WORKER in sys.modules else [])])
            self._process: ForkServerProcess = context.Process(target=_begin, args=(function, arguments, str(log)))
            self._process.start()
        self.terminate = self._process.terminate
        self.kill = self._process.kill

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code, negative for a signal. Raises `subprocess.TimeoutExpired`."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("crawl", timeout or 0.0)
        return code

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""
        code = self._process.exitcode
        return -1 if code == _SERVER_DIED else code


def _begin(function: Callable[..., None], arguments: tuple[object, ...], log: str) -> None:
    """Take the place of a program that was started anew: own session, no input, output to *log*."""
    os.setsid()
    for number, handle in (
        (0, os.open(os.devnull, os.O_RDONLY)),
        (1, output := os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)),
        (2, output),
    ):
        os.dup2(handle, number)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    function(*arguments)


def _end_with(sentinel: int) -> None:
    """Send this process SIGTERM when the one that wanted it ends: the server that forked it may live on."""
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
