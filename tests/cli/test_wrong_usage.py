"""Wrong arguments and wrong settings of `newscrawl`: one sentence with a remedy, exit code 2, no traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newscrawl.cli.verbs import VERBS
from tests.crawling import scrapy
from tests.warm_scrapy import run_newscrawl

OWN_PARSING = {"demo", "completion"}


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence of *run*, which refused its usage."""
    assert run.returncode == 2, run.stderr
    assert run.stderr.count("\n") == 1, run.stderr
    assert run.stdout == ""
    return run.stderr


@pytest.mark.parametrize("verb", sorted(set(VERBS) - OWN_PARSING))
def test_an_option_without_its_value_is_one_sentence(verb: str, tmp_path: Path) -> None:
    sentence = refused(run_newscrawl([verb, "demo", "--loglevel"], tmp_path))

    assert "expected one argument" in sentence
    assert f"'newscrawl {verb} -h' lists the options" in sentence


@pytest.mark.parametrize("verb", sorted({*VERBS, "fetch", "view", "parse"} - {"completion", "init"}))
def test_an_option_without_its_value_is_one_sentence_with_scrapy_too(verb: str) -> None:
    sentence = refused(scrapy(verb, "--loglevel"))

    assert (
        sentence == f"newscrawl: argument -L/--loglevel: expected one argument; 'scrapy {verb} -h' lists the options\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "demo", "--days", "x"], "argument --days: expected a number from 1 to 3660, got 'x'"),
        (["browse", "demo", "--port", "0"], "argument --port: expected a number from 1 to 65535, got '0'"),
        (["compact", "demo", "--zstd", "--gzip"], "not allowed with argument --zstd"),
        (["add", "a b"], "add: expected an http(s) address, got 'a b'"),
        (["add", "https://news site.example/"], "add: expected an http(s) address"),
        (["push", "demo", "bucket"], "expected an address such as s3://bucket/news, got 'bucket'"),
        (["push", "demo", "s3://"], "expected an address such as s3://bucket/news, got 's3://'"),
        (["fetch", "https://news.example/"], "'scrapy fetch', in a folder that 'newscrawl init' made"),
        (["view"], "'view' is a verb of Scrapy alone: 'scrapy view'"),
        (["crawl", "demo", "--logfile", "/proc/x.log"], "--logfile: expected a file that can be written"),
        (["crawl", "demo", "-s", "TWISTED_REACTOR=asyncio"], "TWISTED_REACTOR: expected the path of a class"),
        (["crawl", "demo", "-s", "DOWNLOAD_TIMEOUT=-1"], "DOWNLOAD_TIMEOUT: expected a number from 0, e.g. 180, got '-1'"),
        (["crawl", "demo", "-s", "NEWSCRAWL_ARCHIVE_ENABLED=0"], "it is called NEWSCRAWL_CAPTURE_ENABLED now"),
        (["crawl", "demo", "-s", "NEWSCRAWL_PORTALS_DIR=nowhere"], "NEWSCRAWL_PORTALS_DIR: expected a folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_wrong_arguments_are_one_sentence_that_names_the_remedy(arguments, words, tmp_path):
    (tmp_path / "data" / "demo").mkdir(parents=True)

    assert words in refused(run_newscrawl(arguments, tmp_path))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("def (", "newscrawl_settings.py:4: expected settings that Python can read, got SyntaxError"),
        ("import nosuchmodule", "newscrawl_settings.py:4: expected settings that Python can read, got ModuleNotFoundError"),
        ("DOWNLOAD_DELAY = 1 / 0", "newscrawl_settings.py:4: expected settings that Python can read, got ZeroDivisionError"),
        ("NEWSCRAWL_DATASET_DIR = 5", "NEWSCRAWL_DATASET_DIR: expected a folder such as 'data', got 5"),
        ("NEWSCRAWL_DATASET_DIR = None", "NEWSCRAWL_DATASET_DIR: expected a folder such as 'data', got None"),
        ("NEWSCRAWL_PORTALS_DIR = ''", "NEWSCRAWL_PORTALS_DIR: expected a folder such as 'portals', got ''"),
        ("NEWSCRAWL_CONTACT = 5", "NEWSCRAWL_CONTACT: expected a text of one line, got 5"),
        ("NEWSCRAWL_CONTACT = 'a\\nb: c'", "NEWSCRAWL_CONTACT: expected a text of one line, got 'a\\nb: c'"),
        ("ITEM_PIPELINES = {'no.such.Thing': 5}", "ITEM_PIPELINES: expected the path of a class, got 'no.such.Thing'"),
        ("EXTENSIONS = {'newscrawl.clock.Nosuch': 5}", "EXTENSIONS: expected the path of a class, got 'newscrawl.clock.Nosuch'"),
        ("STATS_CLASS = 'x'", "STATS_CLASS: expected the path of a class, got 'x'"),
    ],
    ids=lambda value: value if "=" in value else None,
)  # fmt: skip
def test_wrong_settings_in_the_folders_file_are_one_sentence(line, words, tmp_path):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl_settings\n", "utf-8")
    file = tmp_path / "newscrawl_settings.py"
    file.write_text(f'"""Settings."""\n\nfrom newscrawl.settings import *\n{line}\n', "utf-8")

    assert words in refused(run_newscrawl(["crawl", "demo"], tmp_path))


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("[settings\n", "scrapy.cfg: expected an INI file"),
        ("[settings]\ndefault = nosuch_settings\n", "scrapy.cfg: expected a module of settings, got 'nosuch_settings'"),
    ],
)
def test_a_wrong_scrapy_cfg_is_one_sentence(config, words, tmp_path):
    (tmp_path / "scrapy.cfg").write_text(config, "utf-8")

    assert words in refused(run_newscrawl(["status"], tmp_path))


def test_a_folder_in_the_place_of_a_report_is_one_sentence(tmp_path):
    from newscrawl.dataset.storage.safe_files import write_whole  # noqa: PLC0415

    for place in ("/", str(tmp_path)):
        with pytest.raises(IsADirectoryError) as caught:
            write_whole(Path(place), b"")
        assert caught.value.filename == place


def test_the_next_step_of_init_can_be_typed(tmp_path):
    there, here = run_newscrawl(["init", "my news"], tmp_path), run_newscrawl(["init", "."], tmp_path)

    assert "Next: cd 'my news'; then newscrawl add" in there.stdout
    assert "Next: newscrawl add" in here.stdout
