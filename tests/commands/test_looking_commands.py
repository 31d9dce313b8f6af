"""Looking at a page takes no lock and stores nothing; where there is no page, a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.demo.web.server import DemoServer
from tests.crawling import scrapy


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer() as running:
        yield running


@pytest.mark.parametrize("command", [["fetch"], ["shell", "-c", "response.status"], ["view"], ["parse"], ["bench"]])
def test_a_command_that_looks_leaves_the_dataset_alone(
    command: list[str], server: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "echo")

    run = scrapy(*command, server.url, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", "-s", "LOG_LEVEL=WARNING")

    assert "Traceback" not in run.stderr, run.stderr
    assert "Disabled newscrawl" not in run.stderr
    assert run.stdout.strip() or run.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["fetch", "http://127.0.0.1:1/"], 1, "http://127.0.0.1:1/: expected a page, got none"),
        (["shell", "http://127.0.0.1:1/", "-c", "1"], 1, "http://127.0.0.1:1/: expected a page, got none (Connection"),
        (["shell", "./nowhere.html", "-c", "1"], 1, "nowhere.html: No such file or directory"),
        (["fetch", "--spider", "dmo", "http://127.0.0.1:1/"], 2, "did you mean 'demo'?"),
        (["shell", "--spidr", "demo", "-c", "1"], 2, "unknown option --spidr; 'scrapy shell -h' lists the options"),
        (["parse", "http://127.0.0.1:1/"], 2, "use 'scrapy extract URL --explain'"),
        (["bench"], 2, "use 'make bench'"),
        (["genspider", "name", "news.example"], 2, "use 'scrapy add URL'"),
    ],
    ids=str,
)
def test_what_cannot_be_looked_at_is_said_in_a_sentence(arguments: list[str], exit_code: int, words: str) -> None:
    run = scrapy(*arguments, "-s", "LOG_LEVEL=CRITICAL")

    assert run.returncode == exit_code
    assert words in run.stderr.splitlines()[-1]
    assert run.stderr.startswith("newscrawl: "), run.stderr
