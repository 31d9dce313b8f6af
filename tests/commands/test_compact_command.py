"""`scrapy compact` as an operator runs it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from tests.crawling import scrapy
from tests.dataset.records import START, article, visit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two runs of one day."""
    for number in (1, 2):
        with Session(tmp_path, "demo", clock=Clock(START - timedelta(days=2, minutes=number))) as session:
            made = article(number, run_id=session.run_id)
            session.add_article(made, visit(made), signature=None)
    return tmp_path


def run(root: Path, *arguments: str):
    return scrapy("compact", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={root}")


def test_each_day_is_a_line_and_the_second_time_there_is_nothing_to_do(root: Path) -> None:
    proposed = run(root, "demo", "--dry-run")
    done = run(root, "demo")
    again = run(root, "demo")

    assert [one.returncode for one in (proposed, done, again)] == [0, 0, 0]
    assert "articles 2026-11-21: 2 files, " in proposed.stdout
    assert "became articles/date=2026-11-21/20261121-day.jsonl" in done.stdout
    assert done.stdout.endswith("demo: 4 files became 2\n")
    assert again.stdout == "demo: nothing to compact\n"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "expected one portal, got 0"),
        (("nosuch",), 2, "no portal is called 'nosuch'"),
        (("kangnam",), 1, "'scrapy crawl kangnam' makes one"),
        (("demo", "--bogus"), 2, "unknown option --bogus"),
        (("demo", "--before", "yesterday"), 2, "--before: expected a day"),
        (("../demo",), 2, "expected a portal's name"),
        (("https://news.example/",), 2, "'scrapy add URL' writes a portal file for an address"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(root: Path, arguments: tuple, code: int, sentence: str) -> None:
    done = run(root, *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_dataset_that_a_run_holds_is_5(root: Path) -> None:
    with Session(root, "demo", clock=Clock(START)):
        done = run(root, "demo")

    assert done.returncode == 5
    assert "held by process" in done.stderr


def test_a_file_that_changed_keeps_its_day_and_is_1(root: Path) -> None:
    path = next((root / "demo" / "articles").rglob("*.jsonl"))
    path.write_bytes(path.read_bytes().replace(b'"comment_count":3', b'"comment_count":4'))

    done = run(root, "demo")

    assert done.returncode == 1
    assert str(path) in done.stderr
    assert done.stdout.endswith("demo: 2 files became 1\n")
