"""Half a page is never stored as the page: it is asked for again, and told as cut off."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newscrawl import extract
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.demo.web.wire_faults import PACKERS
from newscrawl.downloadermiddlewares.unpack import UnpackMiddleware
from newscrawl.network.completeness import Completeness
from tests.crawling import crawl, stored
from tests.truth import truth

URL = "https://news.example/1"
PAGE = b"<html><body>" + random.Random(1).randbytes(9000).hex().encode() + b"</body></html>"
CUT = [*(f"cut_stream:{name}" for name in PACKERS), "torn_stream:gzip", "torn_stream:zstd", "half_page", "no_length:60"]
WHOLE = ["no_length"]


def response(body: bytes, *, flags: tuple[str, ...] = (), url: str = URL, **headers: str) -> Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, headers={"Content-Type": "text/html", **names}, body=body, flags=list(flags))


@pytest.mark.parametrize("encoding", PACKERS)
def test_a_compressed_body_that_is_cut_anywhere_is_not_whole(encoding: str) -> None:
    packed = PACKERS[encoding](PAGE)
    completeness = Completeness(10**7)
    cuts = [1, 9, len(packed) // 2, len(packed) - 200, len(packed) - 9, len(packed) - 1]
    found = [completeness.judged(response(packed[:cut], Content_Encoding=encoding)).fault for cut in cuts]

    assert all(found[2:])
    assert completeness.judged(response(packed, Content_Encoding=encoding)).fault is None


def test_a_body_that_the_server_only_calls_compressed_is_whole() -> None:
    assert Completeness(10**7).judged(response(PAGE, Content_Encoding="gzip")).fault is None


def test_an_unknown_encoding_and_a_body_too_large_are_left_to_others() -> None:
    completeness = Completeness(1000)

    assert completeness.judged(response(PAGE, Content_Encoding="lzma2")).fault is None
    assert completeness.judged(response(PACKERS["gzip"](PAGE), Content_Encoding="gzip")).fault is None


def test_a_page_without_its_end_is_cut_off_where_the_host_closes_its_pages() -> None:
    completeness = Completeness(10**7)
    first = completeness.judged(response(PAGE[:5000])).fault
    completeness.judged(response(PAGE))

    assert first is None
    assert completeness.judged(response(PAGE[:6000])).fault == "the page has no end"


def test_a_page_without_its_end_that_comes_the_same_again_is_taken_where_it_ends_in_a_tag() -> None:
    completeness = Completeness(10**7)
    bodies = [PAGE[:6000]] * 2 + [PAGE[:7000] + b"</p>"] * 2
    faults = [completeness.judged(response(body, flags=("partial",))).fault for body in bodies]

    assert faults == ["the page has no end"] * 3 + [None]


def test_a_host_that_never_closes_its_pages_is_asked_twice_for_a_few_only() -> None:
    completeness = Completeness(10**7)
    faults = [
        completeness.judged(response(PAGE[:6000] + b"</p>", flags=("partial",), url=f"{URL}/{number // 2}")).fault
        for number in range(12)
    ]

    assert [fault is not None for fault in faults] == [True, False] * 3 + [False] * 6


def test_other_documents_and_utf16_pages_are_judged_by_what_they_are() -> None:
    completeness = Completeness(10**7)

    assert completeness.judged(response(b"<rss>", flags=("partial",), Content_Type="application/xml")).fault is None
    assert completeness.judged(response(PAGE.decode().encode("utf-16"), flags=("partial",))).fault is None


@pytest.mark.parametrize("is_for_ever", [False, True], ids=["once", "for ever"])
def test_articles_that_come_cut_off_are_asked_for_again_and_never_stored_in_part(
    tmp_path: Path, is_for_ever: bool
) -> None:
    portal = DemoPortal(seed=5, article_count=80)
    with DemoServer(portal) as server:
        expected = truth(portal, server.now, server.base_url)
        chosen = sorted(name for name in expected.articles if len(expected.addresses[name]) == 1)[:: 80 // 14]
        kinds = dict(zip(chosen, CUT + WHOLE, strict=False))
        paths = {
            next(iter(expected.addresses[name])).removeprefix(server.base_url): kind for name, kind in kinds.items()
        }
        server.set_faults({path: kind if is_for_ever else f"{kind} x1" for path, kind in paths.items()})
        settings = {
            "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.05,
            "NEWSCRAWL_CLOCK_START": server.now.isoformat(),
            "CONCURRENT_REQUESTS": 1,
        }
        ended = crawl(server.url, tmp_path, settings=settings)
    found = stored(tmp_path)
    bodies = {article.article_id: article.body for article in found.articles}
    cut = {name for name, kind in kinds.items() if kind in CUT} if is_for_ever else set()

    assert ended.returncode == 0, ended.stderr[-2000:]
    assert len(kinds) == len(CUT + WHOLE)
    assert not cut & bodies.keys()
    assert {name for name in kinds if name not in cut and bodies.get(name) != expected.articles[name].body} == set()
    assert found.reports[0]["failures"].get("cut_off", 0) == len(cut)


REFRESHES = {
    '<meta http-equiv="refresh" content="0;url=https://news.example/other">': "meta_refresh",
    "<meta http-equiv=Refresh content='5; URL=/other'>": "meta_refresh",
    '<meta http-equiv="refresh" content="300">': None,
    '<meta http-equiv="refresh" content="300;url=/other">': None,
    '<meta http-equiv="refresh" content="0;url=https://news.example/1">': None,
}


@pytest.mark.parametrize(("meta", "reason"), REFRESHES.items())
def test_a_page_that_only_leads_elsewhere_is_no_article(meta: str, reason: str | None) -> None:
    text = "<p>このページは移転しました。自動的に新しいページへ移動しない場合は、リンクを押してください。</p>"
    html = f"<html><head>{meta}<title>移転のお知らせ</title></head><body><h1>移転のお知らせ</h1>{text}</body></html>"

    assert extract(html, URL).reason == reason


def test_an_article_that_refreshes_itself_is_still_that_article() -> None:
    meta = '<meta http-equiv="refresh" content="10;url=/other">'
    text = "".join(
        f"<p>{'市場の計画が発表され、住民の間で話題になっている。' * 5}{number}回目の説明会が開かれた。</p>"
        for number in range(5)
    )

    assert extract(f"<html><head>{meta}</head><body><h1>市場の計画</h1>{text}</body></html>", URL).article is not None


@pytest.mark.parametrize("encoding", PACKERS)
def test_a_page_that_was_unpacked_already_reaches_the_callback_like_any_other(encoding: str) -> None:
    packed = response(PACKERS[encoding](PAGE), Content_Encoding=encoding, Content_Type="text/html; charset=utf-8")
    crawler = get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": 10**7})
    request = Request(URL, meta={"unpacked": Completeness(10**7).judged(packed).body})

    ours = UnpackMiddleware.from_crawler(crawler).process_response(request, packed)
    theirs = HttpCompressionMiddleware(crawler=crawler).process_response(Request(URL), packed)

    assert type(ours) is type(theirs) is HtmlResponse
    assert (ours.body, ours.headers, ours.encoding, ours.flags) == (PAGE, theirs.headers, theirs.encoding, theirs.flags)
    assert "unpacked" not in request.meta
    assert crawler.stats.get_value("httpcompression/response_count") == 2
