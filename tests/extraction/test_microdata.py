"""Microdata and RDFa: what attributes say of the article, and of nothing else on the page."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
TIME = "2025-01-14T20:00:00+09:00"


def _article(inside: str, scope: str = "") -> Article:
    html = (
        f"<html lang='ja'><head><title>x</title></head><body><main {scope}>{inside}"
        f"<p>{TEXT}</p><p>{TEXT[::-1]}。</p></main></body></html>"
    )
    article = extract(html, "https://news.example/a/12345678").article
    assert article is not None
    return article


MICRODATA = f"""<h1 itemprop="headline">広場を新しく</h1><time itemprop="datePublished" datetime="{TIME}">14日</time>
    <span itemprop="author" itemscope itemtype="https://schema.org/Person">文 <b itemprop="name">小池和樹</b></span>"""
RDFA = MICRODATA.replace("itemprop=", "property=").replace(
    'itemscope itemtype="https://schema.org/Person"', 'typeof="Person"'
)


@pytest.mark.parametrize(
    ("inside", "scope"),
    [
        pytest.param(MICRODATA, 'itemscope itemtype="https://schema.org/NewsArticle"', id="microdata"),
        pytest.param(MICRODATA, "", id="microdata without a scope"),
        pytest.param(RDFA, 'vocab="https://schema.org/" typeof="NewsArticle"', id="RDFa"),
        pytest.param(
            RDFA.replace('property="', 'property="schema:'), 'typeof="schema:NewsArticle"', id="RDFa, prefixed"
        ),
        pytest.param(RDFA.replace(' typeof="Person"', ""), "", id="RDFa without any scope"),
        pytest.param(
            f"""<h1 property="dc:title">広場を新しく</h1><b property="dc:creator">小池和樹</b>
            <span property="dc:date dc:created" content="{TIME}">14日</span>""",
            'typeof="sioc:Item foaf:Document"',
            id="Dublin Core in RDFa",
        ),
    ],
)
def test_attributes_tell_the_articles_fields(inside: str, scope: str) -> None:
    article = _article(inside, scope)

    assert article.headline == "広場を新しく"
    assert [author.name for author in article.authors] == ["小池和樹"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == TIME
    assert article.sources["authors"].startswith("microdata:")
    assert article.sources["published_at"].startswith("microdata:")


def test_what_belongs_to_another_thing_is_not_the_articles() -> None:
    product = (
        '<div itemscope itemtype="https://schema.org/Product"><b itemprop="author">田中太郎</b>'
        f'<time itemprop="datePublished" datetime="{TIME}">14日</time></div>'
    )
    article = _article(f"<h1>広場を新しく</h1>{product}", 'itemscope itemtype="https://schema.org/NewsArticle"')

    assert article.sources.get("authors") is None
    assert "microdata:datePublished" not in article.sources.values()


OTHER = (
    '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">古い倉庫</b>'
    '<b itemprop="author">田中太郎</b><time itemprop="datePublished" datetime="2024-12-01T08:00:00+09:00">1日</time></div>'
)


@pytest.mark.parametrize(
    "other", [f"<aside>{OTHER}</aside>", f"<nav>{OTHER}</nav>"], ids=["in a side column", "in a menu"]
)
def test_an_article_beside_the_pages_own_data_is_another(other: str) -> None:
    article = _article(f"{other}{MICRODATA}")

    assert [author.name for author in article.authors] == ["小池和樹"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == TIME


def test_of_several_articles_with_scopes_the_one_with_the_h1_is_the_pages() -> None:
    own = f'<div itemscope itemtype="https://schema.org/NewsArticle">{MICRODATA}</div>'

    article = _article(f"{OTHER}{own}{OTHER}")

    assert [author.name for author in article.authors] == ["小池和樹"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == TIME
    assert article.disagreements == {}


@pytest.mark.parametrize(("title", "is_own"), [("古い倉庫", True), ("広場を新しく", False)])
def test_an_article_alone_in_a_side_column_counts_where_its_title_is_the_pages(title: str, is_own: bool) -> None:
    article = _article(f"<h1>{title}</h1><aside>{OTHER}</aside>")

    assert article.sources.get("published_at", "").startswith("microdata:") == is_own


def test_each_link_in_a_list_of_keywords_is_one_and_a_cloud_outside_the_scope_is_of_others() -> None:
    cloud = "<ul itemprop='keywords'><li><a href='/t/1'>港</a></li><li><a href='/t/2'>祭り</a></li></ul>"
    own = "<ul itemprop='keywords'><li><a href='/t/3'>駅前</a></li><li><a href='/t/4'>広場</a></li></ul>"
    html = (
        f"<html lang='ja'><body><main itemscope itemtype='https://schema.org/BlogPosting'>{MICRODATA}"
        f"<p>{TEXT}</p><p>{TEXT[::-1]}。</p>{own}</main><div>{cloud}</div></body></html>"
    )
    article = extract(html, "https://news.example/a/12345678").article

    assert article is not None
    assert article.tags == ("駅前", "広場")


def test_keywords_on_links_outside_any_scope_are_those_of_an_article_without_its_own() -> None:
    outside = "<p itemprop='keywords'><a href='/t/3'>駅前</a>、<a href='/t/4'>広場</a></p>"

    assert _article(MICRODATA + outside).tags == ("駅前", "広場")
