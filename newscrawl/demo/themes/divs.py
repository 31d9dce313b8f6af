"""Theme `divs`: a page of a script framework: generated class names, nothing but div and span, no heading elements.

Where its values are: headline og:title and a bare div; authors the printed byline (e-mails in the
signature); section article:section; tags article:tag; times article:published_time and
article:modified_time only, in UTC; lead og:description; pictures img in a div, their captions in
the div below; counts printed; paywall article:content_tier and printed. List headings are divs,
those of rankings split over spans.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from newscrawl.demo.newsroom.article_content import (
    SECTIONS,
    ArticlePage,
    Link,
    LinkList,
    ListPage,
    Picture,
    Story,
    list_path,
)
from newscrawl.demo.newsroom.demo_portal import TITLE
from newscrawl.demo.newsroom.draws import number
from newscrawl.demo.web.filler import ADVERTS, FOOTER_LINKS, SKIP_LINKS, script, script_count, social_links, style

_NAMES = (
    "root bar menu item main box head title line by date view text part wide note more list row rank word label share "
    "form foot card thumb lead page hide"
).split()
_CLASS = {name: f"_{number('divs class', name) % 36**6:07x}" for name in _NAMES}


def _div(name: str, inner: str) -> str:
    return f'<div class="{_CLASS[name]}">{inner}</div>'


def _link(href: str, inner: str) -> str:
    return f'<a href="{escape(href)}">{inner}</a>'


def render_article(page: ArticlePage) -> str:
    """Return the article's page as HTML."""
    story = page.story
    head = f"<title>{escape(story.headline)} - {TITLE}</title>{_metas(page)}"
    names = _div("by", "、".join(f"<span>{author.name}</span>" for author in story.authors))
    views = f"{story.view_count:,}" if story.view_count is not None else ""
    top = (
        _div("title", escape(story.headline))
        + _div("line", names + _div("view", f"<span>アクセス</span><span>{views}</span>"))
        + _div("share", "".join(_link(href, words) for href, words in social_links(page.canonical)))
    )
    blocks = (page.ranking, page.related, page.related, page.recommended, page.trending)
    lists = "".join(_list(block) for block in blocks)
    main = _div("box", top + _div("text", _content(page)) + _pages(page) + _comments(story)) + lists
    return _document(page.charset, page.canonical, head, main)


def render_list(page: ListPage) -> str:
    """Return a front or section page as HTML."""
    title = f"{page.section.label} - {TITLE}" if page.section else TITLE
    head = f'<title>{title}</title><link rel="canonical" href="{page.base_url}{page.path}">'
    heading = _div("title", f"{page.section.label}&nbsp;") if page.section else ""
    cards = "".join(_card(link, snippet) for link, snippet in zip(page.links, page.snippets, strict=True))
    further = _div("page", _link(page.next_path, "次のページ")) if page.next_path else ""
    main = heading + _div("list", cards) + further + "".join(_list(block) for block in page.lists)
    return _document(page.charset, page.base_url + page.path, head, main)


def _document(charset: str, address: str, head: str, main: str) -> str:
    names = tuple(_CLASS.values())
    skips = "".join(_link(f"#s{place}", words) for place, words in enumerate(SKIP_LINKS))
    menu = "".join(_div("item", _link(list_path(section, 1), section.label)) for section in SECTIONS)
    top = _div("hide", skips) + _div("bar", _link("/", TITLE) + _div("menu", menu))
    links = "".join(_div("item", _link(href, words)) for href, words in FOOTER_LINKS)
    foot = _div("foot", links + _div("note", f"© {TITLE}. 記事・写真の無断使用を禁じます。"))
    scripts = "".join(f"<script>{script(f'divs {place}')}</script>" for place in range(script_count(address)))
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}">'
        f'<meta name="viewport" content="width=device-width">'
        f"{head}<style>{style(names, 14_000)}</style></head>"
        f'<body><div id="__app">{_div("root", top + _div("main", main) + foot)}</div>{scripts}</body></html>'
    )


def _metas(page: ArticlePage) -> str:
    story = page.story
    values = [
        ("og:type", "article"),
        ("og:title", story.headline),
        ("og:url", page.canonical),
        ("og:image", page.base_url + story.pictures[0].path),
        ("og:description", story.lead),
        ("article:section", story.section.label),
        ("article:published_time", _utc(story.published_at)),
        ("article:content_tier", "locked" if story.is_paywalled else None),
        ("article:modified_time", _utc(story.modified_at) if story.modified_at else None),
        *(("article:tag", tag) for tag in story.tags),
    ]
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in values if value)
    return f'{metas}<link rel="canonical" href="{page.canonical}">'


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _content(page: ArticlePage) -> str:
    parts = [_picture(picture) for picture in page.pictures]
    for place, block in enumerate(page.blocks):
        parts.append(_div("head" if block.is_heading else "part", escape(block.text, quote=False)))
        if place == 3:
            parts.append(_advert(page.story.number))
    if page.story.is_paywalled:
        parts.append(_div("more", "この記事は有料会員限定です。" + _link("/login", "続きを読むには会員登録")))
    parts += [_signature(author.name, author.email) for author in page.story.authors]
    return "".join(parts)


def _signature(name: str, email: str | None) -> str:
    return _div("note", f"<div>{name}</div>" + (f"<div>{email}</div>" if email else ""))


def _picture(picture: Picture) -> str:
    return _div("wide", f'<img src="{picture.path}" alt="">') + _div("note", picture.printed)


def _advert(place: int) -> str:
    href, words = ADVERTS[place % len(ADVERTS)]
    return _div("more", _link(href, f"<span>{words}</span>"))


def _pages(page: ArticlePage) -> str:
    story = page.story
    if len(story.pages) == 1:
        return ""
    numbers = "".join(_link(story.page_path(n), str(n)) for n in range(1, len(story.pages) + 1))
    further = "" if page.is_last else _link(story.page_path(page.page + 1), "次のページ")
    return _div("page", numbers + further)


def _comments(story: Story) -> str:
    if story.comment_count is None:
        return ""
    count = f"<span>コメント</span><span>{story.comment_count}</span>"
    return _div(
        "form", f'{_div("head", count)}<textarea rows="3"></textarea>{_div("note", "300")}{_div("more", count)}'
    )


def _list(block: LinkList) -> str:
    if block.section:
        words = ("[", block.section.label, "]", " ", "ランキング")
        heading = "".join(f"<span>{word}</span>" for word in words)
    else:
        heading = block.name
    is_numbered = block.kind in {"recommended", "trending"}
    rows = "".join(_row(link, position if is_numbered else None) for position, link in enumerate(block.links, 1))
    return _div("list", _div("head", heading) + rows)


def _row(link: Link, position: int | None) -> str:
    rank = _div("rank", str(position)) if position else ""
    label = _div("label", f"{link.label}&nbsp;") if link.label else ""
    return _div("row", _link(link.path + link.tracking, rank + _div("word", escape(link.headline)) + label))


def _card(link: Link, snippet: str) -> str:
    label = _div("label", link.label) if link.label else ""
    words = _div("word", escape(link.headline)) + (_div("lead", f"{escape(snippet)}…") if snippet else "") + label
    return _div("card", _link(link.path + link.tracking, _div("thumb", '<img src="/img/thumb.png" alt="">') + words))
