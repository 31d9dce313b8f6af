"""A repair that is killed at any of its steps and run again ends as one that was not."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from tests import warm_scrapy

from .records import START
from .test_verify import change_line, crawl, file_of

REPAIR = """
import sys
from datetime import datetime
from pathlib import Path
from newscrawl.clock import Clock
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from tests.killing.kill import Kill
folder, start, fault = sys.argv[1:]
repair(Layout(Path(folder)), clock=Clock(datetime.fromisoformat(start)), window_days=30, fault=Kill(fault))
"""
STEP_COUNT = 17


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset with damage of many kinds: lines, reports, the index, a list with a hole."""
    root = tmp_path_factory.mktemp("damaged")
    for revision in (1, 2, 3):
        crawl(root, revision=revision, hours=revision)  # the runs' names tell their order
    layout = Layout(root / "demo")
    change_line(file_of(layout, "articles", 0), 4, lambda line: line[:50] + b"\n")
    change_line(file_of(layout, "articles", 1), 2, lambda line: line.replace(b'"headline":', b'"headline": '))
    change_line(file_of(layout, "observations", 1), 3, lambda line: b"")
    change_line(file_of(layout, "rankings", 0), 2, lambda line: b"")
    first, second, _ = sorted(layout.runs.glob("*.json"))
    first.unlink()
    second.write_text("{")
    os.truncate(layout.index, layout.index.stat().st_size // 2)
    return layout.folder


def lines_of(folder: Path) -> dict[str, Counter[bytes]]:
    layout = Layout(folder)
    return {
        kind: Counter(line for file in layout.record_files(kind) for line in file.path.read_bytes().splitlines(True))
        for kind in RECORD_KINDS
    }


def losses_of(folder: Path) -> list[tuple[object, ...]]:
    noted = json.loads((folder / "torn" / "losses.json").read_text("utf-8"))
    return sorted((one["kind"], one["line_count"], one["article_id"], one["revision"], one["reason"]) for one in noted)


def killed(folder: Path, fault: str) -> int:
    return warm_scrapy.run_script(REPAIR, str(folder), START.isoformat(), fault).returncode


@pytest.fixture(scope="module")
def expected(damaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("expected") / "demo"
    shutil.copytree(damaged, folder)
    assert repair(Layout(folder), clock=Clock(START), window_days=30)[1].findings == ()
    return folder


@pytest.mark.parametrize("step", range(1, STEP_COUNT + 1))
def test_a_repair_that_is_killed_and_run_again_ends_as_one_that_was_not(
    step: int, damaged: Path, expected: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(damaged, folder)

    assert killed(folder, f"in_repair:{step}") == -signal.SIGKILL
    assert repair(Layout(folder), clock=Clock(START), window_days=30)[1].findings == ()

    assert verify(Layout(folder)).findings == ()
    assert lines_of(folder) == lines_of(expected)
    assert losses_of(folder) == losses_of(expected)


def test_the_steps_above_are_all_that_a_repair_has(damaged: Path, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(damaged, folder)

    assert killed(folder, f"in_repair:{STEP_COUNT + 1}") == 0
