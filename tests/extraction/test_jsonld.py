"""JSON-LD as it is found: broken, doubled, escaped, in graphs and lists."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page

URL = "https://news.example/a/12345"
NODE = '{"@type": "NewsArticle", "headline": "見出し", "author": {"name": "小池和樹"}}'


def _page(*blocks: str) -> Page:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return Page.parse(f"<html><head>{scripts}</head><body><p>x</p></body></html>", URL)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(NODE, id="plain"),
        pytest.param(f"[{NODE}]", id="list"),
        pytest.param(f'{{"@graph": [{{"@type": "WebPage"}}, {NODE}]}}', id="graph"),
        pytest.param(f"<!-- {NODE} -->", id="comment"),
        pytest.param(f"//<![CDATA[\n{NODE}\n//]]>", id="CDATA"),
        pytest.param(NODE.replace("}}", ",}}"), id="comma too many"),
        pytest.param(f"{NODE}\n{NODE}", id="two objects"),
        pytest.param(NODE.replace("見出し", "見\n出し").replace("\n", "\\n"), id="escaped newline"),
        pytest.param(NODE.replace('"', "&quot;"), id="escaped as HTML"),
        pytest.param(f"{NODE};", id="semicolon"),
        pytest.param(NODE.replace("NewsArticle", "https://schema.org/NewsArticle"), id="type with vocabulary"),
        pytest.param(NODE.replace('"NewsArticle"', '["Article", "NewsArticle"]'), id="two types"),
    ],
)
def test_the_article_is_found_in_any_form_of_block(block: str) -> None:
    node = _page(block).article_node

    assert node is not None
    assert node["author"]["name"] == "小池和樹"


def test_a_block_that_is_no_json_hides_no_other() -> None:
    page = _page("{ this is not JSON", NODE)

    assert page.article_node is not None


def test_the_node_that_names_the_page_wins_over_the_first() -> None:
    other = '{"@type": "NewsArticle", "headline": "別の記事", "url": "https://news.example/a/999"}'
    own = (
        '{"@type": "NewsArticle", "headline": "この記事", "mainEntityOfPage": {"@id": "https://news.example/a/12345"}}'
    )

    node = _page(other, own).article_node

    assert node is not None
    assert node["headline"] == "この記事"


def test_deep_nesting_is_no_recursion_error() -> None:
    page = _page('{"@graph":[' * 5_000 + "]}" * 5_000)

    assert page.article_node is None
