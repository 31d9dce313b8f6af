"""Which of a page's own words are believed: each source gives its field, the more trusted one wins, both are told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from newscrawl.loaders.rules.general_rules import GENERAL_RULES

URL = "https://news.example/a/12345678"
TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
TIME = "2025-01-14T20:00:00+09:00"
META = {
    "headline": {"meta:dc.title", "meta:headline", "meta:og:title", "meta:parsely-title", "meta:sailthru.title"},
    "published_at": {
        "meta:article:published_time",
        "meta:cxenseparse:recs:publishtime",
        "meta:dc.date.issued",
        "meta:parsely-pub-date",
        "meta:sailthru.date",
    },
    "modified_at": {"meta:article:modified_time", "meta:dcterms.modified", "meta:og:updated_time"},
    "authors": {
        "meta:author",
        "meta:cxenseparse:author",
        "meta:dc.creator",
        "meta:parsely-author",
        "meta:sailthru.author",
    },
    "section": {"meta:article:section", "meta:cxenseparse:section", "meta:parsely-section"},
    "tags": {"meta:article:tag", "meta:keywords", "meta:news_keywords", "meta:parsely-tags", "meta:sailthru.tags"},
    "lead": {"meta:description", "meta:og:description", "meta:twitter:description"},
}
"""Field → the vocabularies of meta tags that must give it: OpenGraph, article:, Dublin Core, parsely, sailthru, cXense."""
WRITTEN = {
    "headline": "広場を新しく",
    "published_at": TIME,
    "modified_at": TIME,
    "authors": "小池和樹",
    "section": "地域",
    "tags": "駅前",
    "lead": "駅前の広場が来年春に新しくなる。",
}


def _article(
    head: str = "", middle: str = "", *, heading: str = "<h1>広場を新しく</h1>", at: datetime | None = None
) -> Article:
    html = f"""<html lang="ja"><head>{head}</head><body><header><a href="/">江南</a></header>{heading}{middle}
        <p>{TEXT}</p><p>{TEXT[::-1]}。</p></body></html>"""
    article = extract(html, URL, captured_at=at).article
    assert article is not None
    return article


def _shown(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return getattr(value[0], "name", value[0]) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, rules in META.items() for rule in sorted(rules)])
def test_each_vocabulary_of_meta_tags_gives_its_field(name: str, rule: str) -> None:
    tag = f'<meta name="{rule.removeprefix("meta:")}" content="{WRITTEN[name]}">'

    article = _article(tag, heading="") if name == "headline" else _article(tag)

    assert article.sources[name] == rule
    assert _shown(getattr(article, name)) == WRITTEN[name]


@pytest.mark.parametrize("name", ["published_at", "authors", "section"])
def test_data_are_believed_before_meta_tags_and_these_before_what_is_printed(name: str) -> None:
    kinds = [rule.partition(":")[0] for rule in GENERAL_RULES[name]]

    assert kinds.index("jsonld") < kinds.index("meta")
    assert {"jsonld", "microdata", "meta"} <= set(kinds)


def test_json_ld_wins_over_a_meta_tag_and_the_contradiction_is_kept() -> None:
    node = {"@type": "NewsArticle", "headline": "広場を新しく", "author": {"name": "小池和樹"}, "datePublished": TIME}
    head = f"""<script type="application/ld+json">{json.dumps(node)}</script><meta name="author" content="田中太郎">
        <meta property="article:published_time" content="2025-01-13T20:00:00+09:00"><meta property="og:title" content="駅前">"""

    article = _article(head)

    told = {name: [(one.source, one.value) for one in values] for name, values in article.disagreements.items()}
    assert told == {
        "headline": [
            ("agreed:h1", "広場を新しく"),
            ("meta:og:title", "駅前"),
            ("jsonld:headline", "広場を新しく"),
            ("html:h1", "広場を新しく"),
        ],
        "published_at": [
            ("jsonld:datePublished", TIME),
            ("meta:article:published_time", "2025-01-13T20:00:00+09:00"),
        ],
        "authors": [("jsonld:author", "小池和樹"), ("meta:author", "田中太郎")],
    }


def test_sources_that_say_the_same_in_other_words_do_not_disagree() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "広場を新しく!",
        "author": "小池 和樹",
        "datePublished": "2025-01-14T11:00:00Z",
    }
    head = f"""<script type="application/ld+json">{json.dumps(node)}</script><meta name="author" content="小池和樹記者">
        <meta property="article:published_time" content="{TIME}"><meta property="og:title" content="広場を新しく｜江南">"""

    assert _article(head + '<meta property="og:site_name" content="江南">').disagreements == {}


@pytest.mark.parametrize(
    ("printed", "at", "source"),
    [
        pytest.param(f'<time datetime="{TIME}">5分前</time>', TIME, "html:time", id="relative"),
        pytest.param(f'<p>公開 <time datetime="{TIME}">1月14日</time></p>', TIME, "html:time", id="day"),
        pytest.param(
            f'<p>更新 <time datetime="2025-01-15T08:00:00+09:00">15日</time> 公開 <time datetime="{TIME}">14日</time></p>',
            TIME,
            "html:time",
            id="labels count",
        ),
        pytest.param(
            '<time datetime="2025-01-14">2025年1月14日 20時00分</time>',
            TIME,
            "general:printed_time",
            id="print is finer",
        ),
        pytest.param("<p>2025年1月14日 20時00分</p>", TIME, "general:printed_time", id="no element"),
        pytest.param("<ul><li>掲載：2025/1/14 20:00</li></ul>", TIME, "general:printed_time", id="label"),
    ],
)
def test_a_time_is_read_from_its_element_else_from_its_print(printed: str, at: str, source: str) -> None:
    article = _article(middle=printed)

    assert _shown(article.published_at) == at
    assert article.sources["published_at"] == source


def test_a_day_in_the_address_is_the_last_resort_and_called_so() -> None:
    html = f"<html lang='ja'><body><h1>広場を新しく</h1><p>{TEXT}</p><p>{TEXT[::-1]}。</p></body></html>"
    article = extract(html, "https://news.example/2025/01/14/plaza-123").article

    assert article is not None
    assert article.sources["published_at"] == "general:url"
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2025-01-14"


def test_visible_labels_give_what_no_data_tell() -> None:
    article = _article(middle="<p>カテゴリ：地域　掲載：2025年1月14日 20時00分　記者：小池和樹　タグ：駅前、広場</p>")

    assert (article.section, article.tags, article.sources["section"]) == ("地域", ("駅前", "広場"), "general:label")
    assert [author.name for author in article.authors] == ["小池和樹"]


def test_a_time_a_year_after_the_capture_is_not_believed() -> None:
    tag = '<meta property="article:published_time" content="2026-06-01T00:00:00+09:00">'

    assert _article(tag, at=datetime(2025, 1, 15, tzinfo=UTC)).published_at is None
