"""How many files a person opens to follow one page from the loader's door to its record."""

from __future__ import annotations

from pathlib import Path

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article
from tests.files_entered import files_entered

GOLDEN = Path(__file__).parent / "article"
AMP = GOLDEN / "amp/page.html"
MOST_FILES, MOST_OF_ANY = 34, 39
"""Of an ordinary page, and of any golden page. Lower them when two files become one or when a step runs on fewer pages."""


def _entered(page: Path) -> list[str]:
    def load() -> None:
        load_article(Page.parse(page.read_bytes(), "https://news.example.com/articles/1"), None)

    load()  # compiles expressions and fills caches
    return files_entered(load)


def test_reading_a_page_enters_few_files() -> None:
    files = _entered(AMP)

    assert len(files) <= MOST_FILES, files


def test_no_golden_page_enters_many_more() -> None:
    counts = {page.parent.name: len(_entered(page)) for page in GOLDEN.glob("*/page.html")}

    assert max(counts.values()) <= MOST_OF_ANY, counts


def test_the_count_of_files_sees_the_door_and_the_depth() -> None:
    files = {Path(file).name for file in _entered(AMP)}

    assert {"load_article.py", "find_body.py", "declared_data.py"} <= files
