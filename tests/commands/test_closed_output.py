"""Commands whose reader has had enough, and commands that are started where the dataset is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.paths import dataset_root, project_folder
from tests.crawling import PROJECT, scrapy
from tests.dataset.records import START, article, visit

PAGE = b"<html><head><title>t</title></head><body><h1>%s</h1><p>%s</p></body></html>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Session(tmp_path / "data", "demo", clock=Clock(START)) as session:
        for number in range(40):
            made = article(number, run_id=session.run_id)
            session.add_article(made, visit(made), signature=None)
    return tmp_path / "data"


def with_closed_output(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with a pipe for output that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=PROJECT,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)


@pytest.mark.parametrize("command", ["verify", "extract", "diff", "compact", "export"])
def test_a_reader_that_stops_reading_is_no_error(data: Path, tmp_path: Path, command: str) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(30):
        (pages / f"{number}.html").write_bytes(PAGE % ("見出し".encode() * 9, "本文です。".encode() * 900))
    arguments = {
        "verify": ["demo"],
        "extract": [str(pages)],
        "diff": ["demo", "demo:1"],
        "compact": ["demo"],
        "export": ["demo", "--to", str(tmp_path / "a.jsonl")],
    }[command]

    done = with_closed_output(command, *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert done.stderr == ""
    assert done.returncode == (1 if command in {"verify", "diff"} else 0)  # the made run has no report; rich says 1


WRONG = {
    "verify": (["verify", "nowhere"], 2),
    "export": (["export", "nowhere", "--to", "a.jsonl"], 2),
    "diff": (["diff", "demo", "demo:99"], 1),
    "compact": (["compact", "nowhere"], 2),
    "compact before": (["compact", "demo", "--before", "yesterday"], 2),
    "extract": (["extract", "nowhere.html"], 2),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_one_line_that_begins_with_the_name(data: Path, case: str) -> None:
    arguments, exit_code = WRONG[case]

    done = scrapy(*arguments, "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert (done.returncode, done.stdout) == (exit_code, "")
    assert done.stderr.startswith("newscrawl: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "place"), [("crawl", "data"), ("crawl", "data/demo"), ("verify", "data"), ("export", "data/demo")]
)
def test_a_file_in_the_place_of_a_dataset_is_told_with_what_to_do(tmp_path: Path, command: str, place: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("?")
    more = ["--to", str(tmp_path / "a.jsonl")] if command == "export" else []

    done = scrapy(
        command, "demo", *more, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}", "-s", "LOG_LEVEL=CRITICAL"
    )

    assert done.returncode == 1
    assert done.stderr.startswith("newscrawl: ")
    assert f"{path}: expected the folder of a dataset, got a file; move it away" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_relative_dataset_is_the_projects_from_any_folder_below_it(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    (tmp_path / "log").mkdir()
    with Session(tmp_path / "data", "demo", clock=Clock(START)):
        pass

    above = scrapy("verify", "demo", folder=tmp_path)
    below = scrapy("verify", "demo", folder=tmp_path / "log")

    assert (above.returncode, above.stderr) == (0, "")
    assert (below.returncode, below.stderr) == (0, "")
    assert not (tmp_path / "log" / "data").exists()


def test_outside_of_every_project_it_is_taken_from_the_project_of_this_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert project_folder() == PROJECT
    assert dataset_root({"NEWSCRAWL_DATASET_DIR": "data"}) == PROJECT / "data"
    assert dataset_root({"NEWSCRAWL_DATASET_DIR": str(tmp_path)}) == tmp_path


def test_in_the_project_a_relative_dataset_stays_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)

    assert dataset_root({"NEWSCRAWL_DATASET_DIR": "data"}) == Path("data")
