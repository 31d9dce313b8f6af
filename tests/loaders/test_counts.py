"""Counts in data: any size, any form."""

from __future__ import annotations

import json

import pytest

from newscrawl import extract

TEXT = "<p>入江町は二十三日、図書館の分館を来年の夏に開くと発表した。司書を新たに六人雇い、夜も開ける。</p>"


@pytest.mark.parametrize(
    ("written", "count"),
    [
        pytest.param(0, 0, id="zero"),
        pytest.param(12, 12, id="number"),
        pytest.param(12.0, 12, id="float"),
        pytest.param("1,204", 1204, id="text with comma"),
        pytest.param(-3, None, id="negative"),
        pytest.param(True, None, id="boolean"),
        pytest.param(2**53, None, id="beyond 2^53-1"),
        pytest.param("9" * 5000, None, id="more digits than Python reads"),
        pytest.param(1e300, None, id="float beyond all counts"),
    ],
)
def test_a_comment_count_of_any_size_is_a_count_or_unknown(written: object, count: int | None) -> None:
    node = json.dumps({"@type": "NewsArticle", "headline": "図書館に分館", "commentCount": written})
    html = f'<html><head><script type="application/ld+json">{node}</script></head><body><article><h1>図書館に分館</h1>{TEXT}</article>'

    article = extract(html, "https://news.example/a/12345").article

    assert article is not None
    assert article.comment_count == count
