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
        pytest.param(f"\ufeff\xa0{NODE}", id="marks of a byte order before it"),
        pytest.param(NODE.replace("NewsArticle", "https://schema.org/NewsArticle"), id="type with vocabulary"),
        pytest.param(NODE.replace("NewsArticle", "SocialMediaPosting"), id="social media posting"),
        pytest.param(f'{NODE}, "publisher": {{"name": "緑川新報"}}}}', id="tail behind the object"),
        pytest.param(f"{NODE} trailing words", id="words behind the object"),
        pytest.param(NODE.replace('"NewsArticle"', '["Article", "NewsArticle"]'), id="two types"),
    ],
)
def test_the_article_is_found_in_any_form_of_block(block: str) -> None:
    node = _page(block).article_node

    assert node is not None
    assert node["author"]["name"] == "小池和樹"


@pytest.mark.parametrize("start", ['{"@context": "https://schema.org", "@type"', '[{"@type"', '{"@type"'])
def test_a_script_without_type_that_starts_as_json_ld_is_read(start: str) -> None:
    block = NODE.replace('{"@type"', start) + ("]" if start.startswith("[") else "")
    page = Page.parse(f"<html><head><script>{block}</script></head><body><p>x</p></body></html>", URL)

    assert page.article_node is not None


@pytest.mark.parametrize("script", ["var a = {};", '{"config": {"@type": "NewsArticle"}}', "", "[1, 2]"])
def test_other_scripts_without_type_are_no_json_ld(script: str) -> None:
    page = Page.parse(f"<html><head><script>{script}</script></head><body><p>x</p></body></html>", URL)

    assert page.nodes == []
    assert page.broken_jsonld_count == 0


@pytest.mark.parametrize("is_wrapped", [False, True], ids=["bare", "ListItem"])
def test_an_entry_of_a_list_is_another_article(is_wrapped: bool) -> None:
    other = NODE.replace("見出し", "別の記事")
    entry = f'{{"@type": "ListItem", "item": {other}}}' if is_wrapped else other
    entries = f'{{"@type": "ItemList", "itemListElement": [{entry}]}}'

    own = _page(entries, NODE).article_node

    assert own is not None
    assert own["headline"] == "見出し"
    assert _page(entries).article_node is None


def test_an_entry_of_a_list_that_names_the_page_is_its_article() -> None:
    entry = NODE.replace('"headline"', f'"url": "{URL}", "headline"')

    node = _page(f'{{"@type": "ItemList", "itemListElement": [{entry}]}}').article_node

    assert node is not None


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


@pytest.mark.parametrize("kind", ["Recipe", "HowTo", "https://schema.org/Recipe"])
def test_a_page_without_an_article_has_the_author_of_its_recipe_or_instructions(kind: str) -> None:
    work = f'{{"@type": "{kind}", "name": "港の煮魚", "author": {{"name": "小池和樹"}}, "datePublished": "2026-11-24"}}'
    page = '{"@type": "WebPage", "name": "台所", "datePublished": "2026-11-23T08:00:00+09:00"}'

    assert (_page(work).article_node or {})["datePublished"] == "2026-11-24"
    assert (_page(f"[{work}, {NODE}]").article_node or {})["author"]["name"] == "小池和樹"
    assert (_page(f"[{work}, {NODE}]").article_node or {})["@type"] == "NewsArticle"
    assert (_page(f"[{work}, {page}]").article_node or {})["@type"] == "WebPage"
    assert (_page(work.replace('"author"', '"by"')).article_node or {})["datePublished"] == "2026-11-24"
    assert _page(work.replace('"author"', '"by"').replace("datePublished", "cookedOn")).article_node is None
    assert _page(f'{{"@type": "ItemList", "itemListElement": [{{"item": {work}}}]}}').article_node is None
