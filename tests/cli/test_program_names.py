"""Messages name the commands of the program that their reader runs: `newscrawl VERB` or `scrapy VERB`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import newscrawl
from newscrawl.cli.verbs import VERBS
from newscrawl.program import program_name
from tests.crawling import PROJECT, scrapy
from tests.warm_scrapy import run_newscrawl

PACKAGE = Path(newscrawl.__file__).parent
WRITTEN = re.compile(rf"\b(?:scrapy|newscrawl) (?:{'|'.join(VERBS)})\b")
OF_ONE_PROGRAM = {
    "__main__.py": "only newscrawl has its verb completion",
    "commands/genspider.py": "only scrapy has this verb",
    "commands/parse.py": "only scrapy has this verb",
    "cli/verbs.py": "the folder for scrapy is one that newscrawl made",
    "onboarding/draft.py": "a comment in a portal file, which others read",
}


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("/home/me/.venv/bin/scrapy", "scrapy"),
        ("scrapy", "scrapy"),
        ("/usr/lib/python3/site-packages/scrapy/__main__.py", "scrapy"),
        ("/usr/bin/newscrawl", "newscrawl"),
        ("/usr/lib/python3/site-packages/newscrawl/__main__.py", "newscrawl"),
        ("/home/scrapy/notebook.py", "newscrawl"),
        ("", "newscrawl"),
    ],
)
def test_a_program_is_known_by_its_file(called: str, name: str) -> None:
    assert program_name(called) == name


@pytest.mark.parametrize("program", ["scrapy", "newscrawl"])
@pytest.mark.parametrize(
    ("words", "proposed"), [(["verify"], "crawl PORTAL"), (["push", "demo"], "push kangnam s3://bucket/news")]
)
def test_a_message_names_the_program_that_was_typed(
    tmp_path: Path, program: str, words: list[str], proposed: str
) -> None:
    run = {"scrapy": lambda words: scrapy(*words), "newscrawl": lambda words: run_newscrawl(words, PROJECT)}[program]

    done = run([*words, "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}"])

    other = {"scrapy": "newscrawl", "newscrawl": "scrapy"}[program]
    assert f"{program} {proposed}" in done.stderr
    assert f"{other} {proposed}" not in done.stderr


def _messages(file: Path) -> list[str]:
    """Return the texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [str(node.value) for node in texts if id(node) not in alone]


def test_no_message_names_a_program_by_hand() -> None:
    files = {str(file.relative_to(PACKAGE)): file for file in PACKAGE.rglob("*.py")}

    by_hand = {name for name, file in files.items() if any(WRITTEN.search(text) for text in _messages(file))}

    assert by_hand == OF_ONE_PROGRAM.keys()
