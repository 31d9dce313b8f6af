"""`scrapy demo`: a wrong option is a sentence, and so is a port that cannot be had."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.crawling import scrapy


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--port", "99999"], "argument --port: expected a number from 1 to 65535, got '99999'"),
        (["--articles", "0"], "argument --articles: expected a number from 1 to 1000000, got '0'"),
        (["--at", "noon"], "argument --at: expected a time such as 2026-11-23T09:00+09:00, got 'noon'"),
        (["--portt"], "unknown argument '--portt'; 'scrapy demo -h' lists the options"),
    ],
    ids=str,
)
def test_a_wrong_option_is_exit_2(option: list[str], words: str, tmp_path: Path) -> None:
    done = scrapy("demo", *option, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}")

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_somebody_has_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = scrapy("demo", "--serve", "--port", port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"newscrawl: port {port}: expected a free one (Address already in use); choose another with --port\n"
    )
