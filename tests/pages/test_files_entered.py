"""How many files a person opens to follow one page from the loader's door to its record."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import newscrawl
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article

PACKAGE = Path(newscrawl.__file__).parent
GOLDEN = Path(__file__).parent / "article"
AMP = GOLDEN / "amp/page.html"
MOST_FILES, MOST_OF_ANY = 43, 51
"""Of an ordinary page, and of any golden page. Lower them when two files become one or when a step runs on fewer pages."""


def _files_entered(page: Path) -> set[str]:
    files: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        load_article(Page.parse(page.read_bytes(), "https://news.example.com/articles/1"), None)
    finally:
        sys.setprofile(before)
    return {file for file in files if Path(file).is_relative_to(PACKAGE)}


def _entered_when_warm(page: Path) -> list[str]:
    _files_entered(page)  # compiles expressions and fills caches
    return sorted(str(Path(file).relative_to(PACKAGE)) for file in _files_entered(page))


def test_reading_a_page_enters_few_files() -> None:
    files = _entered_when_warm(AMP)

    assert len(files) <= MOST_FILES, files


def test_no_golden_page_enters_many_more() -> None:
    counts = {page.parent.name: len(_entered_when_warm(page)) for page in GOLDEN.glob("*/page.html")}

    assert max(counts.values()) <= MOST_OF_ANY, counts


def test_the_count_of_files_sees_the_door_and_the_depth() -> None:
    files = {Path(file).name for file in _files_entered(AMP)}

    assert {"load_article.py", "find_body.py", "jsonld.py"} <= files
