"""How many files a person opens to follow one page from the loader's door to its record."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import newscrawl
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article

PACKAGE = Path(newscrawl.__file__).parent
PAGE = Path(__file__).parent / "article/amp/page.html"
MOST_FILES = 51
"""Lower it when two files become one. Raise it only with a reason in the commit message."""


def _files_entered() -> set[str]:
    files: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        load_article(Page.parse(PAGE.read_bytes(), "https://news.example.com/articles/1"), None)
    finally:
        sys.setprofile(before)
    return {file for file in files if Path(file).is_relative_to(PACKAGE)}


def test_reading_a_page_enters_few_files() -> None:
    _files_entered()  # compiles expressions and fills caches

    files = sorted(str(Path(file).relative_to(PACKAGE)) for file in _files_entered())

    assert len(files) <= MOST_FILES, files


def test_the_count_of_files_sees_the_door_and_the_depth() -> None:
    files = {Path(file).name for file in _files_entered()}

    assert {"load_article.py", "find_body.py", "jsonld.py"} <= files
