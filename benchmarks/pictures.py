"""Makes the pictures of the documents: the report of the demo portal in Chromium, by `make pictures`.

`python -m benchmarks.pictures FOLDER [DATASET_DIR]` writes report.png and report-rankings.png there. The demo is crawled
every six hours of nine of its days, with a night without runs, a run that nobody answers, and a new theme at the end: about
a quarter of an hour. DATASET_DIR keeps the dataset; where it has one, pictures are made of that.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.report.figures.gather import gather
from newscrawl.report.page.report_page import report_page

_ZONE = ZoneInfo("Asia/Tokyo")
_START = datetime(2026, 11, 23, 9, tzinfo=_ZONE)
_RUN_COUNT = 37
_NIGHT = range(13, 16)
"""Numbers of the runs that are left out: a gap."""
_ALONE = 22
"""The run for which no portal is served: it fails."""
_REDESIGN = 30
_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        data = Path(sys.argv[2] if len(sys.argv) > 2 else place).absolute()
        if not (data / "demo").is_dir():
            for number in range(_RUN_COUNT):
                _run(data, number)
        figures = gather(DatasetReader(data / "demo"), title="江南タイムズ デモ", day_count=10, zone=_ZONE)
        page = report_page(figures)
        whole, part = Path(place) / "report.html", Path(place) / "part.html"
        whole.write_text(page, "utf-8")
        part.write_text(_section(page, "top"), "utf-8")
        _shoot(whole, target / "report.png", Path(place) / "a", [])
        _shoot(part, target / "report-rankings.png", Path(place) / "b", ["--blink-settings=preferredColorScheme=0"])


def _run(data: Path, number: int) -> None:
    if number in _NIGHT:
        return
    at = _START + number * timedelta(hours=6)
    words = ["demo", "--at", at.isoformat(), "--theme", "semantic" if number < _REDESIGN else "blog"]
    if number == _ALONE:
        words = ["crawl", "demo", "-s", f"NEWSCRAWL_CLOCK_START={at.isoformat()}"]
    command = [sys.executable, "-m", "newscrawl", *words, "-s", f"NEWSCRAWL_DATASET_DIR={data}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    print(f"{at:%m-%d %H:%M}: exit code {done.returncode}", flush=True)


def _section(page: str, name: str) -> str:
    """Return the head of *page* and one section of it."""
    section = page.partition(f'<section id="{name}">')[2].partition("</section>")[0]
    return f"{page.partition('<header>')[0]}{section}"


def _shoot(page: Path, picture: Path, profile: Path, options: list[str]) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("expected chromium, got none; 'make test-browser' installs it")
    fixed = [*_OPTIONS, f"--user-data-dir={profile}", "--window-size=1000,1080", f"--screenshot={picture}"]
    subprocess.run([chromium, *fixed, *options, page.as_uri()], check=True, capture_output=True, timeout=90)


if __name__ == "__main__":
    main()
