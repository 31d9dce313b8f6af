"""What a person is told when a command cannot do what was asked: one sentence, and the right exit code."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.errors import DatasetError
from newscrawl.exports import ExportRequest, Selection, export, target_of
from newscrawl.extensions.verdict import RunFacts, Shares, judge
from tests import crawling
from tests.dataset.records import START, ranking

PROJECT = Path(__file__).parents[2]
SHARES = Shares(failed=0.2, blocked=0.1, unreadable=0.5)


def scrapy(*arguments: object) -> subprocess.CompletedProcess[str]:
    return crawling.scrapy(*map(str, arguments))


def demo_file(folder: Path, url: str) -> None:
    """Write the demo portal's file, with *url* as its start page."""
    lines = (PROJECT / "newscrawl/portals/demo.toml").read_text("utf-8").splitlines()
    changed = [f'start_urls = ["{url}"]' if line.startswith("start_urls") else line for line in lines]
    (folder / "demo.toml").write_text("\n".join(changed), "utf-8")


@pytest.mark.parametrize("arguments", [("crawl", "minatto"), ("crawl", "demo", "-a", "since=soon"), ("crawl",)])
def test_wrong_usage_of_crawl_is_one_sentence(arguments: tuple[str, ...]) -> None:
    done = scrapy(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_broken_portal_file_is_named_by_list(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("title = ", "utf-8")

    done = scrapy("list", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}")

    assert done.returncode == 2
    assert f"{tmp_path}/broken.toml:1: expected valid TOML" in done.stderr


def test_a_site_that_is_down_is_reported_as_such(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo_file(tmp_path, f"http://127.0.0.1:{port}/")
    settings = (f"NEWSCRAWL_PORTALS_DIR={tmp_path}", f"NEWSCRAWL_DATASET_DIR={tmp_path}/data", "RETRY_TIMES=0")

    done = scrapy("crawl", "demo", *(part for one in settings for part in ("-s", one)))

    assert done.returncode == 1
    last = "newscrawl: failed: the site does not answer (connection refused); check the network"
    assert done.stderr.splitlines()[-1].startswith(last)


def test_a_first_run_that_cannot_write_does_not_speak_of_what_was_stored() -> None:
    facts = RunFacts(close_reason="dataset_refused", dataset_error="/data: Permission denied", was_opened=False)

    assert judge(facts, SHARES).sentence == "failed: cannot open the dataset: /data: Permission denied"


def test_an_unknown_section_is_told_with_the_labels() -> None:
    facts = RunFacts(
        close_reason="unknown_section", wrong_usage="no section is called 天気; the front page links to: 経済"
    )

    assert judge(facts, SHARES).sentence == "-a sections: no section is called 天気; the front page links to: 経済"


def test_an_export_during_the_first_run_makes_no_file(tmp_path: Path) -> None:
    target = target_of(str(tmp_path / "out.jsonl"))
    request = ExportRequest(
        folder=tmp_path / "demo", title="", target=target, kinds=("articles",), selection=Selection()
    )

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        session.add_ranking(ranking(1, run_id=session.run_id))
        session.flush()
        with pytest.raises(DatasetError, match="1 file of a run that has not ended"):
            export(request, now=START)

    assert not (tmp_path / "out.jsonl").exists()


def test_an_interrupt_before_a_command_begins_is_one_sentence() -> None:
    script = "import newscrawl.commands; raise KeyboardInterrupt"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (6, "newscrawl: interrupted before it began; nothing was changed\n")


INTERRUPTING = """
class Interrupt:
    @classmethod
    def from_crawler(cls, crawler):
        raise KeyboardInterrupt
"""


@pytest.mark.parametrize("program", ["newscrawl", "scrapy"])
def test_an_interrupt_while_scrapy_builds_the_crawl_is_one_sentence(program: str, tmp_path: Path) -> None:
    (tmp_path / "interrupting.py").write_text(INTERRUPTING, "utf-8")
    settings = [f"NEWSCRAWL_DATASET_DIR={tmp_path}", 'EXTENSIONS={"interrupting.Interrupt": 1}']
    command = [sys.executable, "-m", program, "crawl", "demo", *(part for one in settings for part in ("-s", one))]

    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(tmp_path)})  # fmt: skip

    sentence = "newscrawl: stopped because it was asked to (signal) before it began; run it again\n"
    assert (done.returncode, done.stderr) == (6, sentence)


@pytest.mark.parametrize("delay_secs", [0.15, 0.3, 0.5, 0.8])
def test_an_interrupt_while_the_command_is_imported_is_one_sentence(delay_secs: float, tmp_path: Path) -> None:
    code = "import sys; print('begun', flush=True); from newscrawl.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "crawl", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stdout.readline() == "begun\n"
        time.sleep(delay_secs)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)

    assert "Traceback" not in told
    assert process.returncode in {1, 4, 6}
