"""The index on a network file system: one process has it open, without shared memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.index.index import is_on_local_disk
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.report.portal_status import status_of
from tests.crawling import PROJECT
from tests.dataset.records import START, article, visit

MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / /data rw - nfs4 server:/export rw
31 30 8:2 / /data/fast rw - xfs /dev/sdb1 rw
32 22 0:41 / /a\\040b rw master:1 shared:2 - fuse.sshfs host: rw
33 22 0:42 / /ceph rw - ceph mon:/ rw
34 22 0:43 / /over rw - nfs server:/x rw
35 34 0:44 / /over rw - tmpfs tmpfs rw
"""
HERE = "newscrawl.dataset.index.index.is_on_local_disk"


@pytest.mark.parametrize(
    ("path", "is_local"),
    [
        ("/home/x/index.sqlite", True),
        ("/data/kangnam/index.sqlite", False),
        ("/data/fast/index.sqlite", True),
        ("/datafiles/index.sqlite", True),
        ("/a b/index.sqlite", False),
        ("/ceph/index.sqlite", False),
        ("/over/index.sqlite", True),
    ],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(tmp_path: Path, path: str, is_local: bool) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, "utf-8")

    assert is_on_local_disk(Path(path), tmp_path / "mounts") == is_local


def test_a_system_without_a_list_of_mounts_counts_as_local(tmp_path: Path) -> None:
    assert is_on_local_disk(tmp_path, tmp_path / "none")


def add(session: Session, number: int) -> None:
    made = article(number, run_id=session.run_id)
    session.add_article(made, visit(made), signature=None)


@pytest.mark.parametrize("is_local", [True, False])
def test_only_a_local_index_uses_shared_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_local: bool) -> None:
    monkeypatch.setattr(HERE, lambda _: is_local)

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        add(session, 1)
        session.flush()
        files = {path.name for path in (tmp_path / "demo").glob("index.sqlite*")}

    assert ("index.sqlite-shm" in files) == is_local
    assert "index.sqlite-wal" in files


def test_a_run_that_has_it_for_itself_is_no_damage_to_verify_and_no_error_to_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HERE, lambda _: False)

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        add(session, 1)
        session.flush()
        findings = verify(Layout(tmp_path / "demo")).findings
        during = status_of(tmp_path / "demo", now=START).article_count
    after = status_of(tmp_path / "demo", now=START).article_count

    assert [one for one in findings if one.code.startswith("index")] == []
    assert (during, after) == (None, 1)


def test_what_a_killed_run_left_on_a_network_disk_is_taken_up_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from tests.dataset.test_network_disk import *\n"
        "import newscrawl.dataset.index.index as index; index.is_on_local_disk = lambda _: False\n"
        "session = Session(Path(sys.argv[1]), 'demo', clock=Clock(START)); session.open()\n"
        "[add(session, number) for number in range(1, 30)]; session.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT, env=os.environ, check=False)

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        known = [number for number in range(1, 40) if session.article(f"demo:{number}")]

    assert ended.returncode == -signal.SIGKILL
    assert known == list(range(1, 30))
    assert verify(Layout(tmp_path / "demo")).findings == ()
