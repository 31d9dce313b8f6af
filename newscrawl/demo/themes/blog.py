"""Theme `blog`: a classic blog theme with JSON-LD and OpenGraph, and pictures that a script loads late.

Where its values are: headline h1, og:title, JSON-LD; authors JSON-LD and byline (e-mails in the
signature); section JSON-LD and the label above the headline; tags JSON-LD keywords and links; times
JSON-LD and OpenGraph, printed without the zone; lead meta description; pictures data-src with
figcaption; counts printed; paywall JSON-LD and printed.
"""

from __future__ import annotations

import json
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
from newscrawl.demo.web.filler import ADVERTS, FOOTER_LINKS, SKIP_LINKS, script, script_count, social_links, style

_CLASSES = tuple(
    """
    site-header site-branding main-navigation menu menu-item site-main hentry entry-header entry-title
    entry-meta entry-content cat-links byline posted-on wp-caption wp-caption-text widget widget-title
    widget-list widget-rank widget-cat ad-slot post-signature tags-links sharedaddy comments-area
    comment-count page-links nav-links next page-numbers site-footer post-card post-card-title
    post-card-excerpt more-link post-thumb screen-reader-text
    """.split()
)


def render_article(page: ArticlePage) -> str:
    """Return the article's page as HTML."""
    story = page.story
    head = (
        f"<title>{escape(story.headline)} | {TITLE}</title>\n"
        f'<link rel="canonical" href="{page.canonical}">\n{_open_graph(page)}{_json_ld(page)}'
    )
    main = (
        f'<article id="post-{story.number}" class="hentry"><header class="entry-header">'
        f'<p class="cat-links"><a href="{list_path(story.section, 1)}">{story.section.label}&nbsp;</a></p>'
        f'<h1 class="entry-title">{escape(story.headline)}</h1>{_entry_meta(story)}</header>\n'
        f"{_content(page)}{_after_content(page)}</article>\n"
    )
    blocks = (page.ranking, page.related, page.related, page.recommended, page.trending)
    lists = "".join(_widget(block) for block in blocks)
    return _document(page.charset, page.canonical, head, f"{main}{_comments(story)}", lists)


def render_list(page: ListPage) -> str:
    """Return a front or section page as HTML."""
    label = page.section.label if page.section else ""
    title = f"{label} | {TITLE}" if page.section else TITLE
    head = f'<title>{title}</title>\n<link rel="canonical" href="{page.base_url}{page.path}">\n'
    head += f'<link rel="next" href="{page.next_path}">\n' if page.next_path else ""
    cards = "".join(_card(link, snippet) for link, snippet in zip(page.links, page.snippets, strict=True))
    heading = f'<h1 class="page-title">{label}&nbsp;</h1>' if page.section else ""
    main = f"{heading}{cards}{_numbers(page)}"
    lists = "".join(_widget(block) for block in page.lists)
    return _document(page.charset, page.base_url + page.path, head, main, lists)


def _document(charset: str, address: str, head: str, main: str, lists: str) -> str:
    skips = "".join(f'<a class="screen-reader-text" href="#to{n}">{words}</a>' for n, words in enumerate(SKIP_LINKS))
    menu = "".join(
        f'<li class="menu-item"><a href="{list_path(section, 1)}">{section.label}</a></li>' for section in SECTIONS
    )
    scripts = "".join(f"<script>{script(f'blog {n}')}</script>\n" for n in range(script_count(address)))
    return (
        f'<!DOCTYPE html>\n<html lang="ja" prefix="og: http://ogp.me/ns#">\n<head>\n<meta charset="{charset}">\n{head}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="alternate" type="application/rss+xml" title="{TITLE}" href="/feed.xml">\n'
        f"<style>{style(_CLASSES, 12_000)}</style>\n</head>\n<body>\n{skips}\n"
        f'<header class="site-header"><p class="site-branding"><a href="/">{TITLE}</a></p>'
        f'<nav class="main-navigation"><ul class="menu">{menu}</ul></nav></header>\n'
        f'<main class="site-main">{main}</main>\n<aside id="secondary">{lists}</aside>\n'
        f"{_footer(menu)}{scripts}</body>\n</html>\n"
    )


def _footer(menu: str) -> str:
    links = "".join(f'<li><a href="{escape(href)}">{words}</a></li>' for href, words in FOOTER_LINKS)
    return (
        f'<footer class="site-footer"><ul>{menu}</ul><ul>{links}</ul>'
        f"<p>Copyright © 2026 {TITLE} All rights reserved. 無断転載を禁じます。</p></footer>\n"
    )


def _open_graph(page: ArticlePage) -> str:
    story = page.story
    properties = {
        "og:type": "article",
        "og:site_name": TITLE,
        "og:title": story.headline,
        "og:url": page.canonical,
        "og:description": story.lead,
        "og:image": page.base_url + story.pictures[0].path,
        "article:published_time": story.published_at.isoformat(),
        "article:modified_time": story.modified_at.isoformat() if story.modified_at else None,
    }
    metas = "".join(
        f'<meta property="{name}" content="{escape(value)}">\n' for name, value in properties.items() if value
    )
    return metas + (f'<meta name="description" content="{escape(story.lead)}">\n' if story.lead else "")


def _json_ld(page: ArticlePage) -> str:
    story = page.story
    article = {
        "@type": "NewsArticle",
        "@id": f"{page.base_url}{story.path}#article",
        "headline": story.headline,
        "description": story.lead,
        "datePublished": story.published_at.isoformat(),
        "dateModified": story.modified_at.isoformat() if story.modified_at else None,
        "author": [{"@type": "Person", "name": author.name} for author in story.authors],
        "articleSection": story.section.label,
        "keywords": list(story.tags) or None,
        "inLanguage": "ja",
        "mainEntityOfPage": page.canonical,
        "image": [page.base_url + picture.path for picture in page.pictures] or None,
        "publisher": {"@type": "Organization", "name": TITLE, "logo": f"{page.base_url}/img/logo.png"},
        "isAccessibleForFree": False if story.is_paywalled else None,
    }
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "ホーム", "item": f"{page.base_url}/"},
            {"@type": "ListItem", "position": 2, "name": story.section.label},
        ],
    }
    known = {name: value for name, value in article.items() if value is not None}
    graph = {"@context": "https://schema.org", "@graph": [crumbs, known]}
    printed = json.dumps(graph, ensure_ascii=page.charset.lower() != "utf-8").replace("</", "<\\/")
    return f'<script type="application/ld+json">{printed}</script>\n'


def _entry_meta(story: Story) -> str:
    names = "、".join(author.name for author in story.authors)
    views = f"{story.view_count:,}" if story.view_count is not None else ""
    modified = f" 更新 {story.modified_at:%Y.%m.%d %H:%M}" if story.modified_at else ""
    return (
        f'<div class="entry-meta"><span class="byline">{names}</span> '
        f'<span class="posted-on">公開 {story.published_at:%Y.%m.%d %H:%M}{modified}</span> '
        f'<span class="views-label">アクセス <span class="views-number">{views}</span></span></div>'
    )


def _content(page: ArticlePage) -> str:
    story = page.story
    figures = [_figure(picture) for picture in page.pictures]
    parts = [figures.pop(0)] if figures else []
    for place, block in enumerate(page.blocks):
        tag = "h3" if block.is_heading else "p"
        parts.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>\n")
        if place == 2:
            parts.append(_advert(story.number))
        if place % 3 == 1 and figures:
            parts.append(figures.pop(0))
    parts += figures
    return f'<div class="entry-content">{"".join(parts)}{_wall(story)}{_signature(page)}</div>\n'


def _figure(picture: Picture) -> str:
    return (
        f'<figure class="wp-caption"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{picture.path}" '
        f'alt="" loading="lazy"><noscript><img src="{picture.path}" alt=""></noscript>'
        f'<figcaption class="wp-caption-text">{picture.printed}</figcaption></figure>\n'
    )


def _advert(number: int) -> str:
    href, words = ADVERTS[number % len(ADVERTS)]
    return f'<div class="ad-slot"><span>スポンサーリンク</span><a href="{href}" rel="sponsored">{words}</a></div>\n'


def _wall(story: Story) -> str:
    if not story.is_paywalled:
        return ""
    return (
        '<div class="paywall-box"><p>この記事は有料会員限定です。</p>'
        '<p><a href="/login">ログインして続きを読む</a></p></div>\n'
    )


def _signature(page: ArticlePage) -> str:
    return "".join(
        f'<p class="post-signature">{author.name}</p>\n' + (f"<p>{author.email}</p>\n" if author.email else "")
        for author in page.story.authors
    )


def _after_content(page: ArticlePage) -> str:
    story = page.story
    links = ""
    if len(story.pages) > 1:
        numbers = " ".join(
            f'<a href="{story.page_path(n)}">{n}</a>' if n != page.page else f"<span>{n}</span>"
            for n in range(1, len(story.pages) + 1)
        )
        following = story.page_path(page.page + 1)
        further = "" if page.is_last else f' <a rel="next" href="{following}">次のページ</a>'
        links = f'<div class="page-links">{numbers}{further}</div>'
    tags = "".join(f'<a href="/tag/{tag}" rel="tag">{tag}</a>' for tag in story.tags)
    tags = f'<p class="tags-links">タグ： {tags}</p>' if tags else ""
    share = "".join(f'<a href="{escape(href)}">{words}</a>' for href, words in social_links(page.canonical))
    return f'{links}{tags}<div class="sharedaddy">{share}</div>\n'


def _comments(story: Story) -> str:
    if story.comment_count is None:
        return ""
    count = f"コメント<span>{story.comment_count}</span>"
    return (
        f'<section class="comments-area"><h3 class="comment-count">{count}</h3><form action="/comment" method="post">'
        f'<textarea name="text" maxlength="300"></textarea><span>300</span></form>'
        f'<p class="comment-count">{count}</p></section>\n'
    )


def _widget(block: LinkList) -> str:
    is_numbered = block.kind in {"recommended", "trending"}
    items = "".join(
        _widget_item(link, position if is_numbered else None) for position, link in enumerate(block.links, 1)
    )
    label = block.section.label if block.section else ""
    name = f"[<span>{label}</span>] ランキング" if label else block.name
    return (
        f'<section class="widget"><h3 class="widget-title">{name}</h3><ul class="widget-list">{items}</ul></section>\n'
    )


def _widget_item(link: Link, position: int | None) -> str:
    rank = f'<span class="widget-rank">{position}</span> ' if position else ""
    label = f'<span class="widget-cat">{link.label}&nbsp;</span>' if link.label else ""
    return (
        f'<li><a href="{escape(link.path + link.tracking)}">{rank}<span>{escape(link.headline)}</span>{label}</a></li>'
    )


def _card(link: Link, snippet: str) -> str:
    href = escape(link.path + link.tracking)
    label = f'<span class="post-card-cat">{link.label}&nbsp;</span>' if link.label else ""
    excerpt = f'<p class="post-card-excerpt">{escape(snippet)}… <a class="more-link" href="{href}">続きを読む</a></p>'
    return (
        f'<div class="post-card"><a class="post-thumb" href="{href}"><img src="/img/thumb.png" alt=""></a>{label}'
        f'<h2 class="post-card-title"><a href="{href}">{escape(link.headline)}</a></h2>'
        f"{excerpt if snippet else ''}</div>\n"
    )


def _numbers(page: ListPage) -> str:
    if page.page_count == 1:
        return ""
    numbers = "".join(
        f'<a class="page-numbers" href="{list_path(page.section, n)}">{n}</a>'
        for n in range(max(1, page.page - 2), min(page.page_count, page.page + 2) + 1)
    )
    further = f'<a class="next page-numbers" href="{page.next_path}">次へ »</a>' if page.next_path else ""
    return f'<nav class="nav-links">{numbers}{further}</nav>\n'
