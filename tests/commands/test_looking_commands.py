"""Looking at a page takes no lock and stores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.demo.server import DemoServer
from tests.crawling import scrapy


@pytest.mark.parametrize("command", [["fetch"], ["shell", "-c", "response.status"]])
def test_a_command_that_looks_leaves_the_dataset_alone(command: list[str], tmp_path: Path) -> None:
    with DemoServer() as server:
        run = scrapy(*command, server.url, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", "-s", "LOG_LEVEL=ERROR")

    assert "Traceback" not in run.stderr, run.stderr
    assert run.stdout.strip()
    assert list(tmp_path.iterdir()) == []
