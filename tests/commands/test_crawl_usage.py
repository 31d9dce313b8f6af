"""Wrong usage of `scrapy crawl`: one sentence and exit code 2, before anything is asked for or made."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.clock import parse_duration
from newscrawl.errors import WrongUsageError
from newscrawl.spiders.arguments import NAMES
from tests.crawling import scrapy


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kagnam"], "did you mean 'kangnam'?"),
        ([], "expected one portal, got 0"),
        (["demo", "kangnam"], "expected one portal, got 2"),
        (["demo", "--max-tme", "9m"], "unknown option --max-tme"),
        (["demo", "-s", "NEWSCRAWL_CLOCK_START=noon"], "expected a time such as 2026-11-23T09:00+09:00"),
        (["demo", "-s", "NEWSCRAWL_QUIET_HOURS=night"], "23:00-06:00"),
        (["demo", "-s", "NEWSCRAWL_DATASET_SYNC_COUNT=many"], "expected a whole number from 1, e.g. 100, got 'many'"),
        (["demo", "-s", "NEWSCRAWL_DATASET_SYNC_SECS=-1"], "expected a number from 0"),
        (["demo", "-s", "NEWSCRAWL_DATASET_ENABLED=perhaps"], "expected true or false"),
        (["demo", "-s", "NEWSCRAWL_REVISE_VISIT_HOURS=1,x"], "expected numbers"),
        (["demo", "-s", "NEWSCRAWL_DATASET_DIRR=x"], "did you mean NEWSCRAWL_DATASET_DIR?"),
        (["demo", "-s", "NEWSCRAWL_DEDUPLICATE_SIMILARITY=7"], "expected a number from 0 to 1, e.g. 0.7, got '7'"),
        (["demo", "-s", "NEWSCRAWL_DATASET_SYNC_COUNT=0"], "expected a whole number from 1, e.g. 100, got '0'"),
        (["demo", "-s", "DOWNLOAD_DELAY=abc"], "DOWNLOAD_DELAY: expected a number from 0, e.g. 0, got 'abc'"),
        (["demo", "-s", "ROBOTSTXT_OBEY=perhaps"], "ROBOTSTXT_OBEY: expected true or false, e.g. False, got 'perhaps'"),
        (["demo", "-L", "LOUD"], "LOG_LEVEL: expected one of CRITICAL, ERROR, WARNING, INFO, DEBUG, got 'LOUD'"),
        (["demo", "--logfile", "x" * 300], "--logfile: expected a file that can be written"),
        (["demo", "--max-time", "0"], "expected a duration above zero"),
        (["demo", "--logfile", "/"], "--logfile: expected a file that can be written, got '/' (a folder)"),
        (["demo", "-O", "/proc/nope/out.jsonl"], "expected a file that can be written"),
        (["demo", "--max-time", "soon"], "expected a time such as 9m"),
        (["demo", "--max-requests", "-3"], "expected a number from 1"),
        (["demo", "-a", "section=x"], "did you mean 'sections'?"),
        (["demo", "-a", "start_url=https://example.com/"], "expected an address on 127.0.0.1"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    run = scrapy("crawl", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}", timeout_secs=60)

    assert run.returncode == 2
    assert words in last_line(run.stderr)
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_portal_file_with_a_name_that_no_portal_can_have_is_told(tmp_path: Path) -> None:
    (tmp_path / "47news.toml").write_text('title = "x"\n', "utf-8")

    run = scrapy("crawl", "47news", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}")

    assert run.returncode == 2
    assert "47news.toml:1: expected a file name of a-z, 0-9 and _ that begins with a letter" in last_line(run.stderr)


def test_a_wrong_portal_file_is_told_with_its_line_before_any_request(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text('title = "x"\nlangage = "ja"\n', "utf-8")

    run = scrapy("crawl", "broken", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}")

    assert run.returncode == 2
    assert "broken.toml:2: expected a known key, got 'langage'; did you mean 'language'?" in last_line(run.stderr)


@pytest.mark.parametrize(
    ("printed", "secs"), [("9m", 540), ("1h30m", 5400), ("45s", 45), ("540", 540), ("1h1m1s", 3661)]
)
def test_times_are_read_as_people_write_them(printed: str, secs: float) -> None:
    assert parse_duration("--max-time", printed) == secs


@pytest.mark.parametrize("printed", ["", "m", "9 minutes", "-5", "1.5h"])
def test_other_times_are_refused(printed: str) -> None:
    with pytest.raises(WrongUsageError):
        parse_duration("--max-time", printed)


def test_the_help_of_crawl_names_every_argument_of_the_spider() -> None:
    shown = scrapy("crawl", "-h").stdout

    assert [name for name in NAMES if f"{name}=" not in shown] == []
