"""Work that is spread over processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from newscrawl.errors import LostProcessError, NewscrawlError
from newscrawl.tasks import LocalWorkers
from newscrawl.tasks.task import request_of, result_of
from newscrawl.tasks.warm_server import WarmServer
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


class PickyError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def fails_at(kind: str) -> None:
    if kind == "lxml":
        etree.fromstring("<a")
    raise PickyError("this", "that")


@pytest.mark.parametrize(
    ("kind", "sentence"), [("lxml", "XMLSyntaxError: Couldn't find end"), ("own", "PickyError: this and that")]
)
def test_an_error_that_cannot_be_pickled_comes_as_its_sentence(kind: str, sentence: str) -> None:
    with pytest.raises(NewscrawlError, match=sentence):
        list(LocalWorkers(2).in_order(fails_at, [kind] * 2))


def group_of(_: int) -> int:
    return os.getpgid(0)


def test_ctrl_c_reaches_the_first_process_alone() -> None:
    """It is sent to the whole group, also while the others are still starting."""
    assert os.getpgid(0) not in list(LocalWorkers(2).in_order(group_of, range(4)))


def never_ends(folder: Path) -> None:
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def processes(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir()]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_in_the_middle_of_a_task_ends_with_the_one_that_gave_it(tmp_path: Path) -> None:
    """Killed, it cannot end its processes itself."""
    program = (
        "from pathlib import Path\nfrom tests.tasks.test_local_workers import LocalWorkers, never_ends\n"
        f"list(LocalWorkers(2).in_order(never_ends, [Path({str(tmp_path)!r})] * 2))"
    )
    first = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)
    wait_until(lambda: len(processes(tmp_path)) == 2)

    first.kill()
    first.wait()

    wait_until(lambda: not any(is_running(pid) for pid in processes(tmp_path)))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def prints(number: int) -> int:
    print("something that a library prints")
    return number


def test_what_a_task_prints_is_not_in_the_output_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(LocalWorkers(2).in_order(prints, range(4))) == [0, 1, 2, 3]
    assert capfd.readouterr().out == ""


def test_the_times_of_the_processes_count_as_those_of_the_first() -> None:
    before = os.times()

    list(LocalWorkers(2).in_order(works, range(4)))

    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system > 4 * 0.2


def works(_: int) -> None:
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


def test_a_server_has_one_thread_so_that_it_may_fork() -> None:
    assert list(LocalWorkers(2).in_order(thread_count, range(2))) == [1, 1]


def thread_count(_: int) -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def test_a_thread_that_was_idle_for_long_gets_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    server = WarmServer()
    first = result_of(server.done(request_of(pid_of, 0)))
    monkeypatch.setattr("newscrawl.tasks.warm_server.IDLE_SECS", -1)

    second = result_of(server.done(request_of(pid_of, 0)))
    server.close()

    assert first != second
    with pytest.raises(LostProcessError):
        server.done(request_of(pid_of, 0))


def pid_of(_: int) -> int:
    return os.getpid()


def test_a_server_that_was_killed_is_started_again() -> None:
    server = WarmServer()
    pid = result_of(server.done(request_of(parent_of, 0)))
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: " Z " in Path(f"/proc/{pid}/stat").read_text("ascii"))

    with ThreadPoolExecutor(1) as another:
        found = result_of(another.submit(server.done, request_of(parent_of, 0)).result())
    server.close()

    assert found not in {pid, os.getpid()}


def parent_of(_: int) -> int:
    return os.getppid()
