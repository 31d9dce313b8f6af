"""Tasks that are spread over the workers of a real Dask cluster."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from newscrawl.deadline import within
from newscrawl.errors import DamagedLineError, LostProcessError, NewscrawlError, TooSlowError, WrongUsageError
from newscrawl.tasks import ClusterWorkers
from newscrawl.tasks.dask_client import ClusterLostError
from newscrawl.tasks.task import OtherCodeError

from .cluster import Cluster, cluster
from .test_local_workers import die_at_three, slow_when_even

if find_spec("distributed") is None:
    pytest.skip("needs distributed", allow_module_level=True)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


@pytest.fixture
def workers(two_workers: Cluster) -> Iterator[ClusterWorkers]:
    made = ClusterWorkers(two_workers.address)
    yield made
    made.close()


def hang_at_three(number: int) -> str:
    def read() -> str:
        while number == 3:
            pass
        return "read"

    try:
        return within(0.2, "http://127.0.0.1/", read)
    except TooSlowError as error:
        return error.reason


def refuse_at_three(number: int) -> int:
    if number == 3:
        raise DamagedLineError(Path("some.jsonl"), 3, 40, "nothing")
    return number


def die_once(folder: Path) -> str:
    if not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def end_the_worker(_: int) -> None:
    """The worker is the parent of the server that forked this process."""
    worker = Path(f"/proc/{os.getppid()}/stat").read_text("ascii").rpartition(")")[2].split()[1]
    os.kill(int(worker), signal.SIGKILL)
    time.sleep(5)


def print_much(number: int) -> int:
    os.write(1, b"something that a library prints\n" * 100)
    return number


def test_results_come_in_the_order_of_their_tasks_from_both_workers(workers: ClusterWorkers) -> None:
    found = list(workers.in_order(slow_when_even, range(40)))

    assert [number for number, _ in found] == list(range(40))
    assert len({pid for _, pid in found}) == 2


def test_tasks_are_taken_as_they_are_needed(workers: ClusterWorkers) -> None:
    taken: list[int] = []
    tasks = (taken.append(number) or number for number in range(1000))

    results = workers.in_order(slow_when_even, tasks)
    next(results)
    results.close()

    assert len(taken) < 20


def test_a_page_that_hangs_is_ended_in_a_worker_too(workers: ClusterWorkers) -> None:
    assert list(workers.in_order(hang_at_three, range(5))) == ["read", "read", "read", "too_slow", "read"]


def test_the_error_of_a_task_is_raised_here_as_it_was(workers: ClusterWorkers) -> None:
    with pytest.raises(DamagedLineError, match=r"some\.jsonl:3: expected one JSON record, got nothing"):
        list(workers.in_order(refuse_at_three, range(5)))


def test_a_file_that_a_worker_lacks_is_told_with_its_machine(workers: ClusterWorkers, tmp_path: Path) -> None:
    with pytest.raises(NewscrawlError, match=r"the worker on .*No such file.*the same path on every worker"):
        list(workers.in_order(Path.read_bytes, [tmp_path / "elsewhere"]))


def test_a_task_whose_process_was_killed_is_done_again(workers: ClusterWorkers, tmp_path: Path) -> None:
    assert list(workers.in_order(die_once, [tmp_path])) == ["done"]


def test_a_task_that_always_ends_its_process_is_told_in_a_sentence(workers: ClusterWorkers) -> None:
    with pytest.raises(LostProcessError, match="fewer threads a worker"):
        list(workers.in_order(die_at_three, range(5)))


def test_what_a_task_prints_does_not_reach_its_result(workers: ClusterWorkers) -> None:
    assert list(workers.in_order(print_much, range(5))) == list(range(5))


def test_a_worker_with_other_code_is_refused(workers: ClusterWorkers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawl.tasks.cluster_workers.code_digest", lambda: "that of another version")

    with pytest.raises(OtherCodeError, match="install the same versions on every worker"):
        list(workers.in_order(slow_when_even, range(3)))


def test_a_worker_below_a_nanny_does_tasks_too(tmp_path: Path) -> None:
    """The nanny forbids its worker to have children of `multiprocessing`."""
    with cluster(tmp_path, 0) as watched:
        nanny = watched.start_worker("--nanny")
        watched.wait_for_workers(1)
        workers = ClusterWorkers(watched.address)
        try:
            assert [number for number, _ in workers.in_order(slow_when_even, range(3))] == [0, 1, 2]
        finally:
            workers.close()
            nanny.send_signal(signal.SIGINT)
            nanny.wait(30)


def test_no_scheduler_and_no_worker_are_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawl.tasks.dask_client.CONNECT_SECS", 2)
    with cluster(tmp_path, 0) as empty:
        alone = ClusterWorkers(empty.address)
        with pytest.raises(NewscrawlError, match="expected workers, got none; start 'dask worker"):
            list(alone.in_order(slow_when_even, range(3)))
        alone.close()

    with pytest.raises(ClusterLostError, match="expected a Dask scheduler"):
        ClusterWorkers(empty.address)


def test_a_scheduler_that_ends_is_told_in_a_sentence(tmp_path: Path) -> None:
    with cluster(tmp_path, 1) as short:
        workers = ClusterWorkers(short.address)
        results = workers.in_order(slow_when_even, range(1000))
        next(results)
        assert short.scheduler is not None
        short.scheduler.kill()

        with pytest.raises(ClusterLostError, match="start it again"):
            list(results)
        workers.close()


def test_the_file_of_a_scheduler_is_as_good_as_its_address(two_workers: Cluster) -> None:
    workers = ClusterWorkers(str(two_workers.folder / "scheduler.json"))

    assert [number for number, _ in workers.in_order(slow_when_even, range(3))] == [0, 1, 2]
    workers.close()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"address": 5}'])
def test_a_file_that_is_no_schedulers_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "scheduler.json").write_bytes(content)

    with pytest.raises(ClusterLostError, match="expected a Dask scheduler"):
        ClusterWorkers(str(tmp_path / "scheduler.json"))


@pytest.mark.parametrize("address", ["127.0.0.1:x", "tcp://127.0.0.1:x", "nothing://127.0.0.1:1"])
def test_a_wrong_address_is_wrong_usage(address: str) -> None:
    with pytest.raises(WrongUsageError, match="expected tcp://HOST:PORT or a scheduler's file, got"):
        ClusterWorkers(address)


@pytest.mark.torture
def test_a_task_that_always_ends_its_worker_is_told_in_a_sentence(tmp_path: Path) -> None:
    with cluster(tmp_path, 4) as dying:
        workers = ClusterWorkers(dying.address)
        with pytest.raises(LostProcessError, match="ended its worker again and again"):
            list(workers.in_order(end_the_worker, range(1)))
        workers.close()
