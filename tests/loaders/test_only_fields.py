"""`only = true` in a portal file: a field has the value of its own rules, or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.api import extract
from newscrawl.errors import PortalFileError
from newscrawl.loaders import Extraction
from newscrawl.loaders.feeds.feed import FeedEntry
from newscrawl.loaders.feeds.merge import merge_feed_fields
from newscrawl.portals import Portal, load_portal_file

PAGE = """<!doctype html><html lang="ja"><head><title>港の祭り、来年も開催へ</title>
<meta name="description" content="港の祭りについて市が発表した内容をまとめた。">
<meta property="article:published_time" content="2026-11-20T09:00:00+09:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "港の祭り、来年も開催へ",
"author": {"@type": "Person", "name": "佐野一郎"}, "articleSection": "地域", "keywords": ["祭り", "港"],
"datePublished": "2026-11-20T09:00:00+09:00", "dateModified": "2026-11-21T09:00:00+09:00",
"image": "https://news.example/a.jpg", "inLanguage": "ja", "isAccessibleForFree": true, "commentCount": 4}</script></head>
<body><main><article><h1>港の祭り、来年も開催へ</h1><p>文・佐野一郎 2026年11月20日 9時00分</p>
<img src="/b.jpg" width="800" height="600"><p>市は二十日、港の祭りを来年も開くと発表した。来場者は昨年より一割ほど多かったという。</p>
<p>商店街の人びとは「準備に時間をかけたい」と話し、新しい屋台の募集も早めに始めることにしている。</p>
</article><i class="own">$own</i></main></body></html>"""
FIELDS = {
    "authors": "中村花子",
    "section": "特集",
    "tags": "夏",
    "published_at": "2025年1月2日 3時04分",
    "modified_at": "2025年1月2日 3時04分",
    "lead": "自分の規則で読む短い要約の文です。",
    "images": "",
    "language": "",
    "comment_count": "7",
    "is_paywalled": "",
}
"""Field → a text that its own rule reads; empty where no printed text is one."""


def portal(folder, fields: str) -> Portal:
    path = folder / "example.toml"
    path.write_text(
        'title = "例"\nlanguage = "ja"\nzone = "Asia/Tokyo"\nhosts = ["news.example"]\n'
        f'start_urls = ["https://news.example/"]\n[urls]\narticle = ["."]\n[fields]\n{fields}\n',
        "utf-8",
    )
    return load_portal_file(path)


def read(folder, field: str, printed: str, *, only: bool) -> Extraction:
    rules = f'{field} = {{ rules = ["css:.own"], only = {str(only).lower()} }}'
    page = PAGE.replace("$own", printed).encode()
    return extract(page, "https://news.example/1", portal(folder, rules))


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_whose_own_rules_give_nothing_is_null(tmp_path, field):
    without, with_only = read(tmp_path, field, "", only=False), None
    (tmp_path / "b").mkdir()
    with_only = read(tmp_path / "b", field, "", only=True)

    assert without.article is not None
    assert with_only.article is not None
    assert getattr(without.article, field) not in (None, ())
    assert getattr(with_only.article, field) in (None, ())
    assert field not in with_only.article.sources
    assert field not in with_only.article.disagreements


@pytest.mark.parametrize("field", [name for name, printed in FIELDS.items() if printed])
def test_a_field_has_the_value_of_its_own_rule(tmp_path, field):
    article = read(tmp_path, field, FIELDS[field], only=True).article

    assert article is not None
    assert article.sources[field] == "css:.own"


@pytest.mark.parametrize("field", ["headline", "body"])
def test_without_what_makes_an_article_the_page_is_none(tmp_path, field):
    assert read(tmp_path, field, "", only=True).article is None


def test_a_feed_does_not_fill_the_field(tmp_path):
    article = read(tmp_path, "section", "", only=True).article
    entry = FeedEntry(url="https://news.example/1", sections=("地域",), section_source="feed:category",
                      published_at=datetime(2026, 11, 20, tzinfo=UTC), position=1)  # fmt: skip

    assert merge_feed_fields(article, entry, only={"section"}).section is None
    assert merge_feed_fields(article, entry).section == "地域"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("tags = { only = true }", "the key 'rules'"),
        ("tags = { rules = [], only = true }", "a rule where only = true"),
        ('tags = { rules = ["css:b"], olny = true }', "did you mean 'only'?"),
        ('tags = { rules = ["css:b["], only = true }', "CSS selector"),
        ('tags = "css:b"', "example.toml:"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path, fields, words):
    with pytest.raises(PortalFileError, match=r"example\.toml:(?:7|8|9)") as caught:
        portal(tmp_path, fields)

    assert words in str(caught.value)
