"""An article as the newsroom means it, and the pages that print it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from tests.truth import article_record

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 11, 23, 9, tzinfo=TOKYO)
COUNT = 8
EDITED = 3
"""The article that the newsroom edits before the last run."""
EDITED_AT = START + timedelta(hours=29)
_NEWSROOM = DemoPortal(seed=21, article_count=COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as the newsroom means it, and how the page prints it."""

    index: int
    headline: str
    paragraphs: tuple[str, ...]
    author: str
    section: str
    tags: tuple[str, ...]
    published_at: datetime
    modified_at: datetime
    image: str
    caption: str
    # How it is printed
    canonical: str
    theme: str = "first"
    site: str = " | 入江日報"
    inside: tuple[str, ...] = ()
    """Markup between the first paragraph and the others."""
    after: str = ""
    """Markup behind the text."""
    head: str = ""
    is_walled: bool = False
    time_form: str = "%Y-%m-%dT%H:%M:%S%z"

    @property
    def path(self) -> str:
        return f"/news/{101 + self.index}"


def original(index: int, url: str) -> Story:
    record = article_record(_NEWSROOM, index, START, "")
    return Story(
        index=index,
        headline=record.headline,
        paragraphs=tuple(record.body.split("\n\n"))[:5],
        author=record.authors[0].name,
        section=record.section or "",
        tags=(f"話題{index}", "港町"),
        published_at=START - timedelta(hours=10 + index),
        modified_at=START - timedelta(hours=9 + index),
        image=f"{url}/img/{index}.jpg",
        caption=f"港の様子その{index}",
        canonical=f"{url}/news/{101 + index}",
    )


def edit(story: Story) -> dict[str, Any]:
    """Return what the newsroom changes in its one edit."""
    return {
        "paragraphs": (*story.paragraphs[:-1], "市は二十九日、負傷者を五人から七人に改めた。"),
        "modified_at": EDITED_AT,
    }


def printed(story: Story) -> str:
    """Return the page."""
    show = {"first": _first, "second": _second}[story.theme]
    return show(story)


def _paragraphs(story: Story) -> str:
    first, *rest = (f"<p>{text}</p>" for text in story.paragraphs)
    return "".join((first, *story.inside, *rest))


def _first(story: Story) -> str:
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
        "datePublished": story.published_at.strftime(story.time_form),
        "dateModified": story.modified_at.strftime(story.time_form),
        "author": {"@type": "Person", "name": story.author}, "articleSection": story.section,
    }  # fmt: skip
    if story.is_walled:
        data["isAccessibleForFree"] = False
    tags = "".join(f'<a rel="tag" href="/tag/{tag}">{tag}</a> ' for tag in story.tags)
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{story.headline}{story.site}</title>'
        f'<link rel="canonical" href="{story.canonical}">{story.head}'
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body>'
        f'<header><a href="/">入江日報</a></header><article><h1>{story.headline}</h1>'
        f'<p class="by">文：<a rel="author" href="/who">{story.author}</a></p>'
        f'<figure><img src="{story.image}" alt=""><figcaption>{story.caption}</figcaption></figure>'
        f"<div>{_paragraphs(story)}</div><p>{tags}</p></article>{story.after}<footer>© 入江日報社</footer></body></html>"
    )


def _second(story: Story) -> str:
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{story.headline}{story.site}</title>'
        f'<link rel="canonical" href="{story.canonical}">{story.head}</head><body><div id="top"><a href="/">入江日報</a></div>'
        f'<div id="main"><h2 class="sub">ニュース</h2><h1>{story.headline}</h1>'
        f'<div class="date">公開日：{story.published_at:%Y年%m月%d日 %H時%M分}</div>'
        f'<div class="entry">{_paragraphs(story)}</div><div class="pic"><img src="{story.image}" alt=""></div></div>'
        f"{story.after}<div>© 入江日報社</div></body></html>"
    )


def front_page(stories: tuple[Story, ...]) -> str:
    links = "".join(f'<li><h3><a href="{one.path}">{one.headline}</a></h3></li>' for one in stories)
    return f"<html lang=ja><head><title>入江日報</title></head><body><h1>入江日報</h1><main><ul>{links}</ul></main></body></html>"
