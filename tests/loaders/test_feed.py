"""Feeds and sitemaps: what they name, and that bytes from strangers end in a record or a named error."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.newsroom.snapshot import snapshot_at
from newscrawl.demo.web.demo_site import Site
from newscrawl.errors import UnreadablePageError
from newscrawl.loaders.feeds.feed import Feed, load_feed
from newscrawl.loaders.feeds.feed_xml import MAX_ENTRIES

ZONE = ZoneInfo("Asia/Tokyo")
URL = "https://news.example/feeds/all.xml"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
PORTAL = DemoPortal(seed=3, article_count=120)
SITE = Site(PORTAL, "http://127.0.0.1")
NOW = PORTAL.start

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>例のニュース</title><image><url>/logo.png</url></image>
<item><title>一</title><media:title>x</media:title><link>https://news.example/1</link>
<pubDate>Mon, 23 Nov 2026 09:05:00 +0900</pubDate><category>経済</category><category>国際</category></item>
<item><title>二</title><guid isPermaLink="true">https://news.example/2</guid></item>
<item><title>三</title><guid isPermaLink="false">tag:3</guid></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>例のニュース</title></channel>
<image><url>/logo.png</url></image>
<item rdf:about="/1"><title>一</title><link>/1</link><dc:date>2026-11-23T00:05:00Z</dc:date>
<dc:subject>経済</dc:subject></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>例のニュース</title><link rel="self" href="/atom.xml"/>
<entry><link rel="edit" href="/edit/1"/><link href="../1"/><id>urn:1</id><category term="eco" label="経済"/>
<published>2026-11-23T09:05:00+09:00</published><updated>2026-11-23T10:00:00+09:00</updated></entry></feed>"""
NEWS = f"""{URLSET.replace(">", ' xmlns:news="n" xmlns:image="i">')}<url><loc>/1</loc><image:image>
<image:loc>/1.jpg</image:loc></image:image><news:news><news:publication_date>2026-11-23T09:05:00+09:00
</news:publication_date></news:news><lastmod>2026-11-23</lastmod></url></urlset>"""


def load(text: str | bytes) -> Feed:
    return load_feed(text.encode() if isinstance(text, str) else text, URL, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "published", "section"),
    [(RSS, "feed:pubDate", "feed:category"), (RDF, "feed:dc:date", "feed:dc:subject"),
     (ATOM, "feed:published", "feed:category"), (NEWS, "sitemap:news:publication_date", "")],
    ids=["rss", "rdf", "atom", "news sitemap"],
)  # fmt: skip
def test_an_entry_has_its_address_time_and_section_with_their_sources(text: str, published: str, section: str) -> None:
    feed = load(text)
    first = feed.entries[0]

    assert (feed.title, first.url) == ("例のニュース" if section else "sitemap", "https://news.example/1")
    assert first.published_at == datetime(2026, 11, 23, 9, 5, tzinfo=ZONE)
    assert (first.published_source, first.section_source) == (published, section)
    assert first.sections[:1] == (("経済",) if section else ())
    assert first.position == 1


def test_an_entry_without_link_is_its_identity_where_that_is_an_address() -> None:
    assert [entry.url for entry in load(RSS).entries] == ["https://news.example/1", "https://news.example/2"]


def test_a_change_is_told_by_updated_and_lastmod() -> None:
    assert load(ATOM).entries[0].changed_at == datetime(2026, 11, 23, 10, tzinfo=ZONE)
    assert load(NEWS).entries[0].changed_at == datetime(2026, 11, 23, tzinfo=ZONE)


def test_a_day_in_an_index_stands_for_its_end() -> None:
    index = "<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>"

    feed = load(index)

    assert feed.kind == "sitemap_index"
    assert feed.entries[0].changed_at == datetime(2026, 11, 24, tzinfo=ZONE)


def test_a_lastmod_that_most_entries_share_tells_nothing() -> None:
    urls = "".join(f"<url><loc>/{n}</loc><lastmod>2026-11-23T09:00:00Z</lastmod></url>" for n in range(10))

    feed = load(f"{URLSET}{urls}</urlset>")

    assert feed.notes == ("same_lastmod",)
    assert {entry.changed_at for entry in feed.entries} == {None}


@pytest.mark.parametrize("path", ["/feed.xml", "/atom.xml", "/sitemap-1.xml", "/news-sitemap.xml"])
def test_the_demo_portals_documents_name_its_articles_with_their_times(path: str) -> None:
    live = {f"http://127.0.0.1{PORTAL.path(index, NOW)}": index for index in snapshot_at(PORTAL, NOW).live}

    feed = load_feed(SITE.answer(path, NOW).body, f"http://127.0.0.1{path}", zone=ZONE)

    assert feed.notes == ()
    assert len(feed.entries) >= 30
    for entry in feed.entries:
        index = live[entry.url.partition("?")[0]]
        assert entry.published_at in {PORTAL.published_at(index), None}
        assert entry.sections in {(PORTAL.section(index).label,), ()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("declared", ["UTF-8", "Shift_JIS", "no-such-thing"])
def test_a_feed_is_read_whatever_encoding_it_declares(encoding: str, declared: str) -> None:
    text = RSS.replace('version="1.0"', f'version="1.0" encoding="{declared}"', 1)
    text = text.replace("<title>一</title>", "<title>大統領が会見で新しい経済政策を発表した</title>")

    feed = load(text.encode(encoding))

    assert (feed.title, feed.entries[0].sections) == ("例のニュース", ("経済", "国際"))


def test_a_gzipped_sitemap_is_read() -> None:
    assert load(gzip.compress(NEWS.encode())).entries[0].url == "https://news.example/1"


def bomb(piece: bytes, count: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(piece) for _ in range(count)) + packer.flush()


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
BAD = {
    "nothing": (b"", "empty"),
    "no XML": (b"hello", "no_feed"),
    "a page": (b"<!DOCTYPE html><html><body><item>x</item></body></html>", "no_feed"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "binary"),
    "broken gzip": (gzip.compress(NEWS.encode())[:12] + b"\xff" * 40, "binary"),
    "a gzip bomb": (bomb(b"\0" * 1_000_000, 60), "too_large"),
    "billion laughs": (
        f'<!DOCTYPE rss [<!ENTITY a "lol">{LAUGHS}]><rss><channel><title>&j;</title></channel></rss>'.encode(),
        "entities",
    ),
    "an external entity": (
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
        "entities",
    ),
}


@pytest.mark.parametrize(("body", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_feed_is_a_named_error(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        load(body)

    assert caught.value.reason == reason


def test_a_document_type_elsewhere_is_never_fetched_nor_read() -> None:
    feed = load(RSS.replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss', 1))

    assert len(feed.entries) == 2


def test_what_can_be_made_out_of_broken_xml_is_taken() -> None:
    feed = load(f"{URLSET}<url><loc>/1</loc></url><url><loc>/2?a&b</loc></url><url><loc>https://news.ex")

    assert feed.notes == ("broken_xml",)
    assert [entry.url for entry in feed.entries][:1] == ["https://news.example/1"]


def test_a_hundred_thousand_entries_are_cut_at_the_protocols_limit() -> None:
    feed = load(f"{URLSET}{'<url><loc>/1</loc></url>' * (MAX_ENTRIES + 1)}</urlset>")

    assert (len(feed.entries), feed.notes) == (MAX_ENTRIES, ("too_many_entries",))


@pytest.mark.parametrize("elements", ["<a>" * 100_000, "<a/>" * 100_000, "<url>" * 10_000, "x" * 1_000_000])
def test_an_endless_document_without_entries_is_told(elements: str) -> None:
    feed = load(f"{URLSET}{elements}")

    assert {"no_entries", "broken_xml"} == set(feed.notes)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xdfff;", "&#x00dabc;", "&#55296;", "&#57343;"])
@pytest.mark.parametrize("where", ["<url><loc>/1{}</loc></url>", "<u{}rl><loc>/1</loc></url>"])
def test_a_reference_to_half_a_character_is_left_out(reference: str, where: str) -> None:
    feed = load(f"{URLSET}{where.format(reference)}</urlset>")

    assert [entry.url for entry in feed.entries] == ["https://news.example/1"]


@given(st.binary(max_size=300), st.integers(0, 300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_feed_or_a_named_error(noise: bytes, where: int) -> None:
    for body in (noise, RSS.encode()[:where] + noise + RSS.encode()[where:]):
        with contextlib.suppress(UnreadablePageError):
            assert load(body).kind == "feed"


def test_relative_addresses_start_from_the_base_that_a_feed_names() -> None:
    text = ATOM.replace("<feed ", '<feed xml:base="https://news.example/" ').replace('href="../1"', 'href="life/1"')

    assert load(text).entries[0].url == "https://news.example/life/1"
