"""`scrapy demo` in a subprocess, as somebody types it."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from newscrawl.commands.demo import made_since, next_time
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.demo.newsroom.demo_portal import DEFAULT_START
from newscrawl.demo.showing import program
from tests.crawling import scrapy, start_scrapy


def demo(tmp_path, *words):
    return scrapy("demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", *words, timeout_secs=180)


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    """The demo run twice on one dataset of a small world."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, [demo(folder, "--articles", "40", "--seed", "3") for _ in range(2)]


def test_it_serves_crawls_and_shows_what_was_found(two_runs):
    folder, (first, _) = two_runs

    assert (first.returncode, first.stderr) == (0, "")
    for words in ("40 new", "国際・政治", "published_at", "near-duplicates", "requests", "■ ", "scrapy demo --serve"):
        assert words in first.stdout
    assert str(folder / "demo-world-3-40" / "demo") in first.stdout


def test_the_second_time_the_portals_clock_has_moved_on(two_runs):
    folder, (_, second) = two_runs
    runs = list(DatasetReader(folder / "demo-world-3-40" / "demo").runs())

    assert second.returncode == 0
    assert "18 new" in second.stdout
    assert "unchanged" in second.stdout
    assert (runs[1].started_at.hour - runs[0].started_at.hour) % 24 == 6
    assert runs[0].arguments == runs[1].arguments


def test_it_proposes_what_can_be_done_next(two_runs):
    folder, runs = two_runs
    latest = {
        article.article_id: article
        for article in DatasetReader(folder / "demo-world-3-40" / "demo").articles(latest=True)
    }
    proposed = [[line for line in ended.stdout.splitlines() if "  # " in line] for ended in runs]
    diffs = [line.split()[3] for line in proposed[1] if " diff demo " in line]

    assert not [line for line in proposed[0] if " diff " in line]  # nothing was edited yet
    assert [latest[name].revision > 1 for name in diffs] == [True]
    assert not [line for line in proposed[0] + proposed[1] if "http" in line]  # the portal is served no more


def test_its_lines_do_not_end_in_spaces(two_runs):
    assert [line for ended in two_runs[1] for line in ended.stdout.splitlines() if line.endswith(" ")] == []


@pytest.mark.parametrize("name", ["newscrawl", "scrapy"])
def test_the_program_is_named_as_it_can_be_called_again(tmp_path, monkeypatch, name):
    called = tmp_path / ".venv" / "bin" / name
    called.parent.mkdir(parents=True)
    called.write_text("#!/bin/sh\n")
    called.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")

    assert program(f".venv/bin/{name}") == program(str(called)) == f".venv/bin/{name}"
    assert program("/usr/lib/python3/scrapy/__main__.py") == "scrapy"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert program(str(called)) == str(called)
    monkeypatch.setenv("PATH", str(called.parent))
    assert program(str(called)) == name


def test_its_exit_code_is_the_crawls(tmp_path):
    ended = demo(tmp_path, "--articles", "40", "-s", "NEWSCRAWL_BUDGET_REQUEST_COUNT=5")

    assert ended.returncode == 6
    assert "newscrawl: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = demo(tmp_path, "--port", str(taken.getsockname()[1]))

    assert ended.returncode == 1
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [("--theme", "baroque"), ("--articles", "none"), ("--at", "today"), ("surplus",)])
def test_wrong_usage_is_exit_2(tmp_path, words):
    ended = demo(tmp_path, *words)

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_serve_only_serves_and_ctrl_c_ends_it_quietly(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "scrapy", "demo", "--serve", "--articles", "20", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = process.stdout.readline().split()[0]
    hint = process.stdout.readline() + process.stdout.readline()
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(url).port, timeout=5)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)

    assert (status, process.returncode, errors) == (200, 0, "")
    assert f"start_url={url}" in hint
    assert DEFAULT_START.isoformat() in hint


def test_the_server_ends_with_the_process_that_started_it():
    script = (
        "import os, sys; from newscrawl.demo.web.process import *; from newscrawl.demo.newsroom.demo_portal import DEFAULT_START\n"
        "world = World(seed=1, article_count=20, theme='blog', at=DEFAULT_START)\n"
        "with served(world, [0]) as url: print(url, flush=True); os._exit(1)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=False)
    port = urlsplit(ended.stdout.strip()).port

    deadline = time.monotonic() + 10
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not answers(port)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.mark.parametrize("files", ["", "articles/*/*.jsonl.part"], ids=["as it starts", "in the middle"])
def test_ctrl_c_ends_it_in_a_sentence(tmp_path, files):
    process = start_scrapy("demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", "-s", "DOWNLOAD_DELAY=0.2")
    while process.poll() is None and not (list(tmp_path.glob(f"demo/{files}")) if files else process.stdout):
        time.sleep(0.02)

    process.interrupt_group()
    code, errors = process.wait(60), process.stderr

    assert code == 6
    assert errors.startswith("newscrawl: stopped")
    assert "Traceback" not in errors


def test_a_dead_run_that_is_finished_on_the_way_is_not_shown_as_the_new_one():
    first, died, made = (
        RunReport(
            portal="demo", run_id=name, started_at=DEFAULT_START + timedelta(hours=hours), verdict=verdict, exit_code=0
        )
        for hours, (name, verdict) in enumerate([("first", "done"), ("died", "died"), ("made", "done")])
    )

    assert made_since({"first"}, {"first": first, "died": died, "made": made}) is made
    assert made_since({"first"}, {"first": first}) is None


def test_the_run_after_an_unfinished_one_is_later_than_it_and_so_the_last():
    stopped = RunReport(
        portal="demo",
        run_id="stopped",
        started_at=DEFAULT_START + timedelta(seconds=59),
        verdict="stopped",
        exit_code=6,
    )

    assert stopped.started_at < next_time(stopped) < stopped.started_at + timedelta(minutes=1)
