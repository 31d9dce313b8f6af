"""A compaction that is killed at any moment neither loses nor doubles a line."""

from __future__ import annotations

import signal
import subprocess
import threading
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from tests import warm_scrapy

from .compacting import assert_unchanged, copy_of, lines_by_day
from .records import START
from .test_verify import codes

COMPACTOR = Path(__file__).parent / "compactor.py"


@pytest.fixture
def layout(many_files: Path, tmp_path: Path) -> Layout:
    return copy_of(many_files, tmp_path)


def kill(root: Path, fault: str, compression: str = "") -> subprocess.CompletedProcess[str]:
    return warm_scrapy.run_script(COMPACTOR, str(root), fault, compression)


def assert_survives(layout: Layout, fault: str, *, ending: str, compression: str = "") -> None:
    before = lines_by_day(layout)
    records = list(open_reader(layout.folder).articles())

    killed = kill(layout.folder.parent, fault, compression)
    between = lines_by_day(layout)
    read = list(open_reader(layout.folder).articles())
    found = codes(verify(layout))
    if ending == "compact":
        assert kill(layout.folder.parent, "").returncode == 0
    elif ending == "repair":
        repair(layout, clock=Clock(START), window_days=30)
    else:
        with Session(layout.folder.parent, "demo", clock=Clock(START)):
            pass

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert between == before
    assert read == records
    assert found == (["cut_compaction"] if "in_compact" in fault else found)
    assert not layout.compact.exists()
    assert_unchanged(layout, before)


QUICK = [("in_compact:1", "run"), ("in_compact:3", "compact"), ("in_compact:5", "run"), ("in_compact:7", "repair")]


@pytest.mark.parametrize(("fault", "ending"), QUICK)
def test_a_compaction_killed_at_any_moment_neither_loses_nor_doubles_a_line(
    layout: Layout, fault: str, ending: str
) -> None:
    assert_survives(layout, fault, ending=ending)


def test_a_cut_compaction_is_finished_where_the_index_is_lost_too(layout: Layout) -> None:
    before = lines_by_day(layout)
    kill(layout.folder.parent, "in_compact:3")
    layout.index.unlink()

    with Session(layout.folder.parent, "demo", clock=Clock(START)):
        pass

    assert (lines_by_day(layout), verify(layout).findings) == (before, ())


@pytest.mark.torture
@pytest.mark.parametrize("compression", ["", ".zst"])
@pytest.mark.parametrize("ending", ["run", "compact", "repair"])
@pytest.mark.parametrize("number", [*range(1, 21), 40, 70, 73])
def test_a_compaction_killed_at_each_of_its_steps_neither_loses_nor_doubles_a_line(
    layout: Layout, number: int, ending: str, compression: str
) -> None:
    assert_survives(layout, f"in_compact:{number}", ending=ending, compression=compression)


@pytest.mark.torture
@pytest.mark.parametrize("second", range(1, 8))
@pytest.mark.parametrize("first", [3, 4, 6, 8])
def test_the_recovery_of_a_compaction_can_be_killed_as_well(layout: Layout, first: int, second: int) -> None:
    before = lines_by_day(layout)
    kill(layout.folder.parent, f"in_compact:{first}")
    kill(layout.folder.parent, f"in_compact:{second}")

    with Session(layout.folder.parent, "demo", clock=Clock(START)):
        pass

    assert_unchanged(layout, before)


@pytest.mark.torture
def test_readers_beside_compactions_find_every_record_once(layout: Layout) -> None:
    expected = [one.article_id for one in open_reader(layout.folder).articles()]
    failures: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            found = [one.article_id for one in open_reader(layout.folder).articles()]
            if found != expected:
                failures.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        kill(layout.folder.parent, "")
    is_over.set()
    reader.join()

    assert failures == []
