"""A picture or a description of the whole site is no article's: `add` finds it, and the portal's file names it."""

from __future__ import annotations

import msgspec
import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import load_article
from newscrawl.onboarding.inference.site_facts import site_descriptions_of, site_pictures_of
from newscrawl.onboarding.seen import SeenPage
from newscrawl.portals import Portal, Urls

SITE = "https://news.example"
COVER, OWN = f"{SITE}/media/minato-2026.jpg", f"{SITE}/media/bridge.jpg"
TEXT = "<p>市は二十日、港の橋を来年春までに架け替えると発表した。費用は国と県が半分ずつ負担する。</p>" * 4
PORTAL = Portal(
    name="example", title="例", language="ja", zone="Asia/Tokyo", hosts=("news.example",), start_urls=(f"{SITE}/",),
    urls=Urls(article=(r"^/\d+$",), section=()),
)  # fmt: skip


def page(path: str, named: str, printed: str = "") -> SeenPage:
    head = f'<meta property="og:image" content="{named}">' if named else ""
    shown = f'<figure><img src="{printed}" width="800" height="600"></figure>' if printed else ""
    body = f"<article><h1>港の橋、架け替えへ</h1><time>2026年11月20日</time>{shown}{TEXT}</article>"
    html = f"<html lang=ja><head>{head}</head><body><main>{body}</main></body></html>"
    url = SITE + path
    return SeenPage(url, Page.parse(html.encode(), url, content_type="text/html; charset=utf-8"))


@pytest.mark.parametrize(
    ("front", "articles", "found"),
    [
        (COVER, [page("/1", COVER), page("/2", OWN, OWN)], [COVER]),
        ("", [page("/1", COVER), page("/2", COVER), page("/3", OWN, OWN)], [COVER]),
        ("", [page("/1", COVER), page("/2", OWN)], []),
        (COVER, [page("/1", COVER, COVER), page("/2", OWN, OWN)], []),
        (COVER, [page("/1", ""), page("/2", OWN)], []),
    ],
    ids=["named by the front page", "named by two articles", "named by one", "printed", "named by no article"],
)
def test_a_picture_is_of_the_whole_site_where_more_than_one_page_names_it_and_none_prints_it(front, articles, found):
    assert [url for url, _ in site_pictures_of(page("/", front), articles)] == found


def test_an_article_that_names_the_sites_picture_has_none():
    portal = msgspec.structs.replace(PORTAL, site_pictures=(COVER,))

    assert [load_article(one.page, portal).article.images for one in (page("/1", COVER),)] == [()]
    assert [image.url for image in load_article(page("/2", OWN).page, portal).article.images] == [OWN]


def described(path: str, description: str) -> SeenPage:
    head = f'<meta property="og:description" content="{description}">' if description else ""
    body = f"<article><h1>港の橋、架け替えへ</h1><time>2026年11月20日</time>{TEXT}</article>"
    url = SITE + path
    html = f"<html lang=ja><head>{head}</head><body><main>{body}</main></body></html>"
    return SeenPage(url, Page.parse(html.encode(), url, content_type="text/html; charset=utf-8"))


ABOUT, SUMMARY = "港町の毎日を伝える地域の新聞です。", "市は橋の架け替えを発表した。"


@pytest.mark.parametrize(
    ("front", "articles", "found"),
    [
        (ABOUT, [described("/1", ABOUT), described("/2", SUMMARY)], [ABOUT]),
        ("", [described("/1", ABOUT), described("/2", ABOUT), described("/3", ABOUT)], [ABOUT]),
        ("", [described("/1", SUMMARY), described("/2", SUMMARY)], []),
        (ABOUT, [described("/1", ""), described("/2", SUMMARY)], []),
    ],
    ids=["of the front page", "of three articles", "of two articles", "of no article"],
)
def test_a_description_is_of_the_whole_site_where_front_page_or_three_articles_have_it(front, articles, found):
    assert [text for text, _ in site_descriptions_of(described("/", front), articles)] == found


def test_an_article_with_the_sites_description_has_no_lead():
    portal = msgspec.structs.replace(PORTAL, site_descriptions=(ABOUT,))

    assert load_article(described("/1", ABOUT).page, portal).article.lead is None
    assert load_article(described("/2", SUMMARY).page, portal).article.lead == SUMMARY
