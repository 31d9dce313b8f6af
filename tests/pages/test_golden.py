"""Golden pages: each folder holds a page, and the whole of what must be read on it.

`pytest tests/pages --update-golden` rewrites what is expected; look at the difference before you commit it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newscrawl.api import extract
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_section_page
from newscrawl.loaders.feeds.feed import load_feed
from newscrawl.portals import load_portal

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/expected.json"))
GIVEN = ("url", "portal", "captured_at")
"""What a case gives; all else is what is read."""

Case = dict[str, Any]


def _article(page: bytes, case: Case, at: datetime | None) -> object:
    read = extract(page, case["url"], case["portal"], captured_at=at)
    return {name: getattr(read, name) for name in ("article", "reason", "rankings", "next_page_url", "notes")}


def _section(page: bytes, case: Case, at: datetime | None) -> object:
    return load_section_page(Page.parse(page, case["url"]), load_portal(case["portal"]), captured_at=at)


def _front(page: bytes, case: Case, at: datetime | None) -> object:
    parsed = Page.parse(page, case["url"])
    return load_section_page(parsed, load_portal(case["portal"]), captured_at=at, is_front=True)


def _feed(page: bytes, case: Case, at: datetime | None) -> object:
    return load_feed(page, case["url"], zone=load_portal(case["portal"]).time_zone, captured_at=at)


READERS: dict[str, Callable[[bytes, Case, datetime | None], object]] = {
    "article": _article,
    "section": _section,
    "front": _front,
    "feed": _feed,
}
"""Folder → how its pages are read."""


def read_case(expected: Path, case: Case) -> Case:
    """Return what is read on the page beside the file *expected*, as JSON has it."""
    page = next(expected.parent.glob("page.*")).read_bytes()
    at = datetime.fromisoformat(case["captured_at"]) if case.get("captured_at") else None
    read: Case = json.loads(msgspec.json.encode(READERS[expected.parts[-3]](page, case, at)))
    return read


@pytest.mark.parametrize("expected", CASES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_a_golden_page_gives_what_is_expected(expected: Path, pytestconfig: pytest.Config) -> None:
    case: Case = json.loads(expected.read_text("utf-8"))
    given = {name: case.get(name) for name in GIVEN if name in case}

    read = read_case(expected, case)

    if pytestconfig.getoption("--update-golden"):
        expected.write_text(json.dumps(given | read, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        assert given | read == case, "if the new reading is right: pytest tests/pages --update-golden"


@pytest.mark.parametrize("kind", READERS)
def test_there_are_golden_pages_of_each_kind(kind: str) -> None:
    assert len([path for path in CASES if path.parts[-3] == kind]) >= 3


def test_golden_pages_show_many_sources_of_a_body() -> None:
    articles = [json.loads(path.read_text("utf-8"))["article"] for path in CASES if path.parts[-3] == "article"]

    assert {"general:body", "microdata:articleBody", "script:text"} <= {one["sources"]["body"] for one in articles}


def test_expected_files_are_rewritten_by_one_option(pytester: pytest.Pytester) -> None:
    case = pytester.mkpydir("pages") / "article" / "one"
    case.mkdir(parents=True)
    (case / "page.html").write_bytes((CASES[0].parent / "page.html").read_bytes())
    (case / "expected.json").write_text('{"url": "https://news.example/a/1", "portal": null}', "utf-8")
    test = Path(__file__).read_text("utf-8").partition('@pytest.mark.parametrize("kind"')[0]
    (pytester.path / "pages" / "test_pages.py").write_text(test, "utf-8")
    pytester.makeconftest(
        'def pytest_addoption(parser):\n    parser.addoption("--update-golden", action="store_true")\n'
    )

    outcomes = [pytester.runpytest_inprocess(*options).ret for options in ((), ("--update-golden",), ())]

    assert outcomes == [1, 0, 0]
