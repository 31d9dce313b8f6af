"""The documents are true: what the code has, they have, and the reverse."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

import newscrawl.commands
from newscrawl import items, settings
from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.cli.run_verb import command_of, parser_of, settings_here
from newscrawl.cli.verbs import VERBS
from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, SectionCoverage
from newscrawl.items import ListKind, VisitStatus
from tests.dataset.records import START, article, visit
from tests.dataset.records import page as page_of

ROOT = Path(__file__).parent.parent
RECORDS = [items.Article, items.RankingEntry, items.Observation, items.Author, items.Image, items.FoundIn]


DOCUMENTS = [
    *("README.md", "DATA.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")),
]


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def rows(text: str) -> set[str]:
    """Return what stands in back quotes in the first cell of the rows of tables."""
    cells = re.findall(r"^\| ([^|]+) \|", text, flags=re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def source() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "newscrawl").rglob("*.py"))


def test_every_own_setting_has_its_entry_and_every_entry_its_setting() -> None:
    own = {name for name in dir(settings) if name.startswith("NEWSCRAWL_")}
    documented = {name for name in rows(page("docs/settings.md")) if name.startswith("NEWSCRAWL_")}

    assert documented == own


def test_every_own_setting_is_read_somewhere() -> None:
    code = source()

    for name in (name for name in dir(settings) if name.startswith("NEWSCRAWL_")):
        assert len(re.findall(rf'"{name}"', code)) >= 1, name


def stats_in(code: str) -> set[str]:
    """Return the names of the project's stats in *code*; a value of a closed list, which must come last, as `<>`."""
    return {re.sub(r"\{[^}]*\}", "<>", name) for name in re.findall(r'"(newscrawl/[a-z_]+/[^"\s]+)"', code)}


def printed(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, str):
        return f"`{default}`" if default else "empty"
    return ", ".join(map(str, default)) if isinstance(default, list) else f"{default:.15g}"


def test_every_own_setting_has_its_default_in_the_documents() -> None:
    cells = re.findall(r"^\| `(NEWSCRAWL_\w+)` \| ([^|]+) \|", page("docs/settings.md"), flags=re.MULTILINE)

    assert dict(cells) == {name: printed(getattr(settings, name)) for name, _ in cells}
    assert len(cells) > 40


def test_no_setting_is_read_with_a_default_of_its_own() -> None:
    read = re.compile(r"""\bget(?:int|float|bool|list|dict)?\(\s*["']NEWSCRAWL_\w+["']\s*,\s*[^)\s]""")
    found = [path.name for path in (ROOT / "newscrawl").rglob("*.py") if read.search(path.read_text("utf-8"))]

    assert found == []


@pytest.mark.parametrize("name", ["NEWSCRAWL_DATASET_DIR", "NEWSCRAWL_PORTALS_DIR"])
def test_a_folders_setting_is_read_in_one_place(name: str) -> None:
    read = re.compile(rf"""(?:settings\[|\bget\w*\(|named_folder\(settings, )["']{name}["']""")
    places = {path.name for path in (ROOT / "newscrawl").rglob("*.py") if read.search(path.read_text("utf-8"))}

    assert places - {"run_verb.py"} == {"paths.py"}  # the first takes a relative folder from the working one


def test_every_own_stat_has_its_entry_and_every_entry_its_stat() -> None:
    documented = {
        re.sub(r"<[^>]*>", "<>", name) for name in rows(page("docs/stats.md")) if name.startswith("newscrawl/")
    }

    assert stats_in(source()) == documented


def test_only_the_last_part_of_a_stats_name_varies() -> None:
    """So that each name can be searched for, and no pattern stands for a name that nobody counts."""
    assert all(re.fullmatch(r"newscrawl(/[a-z0-9_]+){2,3}(/<>)?", name) for name in stats_in(source()))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_has_its_row(record: Any) -> None:
    documented = rows(page("DATA.md"))

    assert {field.name for field in fields(record)} <= documented


@pytest.mark.parametrize("part", [RunReport, SectionCoverage, FieldCoverage], ids=lambda part: part.__name__)
def test_every_field_of_the_report_has_its_row(part: Any) -> None:
    assert {field.name for field in fields(part)} <= rows(page("DATA.md"))


@pytest.mark.parametrize("values", [ListKind, VisitStatus], ids=["list kinds", "visit statuses"])
def test_every_value_of_a_closed_list_has_its_row(values: Any) -> None:
    assert set(get_args(values)) <= rows(page("DATA.md"))


def test_every_command_is_in_the_readme() -> None:
    readme = page("README.md")

    for module in pkgutil.iter_modules(newscrawl.commands.__path__):
        command = importlib.import_module(f"newscrawl.commands.{module.name}")
        if hasattr(command, "Command"):
            assert re.search(rf"(?:scrapy|newscrawl) {module.name}\b", readme), module.name


def typed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each verb that *text* shows as a command, with what follows it: in back quotes, or in an indented line."""
    shown = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    (.+)$", text, flags=re.MULTILINE)]
    for line in shown:
        for verb, rest in re.findall(r"(?:scrapy|newscrawl) ([a-z]+)\b([^|;&#$]*)", line):
            if verb in VERBS.keys() - {"completion"}:
                yield verb, rest


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name != "CHANGELOG.md"])
def test_every_option_that_a_document_shows_is_one_of_its_command(
    document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")  # Scrapy sets it for good otherwise
    for verb, rest in typed(page(document)):
        command = command_of(VERBS[verb])
        command.settings = settings_here()
        known = {option for action in parser_of(VERBS[verb], command)._actions for option in action.option_strings}

        assert set(re.findall(r"(?<!\S)--?[a-zA-Z][\w-]*", rest)) <= known, f"{verb}{rest}"


def test_every_example_of_a_single_test_chooses_one() -> None:
    examples = re.findall(r"pytest (tests/\S+\.py)(?: -k (\w+))?", page("CONTRIBUTING.md"))

    assert len(examples) >= 2
    for path, word in examples:
        assert re.search(rf"^def test_\w*{word}", page(path), flags=re.MULTILINE), f"{path} -k {word}"


def test_every_target_of_make_that_a_document_names_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", page("Makefile"), flags=re.MULTILINE))

    for name in DOCUMENTS:
        assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", page(name), flags=re.MULTILINE)) <= targets, name


def test_data_md_has_every_name_in_a_datasets_folder(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        record = article(1, run_id=session.run_id)
        session.add_article(record, visit(record), signature=None)
        session.add_capture(page_of(1))
    BrowseCache(session.layout.folder).refresh()

    files = page("DATA.md").partition("## Captures")[0]
    names = {path.name for path in session.layout.folder.iterdir()}
    documented = set(re.findall(r"^      ([\w.]+)", files, flags=re.MULTILINE)) | {
        "browse.sqlite.lock",
        "browse.sqlite.seal",
    }
    assert names <= documented
    assert {"articles", "captures", "index.sqlite.seal", "browse.sqlite"} <= names


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    for name in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)\)", page(name)):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_readmes_record_has_every_key_in_its_order() -> None:
    shown = page("README.md").partition("```json")[2].partition("```")[0].strip()[1:-1]
    flat = re.sub(r"{[^{}]*}", "", shown)  # authors, images and their like have keys of their own

    assert re.findall(r'"(\w+)":', flat) == [one.name for one in fields(items.Article)]


def test_the_readme_is_short() -> None:
    assert page("README.md").count("\n") <= 150


def test_every_path_that_the_documents_name_is_there() -> None:
    found = {
        (document, path)
        for document in DOCUMENTS
        for path in re.findall(r"(?<![\w/.:-])((?:newscrawl|tests|benchmarks|docs|portals)/[\w./-]*\w)", page(document))
    }

    missing = sorted((d, p) for d, p in found if not (ROOT / p).exists() and not (ROOT / "newscrawl" / p).exists())
    missing = [(d, p) for d, p in missing if not {"NAME", "KIND", "example"} & {Path(p).stem, *Path(p).parts}]
    stats = {name for name in rows(page("docs/stats.md")) if name.startswith("newscrawl/")}
    assert [(d, p) for d, p in missing if not any(name.startswith(p) for name in stats)] == []
