"""`scrapy browse` as a process: where it listens, what it refuses in a sentence, and how it ends."""

from __future__ import annotations

import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crawling import scrapy, start_scrapy
from tests.dataset.records import article
from tests.exports.made import RUN, store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    store(tmp_path / "demo", "articles", [article(1, run_id=RUN)])
    return tmp_path


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_is_taken_ends_it_before_the_cache_is_made(root: Path) -> None:
    with taken_port() as port:
        run = scrapy("browse", "demo", "--port", str(port), "-s", f"NEWSCRAWL_DATASET_DIR={root}")

    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        f"newscrawl: 127.0.0.1 port {port}: Address already in use; choose another one with --port or --host"
    ]
    assert not (root / "demo/browse.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["kangnam"], 1, "scrapy crawl kangnam"),
        (["demo", "--host", "no.such.host.invalid"], 1, "no.such.host.invalid port 8766"),
        (["demo", "--port", "0"], 2, "expected a number from 1 to 65535, got '0'"),
    ],
    ids=str,
)
def test_what_cannot_be_served_is_said_in_a_sentence(
    root: Path, arguments: list[str], exit_code: int, words: str
) -> None:
    run = scrapy("browse", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={root}")

    assert run.returncode == exit_code
    assert words in run.stderr
    assert "Traceback" not in run.stderr


def test_it_serves_until_it_is_interrupted(root: Path) -> None:
    with taken_port() as port:
        pass
    process = start_scrapy("browse", "demo", "--port", str(port), "-s", f"NEWSCRAWL_DATASET_DIR={root}")
    while process.stdout.count("\n") < 2 and process.poll() is None:
        time.sleep(0.02)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        page = answer.read().decode()
    process.send_signal(signal.SIGINT)

    assert process.wait(20) == 0
    assert process.stdout.splitlines(keepends=True)[1] == f"http://127.0.0.1:{port}/  shows demo. Ctrl-C ends it.\n"
    assert "見出し" in page
    assert process.stderr == ""
