"""The demo portal as a web site: which answer is at which address at which time."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import blake2b
from html import escape
from urllib.parse import urlsplit

from newscrawl.demo.newsroom.article_content import SECTION_OF_SLUG, SECTIONS, ArticlePage, ListPage, Story
from newscrawl.demo.newsroom.demo_portal import TITLE, DemoPortal, list_time
from newscrawl.demo.newsroom.draws import number, unit
from newscrawl.demo.newsroom.snapshot import Snapshot, snapshot_at
from newscrawl.demo.newsroom.stories import changed_at
from newscrawl.demo.themes import THEMES, Theme
from newscrawl.demo.web import feeds
from newscrawl.demo.web.misbehaviours import ALTERATIONS, NOTICE

_ARTICLE = re.compile(r"/([a-z]+)/(\d+)(-[a-z]+)?(?:_(\d+))?\.html")
_SECOND = re.compile(r"/news/(\d+)/?")
_SECTION = re.compile(r"/([a-z]+)/(?:page/(\d+)/)?")
_CODECS = {"UTF-8": "utf-8", "Shift_JIS": "cp932", "EUC-JP": "euc_jp"}
_PLAIN_PAGES = frozenset({"/company.html", "/contact/", "/policy.html", "/terms.html", "/login", "/search"})
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """The demo portal in one theme, or in *theme* `mixed`: each page in a theme of its own."""

    def __init__(
        self, portal: DemoPortal, base_url: str, *, theme: str = "mixed", crawl_delay_secs: float | None = None
    ) -> None:
        self.portal = portal
        self.base_url = base_url
        self.theme = theme
        self.crawl_delay_secs = crawl_delay_secs
        self.alter: Callable[[Story], Story] = lambda story: story
        """What happens to each article before it is marked up."""

    def answer(self, target: str, now: datetime, *, misbehaviour: str = "", visit: int = 1) -> Answer:
        """Return the answer to a GET of *target* (path and query) at *now*.

        An article's page comes as the portal's *misbehaviour* has it; *visit* counts the requests for it.
        """
        path = urlsplit(target).path or "/"
        snapshot = snapshot_at(self.portal, now)
        if misbehaviour and (_ARTICLE.fullmatch(path) or _SECOND.fullmatch(path)):
            return self._misbehaved(path, now, misbehaviour, visit)
        return self._answer(snapshot, path)

    def _misbehaved(self, path: str, now: datetime, misbehaviour: str, visit: int) -> Answer:
        snapshot = snapshot_at(self.portal, now)
        if misbehaviour == "all_gone_day":
            return self._missing(404)
        if misbehaviour == "notice_200":
            return notice(200, *NOTICE)
        other = snapshot.story(snapshot.live[-1])
        if alter := ALTERATIONS.get(misbehaviour):
            made = Site(self.portal, self.base_url, theme="tables" if misbehaviour == "theme_switch" else self.theme)
            made.alter = lambda story: alter(story, other, visit)
            return made._answer(snapshot, path)
        good = self._answer(snapshot, path)
        if good.status != 200:
            return good
        one, all_ = (f"{self.base_url}{address}".encode() for address in (path, other.path))
        return _with_validators(good.body.replace(one, all_), good.headers)

    def _answer(self, snapshot: Snapshot, path: str) -> Answer:
        if match := _ARTICLE.fullmatch(path):
            return self._article(snapshot, path, match)
        if match := _SECOND.fullmatch(path):
            index = snapshot.index_of(int(match[1]))
            has_second = index is not None and self.portal.second_path(index)
            return self._story(snapshot, path, index, 1) if index is not None and has_second else self._missing(404)
        if path == "/":
            return self._list(snapshot, path, None, 1)
        if (match := _SECTION.fullmatch(path)) and match[1] in SECTION_OF_SLUG:
            return self._list(snapshot, path, match[1], int(match[2] or 1))
        return self._other(snapshot, path)

    def _article(self, snapshot: Snapshot, path: str, match: re.Match[str]) -> Answer:
        index = snapshot.index_of(int(match[2]))
        page = int(match[4] or 1)
        if index is None or self.portal.section(index).slug != match[1]:
            return self._missing(404)
        own = self.portal.path(index, snapshot.now)
        asked = f"/{match[1]}/{match[2]}{match[3] or ''}.html"
        if asked != own:
            return _redirect(301, self.base_url + own) if match[3] is None else self._missing(404)
        return self._story(snapshot, path, index, page)

    def _story(self, snapshot: Snapshot, path: str, index: int, page: int) -> Answer:
        if not self.portal.is_there(index, snapshot.now):
            return self._ended(index)
        story = self.alter(snapshot.story(index))
        if not 1 <= page <= len(story.pages):
            return self._missing(404)
        charset, header = _charset(self.portal.seed, "article", index)
        model = ArticlePage(
            base_url=self.base_url,
            story=story,
            page=page,
            ranking=snapshot.ranking(story.section),
            recommended=snapshot.recommended,
            trending=snapshot.trending,
            charset=charset,
        )
        last_change = max(changed_at(self.portal, index, snapshot.now), list_time(snapshot.now))
        modified = format_datetime(last_change.astimezone(snapshot.listed_at.tzinfo), usegmt=True)
        return _page(self._theme(path).article(model), charset, header, {"Last-Modified": modified})

    def _list(self, snapshot: Snapshot, path: str, slug: str | None, page: int) -> Answer:
        section = SECTION_OF_SLUG[slug] if slug else None
        page_count = snapshot.page_count(section) if section else 1
        if not 1 <= page <= page_count:
            return self._missing(404)
        links = snapshot.section_links(section, page) if section else snapshot.front_links
        rankings = [snapshot.ranking(section)] if section else [snapshot.ranking(each) for each in SECTIONS]
        charset, header = ("Shift_JIS", "text/html") if slug == "economy" else ("UTF-8", "text/html; charset=UTF-8")
        model = ListPage(
            base_url=self.base_url,
            section=section,
            page=page,
            page_count=page_count,
            links=links,
            snippets=snapshot.snippets(links) if section else ("",) * len(links),
            lists=(*rankings, snapshot.recommended, snapshot.trending),
            charset=charset,
        )
        return _page(self._theme(path).list(model), charset, header)

    def _theme(self, path: str) -> Theme:
        if self.theme != "mixed":
            return THEMES[self.theme]
        return list(THEMES.values())[number("theme", path) % len(THEMES)]

    def _ended(self, index: int) -> Answer:
        fate = self.portal.fate(index)
        kind = fate.kind if fate else "not_found"
        if kind == "front_page":
            return _redirect(302, f"{self.base_url}/")
        if kind == "expired":
            return notice(200, "掲載期間が終了しました", "この記事は掲載期間が終了したため、ご覧いただけません。")
        return self._missing(410 if kind == "gone" else 404)

    def _missing(self, status: int) -> Answer:
        return notice(status, "ページが見つかりません", "お探しのページは移動または削除された可能性があります。")

    def _other(self, snapshot: Snapshot, path: str) -> Answer:
        if path == "/robots.txt":
            text = feeds.robots(self.base_url, self.crawl_delay_secs)
            return _with_validators(text.encode(), {"Content-Type": "text/plain"})
        if path.startswith("/img/"):
            return Answer(200, _PIXEL, {"Content-Type": "image/png"})
        if path in _PLAIN_PAGES or path.startswith("/tag/"):
            return notice(200, TITLE, "このページに記事はありません。")
        document = feeds.document(path, snapshot, self.base_url)
        if document is None:
            return self._missing(404)
        return _with_validators(document.encode(), {"Content-Type": "application/xml; charset=UTF-8"})


def notice(status: int, heading: str, text: str) -> Answer:
    """Return a page that is no article: a heading and a sentence."""
    html = (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{escape(heading)}</title></head>'
        f'<body><h1>{escape(heading)}</h1><p>{escape(text)}</p><p><a href="/">トップページへ</a></p></body></html>'
    )
    return Answer(status, html.encode(), {"Content-Type": "text/html; charset=UTF-8"})


def _redirect(status: int, location: str) -> Answer:
    return Answer(status, b"", {"Location": location, "Content-Type": "text/html"})


def _charset(seed: int, *key: str | int) -> tuple[str, str]:
    """Return the page's charset and its Content-Type header, which one legacy page in three gets wrong."""
    drawn = unit(seed, "charset", *key)
    if drawn >= 0.06:
        return "UTF-8", "text/html; charset=UTF-8"
    charset = "Shift_JIS" if drawn < 0.03 else "EUC-JP"
    header = ("text/html; charset=UTF-8", "text/html", f"text/html; charset={charset}")
    return charset, header[int(drawn * 100) % 3]


def _page(html: str, charset: str, content_type: str, headers: dict[str, str] | None = None) -> Answer:
    body = html.encode(_CODECS[charset], errors="xmlcharrefreplace")
    return _with_validators(body, {"Content-Type": content_type, **(headers or {})})


def _with_validators(body: bytes, headers: dict[str, str]) -> Answer:
    return Answer(200, body, {**headers, "ETag": f'"{blake2b(body, digest_size=8).hexdigest()}"'})
