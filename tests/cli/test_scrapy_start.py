"""`scrapy VERB` imports its own command alone: the commands together import nearly the whole project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from newscrawl import settings
from newscrawl.cli.verbs import VERBS
from newscrawl.program import commands_module
from tests.crawling import PROJECT

SCRAPY = """
import atexit, sys
from scrapy.cmdline import execute
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv = ["scrapy", *sys.argv[1:]]
execute()
"""


def imported_by(*arguments: str) -> set[str]:
    """Return the modules that a process of `scrapy` with *arguments* imports."""
    command = [sys.executable, "-c", SCRAPY, *arguments]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    return set(run.stderr.split())


@pytest.mark.parametrize(
    ("verb", "unneeded"),
    [
        ("list", "newscrawl.extraction newscrawl.dataset newscrawl.report newscrawl.demo rich jinja2 fsspec"),
        ("status", "newscrawl.extraction newscrawl.loaders newscrawl.browse newscrawl.demo jinja2 fsspec"),
        (
            "crawl",
            "newscrawl.report newscrawl.browse newscrawl.demo newscrawl.exports newscrawl.onboarding jinja2 rich",
        ),
    ],
)
def test_a_verb_imports_nothing_that_only_other_verbs_need(verb: str, unneeded: str) -> None:
    imported = imported_by(verb, "-h")

    assert f"newscrawl.commands.{verb}" in imported
    assert imported & set(unneeded.split()) == set()


@pytest.mark.parametrize(
    ("typed", "module"),
    [
        ("scrapy status", "newscrawl.commands.status"),
        ("/usr/bin/scrapy -h crawl kangnam", "newscrawl.commands.crawl"),
        ("/lib/scrapy/__main__.py crawl kangnam", "newscrawl.commands.crawl"),
        ("scrapy", "newscrawl.commands"),
        ("scrapy -h", "newscrawl.commands"),
        ("scrapy settings --get BOT_NAME", "newscrawl.commands"),
        ("scrapy crawl.py", "newscrawl.commands"),
        ("my_crawls.py status", "newscrawl.commands"),
        ("", "newscrawl.commands"),
    ],
)
def test_scrapy_looks_for_a_typed_verb_in_its_module(typed: str, module: str) -> None:
    assert commands_module(typed.split()) == module


def test_scrapy_alone_lists_every_verb_with_the_summary_of_newscrawl() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "scrapy"], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    )

    listed = dict(line.split(maxsplit=1) for line in run.stdout.splitlines() if len(line.split()) > 1)
    own = [verb for verb in VERBS.values() if verb.name not in {"completion", "shell"}]
    assert {verb.name: listed.get(verb.name, "").lower() for verb in own} == {
        verb.name: verb.summary.lower() for verb in own
    }
    assert "shell" in listed


def test_a_crawl_imports_no_component_of_scrapy_that_is_off(tmp_path: Path) -> None:
    quiet = {
        "NEWSCRAWL_DATASET_DIR": str(tmp_path),
        "NEWSCRAWL_CLOCK_START": "2026-11-23T09:00:00+09:00",
        "NEWSCRAWL_QUIET_HOURS": "06:00-12:00",
    }

    imported = imported_by("crawl", "kangnam", *(f"--set={name}={value}" for name, value in quiet.items()))

    assert "newscrawl.downloadermiddlewares.robots" in imported
    assert imported & {"aiohttp", "tldextract", "requests", "twisted.conch", "scrapy.extensions.telnet"} == set()


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("EXTENSIONS_BASE", {"TelnetConsole", "RemoteControl"}),
        ("DOWNLOADER_MIDDLEWARES_BASE", {"CookiesMiddleware"}),
    ],
)
def test_the_other_components_of_scrapy_keep_their_order(name: str, left_out: set[str]) -> None:
    scrapys = getattr(default_settings, name)

    ours = getattr(settings, name)

    assert ours == {path: order for path, order in scrapys.items() if path.rpartition(".")[2] not in left_out}
