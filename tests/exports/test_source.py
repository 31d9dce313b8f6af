"""DuckDB as the exports use it."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from newscrawl.dataset.layout import Layout
from newscrawl.exports.source import Source


def test_ctrl_c_during_a_query_ends_the_export_and_is_no_fault(tmp_path: Path) -> None:
    source = Source(Layout(tmp_path), scratch=tmp_path)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    with pytest.raises(KeyboardInterrupt):
        source.run("SELECT sum(hash(a.range + b.range)) FROM range(100_000) a, range(1_500) b")

    source.close()
