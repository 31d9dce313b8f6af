"""Theme `semantic`: HTML5 with microdata, `<time datetime>`, pictures in several sizes.

Where its values are: headline itemprop and h1; authors itemprop (e-mails in the signature);
section itemprop; tags rel=tag; times itemprop with datetime; lead a visible paragraph with
itemprop, above the text; pictures srcset, the largest last; counts printed; paywall itemprop
isAccessibleForFree and printed. Rankings are description lists headed by a dt in full-width
brackets.
"""

from __future__ import annotations

from datetime import datetime
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
    l-header l-header__logo l-nav l-nav__link l-main l-side l-footer c-skip c-story c-story__section
    c-story__lead c-story__body c-story__byline c-story__sign c-figure c-share c-ad c-wall c-pager c-comment
    c-comment__count c-panel c-panel__entry c-panel__rank c-teaser c-teaser__text
    """.split()
)


def render_article(page: ArticlePage) -> str:
    """Return the article's page as HTML."""
    story = page.story
    lead = f'<p class="c-story__lead" itemprop="description">{escape(story.lead)}</p>' if story.lead else ""
    article = (
        f'<article class="c-story" itemscope itemtype="https://schema.org/NewsArticle">\n'
        f'<link itemprop="mainEntityOfPage" href="{page.canonical}">'
        f'<p class="c-story__section"><a href="{list_path(story.section, 1)}" itemprop="articleSection">'
        f"{story.section.label}&nbsp;</a></p>\n"
        f'<h1 itemprop="headline">{escape(story.headline)}</h1>\n{_byline(story)}{lead}{_content(page)}'
        f"{_below(page)}</article>\n{_comments(story)}"
    )
    head = f"<title>{escape(story.headline)}｜{TITLE}</title>\n"
    blocks = (page.ranking, page.related, page.related, page.recommended, page.trending)
    lists = "".join(_panel(block) for block in blocks)
    return _document(page.charset, page.canonical, head, article, lists)


def render_list(page: ListPage) -> str:
    """Return a front or section page as HTML."""
    title = f"{page.section.label}｜{TITLE}" if page.section else TITLE
    heading = f"<h1>{page.section.label}</h1>\n" if page.section else ""
    teasers = "".join(_teaser(link, snippet) for link, snippet in zip(page.links, page.snippets, strict=True))
    further = f'<nav class="c-pager"><a rel="next" href="{page.next_path}">次へ</a></nav>' if page.next_path else ""
    lists = "".join(_panel(block) for block in page.lists)
    address = page.base_url + page.path
    return _document(page.charset, address, f"<title>{title}</title>\n", heading + teasers + further, lists)


def _document(charset: str, address: str, head: str, main: str, lists: str) -> str:
    skips = "".join(f'<a class="c-skip" href="#part{place}">{words}</a>' for place, words in enumerate(SKIP_LINKS))
    menu = "".join(f'<a class="l-nav__link" href="{list_path(section, 1)}">{section.label}</a>' for section in SECTIONS)
    links = "".join(f'<li><a href="{escape(href)}">{words}</a></li>' for href, words in FOOTER_LINKS)
    scripts = "".join(f"<script defer>{script(f'semantic {n}')}</script>\n" for n in range(script_count(address)))
    return (
        f'<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="{charset}">\n{head}'
        f'<link rel="canonical" href="{address}">\n'
        f'<link rel="alternate" type="application/atom+xml" href="/atom.xml">\n'
        f"<style>{style(_CLASSES, 13_000)}</style>\n</head>\n<body>\n{skips}\n"
        f'<header class="l-header"><a class="l-header__logo" href="/">{TITLE}</a>'
        f'<nav class="l-nav">{menu}</nav></header>\n'
        f'<main class="l-main">\n{main}</main>\n<aside class="l-side">\n{lists}</aside>\n'
        f'<footer class="l-footer"><nav>{menu}</nav><ul>{links}</ul><small>© {TITLE}</small></footer>\n'
        f"{scripts}</body>\n</html>\n"
    )


def _byline(story: Story) -> str:
    names = " ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{author.name}'
        f"</span></span>"
        for author in story.authors
    )
    modified = f" 更新: {_time(story.modified_at, 'dateModified')}" if story.modified_at else ""
    views = f"{story.view_count:,}" if story.view_count is not None else ""
    return (
        f'<p class="c-story__byline">{names} {_time(story.published_at, "datePublished")}{modified} '
        f"アクセス <output>{views}</output></p>\n"
    )


def _time(moment: datetime, name: str) -> str:
    printed = f"{moment.month}月{moment.day}日 {moment:%H:%M}"
    return f'<time itemprop="{name}" datetime="{moment.isoformat(timespec="minutes")}">{printed}</time>'


def _content(page: ArticlePage) -> str:
    story = page.story
    figures = "".join(_figure(picture) for picture in page.pictures)
    parts = [
        f"<h2>{escape(block.text)}</h2>\n" if block.is_heading else f"<p>{escape(block.text, quote=False)}</p>\n"
        for block in page.blocks
    ]
    href, words = ADVERTS[story.number % len(ADVERTS)]
    parts.insert(2, f'<aside class="c-ad"><a href="{href}">{words}</a></aside>\n')
    wall = ""
    if story.is_paywalled:
        wall = (
            '<div class="c-wall"><meta itemprop="isAccessibleForFree" content="False">この記事は有料会員限定です。'
            '<a href="/login">続きを読む</a></div>\n'
        )
    return (
        f'{figures}<div class="c-story__body" itemprop="articleBody">\n{"".join(parts)}</div>\n{wall}{_signature(page)}'
    )


def _figure(picture: Picture) -> str:
    middle = picture.path.replace(".jpg", "-960.jpg")
    return (
        f'<figure class="c-figure"><img itemprop="image" src="{picture.small_path}" '
        f'srcset="{picture.small_path} 640w, {middle} 960w, {picture.path} 1600w" sizes="100vw" alt="">'
        f"<figcaption>{picture.printed}</figcaption></figure>\n"
    )


def _signature(page: ArticlePage) -> str:
    lines = "<br>".join(
        author.name + (f' <a href="mailto:{author.email}">{author.email}</a>' if author.email else "")
        for author in page.story.authors
    )
    return f'<footer class="c-story__sign">{lines}</footer>\n'


def _below(page: ArticlePage) -> str:
    story = page.story
    pager = ""
    if len(story.pages) > 1:
        numbers = " ".join(f'<a href="{story.page_path(n)}">{n}</a>' for n in range(1, len(story.pages) + 1))
        further = "" if page.is_last else f'<a rel="next" href="{story.page_path(page.page + 1)}">次のページ</a>'
        pager = f'<nav class="c-pager">{numbers} {further}</nav>\n'
    tags = "".join(f'<li><a rel="tag" href="/tag/{tag}">{tag}</a></li>' for tag in story.tags)
    tags = f"<ul>{tags}</ul>\n" if tags else ""
    share = "".join(f'<li><a href="{escape(href)}">{words}</a></li>' for href, words in social_links(page.canonical))
    return f'{pager}{tags}<ul class="c-share">{share}</ul>\n'


def _comments(story: Story) -> str:
    if story.comment_count is None:
        return ""
    count = f'<b class="c-comment__count">コメント{story.comment_count}</b>'
    return f'<section class="c-comment">{count}<p>{count}</p><label>300<textarea></textarea></label></section>\n'


def _panel(block: LinkList) -> str:
    if block.section:
        entries = "".join(f"<dd>{_anchor(link)}</dd>" for link in block.links)
        return f'<dl class="c-panel"><dt>［{block.section.label}］　ランキング</dt>{entries}</dl>\n'
    if block.kind == "related":
        entries = "".join(f"<li>{_anchor(link)}</li>" for link in block.links)
        return f'<section class="c-panel"><h2>{block.name}</h2><ul>{entries}</ul></section>\n'
    entries = "".join(
        f'<li class="c-panel__entry"><b class="c-panel__rank">{position}</b>{_anchor(link)} '
        f"<small>{link.label}</small></li>"
        for position, link in enumerate(block.links, 1)
    )
    return f'<section class="c-panel"><header><h2>{block.name}</h2></header><ol>{entries}</ol></section>\n'


def _anchor(link: Link) -> str:
    return f'<a href="{escape(link.path + link.tracking)}">{escape(link.headline)}</a>'


def _teaser(link: Link, snippet: str) -> str:
    label = f"<small>{link.label}</small>" if link.label else ""
    text = f'<p class="c-teaser__text">{escape(snippet)}…</p>' if snippet else ""
    return f'<article class="c-teaser"><h2>{_anchor(link)}</h2>{label}{text}</article>\n'
