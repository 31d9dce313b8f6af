"""Exports of a million articles: seconds, records a second, bytes and the memory that each form takes.

`python -m benchmarks.exports [COUNT [FOLDER]]`; each form runs in a process of its own, so that its peak memory is its
own. The dataset is made once in FOLDER (default: a temporary one) through the project's own writer.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.dataset import make
from benchmarks.memory import peak_mb
from newscrawl.exports import ExportRequest, Selection, export, target_of

COUNT = 1_000_000
FORMS = {
    "parquet": ("articles.parquet", Selection()),
    "parquet_latest": ("latest.parquet", Selection(is_latest=True)),
    "folder": ("parts", Selection()),
    "jsonl_zst": ("articles.jsonl.zst", Selection()),
    "csv": ("articles.csv", Selection()),
    "sqlite": ("articles.sqlite", Selection()),
}


def run_form(name: str, root: Path) -> dict[str, float]:
    """Export in one form here; return its figures."""
    file_name, selection = FORMS[name]
    request = ExportRequest(
        folder=root / "bench",
        title="bench",
        target=target_of(str(root / "exports" / file_name)),
        kinds=("articles",),
        selection=selection,
        is_forced=True,
    )
    started = time.perf_counter()
    done = export(request, now=datetime.now(UTC))
    secs = time.perf_counter() - started
    count = done.record_counts["articles"]
    return {
        "secs": secs,
        "records": count,
        "records_per_sec": count / secs,
        "mb": done.byte_count / 1e6,
        "cpu_secs": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
        "peak_mb": peak_mb(),
    }


def main(count: int = COUNT, folder: Path | None = None, names: tuple[str, ...] = tuple(FORMS)) -> None:
    """Print each form's figures as they come."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as scratch:
        root = folder or Path(scratch)
        if not (root / "bench").exists():
            made = make(root, count)
            print(f"make: {count:,} articles in {made['secs']:.0f} s", flush=True)
        for name in names:
            command = [sys.executable, "-m", "benchmarks.exports", "--form", name, str(root)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
            figures = json.loads(done.stdout)
            print(name, *(f"{key}={value:,.1f}" for key, value in figures.items()), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--form"]:
        print(json.dumps(run_form(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else COUNT,
            Path(sys.argv[2]) if len(sys.argv) > 2 else None,
            tuple(sys.argv[3:]) or tuple(FORMS),
        )
