"""The demo portal's pages are pages, and what goes wrong there for a while costs no page."""

import pytest
from scrapy.http import HtmlResponse

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.demo_site import Site, notice
from newscrawl.demo.web.server import DemoServer
from newscrawl.walls.challenge import challenge_in
from newscrawl.walls.page_state import state_in

PORTAL = DemoPortal(seed=3, article_count=30)
LISTS = ["/", "/politics/", "/politics/page/2/", "/cars/", "/entertainment/"]
PASSING = [
    "status_429:1 x1", "status_429:+1 x1", "status_503:soon x1", "status_503 x2", "status_500 x2", "reset x1", "cut x1",
    "slow:4 x1", "status_429:0 x1",
]  # fmt: skip


def text_of(answer):
    return HtmlResponse("http://127.0.0.1/", body=answer.body, headers=answer.headers).text


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_of_the_demo_portal_is_taken_for_a_wall_or_a_missing_page(theme):
    site = Site(PORTAL, "http://127.0.0.1", theme=theme)
    paths = [*LISTS, *(PORTAL.path(index, PORTAL.start) for index in range(PORTAL.count_at(PORTAL.start)))]
    answers = [site.answer(path, PORTAL.start) for path in paths]
    pages = [text_of(answer) for answer in answers if answer.status == 200]

    assert len(pages) > 30
    assert {(state_in(page), challenge_in(200, {}, page)) for page in pages} == {(None, None)}


@pytest.mark.parametrize(
    ("heading", "text", "state"),
    [
        ("ページが見つかりません", "お探しのページは見つかりませんでした。", "soft_404"),
        ("掲載期間が終了しました", "この記事は掲載期間が終了したため、ご覧いただけません。", "expired"),
        ("江南タイムズ", "このページに記事はありません。", None),
    ],
)
def test_the_demo_portals_notices_are_read_as_they_are_meant(heading, text, state):
    assert state_in(text_of(notice(200, heading, text))) == state


def test_what_goes_wrong_for_a_while_costs_no_page(crawl):
    paths = [PORTAL.path(index, PORTAL.start) for index in range(len(PASSING) + 6)]
    with DemoServer(PORTAL, faults=dict(zip(paths, PASSING, strict=False))) as demo:
        urls = [demo.base_url + path for path in paths]

        told = crawl(urls, spider={"in_order": False}, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.02, DOWNLOAD_TIMEOUT=1.5)

    assert told.reason == "finished"
    assert told.fates == dict.fromkeys(urls, 200)


def test_a_bomb_is_neither_kept_nor_asked_for_again(crawl):
    paths = [PORTAL.path(index, PORTAL.start) for index in range(3)]
    with DemoServer(PORTAL, faults={paths[0]: "gzip_bomb:40", paths[1]: "huge:8000000"}) as demo:
        told = crawl([demo.base_url + path for path in paths], DOWNLOAD_MAXSIZE=2_000_000)

    assert list(told.fates.values()) == ["IgnoreRequest", "DownloadCancelledError", 200]
    assert "retry/count" not in told.stats
    assert told.stats["memusage/max"] < 300_000_000
