"""Work that is spread over processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from newscrawl.errors import LostProcessError
from newscrawl.tasks import LocalWorkers
from tests.crawling import PROJECT


def slow_when_even(number: int) -> tuple[int, int]:
    time.sleep(0.02 * (number % 2 == 0))
    return number, os.getpid()


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_their_tasks_from_several_processes() -> None:
    found = list(LocalWorkers(2).in_order(slow_when_even, range(20)))

    assert [number for number, _ in found] == list(range(20))
    assert len({pid for _, pid in found} - {os.getpid()}) == 2


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = LocalWorkers(2).in_order(slow_when_even, tasks())
    next(results)
    results.close()

    assert len(taken) < 20


def test_one_job_stays_in_this_process() -> None:
    assert {pid for _, pid in LocalWorkers(1).in_order(slow_when_even, range(3))} == {os.getpid()}


def test_a_process_that_was_killed_is_told_in_a_sentence() -> None:
    with pytest.raises(LostProcessError, match="fewer --jobs"):
        list(LocalWorkers(2).in_order(die_at_three, range(20)))


def holds_ctrl_c_off(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_ctrl_c_reaches_the_first_process_alone() -> None:
    """It is sent to the whole group, also while the others are still starting; in a new process none has started yet."""
    program = (
        "from tests.tasks.test_local_workers import LocalWorkers, holds_ctrl_c_off\n"
        "print(list(LocalWorkers(2).in_order(holds_ctrl_c_off, range(4))), holds_ctrl_c_off(0))"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert done.stdout == "[True, True, True, True] False\n"
