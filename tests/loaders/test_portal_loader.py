"""A portal that needs code of its own has an item loader beside its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.errors import PortalFileError
from newscrawl.extraction.document.page import Page
from newscrawl.items import Author
from newscrawl.loaders import load_article
from newscrawl.portals import load_portal_file
from newscrawl.spiders.list_page import rules_of

DOCS = Path(__file__).parents[2] / "docs" / "adding-a-portal.md"
PORTAL = """
title = "例"
language = "ja"
zone = "Asia/Tokyo"
hosts = ["news.example"]
start_urls = ["https://news.example/"]
loader = "example.py:ExampleLoader"

[urls]
article = ['/(?P<number>\\d+)$']
"""
LINE = 7
URL = "https://news.example/12345"
HTML = """<html lang="ja"><body><h1>橋が開通した</h1><p class="desk">担当　文化部 山田太郎</p>
<p>市の新しい橋が23日に開通し、朝から多くの人が渡った。長さは300メートルで、工事に五年かかったという。</p>
<p>橋の名は市民から募り、選ばれた案に決まった。市長は式で、渡る人の数がさらに増えることを願うと述べた。</p>
<div class="stamp">令8.11.23 09:05</div></body></html>"""


def example() -> str:
    """Return the loader that the documentation shows."""
    return DOCS.read_text("utf-8").split("```python\n", 1)[1].split("```", 1)[0]


def portal_in(folder: Path, code: str | None = None) -> Path:
    (folder / "example.toml").write_text(PORTAL, "utf-8")
    if code is not None:
        (folder / "example.py").write_text(code, "utf-8")
    return folder / "example.toml"


def test_the_loader_that_the_documentation_shows_reads_the_portal(tmp_path: Path) -> None:
    portal = load_portal_file(portal_in(tmp_path, example()))

    article = load_article(Page.parse(HTML, URL), portal).article

    assert article is not None
    assert article.authors == (Author(name="山田太郎", email=None),)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-23T09:05:00+09:00"
    assert article.sources["authors"] == "css:p.desk"
    assert article.sources["published_at"] == "css:div.stamp"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (None, f"example.toml:{LINE}: expected the file example.py in"),
        ("x = 1", "expected a class ExampleLoader that extends ArticleLoader, got None"),
        ("class ExampleLoader: ...", "expected a class ExampleLoader that extends ArticleLoader"),
        ("import no_such_module", "expected a module that can be imported, got No module named"),
        ("class (", "expected a module that can be imported, got invalid syntax"),
    ],
    ids=["no file", "no class", "another class", "a broken import", "broken syntax"],
)
def test_a_loader_that_cannot_be_used_is_a_fault_of_the_portal(tmp_path: Path, code: str | None, message: str) -> None:
    file = portal_in(tmp_path, code)

    with pytest.raises(PortalFileError) as raised:
        load_article(Page.parse(HTML, URL), load_portal_file(file))

    assert message in str(raised.value)


@pytest.mark.parametrize("written", ["../example.py:ExampleLoader", "example.ExampleLoader", "/etc/x.py:A", "x.py:a-b"])
def test_a_loader_is_a_file_beside_the_portals_and_a_class(tmp_path: Path, written: str) -> None:
    file = portal_in(tmp_path, example())
    file.write_text(PORTAL.replace("example.py:ExampleLoader", written), "utf-8")

    with pytest.raises(PortalFileError, match="a file name, a colon and a class"):
        load_portal_file(file)


def test_kept_lists_are_read_again_when_the_loader_changes(tmp_path: Path) -> None:
    before = rules_of(load_portal_file(portal_in(tmp_path, example())))

    after = rules_of(load_portal_file(portal_in(tmp_path, example() + "# changed\n")))

    assert before != after
