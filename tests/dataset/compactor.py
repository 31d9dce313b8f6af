"""A process that compacts a dataset, to be killed: `python compactor.py ROOT [FAULT [COMPRESSION]]`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from records import START

from newscrawl.clock import Clock
from newscrawl.dataset.compaction import compact
from newscrawl.dataset.storage.layout import Layout
from tests.killing.kill import Kill


def main(root: str, fault: str = "", compression: str = "") -> None:
    done = compact(
        Layout(Path(root) / "demo"),
        clock=Clock(START),
        window_days=30,
        before=date.max,
        compression=compression,  # type: ignore[arg-type]
        fault=Kill(fault),
        report=print,
    )
    for one in done:
        print(one.path, one.refusal)


if __name__ == "__main__":
    main(*sys.argv[1:])
