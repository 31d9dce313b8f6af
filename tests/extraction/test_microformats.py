"""Times of hAtom and h-entry, and Parse.ly's one tag."""

from __future__ import annotations

import json

import pytest

from newscrawl import extract
from newscrawl.items import Article

TEXT = "<p>市は23日、駅前の広場を来年春に新しくする計画を発表した。</p><p>工事は三か月ほどかかる見通しだという。</p>"
AT = "2026-11-23T20:05:00+09:00"


def _article(inside: str, head: str = "") -> Article:
    html = (
        f'<html lang=ja><head>{head}</head><body><div class="hentry"><h1>広場を新しく</h1>{inside}{TEXT}</div></body>'
    )
    article = extract(html, "https://news.example/a/12345678").article
    assert article is not None
    return article


def test_a_time_with_both_classes_is_of_publication_alone() -> None:
    article = _article(f'<time class="published updated" datetime="{AT}">23日</time>')

    assert article.published_at is not None
    assert article.published_at.isoformat() == AT
    assert article.modified_at is None


def test_a_time_of_its_own_with_the_class_updated_is_a_modification() -> None:
    later = AT.replace("20:05", "21:30")

    article = _article(
        f'<time class="published" datetime="{AT}">23日</time><time class="updated" datetime="{later}">23日</time>'
    )

    assert article.modified_at is not None
    assert article.modified_at.isoformat() == later


@pytest.mark.parametrize("name", ["published", "dt-published"])
def test_an_abbr_gives_its_exact_time(name: str) -> None:
    article = _article(f'<abbr class="{name}" title="{AT}">公開: 2026年11月23日</abbr>')

    assert article.published_at is not None
    assert article.published_at.isoformat() == AT


def test_the_tag_of_json_of_parsely_is_read() -> None:
    told = json.dumps({"pub_date": "2026-11-23T11:05:00Z", "author": "小池和樹", "tags": ["広場", "駅前"]})
    article = _article("", f"<meta name='parsely-page' content='{told}'>")

    assert article.published_at is not None
    assert article.published_at.isoformat() == AT
    assert [author.name for author in article.authors] == ["小池和樹"]
    assert article.tags == ("広場", "駅前")


@pytest.mark.parametrize("told", ["", "{", "[1]", '{"pub_date": 5, "tags": [null]}', "[" * 100_000])
def test_a_tag_of_parsely_that_is_no_such_json_is_passed_over(told: str) -> None:
    assert _article("", f"<meta name='parsely-page' content='{told}'>").published_at is None
