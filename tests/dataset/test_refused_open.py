"""Opening a dataset where the disk refuses one step: nothing stays open, and the next run begins as this one would have."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from newscrawl.dataset import Session
from newscrawl.dataset.storage.safe_files import CrashPoint, Moment
from newscrawl.errors import DatasetError

from .conftest import Open, store
from .test_recovery import die


class _Refusal(CrashPoint):
    """The disk refuses the step behind the moment with the number *last*, while it `is_full`."""

    def __init__(self, last: int) -> None:
        self.left = last
        self.is_full = True

    def passes(self, moment: Moment) -> None:
        if self.left == 0 and self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device", moment)
        self.left -= 1


def _open_files(folder: Path) -> list[str]:
    links = Path("/proc/self/fd").iterdir()
    targets = [str(link.readlink()) for link in links if link.is_symlink()]
    return [target for target in targets if target.startswith(str(folder))]


def _left_open(session: Session) -> list[str] | None:
    """Return which files are open once *session* could not be opened; None where it could."""
    try:
        session.open()
    except DatasetError:  # its traceback holds what was opened, so that nothing is closed by chance
        return _open_files(session.layout.folder)
    return None


@pytest.mark.parametrize("has_index", [True, False])
def test_an_open_that_the_disk_refuses_leaves_no_file_open_and_the_next_run_finds_the_same(
    new_session: Open, tmp_path: Path, has_index: bool
) -> None:
    dead = new_session(sync_record_count=1000)
    dead.open()
    for number in range(3):
        store(dead, number)
    die(dead)
    if not has_index:
        (tmp_path / "demo" / "index.sqlite").unlink()

    left: list[list[str]] = []
    fault = _Refusal(0)
    session = new_session(fault=fault)
    while (files := _left_open(session)) is not None:
        left.append(files)
        fault = _Refusal(len(left))
        session = new_session(fault=fault)
    fault.is_full = False

    assert left == [[]] * len(left)
    assert len(left) > 2
    assert [session.article(f"demo:{number}") is not None for number in range(3)] == [True] * 3
    session.close()
    assert _open_files(tmp_path) == []
