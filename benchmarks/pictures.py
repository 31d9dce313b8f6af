"""Makes the pictures of the documents: the report of the simulated portal in Chromium, by `make pictures`.

`python -m benchmarks.pictures FOLDER` writes report.png and report-rankings.png there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.simulated_year import simulate
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.report.figures.gather import gather
from newscrawl.report.page.report_page import report_page

_DAYS = 24
_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "demo"
        simulate(folder, days=_DAYS)
        figures = gather(DatasetReader(folder), title="江南タイムズ デモ", day_count=_DAYS, zone=ZoneInfo("Asia/Tokyo"))
        page = report_page(figures)
        whole, part = Path(place) / "report.html", Path(place) / "part.html"
        whole.write_text(page, "utf-8")
        part.write_text(_section(page, "top"), "utf-8")
        _shoot(whole, target / "report.png", Path(place) / "a", [])
        _shoot(part, target / "report-rankings.png", Path(place) / "b", ["--blink-settings=preferredColorScheme=0"])


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
