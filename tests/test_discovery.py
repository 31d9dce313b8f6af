"""Feeds and sitemaps as ways to articles: what they lead to, what they say, and what a repeat run asks for."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.portals.portal_file import PORTALS_DIR
from tests.comparison import differences
from tests.crawling import Stored, crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.truth import Truth, truth

PORTAL = DemoPortal(seed=5, article_count=30)
WAYS = {
    "rss": ("feeds", "feed.xml"),
    "atom": ("feeds", "atom.xml"),
    "sitemap": ("sitemaps", "sitemap.xml"),
    "news": ("sitemaps", "news-sitemap.xml"),
}


def run(server: DemoServer, data: Path, table: str, **settings: Any) -> list[str]:
    """Crawl the demo portal whose file has *table*; return the paths that were asked for."""
    portals = data.parent / "portals"
    portals.mkdir(exist_ok=True)
    written = (PORTALS_DIR / "demo.toml").read_text("utf-8")
    (portals / "demo.toml").write_text(f"{written}\n[discovery]\n{table}\n", "utf-8")
    begin = len(server.log)
    made = {"NEWSCRAWL_PORTALS_DIR": portals, "NEWSCRAWL_CLOCK_START": server.now.isoformat(), **settings}
    ended = crawl(server.url, data, settings=made)
    assert ended.returncode == 0, ended.stderr[-3000:]
    return [request.path.partition("?")[0] for request in server.log[begin:]]


def expected_of(server: DemoServer) -> Truth:
    return truth(PORTAL, server.now, server.base_url)


@pytest.mark.parametrize("way", ["rss", *(pytest.param(way, marks=pytest.mark.torture) for way in list(WAYS)[1:])])
def test_a_portal_of_one_feed_or_sitemap_alone_gives_every_article_that_it_names(tmp_path: Path, way: str) -> None:
    key, name = WAYS[way]
    with DemoServer(PORTAL) as server:
        paths = run(server, tmp_path / "data", f'pages = false\n{key} = ["{server.url}{name}"]')
        document = server.answer(f"/{'sitemap-1.xml' if way == 'sitemap' else name}")[0].body.decode()
        expected = expected_of(server)
    found = stored(tmp_path / "data")
    named = {article for article, addresses in expected.addresses.items() if any(url in document for url in addresses)}

    assert len(named) >= 30
    assert named <= {article.article_id for article in found.articles}
    assert not [path for path in paths if path.endswith("/")]
    places = {place.page_url for article in found.articles for place in article.found_in}
    assert f"{server.url}{'sitemap-1.xml' if way == 'sitemap' else name}" in places
    assert found.reports[-1]["verdict"] == "done"


@pytest.fixture(scope="module")
def every_way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoServer, Path, list[str]]]:
    """Crawl by all ways at once."""
    data = tmp_path_factory.mktemp("every") / "data"
    with DemoServer(PORTAL) as server:
        yield server, data, run(server, data, all_ways(server))


def all_ways(server: DemoServer) -> str:
    lists = {key: [f"{server.url}{name}" for way, name in WAYS.values() if way == key] for key in ("feeds", "sitemaps")}
    return f"feeds = {lists['feeds']}\nsitemaps = {lists['sitemaps'][1:]}\nsitemaps_of_robots = true"


def test_by_all_ways_each_article_is_fetched_once_and_the_dataset_is_the_truth(
    every_way: tuple[DemoServer, Path, list[str]],
) -> None:
    server, data, paths = every_way
    found, expected = stored(data), expected_of(server)

    assert [path for path, count in Counter(paths).items() if count > 1 and path != "/robots.txt"] == []
    assert {"/feed.xml", "/atom.xml", "/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml"} <= set(paths)
    assert differences(expected, found.articles, found.rankings) == []


def test_the_report_counts_feeds_and_sitemaps_by_kind(every_way: tuple[DemoServer, Path, list[str]]) -> None:
    _, data, _ = every_way
    report = stored(data).reports[0]

    assert (report["requests_by_kind"]["feed"], report["requests_by_kind"]["sitemap"]) == (2, 3)
    assert sum(report["fates"].values()) == report["seen_count"]


def test_a_repeat_run_sends_conditions_and_visits_what_the_sitemap_says_has_changed(tmp_path: Path) -> None:
    def edited(since: Any, until: Any) -> set[str]:
        indices = range(PORTAL.count_at(since))
        return {
            PORTAL.path(index, until)
            for index in indices
            if PORTAL.is_there(index, until)
            and any(since < edit.at <= until and edit.kind != "silent" for edit in PORTAL.edits(index))
        }

    table = 'pages = false\nsitemaps = ["{url}sitemap.xml"]'
    never = {"NEWSCRAWL_REVISE_VISIT_HOURS": "100000"}
    with DemoServer(PORTAL) as server:
        begin = server.now
        run(server, tmp_path / "data", table.format(url=server.url), **never)
        again = run(server, tmp_path / "data", table.format(url=server.url), **never)
        statuses = Counter(request.status for request in server.log[-2:])
        server.set_now(begin + timedelta(hours=20))
        later = run(server, tmp_path / "data", table.format(url=server.url), **never)
        changed, old = edited(begin, server.now), PORTAL.count_at(begin)

    known = {PORTAL.path(index, begin) for index in range(old)}
    assert again == ["/robots.txt", "/sitemap.xml", "/sitemap-1.xml"]
    assert statuses == {304: 2}
    assert len(changed) >= 3
    visited = {path for path in later if path in known and "_" not in path}
    assert changed & known <= visited
    assert len(visited) <= len(changed) + 6


# What feeds say of articles whose pages say nothing

ITEM = "<item><link>{url}</link>{more}</item>"
BODY = "".join(
    f"<p>{'政府は本日、新しい経済政策を閣議決定し、来月から順次実施すると発表した。' * 3}{n}</p>" for n in range(3)
)


def page(headline: str, head: str = "", body: str = BODY) -> bytes:
    html = f"<html lang=ja><head><meta charset=utf-8>{head}</head><body><main><h1>{headline}</h1>{body}</main></body></html>"
    return html.encode()


FRONT = b"<html lang=ja><body><a href=/other.html>x</a></body></html>"
PUBLISHED = '<meta property="article:published_time" content="{}">'
FEED = (
    '<rss version="2.0"><channel><title>新着</title>'
    "<item><link>/a/1001.html</link><pubDate>Mon, 23 Nov 2026 08:00:00 +0900</pubDate><category>経済</category></item>"
    "<item><link>/a/1002.html</link><pubDate>Mon, 23 Nov 2026 07:00:00 +0900</pubDate></item>"
    "<item><link>http://elsewhere.example/a/1003.html</link></item>"
    "<item><link>/about</link></item>"
    "</channel></rss>"
)


def small_portal(folder: Path, server: Server, table: str) -> dict[str, Any]:
    (folder / "portals").mkdir(exist_ok=True)
    (folder / "portals" / "small.toml").write_text(
        f'title = "例"\nlanguage = "ja"\nzone = "Asia/Tokyo"\nhosts = ["127.0.0.1"]\nstart_urls = ["{server.url}/"]\n'
        "allow_private_addresses = true\n[urls]\narticle = ['/(?P<number>\\d{4})\\.html$']\n"
        f"[discovery]\npages = false\n{table}\n",
        "utf-8",
    )
    return {"NEWSCRAWL_PORTALS_DIR": folder / "portals", "NEWSCRAWL_CLOCK_START": "2026-11-23T09:00:00+09:00"}


def crawl_small(folder: Path, server: Server, table: str, *, code: int = 0, **settings: Any) -> tuple[Stored, str]:
    made = {**small_portal(folder, server, table), **settings}
    ended = crawl(f"{server.url}/", folder / "data", portal="small", settings=made)
    assert ended.returncode == code, ended.stderr[-3000:]
    return stored(folder / "data", "small"), ended.stderr


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def serve(server: Server, answers: dict[str, Answer]) -> None:
    server.script = lambda path, nth, headers: answers.get(path, Answer(404))


def test_what_a_feed_says_fills_what_the_page_leaves_open_and_contradicts_what_it_says(
    tmp_path: Path, server: Server
) -> None:
    other = page("見出しその二", PUBLISHED.format("2026-11-23T06:00:00+09:00"), BODY.replace("経済", "外交"))
    serve(server, {"/feed": Answer(body=FEED.encode()), "/a/1001.html": Answer(body=page("見出しその一")),
                   "/a/1002.html": Answer(body=other)})  # fmt: skip

    found, _ = crawl_small(tmp_path, server, f'feeds = ["{server.url}/feed"]')
    first, second = sorted(found.articles, key=lambda article: article.article_id)

    assert first.published_at is not None
    assert first.published_at.isoformat() == "2026-11-23T08:00:00+09:00"
    assert (first.section, first.sources["section"]) == ("経済", "feed:category")
    assert first.sources["published_at"] == "feed:pubDate"
    assert [(place.list, place.position) for place in first.found_in] == [("新着", 1)]
    assert second.sources["published_at"] == "meta:article:published_time"
    assert [told.source for told in second.disagreements["published_at"]] == [
        "meta:article:published_time", "feed:pubDate",
    ]  # fmt: skip
    assert sorted(path for _, path in server.log) == ["/a/1001.html", "/a/1002.html", "/feed", "/robots.txt"]


def test_an_article_that_has_left_the_feed_is_unchanged_and_its_next_revision_keeps_what_the_feed_said(
    tmp_path: Path, server: Server
) -> None:
    answers = {"/feed": Answer(body=FEED.encode()), "/a/1001.html": Answer(body=page("見出しその一"))}
    serve(server, answers)
    table = f'feeds = ["{server.url}/feed"]'
    crawl_small(tmp_path, server, table)
    answers["/feed"] = Answer(
        body=b'<rss version="2.0"><channel><item><link>/a/1002.html</link></item></channel></rss>'
    )
    crawl_small(tmp_path, server, table, NEWSCRAWL_CLOCK_START="2026-11-23T15:00:00+09:00")
    answers["/a/1001.html"] = Answer(body=page("見出しその一、訂正"))

    found, _ = crawl_small(tmp_path, server, table, NEWSCRAWL_CLOCK_START="2026-11-24T12:00:00+09:00")
    revisions = [article for article in found.articles if article.article_id == "small:1001"]
    visits = [visit.status for visit in found.observations if visit.article_id == "small:1001"]

    assert visits == ["new", "unchanged", "changed"]
    assert [(one.revision, one.section, one.sources["published_at"]) for one in revisions] == [
        (1, "経済", "feed:pubDate"),
        (2, "経済", "feed:pubDate"),
    ]


def test_a_sitemap_whose_index_says_that_it_has_not_changed_is_not_asked_for(tmp_path: Path, server: Server) -> None:
    index = (
        "<sitemapindex><sitemap><loc>/old.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap>"
        "<sitemap><loc>/new.xml</loc><lastmod>2026-11-23T08:30:00+09:00</lastmod></sitemap></sitemapindex>"
    )
    urlset = "<urlset><url><loc>/a/{}.html</loc></url></urlset>"
    serve(server, {
        "/sitemap.xml": Answer(body=index.encode()), "/new.xml": Answer(body=urlset.format(1002).encode()),
        "/old.xml.gz": Answer(body=gzip.compress(urlset.format(1001).encode()), headers={"Content-Type": "application/x-gzip"}),
        "/a/1001.html": Answer(body=page("見出しその一")), "/a/1002.html": Answer(body=page("見出しその二")),
    })  # fmt: skip
    table = f'sitemaps = ["{server.url}/sitemap.xml"]'
    found, _ = crawl_small(tmp_path, server, table)
    begin = len(server.log)

    again, _ = crawl_small(tmp_path, server, table, NEWSCRAWL_CLOCK_START="2026-11-23T09:10:00+09:00")

    assert {article.article_id for article in found.articles} == {"small:1001", "small:1002"}
    assert [path for _, path in server.log[begin:]] == ["/robots.txt", "/sitemap.xml"]
    assert again.reports[-1]["fates"]["known"] >= 2


def test_feeds_that_cannot_be_read_are_named_and_hurt_no_other(tmp_path: Path, server: Server) -> None:
    bad = {
        "/page": b"<html><body>x</body></html>", "/gone": None, "/empty": b"",
        "/laughs": b'<!DOCTYPE rss [<!ENTITY a "lol">]><rss><channel><title>&a;</title></channel></rss>',
    }  # fmt: skip
    answers = {path: Answer(404) if body is None else Answer(body=body) for path, body in bad.items()}
    serve(server, {**answers, "/feed": Answer(body=FEED.encode()), "/a/1001.html": Answer(body=page("見出しその一"))})
    feeds = ", ".join(f'"{server.url}{path}"' for path in (*bad, "/feed"))

    found, log = crawl_small(tmp_path, server, f"feeds = [{feeds}]", NEWSCRAWL_REPORT_FAILED_SHARE=0.9)

    assert [article.article_id for article in found.articles] == ["small:1001"]
    assert found.reports[-1]["failures"] == {"no_feed": 1, "empty": 1, "entities": 1}
    assert "declares entities" in log


def test_an_index_that_leads_to_itself_and_ever_deeper_ends(tmp_path: Path, server: Server) -> None:
    def script(path: str, nth: int, headers: dict[str, str]) -> Answer:
        if path == "/robots.txt":
            return Answer(404)
        locs = "".join(f"<sitemap><loc>{path}{name}</loc></sitemap>" for name in ("", "a", "b"))
        return Answer(body=f"<sitemapindex>{locs}</sitemapindex>".encode())

    server.script = script

    crawl_small(tmp_path, server, f'sitemaps = ["{server.url}/s"]', code=3)

    assert sorted(path for _, path in server.log) == ["/robots.txt", "/s", "/sa", "/saa", "/sab", "/sb", "/sba", "/sbb"]


def test_an_article_that_prints_no_time_is_visited_ever_more_rarely_from_its_first_visit(
    tmp_path: Path, server: Server
) -> None:
    urlset = b"<urlset><url><loc>/a/1001.html</loc></url></urlset>"
    serve(server, {"/sitemap.xml": Answer(body=urlset), "/a/1001.html": Answer(body=page("見出し"))})
    asked: list[int] = []
    for hour in (9, 11, 13):
        begin = len(server.log)
        crawl_small(tmp_path, server, f'sitemaps = ["{server.url}/sitemap.xml"]',
                    NEWSCRAWL_CLOCK_START=f"2026-11-23T{hour:02}:00:00+09:00")  # fmt: skip
        asked += [hour] * ("/a/1001.html" in [path for _, path in server.log[begin:]])

    assert asked == [9, 11]


def test_a_feed_that_the_front_page_names_gives_times_to_all_articles_that_it_lists(
    tmp_path: Path, server: Server
) -> None:
    numbers = range(1001, 1009)
    links = "".join(f"<li><a href='/{number}.html'>広場の話その{number}</a></li>" for number in numbers)
    items = "".join(
        f"<item><link>{server.url}/{number}.html</link><pubDate>Sun, 22 Nov 2026 09:00:00 +0900</pubDate></item>"
        for number in numbers
    )
    text = "市は駅前の広場を来年の春から作り直すと発表した。費用はおよそ三億円で、議会が審議する。"
    page = "<html lang=ja><h1>広場の話その{0}</h1><p>{0}：{1}</p><p>{1}</p></html>"
    front = f'<html lang=ja><link rel="alternate" type="application/rss+xml" href="/feed.xml"><ul>{links}</ul></html>'
    serve(server, {
        "/": Answer(body=front.encode()),
        "/feed.xml": Answer(body=f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()),
        **{f"/{number}.html": Answer(body=page.format(number, text).encode()) for number in numbers},
    })  # fmt: skip
    settings = {**small_portal(tmp_path, server, ""), "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    file = tmp_path / "portals" / "small.toml"
    file.write_text(file.read_text("utf-8").replace("pages = false", 'feeds = "auto"'), "utf-8")

    crawl(f"{server.url}/", tmp_path / "data", portal="small", settings=settings)

    times = [article.published_at for article in stored(tmp_path / "data", "small").articles]
    assert [time and time.isoformat() for time in times] == ["2026-11-22T09:00:00+09:00"] * len(numbers)
