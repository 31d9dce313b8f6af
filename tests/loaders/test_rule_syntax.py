"""One syntax of rules: what `sources` and `--explain` print can be written in a portal's file, or is `general:`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from newscrawl.loaders import Extraction
from newscrawl.loaders.rules.general_rules import GENERAL_RULES
from newscrawl.portals import Portal
from newscrawl.portals.rule import FIELDS, RuleKind, parse_rule
from newscrawl.portals.structure import Urls

DOCS = (Path(__file__).parents[2] / "docs" / "adding-a-portal.md").read_text("utf-8")
PAGES = sorted((Path(__file__).parents[1] / "pages" / "article").glob("*/page.html"))
TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
NOT_RULES = ("general:", "feed:", "sitemap:", "python:")


def portal_for(url: str, **fields: tuple[str, ...]) -> Portal:
    host = urlsplit(url).hostname or ""
    return Portal(
        name="example",
        title="例",
        language="ja",
        zone="Asia/Tokyo",
        hosts=(host,),
        start_urls=(f"https://{host}/",),
        urls=Urls(article=(".",)),
        fields=fields,
    )


def read(page: Path, **fields: tuple[str, ...]) -> Extraction:
    url = json.loads((page.parent / "expected.json").read_text("utf-8"))["url"]
    return extract(page.read_bytes(), url, portal_for(url, **fields), explain=not fields)


@pytest.mark.parametrize("written", sorted({rule for rules in GENERAL_RULES.values() for rule in rules}))
def test_every_general_rule_is_one_that_a_portals_file_can_have(written: str) -> None:
    assert str(parse_rule(written)) == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_what_is_printed_as_a_rule_can_be_written_and_gives_the_same_value(page: Path) -> None:
    extraction = read(page)
    article = extraction.article
    assert article is not None
    printed = {(one.field, one.rule) for one in extraction.tried} | set(article.sources.items())

    for field, rule in printed:
        if not rule.startswith(NOT_RULES):
            assert str(parse_rule(rule)) == rule
            if article.sources.get(field) == rule:
                again = read(page, **{field: (rule,)}).article
                assert again is not None
                assert (getattr(again, field), again.sources[field]) == (getattr(article, field), rule), field


@pytest.mark.parametrize("kind", get_args(RuleKind))
def test_every_kind_of_rule_is_documented(kind: str) -> None:
    assert f"`{kind}:" in DOCS


@pytest.mark.parametrize("prefix", NOT_RULES)
def test_every_source_that_is_no_rule_is_documented(prefix: str) -> None:
    assert f"`{prefix}" in DOCS


def article_of(head: str, **fields: tuple[str, ...]) -> tuple[Article, Extraction]:
    url = "https://news.example/a/1"
    html = f'<html lang="ja"><head>{head}</head><body><h1>広場を新しく</h1><p>{TEXT}</p></body></html>'
    extraction = extract(html, url, portal_for(url, **fields), explain=True)
    assert extraction.article is not None
    return extraction.article, extraction


def data(**more: object) -> str:
    node = {"@type": "NewsArticle", "headline": "広場を新しく", **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("rule", "head"),
    [
        ("jsonld:articleBody", data(articleBody="一つ目の段落です。\n二つ目の段落です。")),
        ("jsonld:articleBody", data(articleBody="<p>一つ目の段落です。</p><p>二つ目の段落です。</p>")),
        ("meta:text", '<meta name="text" content="&lt;p&gt;一つ目の段落です。&lt;/p&gt;二つ目の段落です。">'),
    ],
)
def test_a_rule_of_any_kind_gives_the_body(rule: str, head: str) -> None:
    article, extraction = article_of(head, body=(rule,))

    assert (article.body, article.sources["body"]) == ("一つ目の段落です。\n\n二つ目の段落です。", rule)
    assert [one.rule for one in extraction.tried if one.field == "body" and one.is_taken] == [rule]


@pytest.mark.parametrize(
    "image",
    [
        "/one.jpg",
        ["/one.jpg", "/one.jpg"],
        {"@type": "ImageObject", "url": "/one.jpg"},
        [{"@type": "ImageObject", "contentUrl": "https://news.example/one.jpg"}],
    ],
    ids=["address", "list", "object", "objects"],
)
def test_a_rule_for_data_gives_the_pictures(image: object) -> None:
    article, extraction = article_of(data(image=image), images=("jsonld:image",))

    assert [one.url for one in article.images] == ["https://news.example/one.jpg"]
    assert article.sources["images"] == "jsonld:image"
    assert [one.rule for one in extraction.tried if one.field == "images" and one.is_taken] == ["jsonld:image"]


def test_a_picture_in_data_brings_its_caption_and_credit() -> None:
    node = {"@type": "ImageObject", "url": "/one.jpg", "caption": "広場", "creditText": "市"}

    article, _ = article_of(data(image=node), images=("jsonld:image",))

    assert [(one.caption, one.credit) for one in article.images] == [("広場", "市")]


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_rule_that_gives_nothing_is_listed_by_explain(field: str) -> None:
    _, extraction = article_of("", **{field: ("meta:nowhere",)})

    assert [one.value for one in extraction.tried if (one.field, one.rule) == (field, "meta:nowhere")] == [None]


@pytest.mark.parametrize(
    "written", ["agreed:h2", "microformat:title", "data:x", "html:<b>", "script:all", "general:body"]
)
def test_a_rule_that_can_select_nothing_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_rule(written)
