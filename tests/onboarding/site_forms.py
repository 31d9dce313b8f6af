"""Small news sites in the forms that site makers give them: addresses, pagers, feeds, sitemaps, tags, archives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

from tests.onboarding.small_site import HTML, TEXT, XML

COUNT, A_PAGE = 40, 8
_SECTIONS = {"politics": "政治", "economy": "経済", "culture": "文化"}
_WHO = ("港湾局", "市長", "研究チーム", "漁業組合", "商店街の有志")
_WHAT = ("新しい埠頭", "夏の花火大会", "電気バス", "古い灯台", "給食の予算", "駅前の広場", "海底ケーブル")


@dataclass(frozen=True)
class Form:
    """How a site is built."""

    address: str
    """An article's path: `{slug}`, `{number}`, `{uuid}`, `{title}`, `{section}`, `{day:%Y/%m/%d}`."""
    section: str = "/category/{section}/"
    page: str = "page/{page}/"
    """What comes after a list's address on its further pages; `-{page}.html` takes the place of `.html`."""
    feed: str = "rss"
    sitemap: str = "plain"
    has_tags: bool = False
    has_archive: bool = False
    has_cards: bool = False
    """Whether a list prints each article as an `article` element with a header, a date and a writer."""


@dataclass(frozen=True)
class Post:
    """One article."""

    path: str
    title: str
    section: str
    at: datetime
    body: str
    tag: str


def posts_of(form: Form) -> list[Post]:
    """Return the articles, the newest first."""
    found = []
    for number in range(COUNT):
        section = list(_SECTIONS)[number % 3]
        title = f"{_WHO[number % 5]}、{_WHAT[number % 7]}について説明（第{number}報）"
        at = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=9))) - timedelta(hours=11 * number)
        path = form.address.format(
            slug=f"{section[:3]}-story-of-the-{['harbour', 'town', 'bus'][number % 3]}-{chr(97 + number % 26)}{number // 26}x",
            number=40_500 - number * 3,
            uuid=_uuid(number),
            title=quote(f"{_WHAT[number % 7]}の話その{number}"),
            section=section,
            day=at,
        )
        said = f"{_WHO[number % 5]}は{at.day}日、{_WHAT[number % 7]}の計画を住民に説明した。第{number}回の会合には多くの人が集まった。"
        found.append(
            Post(path, title, section, at, "".join(f"<p>{said * 2}</p>" for _ in range(3)), f"tag-{number % 4}")
        )
    return found


def _uuid(number: int) -> str:
    digits = hashlib.md5(str(number).encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def site_of(form: Form) -> dict[str, tuple[int, str, str]]:
    """Return the whole site as a table for `served`."""
    posts = posts_of(form)
    pages = {
        "/about/": _page(
            form,
            "このサイトについて",
            "<h1>このサイトについて</h1><p>港の町の小さな新聞です。町の人が書いています。</p>",
        )
    }
    pages |= _list(form, "/", "港日報", posts)
    for section, label in _SECTIONS.items():
        pages |= _list(
            form, form.section.format(section=section), label, [one for one in posts if one.section == section]
        )
    for tag in {one.tag for one in posts} if form.has_tags else ():
        pages |= _list(form, f"/tag/{tag}/", f"#{tag}", [one for one in posts if one.tag == tag])
    for month in {f"{one.at:%Y/%m}" for one in posts} if form.has_archive else ():
        pages |= _list(form, f"/{month}/", f"月別 {month}", [one for one in posts if f"{one.at:%Y/%m}" == month])
    for number, post in enumerate(posts):
        pages[post.path] = _page(form, post.title, _article(form, post, posts[number - 1] if number else None))
    answers = {path: (200, HTML, text) for path, text in pages.items()}
    return {**answers, **_documents(form, posts)}


def _page(form: Form, title: str, body: str) -> str:
    menu = "".join(
        f'<li><a href="{form.section.format(section=one)}">{label}</a></li>' for one, label in _SECTIONS.items()
    )
    feed = f'<link rel="alternate" type="application/{form.feed}+xml" href="/feed.xml">' if form.feed else ""
    return (
        f'<!doctype html><html lang="ja"><head><title>{title} | 港日報</title>{feed}</head><body><header><nav><ul>'
        f'<li><a href="/">ホーム</a></li>{menu}<li><a href="/about/">このサイトについて</a></li></ul></nav></header>'
        f"<main>{body}</main><footer><a href='/about/'>運営</a></footer></body></html>"
    )


def _article(form: Form, post: Post, newer: Post | None) -> str:
    tag = f'<a rel="tag" href="/tag/{post.tag}/">{post.tag}</a>' if form.has_tags else ""
    neighbour = f'<nav class="neighbours"><a href="{newer.path}">{newer.title}</a></nav>' if newer else ""
    return (
        f'<article><h1>{post.title}</h1><div><time datetime="{post.at.isoformat()}">{post.at:%Y年%m月%d日}</time>'
        f" 文・佐野一郎</div>{post.body}{tag}</article>{neighbour}"
    )


def _list(form: Form, path: str, label: str, posts: list[Post]) -> dict[str, str]:
    found = {}
    last = max(1, -(-len(posts) // A_PAGE))
    for page in range(1, last + 1):
        inside = posts[(page - 1) * A_PAGE : page * A_PAGE]
        items = "".join(map(_card if form.has_cards else _line, inside))
        links = "".join(
            f'<a href="{_numbered(form, path, one)}">{one}</a> ' for one in range(1, last + 1) if one != page
        )
        after = f'<a class="next" href="{_numbered(form, path, page + 1)}">次へ</a>' if page < last else ""
        archive = (
            '<aside><a href="/2026/11/">2026年11月</a><a href="/2026/10/">2026年10月</a></aside>'
            if form.has_archive
            else ""
        )
        body = f'<h1>{label}</h1><ul>{items}</ul><div class="pager">{links}{after}</div>{archive}'
        found[_numbered(form, path, page)] = _page(form, label, body)
    return found


def _line(post: Post) -> str:
    return f'<li><h2><a href="{post.path}">{post.title}</a></h2><p>{post.body[3:40]}…</p></li>'


def _card(post: Post) -> str:
    return (
        f'<article><header><h2><a href="{post.path}" rel="bookmark">{post.title}</a></h2></header>'
        f"<section>{post.body}</section><footer><p>Published: <time datetime="
        f'"{post.at.isoformat()}">{post.at:%Y年%m月%d日}</time></p><address>By <a href="/author/1">佐野一郎</a></address>'
        "</footer></article>"
    )


def _numbered(form: Form, path: str, page: int) -> str:
    if page == 1:
        return path
    if form.page.startswith("-"):
        stem = f"{path}index" if path.endswith("/") else path.removesuffix(".html")
        return stem + form.page.format(page=page)
    return path + form.page.format(page=page)


def _documents(form: Form, posts: list[Post]) -> dict[str, tuple[int, str, str]]:
    found: dict[str, tuple[int, str, str]] = {}
    if form.feed == "rss":
        items = "".join(f"<item><title>{one.title}</title><link>{{site}}{one.path}</link></item>" for one in posts[:8])
        found["/feed.xml"] = (200, XML, f'<rss version="2.0"><channel><title>港日報</title>{items}</channel></rss>')
    elif form.feed == "atom":
        items = "".join(
            f'<entry><title>{one.title}</title><link href="{{site}}{one.path}"/><updated>{one.at.isoformat()}</updated></entry>'
            for one in posts[:8]
        )
        found["/feed.xml"] = (
            200,
            XML,
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>港日報</title>{items}</feed>',
        )
    paths = ["/", "/about/", *(form.section.format(section=one) for one in _SECTIONS), *(one.path for one in posts)]
    whole = "".join(f"<url><loc>{{site}}{path.replace('&', '&amp;')}</loc></url>" for path in paths)
    namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    robots = "User-agent: *\nDisallow: /admin/\n"
    if form.sitemap == "plain":
        found["/sitemap.xml"] = (200, XML, f"<urlset {namespace}>{whole}</urlset>")
    elif form.sitemap == "index":
        found["/map-1.xml"] = (200, XML, f"<urlset {namespace}>{whole}</urlset>")
        found["/maps.xml"] = (
            200,
            XML,
            f"<sitemapindex {namespace}><sitemap><loc>{{site}}/map-1.xml</loc></sitemap></sitemapindex>",
        )
        robots += "Sitemap: {site}/maps.xml\n"
    return {**found, "/robots.txt": (200, TEXT, robots)}
