"""The README's ways to load the data work as they are printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session

from .crawling import scrapy
from .dataset.records import START, article, visit

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")

BARE: dict[str, Any] = {
    "section": "国際・政治",
    "tags": (),
    "lead": None,
    "authors": (),
    "modified_at": None,
    "view_count": None,
    "sources": {},
}
"""A run's articles may lack what others have: a tool that learns the types from one file must bear it."""
FULL: dict[str, Any] = {
    "section": "エンタメ",
    "tags": ("株",),
    "lead": "要約",
    "view_count": 7,
    "modified_at": START,
}


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for first, said in ((0, BARE), (5, FULL)):
        with Session(tmp_path / "data", "kangnam", clock=Clock(START)) as session:
            for number in range(first, first + 5):
                made = article(number, run_id=session.run_id, portal="kangnam", article_id=f"kangnam:{number}", **said)
                session.add_article(made, visit(made), signature=None)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_folder")
def test_the_python_of_the_readme_gives_records_frames_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}

    exec("\n".join(re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)), names)

    assert len(capsys.readouterr().out.splitlines()) == 10
    assert sorted(names["articles"]["article_id"]) == [f"kangnam:{number}" for number in range(5, 10)]
    assert list(names["edits"]["article_id"]) == []
    assert sorted(names["counts"].rows()) == [("エンタメ", 5), ("国際・政治", 5)]


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("tool", ["pandas", "polars", "duckdb"])
def test_the_lines_of_the_readme_load_an_export(tool: str, tmp_path: Path) -> None:
    line = re.search(rf"^    (import {tool}\b.*articles = .*)$", README, flags=re.MULTILINE)
    assert line is not None
    words = ("kangnam", "--to", str(tmp_path / "kangnam-export"), "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}")
    assert scrapy("export", *words).returncode == 0
    names: dict[str, Any] = {}

    exec(line.group(1), names)

    articles = names["articles"]
    found = [row[0] for row in articles.select("article_id").fetchall()] if tool == "duckdb" else articles["article_id"]
    assert sorted(found) == [f"kangnam:{number}" for number in range(10)]
