"""The item loader: rules are added in order of trust, each value keeps its source, subclasses change both."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from itemloaders import ItemLoader
from itemloaders.processors import Compose

from newscrawl.api import extract
from newscrawl.extraction.document.page import Page
from newscrawl.items import Author
from newscrawl.loaders import ArticleLoader
from newscrawl.loaders.article.sourced_loader import Reading
from newscrawl.loaders.lists.page_lists import lists_of
from newscrawl.loaders.rules.site import site_of

HTML = """<html lang="ja"><head><title>Site</title><meta name="author" content="Jane Doe">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "橋が開通", "author": {"name": "小池 和樹"}}</script>
</head><body><h1>橋が開通した</h1><p class="desk">文化部 <b>Mary Major</b></p><p>閲覧数 1,234</p></body></html>"""
URL = "https://news.example/a/12345678"


def loader_of(kind: type[ArticleLoader] = ArticleLoader, **context: Any) -> ArticleLoader:
    page = Page.parse(HTML, URL)
    site = site_of(page, None)
    return kind(page=page, site=site, lists=lists_of(page, site), **context)


def test_the_first_rule_that_gives_a_value_is_the_most_trusted() -> None:
    loader = loader_of()

    loader.add_meta("authors", "byl").add_jsonld("authors", "author").add_meta("authors", "author")

    assert loader.get_output_value("authors") == Reading((Author(name="小池 和樹", email=None),), "jsonld:author")


@pytest.mark.parametrize(
    ("add", "value", "source"),
    [
        (lambda one: one.add_css("headline", "h1"), "橋が開通した", "css:h1"),
        (lambda one: one.add_xpath("headline", ["//h2", "//h1"]), "橋が開通した", "xpath://h1"),
        (lambda one: one.add_jsonld("headline", "headline"), "橋が開通", "jsonld:headline"),
        (lambda one: one.add_text("view_count", "閲覧数"), 1234, "text:閲覧数"),
        (lambda one: one.add_css("view_count", "p", re=r"閲覧数 (\d)"), 1, "css:p"),
        (lambda one: one.add_css("section", ".desk", lambda found: found[0].text), "文化部", "css:.desk"),
        (lambda one: one.add_value("section", "文化"), "文化", "python:ArticleLoader"),
        (lambda one: one.add_value(None, {"section": "文化"}), "文化", "python:ArticleLoader"),
        (lambda one: one.add_css("section", "h1").replace_value("section", "文化"), "文化", "python:ArticleLoader"),
        (lambda one: one.nested_css(".desk").add_css("section", "b"), "Mary Major", "css:b"),
    ],
)
def test_each_way_of_adding_reads_the_value_and_keeps_its_source(add: Any, value: Any, source: str) -> None:
    loader = loader_of()

    add(loader)

    field = next(name for name in ("headline", "view_count", "section") if loader.get_collected_values(name))
    assert loader.get_output_value(field) == Reading(value, source)


class DeskLoader(ArticleLoader):
    """A loader as someone writes it for one portal."""

    def add_rules(self) -> None:
        self.add_css("authors", "p.desk b")
        super().add_rules()

    def headline_in(self, raw: list[Any]) -> str | None:
        headline = super().headline_in(raw)
        return f"【{headline}】" if headline else None

    def section_out(self, readings: list[Reading]) -> Reading:
        return readings[0] if readings else Reading("文化", "python:DeskLoader")


def test_a_subclass_adds_rules_before_the_general_ones_and_reads_in_its_own_way() -> None:
    loader = loader_of(DeskLoader)

    loader.add_rules()

    assert loader.get_output_value("authors") == Reading((Author(name="Mary Major", email=None),), "css:p.desk b")
    assert loader.value("headline") == "【橋が開通】"
    assert loader.value("section") == "文化"


def test_rules_of_item_loaders_own_processors_work() -> None:
    class Shouting(ArticleLoader):
        headline_in = Compose(lambda raw: raw[0].text, str.upper)  # type: ignore[assignment]

    assert loader_of(Shouting).add_css("headline", "b").value("headline") == "MARY MAJOR"


def test_an_explaining_loader_tries_every_rule_and_marks_the_one_that_is_taken() -> None:
    loader = loader_of(explain=True)

    loader.add_meta("authors", "byl").add_jsonld("authors", "author").add_meta("authors", "author")

    assert [(one.rule, one.is_taken) for one in loader.tried()] == [
        ("meta:byl", False),
        ("jsonld:author", True),
        ("meta:author", False),
    ]


def test_a_loader_that_is_done_keeps_no_page() -> None:
    loader = loader_of(DeskLoader)
    loader.add_rules()
    kept = weakref.ref(loader.page)

    del loader
    gc.collect()

    assert kept() is None


def test_the_loader_is_an_item_loader_that_a_page_is_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[str] = []
    monkeypatch.setattr(ArticleLoader, "add_rules", lambda self: added.append(type(self).__name__))

    extract(HTML, URL)

    assert issubclass(ArticleLoader, ItemLoader)
    assert added == ["ArticleLoader"]
