"""What a terminal shows of a long command: one line, of the terminal's width, and nothing where there is no terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.terminal_line import fitting
from newscrawl.text import width
from tests.crawling import crawl_options, scrapy
from tests.warm_scrapy import start_on_terminal

SLOW = {"DOWNLOAD_DELAY": 0.03, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}


@pytest.fixture(scope="module")
def demo():
    with DemoServer(DemoPortal(seed=11, article_count=30)) as server:
        yield server


def on_terminal(
    arguments: list[str], *, columns: int = 100, interrupt_at: str = "", **environment: str
) -> tuple[int, str]:
    """Run newscrawl on a terminal of its own; return its exit code and all that the terminal got."""
    reading, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    others = {name: value for name, value in os.environ.items() if name != "LOG_LEVEL"}
    process = start_on_terminal(arguments, {**others, "TERM": "xterm", **environment}, Path(os.ttyname(terminal)))
    got, has_ended = "", False
    while not has_ended:
        has_ended = process.poll() is not None  # what it printed before is there to be read
        while select.select([reading], [], [], 0.05)[0]:
            got += os.read(reading, 65536).decode("utf-8", "replace")
        if interrupt_at and re.search(interrupt_at, got):
            interrupt_at = ""
            os.write(reading, b"\x03")
    os.close(terminal)
    os.close(reading)
    return process.wait(), got


def crawl_arguments(url: str, data: Path, *more: str) -> list[str]:
    options = crawl_options(url, data, SLOW)
    level = options.index("LOG_LEVEL=WARNING")
    return ["crawl", "demo", *options[: level - 1], *options[level + 1 :], *more]


def test_a_crawl_on_a_terminal_paints_one_line_and_ends_with_its_sentence(tmp_path, demo):
    log = tmp_path / "crawl.log"
    code, got = on_terminal(crawl_arguments(demo.url, tmp_path, "--max-time", "9m", "--logfile", str(log)))

    assert code == 0, got
    assert re.search(r"demo:  \d+ new, \d+ changed  (?:8m\d\ds|9m00s) left  \d+ requests  \d+\.\d/s", got)
    assert "国際・政治" in got or "エンタメ" in got
    assert got.rstrip().splitlines()[-1].split("\x1b[K")[-1].startswith("newscrawl: done. Articles")
    assert "INFO: Spider opened" in log.read_text("utf-8")
    assert "INFO" not in got


@pytest.mark.parametrize("columns", [20, 34, 60])
def test_the_line_is_never_wider_than_the_terminal(tmp_path, demo, columns):
    _, got = on_terminal(crawl_arguments(demo.url, tmp_path, "--max-requests", "12"), columns=columns)

    painted = [line for line in got.split("\r\x1b[K") if line.startswith("demo:")]
    assert painted
    assert max(width(line.split("\r")[0]) for line in painted) < columns


def test_a_dumb_terminal_gets_no_escapes(tmp_path, demo):
    code, got = on_terminal(crawl_arguments(demo.url, tmp_path, "--max-requests", "12"), TERM="dumb")

    assert code == 6
    assert "\x1b" not in got
    assert got.strip().splitlines()[-1].startswith("newscrawl: "), got


def test_no_color_is_obeyed(tmp_path, demo):
    _, got = on_terminal(crawl_arguments(demo.url, tmp_path, "--max-requests", "12"), NO_COLOR="1")

    assert not re.search(r"\x1b\[[\d;]*m", got)


def test_ctrl_c_ends_with_the_sentence_on_a_line_of_its_own(tmp_path, demo):
    code, got = on_terminal(crawl_arguments(demo.url, tmp_path), interrupt_at=r"[1-9]\d* new")

    assert code == 6, got
    assert "Traceback" not in got
    assert got.rstrip().splitlines()[-1].split("\x1b[K")[-1].startswith("newscrawl: stopped")


def test_without_a_terminal_a_crawl_prints_its_sentence_alone(tmp_path, demo):
    ended = scrapy(*crawl_arguments(demo.url, tmp_path))

    assert ended.returncode == 0
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert ended.stderr.startswith("newscrawl: done.")


def test_with_a_log_level_the_log_is_on_the_terminal_and_no_line(tmp_path, demo):
    _, got = on_terminal(crawl_arguments(demo.url, tmp_path, "-L", "INFO", "--max-requests", "12"))

    assert "INFO: Spider opened" in got
    assert "\x1b[K" not in got


@pytest.mark.parametrize(
    ("columns", "shown"),
    [(80, "demo:  5 new  エンタメ"), (14, "demo:  5 new"), (13, "demo:  5 new"), (8, "demo:"), (3, "dem")],
)
def test_the_most_important_parts_are_kept(columns, shown):
    assert fitting(["demo:", "5 new", "エンタメ"], columns) == shown


def test_what_a_page_prints_cannot_move_the_cursor():
    assert fitting(["demo:", "\x1b[2Jエンタメ"], 80) == "demo:  \\x1b[2Jエンタメ"
