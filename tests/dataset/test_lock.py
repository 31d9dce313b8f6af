from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newscrawl.dataset.storage.lock import DatasetLock, holder_of
from newscrawl.errors import DatasetLockedError

HOLD = """
import sys, time
from pathlib import Path
from newscrawl.dataset.storage.lock import DatasetLock
lock = DatasetLock(Path(sys.argv[1]))
lock.acquire(sys.argv[2], on_lock="skip", wait_secs=0)
print("held", flush=True)
time.sleep(float(sys.argv[3]))
lock.release()
"""


@contextmanager
def holding(
    path: Path, *, run_id: str = "20261123T224501Z-aaaaaa", secs: float = 60
) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(path), run_id, str(secs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def take(path: Path, **options: object) -> tuple[str, ...]:
    lock = DatasetLock(path)
    try:
        return lock.acquire("20261123T224502Z-bbbbbb", **{"on_lock": "skip", "wait_secs": 0, **options})
    finally:
        lock.release()


def test_a_second_run_learns_who_holds_the_lock(tmp_path: Path) -> None:
    with holding(tmp_path / "lock") as process, pytest.raises(DatasetLockedError) as caught:
        take(tmp_path / "lock")

    assert f"process {process.pid} on {socket.gethostname()} since " in str(caught.value)
    assert "run 20261123T224501Z-aaaaaa" in str(caught.value)


def test_a_waiting_run_gets_the_lock_when_the_other_ends(tmp_path: Path) -> None:
    with holding(tmp_path / "lock", secs=0.5):
        assert take(tmp_path / "lock", on_lock="wait", wait_secs=30) == ()


def test_a_waiting_run_gives_up_when_its_time_is_over(tmp_path: Path) -> None:
    started = time.monotonic()

    with holding(tmp_path / "lock"), pytest.raises(DatasetLockedError, match=r"after 0\.3 s of waiting"):
        take(tmp_path / "lock", on_lock="wait", wait_secs=0.3)

    assert time.monotonic() - started < 10


def test_the_lock_of_a_killed_process_is_free_and_tells_which_run_died(tmp_path: Path) -> None:
    with holding(tmp_path / "lock") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

        assert take(tmp_path / "lock") == ("20261123T224501Z-aaaaaa",)

    assert take(tmp_path / "lock") == ()


def test_a_run_that_died_is_told_until_its_report_is_written(tmp_path: Path) -> None:
    with holding(tmp_path / "lock") as first:
        first.kill()
        first.wait()
    with holding(tmp_path / "lock", run_id="20261123T224503Z-cccccc") as second:
        second.kill()
        second.wait()

    lock = DatasetLock(tmp_path / "lock")
    told = lock.acquire("20261123T224504Z-dddddd", on_lock="skip", wait_secs=0)
    lock.reported()
    lock.abandon()

    assert told == ("20261123T224501Z-aaaaaa", "20261123T224503Z-cccccc")
    assert take(tmp_path / "lock") == ("20261123T224504Z-dddddd",)


def test_a_lock_given_back_leaves_what_it_found(tmp_path: Path) -> None:
    with holding(tmp_path / "lock") as first:
        first.kill()
        first.wait()
    lock = DatasetLock(tmp_path / "lock")
    lock.acquire("20261123T224503Z-cccccc", on_lock="skip", wait_secs=0)

    lock.give_back()

    assert take(tmp_path / "lock") == ("20261123T224501Z-aaaaaa",)


def test_a_lock_given_back_by_the_first_run_tells_of_no_death(tmp_path: Path) -> None:
    lock = DatasetLock(tmp_path / "data" / "demo" / "lock")
    lock.acquire("20261123T224503Z-cccccc", on_lock="skip", wait_secs=0)

    lock.give_back()

    assert holder_of(lock.path) is None
    assert take(lock.path) == ()


def test_a_run_that_does_not_want_to_wait_does_not(tmp_path: Path) -> None:
    started = time.monotonic()

    with holding(tmp_path / "lock"), pytest.raises(DatasetLockedError, match="held by process"):
        take(tmp_path / "lock", on_lock="skip", wait_secs=30)

    assert time.monotonic() - started < 20


def test_the_holder_can_be_asked_for(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "lock") is None

    with holding(tmp_path / "lock") as process:
        holder = holder_of(tmp_path / "lock")
        assert holder is not None
        assert (holder.pid, holder.run_id) == (process.pid, "20261123T224501Z-aaaaaa")

    assert holder_of(tmp_path / "lock") is None


def test_the_holder_can_be_asked_for_by_who_may_only_read() -> None:
    with tempfile.TemporaryDirectory() as folder, as_reader(Path(folder)):
        assert holder_of(Path(folder) / "lock") is None


@contextmanager
def as_reader(folder: Path) -> Iterator[None]:
    """Let nobody write in *folder*, which holds a free lock, while the block runs."""
    (folder / "lock").touch(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("content", [b"", b"{", b"noise\x00\xff", b'{"pid": 1}'])
def test_a_lock_file_that_says_nothing_is_taken(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lock").write_bytes(content)

    assert take(tmp_path / "lock") == ()
