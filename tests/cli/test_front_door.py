"""The command `newscrawl`, as a user starts it: a process of its own, in a folder that is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.cli.verbs import VERBS
from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.report_file import read_report
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.portals import PORTALS_DIR
from tests.dataset.records import START, article, visit
from tests.warm_scrapy import run_newscrawl

NOT_OFFERED = {"bench", "fetch", "genspider", "parse", "view"}
COMMANDS = Path(__file__).parents[2] / "newscrawl" / "commands"


def newscrawl(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run_newscrawl(arguments, folder)


def newscrawl_from_cold(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newscrawl", *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(COMMANDS.parents[1])},
    )  # fmt: skip


def test_each_command_of_the_project_is_a_verb_and_each_verb_has_its_command():
    modules = {path.stem for path in COMMANDS.glob("*.py")} - {"__init__"} - NOT_OFFERED

    assert modules | {"completion"} == set(VERBS)


def test_without_arguments_the_verbs_are_printed_in_groups(tmp_path):
    run = newscrawl_from_cold(folder=tmp_path)

    assert run.returncode == 0
    assert "Collect:\n  crawl " in run.stdout
    assert max(map(len, run.stdout.splitlines())) < 80


@pytest.mark.parametrize(
    ("written", "meant"), [("crwal", "crawl"), ("exprot", "export"), ("ls", "list"), ("qqq", None)]
)
def test_a_mistyped_verb_is_refused_with_the_nearest_one(tmp_path, written, meant):
    run = newscrawl(written, folder=tmp_path)

    assert run.returncode == 2
    assert (f"did you mean '{meant}'?" if meant else "'newscrawl --help' lists the verbs") in run.stderr


def test_portals_and_data_are_looked_for_in_the_working_folder(tmp_path):
    (tmp_path / "portals").mkdir()
    (tmp_path / "portals" / "mine.toml").write_text((PORTALS_DIR / "demo.toml").read_text("utf-8"), "utf-8")

    listed, verified = newscrawl("list", folder=tmp_path), newscrawl("verify", "mine", folder=tmp_path)

    assert listed.stdout.split() == ["demo", "kangnam", "mine"]
    assert str(tmp_path / "data" / "mine") in verified.stderr


def test_a_relative_folder_in_an_option_is_taken_from_the_working_folder(tmp_path):
    run = newscrawl_from_cold("verify", "demo", "-s", "NEWSCRAWL_DATASET_DIR=other", folder=tmp_path)

    assert run.returncode == 1
    assert str(tmp_path / "other" / "demo") in run.stderr


def test_init_makes_a_folder_and_a_second_init_changes_nothing(tmp_path):
    first = newscrawl("init", "work", folder=tmp_path)
    written = {path: path.read_bytes() for path in (tmp_path / "work").rglob("*") if path.is_file()}
    second = newscrawl("init", "work", folder=tmp_path)

    assert (first.returncode, second.returncode) == (0, 0)
    assert {path.name for path in written} >= {"kangnam.toml", "crontab", "newscrawl@.service", "newscrawl@.timer"}
    assert {path: path.read_bytes() for path in written} == written


def test_settings_of_a_made_folder_reach_a_crawl_from_its_subfolders(tmp_path):
    newscrawl("init", ".", folder=tmp_path)
    file = tmp_path / "newscrawl_settings.py"
    file.write_text(file.read_text("utf-8").replace('CONTACT = ""', 'CONTACT = "mailto:me@example.org"'), "utf-8")

    with DemoServer(DemoPortal(seed=1, article_count=8)) as server:
        arguments = ("-a", f"start_url={server.url}/", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
        run = newscrawl("crawl", "demo", *arguments, folder=tmp_path / "log")

    assert run.returncode == 0, run.stderr
    (report,) = (tmp_path / "data" / "demo" / "runs").iterdir()
    assert read_report(report).settings["USER_AGENT"] == "newscrawl/0.1 (+mailto:me@example.org)"


def test_init_writes_no_settings_that_a_project_of_another_kind_would_not_read(tmp_path):
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n", "utf-8")

    run = newscrawl("init", ".", folder=tmp_path)

    assert run.returncode == 0
    assert not (tmp_path / "newscrawl_settings.py").exists()


def test_a_made_folder_is_found_from_its_subfolders(tmp_path):
    newscrawl("init", ".", folder=tmp_path)
    (tmp_path / "portals" / "mine.toml").write_text((PORTALS_DIR / "demo.toml").read_text("utf-8"), "utf-8")

    assert "mine" in newscrawl("list", folder=tmp_path / "log").stdout.split()


def test_a_report_from_a_subfolder_has_the_title_and_zone_of_the_portals_file(tmp_path):
    newscrawl("init", ".", folder=tmp_path)
    (tmp_path / "portals" / "mine.toml").write_text((PORTALS_DIR / "demo.toml").read_text("utf-8"), "utf-8")
    with Session(tmp_path / "data", "mine", clock=Clock(START)) as session:
        record = article(1, run_id=session.run_id, portal="mine", article_id="mine:1")
        session.add_article(record, visit(record), signature=None)

    reports = [newscrawl("report", "mine", "--json", folder=folder) for folder in (tmp_path, tmp_path / "log")]

    assert "Asia/Tokyo" in reports[0].stdout
    assert reports[0].stdout == reports[1].stdout


@pytest.mark.parametrize("verb", [*VERBS])
def test_every_verb_has_its_help_in_both_ways(tmp_path, verb):
    runs = [newscrawl(verb, "--help", folder=tmp_path), newscrawl("help", verb, folder=tmp_path)]

    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    assert f"newscrawl {verb}" in runs[0].stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_the_completion_script_names_every_verb(tmp_path, shell):
    script = newscrawl("completion", shell, folder=tmp_path).stdout

    assert all(verb in script for verb in VERBS)


IMPORTED = """
import sys
from contextlib import suppress
from newscrawl.__main__ import main

with suppress(SystemExit):
    main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""
SLOW = {
    "aiohttp",
    "duckdb",
    "jinja2",
    "scrapy.crawler",
    "newscrawl.extraction",
    "newscrawl.loaders",
    "newscrawl.spiders",
}


def test_a_verb_that_does_not_crawl_imports_little(tmp_path):
    words = [sys.executable, "-c", IMPORTED, "diff", "-h"]

    imported = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stderr.split()

    assert set(imported) & SLOW == set()
    assert len(imported) < 900


def test_a_spider_beside_its_portal_file_wins(tmp_path):
    (tmp_path / "portals").mkdir()
    (tmp_path / "portals" / "mine.toml").write_text((PORTALS_DIR / "demo.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "portals" / "mine.py").write_text(
        "from newscrawl.spiders.portal import PortalSpider\n\n"
        "class Mine(PortalSpider):\n    name = 'mine'\n\n"
        "    async def start(self):\n        print('my own start')\n        return\n        yield\n"
    )

    assert "my own start" in newscrawl("crawl", "mine", folder=tmp_path).stdout
