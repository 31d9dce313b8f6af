"""Rules for fields that the general rules miss on every article, where one place holds them on several."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newscrawl.extraction.body.other_texts import titled_box
from newscrawl.items import Article
from newscrawl.loaders import section_links
from newscrawl.onboarding.draft import Draft
from newscrawl.onboarding.seen import SeenPage
from newscrawl.portals import Portal
from newscrawl.text import squash

_LEAST_PAGES = 2
_CANDIDATES: dict[str, tuple[str, ...]] = {
    "published_at": (
        "text:公開", "text:公開日", "text:投稿日", "text:掲載", "text:入力", "text:등록", "text:Published",
        "css:[class*=date]", "css:[class*=time]",
    ),
    "authors": ("css:[class*=author]", "css:[class*=byline]", "css:[class*=writer]", "text:記者", "text:文"),
    "section": (
        "css:[class*=category] a", "css:a[class*=category]", "css:[class*=categories] a", "css:[class*=section] a",
        "css:a[class*=section]", "css:[class*=cat-links] a", "css:[class*=label] a",
        "css:article a[href*=categor]", "css:main a[href*=categor]",
    ),
    "tags": ("text:キーワード", "text:タグ", "text:Tags", "css:[class*=tag] a"),
    "view_count": ("text:アクセス", "text:閲覧数", "text:Views", "text:조회수"),
    "comment_count": ("text:コメント", "text:Comments", "text:댓글"),
}  # fmt: skip
"""Field → rules to try, labels before classes: a class may go with the next theme."""


def infer_fields(articles: Sequence[SeenPage], portal: Portal, draft: Draft) -> None:
    """Add to *draft* the first rule of each missing field that gives a value on most articles."""
    if len(articles) < _LEAST_PAGES:
        return
    read = [article for page in articles if (article := page.read(portal).article)]
    labels = {
        squash(link.label) for one in articles for link in one.looked_at(lambda page: section_links(page, portal), ())
    }
    for name, rules in _CANDIDATES.items():
        if any(_has(article, name) for article in read):
            continue
        for rule in rules:
            trial = msgspec.structs.replace(portal, fields={name: (rule,)})
            values = [_value(page, trial, name) for page in articles if not _is_of_teaser(page, rule)]
            found = [value for value in values if value and (name != "section" or value in labels)]
            if name == "section" and len(set(found)) < min(2, len(labels)):
                continue  # a menu has the same first link on each page
            if len(found) >= _LEAST_PAGES and len(found) * 3 >= len(articles) * 2:
                draft.fields[name] = (
                    rule,
                    f"the general rules gave nothing; this gave {len(found)} of {len(articles)}",
                )
                break


def _is_of_teaser(page: SeenPage, rule: str) -> bool:
    """Return whether the first element that *rule* finds on *page* is in a box that teases another article."""
    found = next(iter(page.page.root.cssselect(rule.removeprefix("css:"))), None) if rule.startswith("css:") else None
    return found is not None and titled_box(found, page.page, is_below_title=False) is not None


def _has(article: Article, name: str) -> bool:
    return getattr(article, name) not in (None, "", ())


def _value(page: SeenPage, portal: Portal, name: str) -> object:
    article = page.read(portal).article
    return getattr(article, name) if article and _has(article, name) else None
