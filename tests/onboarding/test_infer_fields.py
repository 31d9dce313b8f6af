"""A rule for a field is inferred only where one place holds the field on several articles."""

from __future__ import annotations

import msgspec
import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article
from newscrawl.onboarding.draft import Draft
from newscrawl.onboarding.inference.infer_fields import infer_fields
from newscrawl.onboarding.seen import SeenPage
from newscrawl.portals import Portal, Urls

SITE = "https://news.example"
PORTAL = Portal(
    name="example", title="例", language="ja", zone="Asia/Tokyo", hosts=("news.example",), start_urls=(f"{SITE}/",),
    urls=Urls(article=(r"^/\d+$",), section=(r"^/category/[^/]+/$",)),
)  # fmt: skip
LABELS = ("国際", "経済", "文化")


def article(number: int, beside: str) -> SeenPage:
    menu = "".join(f'<a href="/category/{one}/">{one}</a>' for one in LABELS)
    text = f"<p>市は{number}日、港の祭りを来年も開くと発表した。来場者は昨年より一割ほど多かったという。</p>" * 4
    body = f"<article><h1>港の祭り、来年も開催へ（第{number}報）</h1><time>2026年11月{number}日</time>{text}{beside}</article>"
    html = f"<html lang=ja><body><div class=categories>{menu}</div><main>{body}</main></body></html>"
    url = f"{SITE}/{number}"
    return SeenPage(url, Page.parse(html.encode(), url, content_type="text/html; charset=utf-8"))


def inferred(articles: list[SeenPage]) -> dict[str, tuple[str, str]]:
    draft = Draft(("例", ""), ("ja", ""), ("Asia/Tokyo", ""), ["news.example"], f"{SITE}/", 1)
    infer_fields(articles, PORTAL, draft)
    return draft.fields


def test_the_first_link_of_a_menu_is_no_section():
    assert "section" not in inferred([article(number, "") for number in range(11, 16)])


@pytest.mark.parametrize("name", ["post-category", "cat-links"])
def test_the_link_that_an_article_prints_to_its_section_is_its_section(name):
    places = [f'<p class="{name}"><a href="/category/{LABELS[one % 3]}/">{LABELS[one % 3]}</a></p>' for one in range(5)]
    articles = [article(11 + one, place) for one, place in enumerate(places)]
    fields = {name: (rule,) for name, (rule, _) in inferred(articles).items()}
    portal = msgspec.structs.replace(PORTAL, fields=fields)

    read = [load_article(one.page, portal).article for one in articles]
    assert [one.section for one in read if one] == [LABELS[one % 3] for one in range(5)]


def test_the_category_of_a_card_that_teases_another_article_is_no_section():
    cards = [
        f'<div class="card"><div class="card-category"><a href="/category/{LABELS[one % 3]}/">{LABELS[one % 3]}</a></div>'
        f'<h5><a href="/{21 + one}">となりの記事の長い見出し、その{one}</a></h5></div>'
        for one in range(5)
    ]

    articles = [article(11 + one, card) for one, card in enumerate(cards)]

    assert [one.section for page in articles if (one := load_article(page.page, None).article)] == [None] * 5
    assert "section" not in inferred(articles)


def test_a_category_that_begins_like_a_label_of_writers_gives_no_rule():
    beside = '<ul class="sidebar"><li><a href="/category/文化/">文化</a></li><li>記者会見の予定</li></ul>'

    assert "authors" not in inferred([article(number, beside) for number in range(11, 16)])


def test_a_label_is_passed_over_where_its_word_goes_on():
    portal = msgspec.structs.replace(PORTAL, fields={"authors": ("text:文",)})
    found = load_article(article(11, "<p>文化</p><p>文：高橋真理</p>").page, portal).article

    assert found
    assert [(one.name, found.sources["authors"]) for one in found.authors] == [("高橋真理", "text:文")]
