"""A longest processor time for reading one page, and one error for all that can go wrong with it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import FrameType
from typing import TypeVar

from newscrawl.errors import READER_FAULTS, TooSlowError, UnreadablePageError
from newscrawl.settings import NEWSCRAWL_READING_PAGE_SECS

T = TypeVar("T")
PAGE_SECS = NEWSCRAWL_READING_PAGE_SECS
"""The longest processor time for one page, where no setting gives another."""
_TICK_SECS = 0.05
"""Two clocks of the system count the time of a process and of a thread; they differ by less than this."""
_AGAIN_SECS = 0.5
"""The alarm repeats: Python drops an exception that is raised inside a destructor."""


def within(limit_secs: float, url: str, read: Callable[[], T]) -> T:
    """Return `read()`, or raise `TooSlowError` once it has used *limit_secs* of processor time; 0: no limit.

    Only the time counts that this thread itself works: on a busy machine, or in a process that was stopped for a
    while, a page ends as anywhere else. Once the limit is reached, no result is returned, even where the code that
    reads has caught the error: it may have left something out.

    An alarm signal interrupts Python code and a running `re` match; it waits for C code such as lxml's parser, which
    takes linear time. Signals reach the main thread alone: in another thread, and inside another deadline, *read* runs
    without a limit of its own. *url* names the page in the error.
    """
    if limit_secs <= 0 or threading.current_thread() is not threading.main_thread() or _is_running():
        return read()
    is_reached, end_secs = False, time.thread_time() + limit_secs

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal is_reached
        if time.thread_time() >= end_secs - _TICK_SECS:  # the alarm counts all threads of the process
            is_reached = True
            raise TooSlowError(url, limit_secs)

    previous = signal.signal(signal.SIGPROF, end)
    is_over = False
    try:
        signal.setitimer(signal.ITIMER_PROF, limit_secs, _AGAIN_SECS)
        found = read()
    finally:
        while not is_over:  # the alarm may come while it is switched off
            try:
                signal.setitimer(signal.ITIMER_PROF, 0)
                signal.signal(signal.SIGPROF, previous)
                is_over = True
            except TooSlowError:
                continue
    if is_reached:
        raise TooSlowError(url, limit_secs)
    return found


def guarded(limit_secs: float, url: str, read: Callable[[], T]) -> T:
    """Return `read()`. Whatever a reader or a rule meets on the page at *url* becomes an `UnreadablePageError`.

    Its reason is that of the error, `too_slow` after *limit_secs* as `within` counts them, or `fault_` and the class of
    what a reader raised: then the detail has its file and line.
    """
    try:
        return within(limit_secs, url, read)
    except READER_FAULTS as error:
        raise UnreadablePageError(url, f"fault_{type(error).__name__}", _place_of(error)) from error


def _place_of(error: BaseException) -> str:
    """Return *error* on one line, with the file and line that raised it."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno} raised {type(error).__name__}: {str(error)[:200]}"


def _is_running() -> bool:
    return any(signal.getitimer(signal.ITIMER_PROF))  # while an alarm is due, only the interval is not 0
