"""A run that goes back to a day, over feeds and sitemaps; and the run without that limit which comes after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import page, small_portal

SINCE = ("-a", "since=2026-11-15")
INDEX = (
    "<sitemapindex><sitemap><loc>/new.xml</loc><lastmod>2026-11-20T08:00:00+09:00</lastmod></sitemap>"
    "<sitemap><loc>/old.xml</loc><lastmod>2026-11-02</lastmod></sitemap>"
    "<sitemap><loc>/open.xml</loc></sitemap></sitemapindex>"
)
URL = "<url><loc>/a/{}.html</loc>{}</url>"
NEW = URL.format(1001, "<lastmod>2026-11-01</lastmod>") + URL.format(1002, "<lastmod>2026-11-20</lastmod>")
FEED = (
    '<rss version="2.0"><channel><title>新着</title>'
    "<item><link>/a/1001.html</link><pubDate>Sun, 01 Nov 2026 08:00:00 +0900</pubDate></item>"
    "<item><link>/a/1002.html</link><pubDate>Sun, 15 Nov 2026 00:00:00 +0900</pubDate></item>"
    "<item><link>/a/1003.html</link><pubDate>Sat, 14 Nov 2026 23:59:59 +0900</pubDate></item>"
    "<item><link>/a/1004.html</link></item></channel></rss>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def serve(server: Server, documents: dict[str, str]) -> None:
    articles = {f"/a/{number}.html": page(f"見出し第{number}号") for number in range(1001, 1007)}
    answers = {path: text.encode() for path, text in documents.items()} | articles
    server.script = lambda path, nth, headers: Answer(body=answers[path]) if path in answers else Answer(404)


def run(folder: Path, server: Server, table: str, at: str, *arguments: str) -> list[str]:
    """Return the paths that were asked for, without robots.txt."""
    begin = len(server.log)
    settings = {**small_portal(folder, server, table), "NEWSCRAWL_CLOCK_START": at}
    ended = crawl(f"{server.url}/", folder / "data", *arguments, portal="small", settings=settings)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return sorted({path for _, path in server.log[begin:]} - {"/robots.txt"})


def test_entries_of_a_feed_from_before_the_day_are_left_to_a_run_without_it(tmp_path: Path, server: Server) -> None:
    serve(server, {"/feed": FEED})
    table = f'feeds = ["{server.url}/feed"]'

    limited = run(tmp_path, server, table, "2026-11-23T09:00:00+09:00", *SINCE)
    whole = run(tmp_path, server, table, "2026-11-23T09:20:00+09:00")

    assert limited == ["/a/1002.html", "/a/1004.html", "/feed"]  # the day is the portal's; the last one tells no time
    assert whole == ["/a/1001.html", "/a/1003.html", "/feed"]
    assert len(stored(tmp_path / "data", "small").articles) == 4


def test_sitemaps_of_which_entries_were_passed_over_are_read_again_by_a_run_without_the_day(
    tmp_path: Path, server: Server
) -> None:
    serve(server, {
        "/sitemap.xml": INDEX, "/new.xml": f"<urlset>{NEW}{URL.format(1003, '')}</urlset>",
        "/old.xml": f"<urlset>{URL.format(1004, '')}</urlset>", "/open.xml": f"<urlset>{URL.format(1005, '')}</urlset>",
    })  # fmt: skip
    table = f'sitemaps = ["{server.url}/sitemap.xml"]'

    limited = run(tmp_path, server, table, "2026-11-23T09:00:00+09:00", *SINCE)
    whole = run(tmp_path, server, table, "2026-11-23T09:20:00+09:00")
    again = run(tmp_path, server, table, "2026-11-23T09:40:00+09:00")

    assert limited == ["/a/1002.html", "/a/1003.html", "/a/1005.html", "/new.xml", "/open.xml", "/sitemap.xml"]
    assert whole == ["/a/1001.html", "/a/1004.html", "/new.xml", "/old.xml", "/open.xml", "/sitemap.xml"]
    assert again == ["/open.xml", "/sitemap.xml"]
