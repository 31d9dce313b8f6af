"""A longest time for reading one page, whatever the page is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

from newscrawl.errors import TooSlowError

T = TypeVar("T")
_AGAIN_SECS = 0.5
"""The alarm repeats: Python drops an exception that is raised inside a destructor."""


def within(limit_secs: float, url: str, read: Callable[[], T]) -> T:
    """Return `read()`, or raise `TooSlowError` once it has taken *limit_secs* of wall time; 0: no limit.

    An alarm signal interrupts Python code and a running `re` match; it waits for C code such as lxml's parser, which
    takes linear time. Signals reach the main thread alone: in another thread, and inside another deadline, *read* runs
    without a limit of its own. *url* names the page in the error.
    """
    if limit_secs <= 0 or threading.current_thread() is not threading.main_thread() or _is_running():
        return read()

    def end(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TooSlowError(url, limit_secs)

    previous = signal.signal(signal.SIGALRM, end)
    is_over = False
    try:
        signal.setitimer(signal.ITIMER_REAL, limit_secs, _AGAIN_SECS)
        return read()
    finally:
        while not is_over:  # the alarm may come while it is switched off
            try:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, previous)
                is_over = True
            except TooSlowError:
                continue


def _is_running() -> bool:
    return signal.getitimer(signal.ITIMER_REAL)[0] > 0
