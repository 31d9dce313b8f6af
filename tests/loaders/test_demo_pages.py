"""The demo portal's pages, in each of its markups, read exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.demo_site import Site
from newscrawl.extraction.document.page import Page
from newscrawl.items import Article
from newscrawl.loaders import Extraction, join_pages, load_article, load_section_page, section_links
from newscrawl.portals import load_portal
from tests.truth import comparable, truth

BASE = "http://127.0.0.1:8765"
WORLD = DemoPortal(seed=11, article_count=40)
NOW = WORLD.published_at(39) + timedelta(days=1)
TRUTH = truth(WORLD, NOW, BASE)
PORTAL = load_portal("demo")


def _page(site: Site, url: str) -> Page:
    parts = urlsplit(url)
    answer = site.answer(parts.path, NOW)
    assert answer.status == 200
    return Page.parse(answer.body, url, content_type=answer.headers.get("Content-Type"))


def _pages_of(site: Site, url: str | None) -> Iterator[Extraction]:
    while url:
        extraction = load_article(_page(site, url), PORTAL, captured_at=NOW)
        yield extraction
        url = extraction.next_page_url


def _read(site: Site, wanted: Article) -> Article | None:
    first, *rest = _pages_of(site, wanted.canonical_url)
    return join_pages(first, rest).article


@pytest.mark.parametrize("theme", THEMES)
def test_every_article_comes_out_field_by_field(theme: str) -> None:
    site = Site(WORLD, BASE, theme=theme)

    for wanted in TRUTH.articles.values():
        article = _read(site, wanted)

        assert article is not None
        assert comparable(article) == replace(wanted, revision=1)


@pytest.mark.parametrize("theme", THEMES)
def test_every_list_page_comes_out_position_by_position(theme: str) -> None:
    site = Site(WORLD, BASE, theme=theme)
    pages = {entry.page_url for entry in TRUTH.rankings if entry.list_kind in {"section_page", "front_page"}}

    for url in sorted(pages):
        section = load_section_page(_page(site, url), PORTAL, captured_at=NOW, is_front=url == f"{BASE}/")

        wanted = [entry for entry in TRUTH.rankings if entry.page_url == url]
        assert [comparable(entry) for entry in section.entries] == wanted


@pytest.mark.parametrize("theme", THEMES)
def test_the_front_page_gives_every_headed_list_and_every_section(theme: str) -> None:
    page = _page(Site(WORLD, BASE, theme=theme), f"{BASE}/")

    rankings = load_section_page(page, PORTAL, captured_at=NOW, is_front=True).rankings
    labels = [link.label for link in section_links(page, PORTAL)]

    wanted = [entry for entry in TRUTH.rankings if entry.list_kind not in {"section_page", "front_page"}]
    assert sorted(map(repr, map(comparable, rankings))) == sorted(map(repr, wanted))
    assert labels == ["国際・政治", "エンタメ", "気になる", "自動車", "経済", "スポーツ"]
