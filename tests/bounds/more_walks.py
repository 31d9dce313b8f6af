"""Portals of six real articles whose addresses lead on for ever, each in a way of its own."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bounds.endless_portal import _article, _list

REAL = range(1, 7)
YEARS = range(1960, 2026)
"""The articles of an archive, one a year."""
_SECTION = '<a href="/category/a/">分類</a>'
Answer = str | tuple[int, str]
"""A page, or a status with the address that a redirect leads to."""
Walk = Callable[[str, Iterator[int]], Answer | None]
"""Gives the answer to a path, with a counter of the server; None: the page that all portals have."""


def _page_number(path: str) -> int:
    return int(path.partition("page=")[2] or 1)


def _article_of_endless_pages(path: str, count: Iterator[int]) -> Answer | None:
    if not path.startswith("/news/1"):
        return None
    number = _page_number(path)
    following = (
        f'<link rel="next" href="/news/1?page={number + 1}"><a rel="next" href="/news/1?page={number + 1}">次へ</a>'
    )
    return _article(1, following).replace("番目の記事", f"番目の記事の{number}頁")


def _many_sitemaps(path: str, count: Iterator[int]) -> Answer | None:
    if path == "/robots.txt":
        return "User-agent: *\nDisallow: /no\n" + "".join(f"Sitemap: http://{{host}}/s{n}.xml\n" for n in range(2000))
    if path.endswith(".xml"):
        return "<urlset>" + "".join(f"<url><loc>http://{{host}}/news/{n}</loc></url>" for n in REAL) + "</urlset>"
    return None


def _index_of_itself(path: str, count: Iterator[int]) -> Answer | None:
    if path == "/robots.txt":
        return "User-agent: *\nDisallow: /no\nSitemap: http://{host}/s.xml\n"
    if ".xml" in path:
        deeper = "".join(f"<sitemap><loc>http://{{host}}/s.xml?n={next(count)}</loc></sitemap>" for _ in range(50))
        return f"<sitemapindex>{deeper}</sitemapindex>"
    return None


def _years_and_months(path: str, count: Iterator[int]) -> Answer | None:
    if path == "/robots.txt":
        return "User-agent: *\nDisallow: /no\nSitemap: http://{host}/s.xml\n"
    if path == "/s.xml" or path.startswith("/s.xml?year="):
        form = "year={}" if path == "/s.xml" else f"month={path[12:]}"
        years = YEARS if path == "/s.xml" else [0]
        inside = "".join(f"<sitemap><loc>http://{{host}}/s.xml?{form.format(year)}</loc></sitemap>" for year in years)
        return f"<sitemapindex>{inside}</sitemapindex>"
    if path.startswith("/s.xml?month="):
        return f"<urlset><url><loc>http://{{host}}/news/{path[13:]}</loc></url></urlset>"
    return None


def _redirects_on(path: str, count: Iterator[int]) -> Answer | None:
    number = int(path.rpartition("/")[2] or 0) if path.startswith("/news/") else 0
    if path == "/":
        return _list([*REAL, *range(100, 130)], "")
    return (302, f"/news/{number + 1000}") if number >= 100 else None


def _pages_in_any_order(path: str, count: Iterator[int]) -> Answer | None:
    if path.startswith("/category/a"):
        return _list(REAL, f'<a rel="next" href="/category/a/?page={random.Random(path).randrange(10**9)}">次へ</a>')
    return None


def _one_section_in_many_spellings(path: str, count: Iterator[int]) -> Answer | None:
    if not path.startswith("/category/"):
        return None
    forms = (
        path + "/",
        path + "./",
        path.replace("a", "%61"),
        path.upper().replace("CATEGORY", "category"),
        path + "?",
    )
    return _list(REAL, "".join(f'<nav><a href="{form}">分類{number}</a></nav>' for number, form in enumerate(forms)))


def _canonical_chain(path: str, count: Iterator[int]) -> Answer | None:
    number = int(path.rpartition("/")[2] or 0) if path.startswith("/news/") else 0
    if number < 7:
        return None
    return _article(number).replace("<title>", f'<link rel="canonical" href="/news/{number + 1}"><title>')


def _front_page_of_the_gone(path: str, count: Iterator[int]) -> Answer | None:
    if path.startswith("/news/") and int(path.rpartition("/")[2]) >= 100:
        return (404, "")
    if path == "/" or path.startswith("/?page="):
        number = _page_number(path)
        numbers = [*REAL, *(range(number * 100, number * 100 + 5))]
        return _list(numbers, f'<div class="pager"><a rel="next" href="/?page={number + 1}">次へ</a></div>')
    return None


def _calendar(path: str, count: Iterator[int]) -> Answer | None:
    if not path.startswith("/category/"):
        return None
    days = "".join(
        f'<a href="/category/{2026 - n // 300}/{n % 12 + 1}/{n % 28 + 1}/">{n}日</a>'
        for n in range(next(count), 900, 7)
    )
    return _list([], f"<nav>{days}</nav>")


def _ids_that_lead_to_one(path: str, count: Iterator[int]) -> Answer | None:
    if path.startswith("/news/") and int(path.rpartition("/")[2]) >= 100:
        return (302, "/news/1")
    if path.startswith("/category/a"):
        number = _page_number(path)
        return _list(
            range(number * 100, number * 100 + 4), f'<a rel="next" href="/category/a/?page={number + 1}">次へ</a>'
        )
    return None


def _visitors_in_links(path: str, count: Iterator[int]) -> Answer | None:
    if not path.startswith("/news/"):
        return None
    number = int(path[6:].partition("?")[0])
    related = "".join(
        f'<li><a href="/news/{n}?sid={next(count)}&utm_source=x{next(count)}">見出し{n}の続きを読む</a>' for n in REAL
    )
    return _article(number, f"<ul>{related}</ul>")


def _sections_of_hosts(path: str, count: Iterator[int]) -> Answer | None:
    if path == "/":
        return _list(REAL, "".join(f'<a href="http://s{n}.127.0.0.1/category/{n}/">分類{n}</a>' for n in range(300)))
    return None


WALKS: dict[str, Walk] = {
    "an article of pages without an end": _article_of_endless_pages,
    "two thousand sitemaps in robots.txt": _many_sitemaps,
    "a sitemap index that leads to itself": _index_of_itself,
    "articles that redirect to ever other articles": _redirects_on,
    "pages of a section in any order": _pages_in_any_order,
    "one section in many spellings": _one_section_in_many_spellings,
    "each article names the next as canonical": _canonical_chain,
    "a front page of gone articles without an end": _front_page_of_the_gone,
    "a calendar of empty days": _calendar,
    "new ids that all lead to one article": _ids_that_lead_to_one,
    "links with the visitor in them": _visitors_in_links,
    "sections on a host for each": _sections_of_hosts,
    "sitemaps by year and month": _years_and_months,
}
ENDLESS = [name for name in WALKS if name != "sitemaps by year and month"]


class _Handler(BaseHTTPRequestHandler):
    walk: Walk
    count: Iterator[int]
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        answer = self.walk(self.path, self.count)
        if answer is None:
            answer = self._usual()
        status, text = (200, answer) if isinstance(answer, str) else answer
        body = text.replace("{host}", self.headers["Host"]).encode() if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8")
        if status == 302:
            self.send_header("Location", text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _usual(self) -> Answer:
        if self.path == "/robots.txt":
            return "User-agent: *\nDisallow: /no\n"
        if self.path.startswith("/news/"):
            return _article(int(self.path[6:].partition("?")[0]))
        return _list(REAL, _SECTION)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the overridden method
        """Keep quiet."""


@contextmanager
def walking(kind: str) -> Iterator[tuple[str, list[str]]]:
    """Serve the portal of *kind*; give its address and the paths that are asked for."""
    asked: list[str] = []
    handler = type(
        "Handler", (_Handler,), {"walk": staticmethod(WALKS[kind]), "count": itertools.count(1), "asked": asked}
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", asked
        server.shutdown()
