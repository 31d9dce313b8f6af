"""A program that uses the public names passes mypy's strict check, and a wrong one does not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

RIGHT = """
from collections.abc import Iterator
from datetime import datetime

from newscrawl import PortalDataset, Records, extract, open_dataset
from newscrawl.items import Article


def headlines(dataset: PortalDataset) -> Iterator[tuple[str, datetime | None]]:
    records: Records[Article] = dataset.articles(section=["経済"], since="2026-11-01", latest=True)
    for article in records:
        yield article.headline, article.published_at
    for edit in dataset.edits(field="headline"):
        yield edit.before_headline, edit.captured_at


dataset = open_dataset("data/demo")
rows: int = dataset.articles().to_polars().height
found = extract(b"<h1>a</h1>", "https://demo.example/1")
names: list[str] = [entry.list_name for entry in dataset.rankings(list="話題")]
"""
WRONG = RIGHT.replace("latest=True", "newest=True").replace("edit.before_headline", "edit.captured_at")
ROOT = Path(__file__).parents[2]


def test_a_right_program_passes_the_strict_check_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "right.py").write_text(RIGHT)
    (tmp_path / "wrong.py").write_text(WRONG)
    # With the settings and in the folder of 'make lint', which has read the package and kept what it found.
    command = [sys.executable, "-m", "mypy", "--strict", *map(str, (tmp_path / "right.py", tmp_path / "wrong.py"))]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    found = set(re.findall(r"(\w+)\.py:\d+: error: .*\[([\w-]+)\]$", done.stdout, re.MULTILINE))
    assert found == {("wrong", "call-arg"), ("wrong", "misc")}, done.stdout + done.stderr
