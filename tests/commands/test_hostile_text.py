"""What a page or a dataset says reaches a terminal as text: no command prints a control character."""

from __future__ import annotations

import ast
import logging
import re
from functools import reduce
from pathlib import Path

import pytest

from newscrawl.extensions.printable_log import PrintableFormatter
from newscrawl.text import printable, printable_json
from tests.crawling import scrapy
from tests.dataset import hostile

PROJECT = Path(__file__).parents[2]
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COMMANDS: dict[str, tuple[str, ...]] = {
    "verify": ("verify", "demo", "--all", "--hashes"),
    "verify in JSON": ("verify", "demo", "--json"),
    "diff": ("diff", "demo", "1"),
    "diff in JSON": ("diff", "demo", "1", "--json"),
    "diff of an odd article": ("diff", "demo", f"demo:{hostile.ESCAPES}".replace("\0", "")),
    "export": ("export", "demo", "--to", "{tmp}/out.jsonl", "--section", "\x1b[31m"),
    "reextract": ("reextract", "demo", "--json"),
    "status": ("status", "demo"),
    "status in JSON": ("status", "--json"),
    "report": ("report", "demo", "--to", "{tmp}/report.html", "--feed", "{tmp}/feed.xml"),
    "report in JSON": ("report", "demo", "--json"),
    "push": ("push", "demo", "file://{tmp}/copies"),
    "fleet": ("fleet", "status", "{data}/../fleet.toml"),
    "fleet in JSON": ("fleet", "status", "{data}/../fleet.toml", "--json"),
    "extract": ("extract", "{data}/../page.html"),
    "extract with reasons": ("extract", "{data}/../page.html", "--explain"),
    "compact": ("compact", "demo"),
    "repair": ("verify", "demo", "--repair", "--all"),
}
TEXTS = ("text that a terminal obeys", "another portal that a terminal obeys", "a key that a terminal obeys",
         "a report that a terminal obeys", "a name that a terminal obeys",
         "a WARC record with an address that a terminal obeys")  # fmt: skip


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a dataset with every hostile text in it."""
    folder = hostile.copy_of(hostile.make(tmp_path_factory.mktemp("sound")), tmp_path_factory.mktemp("hostile"))
    for name in TEXTS:
        hostile.ATTACKS[name](folder, folder.parent.parent / "outside")
    home = folder.parent.parent
    (home / "fleet.toml").write_text('portals = ["demo"]\n', "utf-8")
    body = "".join(f"<p>本文の段落{number}はここにあります。{hostile.ESCAPES}</p>" for number in range(30))
    (home / "page.html").write_text(f"<title>{hostile.ESCAPES}</title><h1>見出し{hostile.ESCAPES}</h1>{body}", "utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_prints_a_control_character(attacked: Path, tmp_path: Path, command: str) -> None:
    places = {"{tmp}": str(tmp_path), "{data}": str(attacked.parent)}
    arguments = [reduce(lambda text, place: text.replace(*place), places.items(), one) for one in COMMANDS[command]]
    setting = ("-s", f"NEWSCRAWL_DATASET_DIR={attacked.parent}")

    done = scrapy(*arguments, *setting)

    said = done.stdout + done.stderr
    assert said
    assert "Traceback" not in said
    assert OBEYED.findall(said) == []


def test_no_command_prints_past_the_one_function() -> None:
    for path in (PROJECT / "newscrawl" / "commands").glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert not [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "print"], path


def test_a_log_line_holds_no_control_character() -> None:
    record = logging.LogRecord("name", logging.INFO, "", 0, "fetched %s\nnext", (hostile.ESCAPES,), None)

    assert OBEYED.findall(PrintableFormatter(logging.Formatter("%(message)s")).format(record)) == []


def test_text_stays_as_it_is_and_what_a_terminal_obeys_becomes_an_escape() -> None:
    assert printable("見出し “引用”　全角") == "見出し “引用”　全角"
    assert printable("\x1b[31m\u202e\x9b\udc00") == r"\x1b[31m\u202e\x9b\udc00"
    assert printable_json('{"a":"見\x9b\u202e"}'.encode()) == r'{"a":"見\u009b\u202e"}'.encode()
