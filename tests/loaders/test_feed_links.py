"""The feeds that a page names for itself."""

from __future__ import annotations

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import feed_links

HEAD = """<html><head>
<link rel="alternate" type="application/rss+xml" title="港町ニュース" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="港町ニュース » コメント" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://news.example/atom.xml">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" type="text/css" href="a.css">
</head><body><p>港町</p></body></html>"""


def test_the_feeds_of_articles_are_named_and_no_other_links():
    page = Page.parse(HEAD, "https://news.example/")

    assert feed_links(page, None) == ("https://news.example/feed/", "https://news.example/atom.xml")


def test_the_first_five_feeds_of_a_page_are_taken():
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}.xml">' for n in range(7))
    page = Page.parse(f"<html><head>{links}</head><body><p>港町</p></body></html>", "https://news.example/")

    assert feed_links(page, None) == tuple(f"https://news.example/{n}.xml" for n in range(5))
