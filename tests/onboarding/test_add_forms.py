"""`newscrawl add` on sites of many forms over real HTTP: a crawl with the written file equals the site's own truth."""

from __future__ import annotations

import pytest

from tests.crawling import FAST, scrapy, stored
from tests.onboarding.site_forms import Form, posts_of, site_of
from tests.onboarding.small_site import HTML, served

FORMS = {
    "slugs at the top": Form("/{slug}/"),
    "days and slugs": Form("/{day:%Y/%m/%d}/{slug}/", feed="atom", sitemap="index", has_archive=True),
    "parameters": Form("/?p={number}", section="/?cat={section}", page="&paged={page}", sitemap="", has_tags=True),
    "numbers with an ending": Form(
        "/{section}/{number}.html", section="/{section}/", page="-{page}.html", feed="", sitemap=""
    ),
    "uuids": Form("/news/{uuid}", section="/topics/{section}", page="?page={page}", sitemap=""),
    "Japanese words": Form("/{title}/", feed="", has_tags=True, has_archive=True),
    "sections before slugs": Form(
        "/{section}/{slug}", section="/{section}", page="/page/{page}", feed="atom", sitemap=""
    ),
    "whole articles in the lists": Form(
        "/news/{number}.html", section="/category/{section}.html", page="-{page}.html", sitemap="", has_cards=True
    ),
    "without feed and map": Form(
        "/post/{slug}.html", section="/list/{section}.html", page="-{page}.html", feed="", sitemap=""
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_crawl_with_the_written_file_has_every_article_and_nothing_else(tmp_path, name):
    form = FORMS[name]
    options = [option for key, value in FAST.items() for option in ("-s", f"{key}={value}")]
    options += ["-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}"]
    with served(site_of(form)) as (url, asked):
        added = scrapy("add", f"{url}/", "--name", "town", "--allow-private-addresses", *options)
        assert added.returncode == 0, added.stderr
        assert len(asked) <= 30
        crawled = scrapy("crawl", "town", *options, "-s", "NEWSCRAWL_CLOCK_START=2026-11-20T12:00:00+09:00")

    text = (tmp_path / "town.toml").read_text("utf-8")
    assert crawled.returncode == 0, crawled.stderr + text
    kept = stored(tmp_path / "data", "town")
    assert sorted(one.headline for one in kept.articles) == sorted(one.title for one in posts_of(form)), text
    sections = {one.list_section for one in kept.rankings if one.list_kind == "section_page"} - {None}
    assert sections == {"政治", "経済", "文化"}, text


SHELL = '<html lang="ja"><head><title>港日報</title>{named}</head><body><div id="app"></div><script src="/a.js"></script></body></html>'


@pytest.mark.parametrize(
    ("feed", "sitemap", "named"),
    [("rss", "", "/feed.xml"), ("atom", "plain", "/sitemap.xml"), ("", "plain", "/sitemap.xml"), ("", "index", "/maps.xml")],
)  # fmt: skip
def test_a_site_that_only_feeds_or_sitemaps_lead_through_has_a_file_that_fits_it_run_after_run(
    tmp_path, feed, sitemap, named
):
    site = site_of(Form("/{section}/{number}.html", section="/{section}/", feed=feed, sitemap=sitemap))
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">' if feed else ""
    for path in ("/", *(path for path in site if path.count("/") == 2 and not path.endswith("html"))):
        site[path] = (200, HTML, SHELL.replace("{named}", link))
    options = [option for key, value in FAST.items() for option in ("-s", f"{key}={value}")]
    options += ["-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}"]

    with served(site) as (url, _):
        added = scrapy("add", f"{url}/", "--name", "town", "--allow-private-addresses", *options)
        ended = [added, *(scrapy(verb, "town", *options) for verb in ("check", "crawl", "crawl"))]

    text = (tmp_path / "town.toml").read_text("utf-8")
    assert [one.returncode for one in ended] == [0, 0, 0, 0], [one.stderr for one in ended] + [text]
    assert "pages = false" in text
    assert f'{named}"]' in text
    assert len(stored(tmp_path / "data", "town").articles) >= 8
