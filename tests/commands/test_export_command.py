"""`scrapy export` as a researcher runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crawling import PROJECT, scrapy, start_scrapy
from tests.dataset.records import article, ranking
from tests.exports.made import RUN, store
from tests.exports.reading import articles_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    store(tmp_path / "data" / "demo", "articles", [article(n, run_id=RUN) for n in range(1, 6)])
    store(tmp_path / "data" / "demo", "rankings", ranking(1, run_id=RUN))
    return tmp_path


def run(root: Path, *arguments: str, **options: object):
    return scrapy("export", "-s", f"NEWSCRAWL_DATASET_DIR={root / 'data'}", *arguments, **options)


def test_done_is_0_with_the_counts_and_the_datasheets_place(root: Path) -> None:
    done = run(root, "demo", "--to", str(root / "a.csv"), "--where", "headline LIKE '%3%'", "--latest", "--csv-safe")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{root / 'a.csv'}: 1 articles, " in done.stdout
    assert f"datasheet: {root / 'a.csv.datapackage.json'}, {root / 'a.csv.README.md'}" in done.stdout
    assert [one.article_id for one in articles_of(root / "a.csv")] == ["demo:3"]


def test_a_label_that_no_record_has_is_told_on_standard_error(root: Path) -> None:
    done = run(root, "demo", "--to", str(root / "a.csv"), "--section", "なし")

    assert done.returncode == 0
    assert "--section: no record has なし; known labels: 国際・政治" in done.stderr


def test_a_program_may_read_what_was_done(root: Path) -> None:
    done = run(root, "demo", "--to", str(root / "out"), "--records", "articles,rankings", "--json")

    told = json.loads(done.stdout)
    assert told["path"] == str(root / "out")
    assert told["record_counts"] == {"articles": 5, "rankings": 6}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("demo", "--to", "{root}/data"), 1, "expected an empty folder or an export, got other files"),
        (("kangnam", "--to", "{root}/a.csv"), 1, "'scrapy crawl kangnam' makes one"),
        (("kangnm", "--to", "{root}/a.csv"), 2, "did you mean 'kangnam'?"),
        (("demo", "--to", "{root}/a.csv", "--bogus"), 2, "unknown option --bogus"),
        (("demo", "--to", "/proc/nowhere/a.csv"), 1, "No such file or directory"),
        ((), 2, "expected one portal, got 0"),
        (("demo",), 2, "expected --to FILE"),
        (("demo", "--to", "{root}/a.csv", "--where", "nope = 1"), 2, "over the columns of articles: schema_version"),
        (("demo", "--to", "{root}/a.csv", "--records", "pictures"), 2, "expected articles, rankings, observations"),
        (("demo", "--to", "{root}/a.csv", "--since", "gestern"), 2, "--since: expected a day"),
        (("../demo", "--to", "{root}/a.csv"), 2, "expected a portal's name"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(root: Path, arguments: tuple, code: int, sentence: str) -> None:
    done = run(root, *(argument.format(root=root) for argument in arguments))

    assert done.returncode == code
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_duckdb_it_says_what_to_install(root: Path) -> None:
    (root / "duckdb.py").write_text("raise ImportError('not installed')", "utf-8")

    command = [sys.executable, "-m", "scrapy", "export", "demo", "--to", str(root / "a.csv")]
    done = subprocess.run(
        [*command, "-s", f"NEWSCRAWL_DATASET_DIR={root / 'data'}"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "pip install 'newscrawl[export]'" in done.stderr


def test_ctrl_c_ends_it_with_6_and_leaves_nothing(root: Path) -> None:
    store(root / "data" / "demo", "articles", [article(n, run_id=RUN) for n in range(1, 8_000)])
    words = ["export", "demo", "--to", str(root / "out" / "a.sqlite"), "-s", f"NEWSCRAWL_DATASET_DIR={root / 'data'}"]

    process = start_scrapy(*words)
    while not list((root / "out").glob(".a.sqlite.tmp/a.sqlite")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)

    assert (process.wait(60), process.stderr) == (6, "newscrawl: interrupted; nothing was exported\n")
    assert list((root / "out").iterdir()) == []
