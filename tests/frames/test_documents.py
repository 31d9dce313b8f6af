"""The pages about frames are true: the API page is the docstrings, and the tutorial runs block by block."""

from __future__ import annotations

import re
import shlex
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

import newscrawl
from tests.warm_scrapy import Started, run_newscrawl, start_newscrawl

from .api_page import page

ROOT = Path(__file__).parents[2]


def test_the_api_page_is_made_from_the_docstrings() -> None:
    assert (ROOT / "docs" / "api.md").read_text("utf-8") == page(), "python -m tests.frames.api_page > docs/api.md"


def test_every_public_name_is_on_the_api_page() -> None:
    assert [name for name in newscrawl.__all__ if f"\n## {name}\n" not in page()] == []


class Reader:
    """Somebody who follows the tutorial in *folder*, with another port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {}
        self.portal: Started | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])

    def type(self, line: str) -> None:
        words = shlex.split(line.replace("8765", self.port))
        assert words.pop(0) == "newscrawl"
        if "--serve" in words:
            self.leave()
            self.portal = start_newscrawl(words, self.folder)
            self.wait()
            return
        done = run_newscrawl(words, self.folder, timeout_secs=240)
        assert done.returncode == 0, (line, done.stdout, done.stderr)

    def run(self, program: str) -> str:
        with redirect_stdout(StringIO()) as shown:
            exec(program, self.names)
        return shown.getvalue()

    def wait(self) -> None:
        assert self.portal is not None
        while "\n" not in self.portal.stdout and self.portal.poll() is None:
            time.sleep(0.02)  # until it serves
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/") as answer:
            assert answer.status == 200

    def leave(self) -> None:
        if self.portal is not None:
            self.portal.send_signal(signal.SIGINT)
            self.portal.wait(60)


@contextmanager
def reading(folder: Path) -> Iterator[Reader]:
    reader = Reader(folder)
    try:
        yield reader
    finally:
        reader.leave()


def test_the_tutorial_ends_with_a_chart_of_headline_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```(sh|python)\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), re.DOTALL)
    shown = []

    with reading(tmp_path) as reader:
        for language, block in blocks:
            if language == "python":
                shown.append(reader.run(block))
            for line in block.splitlines() if language == "sh" else ():
                reader.type(line)

    assert "<dataset of town" in shown[0]
    assert "+09:00" in shown[1]
    assert "Datetime(time_unit='us', time_zone='UTC')" in shown[2]
    assert "→" in shown[4]
    assert "█" in shown[5]
