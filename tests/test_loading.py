"""The README's two lines for each tool load the folder as it is."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session

from .dataset.records import START, article, visit

README = Path(__file__).parent.parent / "README.md"

BARE: dict[str, Any] = {"tags": (), "lead": None, "authors": (), "modified_at": None, "view_count": None, "sources": {}}
"""A run's articles may lack what others have: a tool that learns the types from one file must bear it."""
FULL: dict[str, Any] = {
    "tags": ("株",),
    "lead": "要約",
    "view_count": 7,
    "disagreements": {"headline": ("見出し", "題")},
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
@pytest.mark.parametrize("tool", ["pandas", "polars", "duckdb"])
def test_the_two_lines_of_the_readme_load_every_article(tool: str) -> None:
    lines = re.search(rf"^import {tool}\b.*\n+(articles = .*)$", README.read_text("utf-8"), flags=re.MULTILINE)
    assert lines is not None
    names: dict[str, Any] = {}

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(lines.group(0), names)

    articles = names["articles"]
    found = [row[0] for row in articles.select("article_id").fetchall()] if tool == "duckdb" else articles["article_id"]
    assert sorted(found) == [f"kangnam:{number}" for number in range(10)]
