"""DuckDB as the exports use it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DatasetError
from newscrawl.exports.source import Source


@pytest.fixture(params=[True, False], ids=["interrupting", "restarting"])
def ends_system_calls(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Have SIGINT end system calls, as Python sets it up, or not, as libraries do that handle it beside Python."""
    signal.siginterrupt(signal.SIGINT, request.param)
    yield request.param
    signal.siginterrupt(signal.SIGINT, True)


@pytest.mark.parametrize("number", range(3))
def test_ctrl_c_during_a_query_ends_the_export_at_once(tmp_path: Path, number: int, ends_system_calls: bool) -> None:
    source = Source(Layout(tmp_path), scratch=tmp_path)
    begin = time.monotonic()
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    with pytest.raises(KeyboardInterrupt):
        source.run(f"SELECT sum(hash(range + {number})) FROM range(50_000_000_000)")

    assert time.monotonic() - begin < 20
    source.close()


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_an_error_whose_text_is_cut_inside_a_character_is_a_damaged_line(
    folder: Path, tmp_path: Path, before: str
) -> None:
    lines = next((folder / "rankings").rglob("*.jsonl"))
    text = lines.read_text("utf-8")
    lines.write_text(text.replace('"schema_version"', '"schem_version"').replace(':"[', f':"[{before}'), "utf-8")
    source = Source(Layout(folder), scratch=tmp_path)

    with pytest.raises(DatasetError, match="cannot read the stored lines"):
        source.run("SELECT count(schema_version) FROM all_rankings")
    source.close()
