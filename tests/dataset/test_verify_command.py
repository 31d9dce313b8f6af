"""`scrapy verify` as an operator runs it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.crawling import scrapy

from .conftest import Open
from .test_verify import crawl

PROJECT = Path(__file__).parents[2]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return scrapy("verify", "-s", f"NEWSCRAWL_DATASET_DIR={root}", *arguments)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    crawl(tmp_path)
    return tmp_path


def test_a_sound_dataset_ends_with_0_and_one_line(root: Path) -> None:
    done = run(root)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("demo: sound: 12 articles, 6 rankings, 12 observations, 1 rejected in ")


def test_findings_end_with_1_and_a_line_each_until_they_are_repaired(root: Path) -> None:
    path = next((root / "demo" / "articles").rglob("*.jsonl"))
    path.write_bytes(path.read_bytes() + b"noise\n")

    found = run(root, "demo")
    repaired = run(root, "demo", "--repair")
    after = run(root, "demo")

    assert found.returncode == 1
    assert f"{path}:13: expected one record, got 6 bytes" in found.stdout
    count = len(found.stdout.splitlines()) - 1
    assert f"demo: {count} finding{'s' if count > 1 else ''}: 13 articles" in found.stdout
    assert repaired.returncode == 0
    assert "lines were moved to torn/" in repaired.stdout
    assert (after.returncode, after.stderr) == (0, "")


def test_findings_can_be_read_by_a_program(root: Path) -> None:
    (root / "demo" / "index.sqlite").unlink()

    done = run(root, "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["is_sound"] is False
    assert [finding["code"] for finding in told["findings"]] == ["index_missing"]
    assert told["line_counts"]["articles"] == 12


@pytest.mark.parametrize("arguments", [("nowhere",), ("demo", "demo")])
def test_a_wrong_portal_is_wrong_usage(root: Path, arguments: tuple[str, ...]) -> None:
    done = run(root, *arguments)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", [(), ("--repair",)], ids=["look", "repair"])
def test_a_folder_without_a_part_of_a_dataset_is_passed_over(root: Path, option: tuple[str, ...]) -> None:
    other = root / "demo-world-1-20" / "demo"
    other.mkdir(parents=True)

    done = run(root, *option)

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stdout
    assert not list(other.parent.glob("*.sqlite"))


@pytest.mark.parametrize(("arguments", "named"), [((), "PORTAL"), (("kangnam",), "kangnam")], ids=["all", "one"])
def test_without_a_dataset_it_says_how_to_make_one(tmp_path: Path, arguments: tuple[str, ...], named: str) -> None:
    done = run(tmp_path / "data", *arguments)

    assert done.returncode == 1
    assert f"'scrapy crawl {named}' makes one" in done.stderr


def test_a_dataset_that_a_run_holds_is_not_repaired(root: Path, new_session: Open) -> None:
    with new_session():
        done = run(root, "--repair")

    assert done.returncode == 5
    assert "held by process" in done.stderr
