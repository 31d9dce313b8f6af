"""Looks at a portal that has a file, with at most 12 requests: what a crawl with this file would ask for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from urllib.parse import urlsplit

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import article_links, feed_links, load_section_page, section_links
from newscrawl.loaders.feeds.feed import Feed
from newscrawl.onboarding.ask import Asker
from newscrawl.onboarding.explore import NoSiteError, ask_page, front_page_of, read_document, refusal, without_links
from newscrawl.onboarding.seen import Seen, SeenPage
from newscrawl.portals import Portal, kind_of, portal_url

CHECK_LIMIT = 12
"""robots.txt, front page, 1 feed, 2 sitemaps, 3 pages of sections, 3 articles, 1 in reserve for a redirect."""

_FEEDS, _SITEMAPS, _SECTIONS, ARTICLES = 1, 2, 2, 3


async def look_again(asker: Asker, portal: Portal) -> Seen:
    """Return what is seen of *portal* by its own file. Raises `SiteRefusedError` and `NoSiteError`."""
    url = portal.start_urls[0]
    answer = await asker.ask(url)
    if answer.reason:
        raise refusal(url, answer)
    front = front_page_of(answer, asker.page_secs)
    seen = Seen(front=front, robots_sitemaps=list(asker.sitemaps))
    await _read_documents(asker, seen, portal)
    if len(front.links) < 3 and not any(
        document.entries for document in (*seen.feeds.values(), *seen.sitemaps.values())
    ):
        raise NoSiteError(without_links(front))
    await _read_sections(asker, seen, portal)
    for address in _articles(seen, portal)[:ARTICLES]:
        await ask_page(asker, seen, address)
    seen.request_count = asker.request_count
    return seen


async def _read_documents(asker: Asker, seen: Seen, portal: Portal) -> None:
    rules = portal.discovery
    seen.alternates = list(seen.front.looked_at(lambda page: feed_links(page, portal), ()))
    for url in (seen.alternates if rules.feeds == "auto" else rules.named_feeds)[:_FEEDS]:
        await read_document(asker, seen, url, is_feed=True)
    named = [*rules.sitemaps, *(seen.robots_sitemaps if rules.sitemaps_of_robots else ())]
    for url in named[:1]:
        await read_document(asker, seen, url, is_feed=False)
    children = [one.url for found in seen.sitemaps.values() if found.kind == "sitemap_index" for one in found.entries]
    for url in [*children, *named[1:]][: _SITEMAPS - 1]:
        await read_document(asker, seen, url, is_feed=False)


async def _read_sections(asker: Asker, seen: Seen, portal: Portal) -> None:
    for link in seen.front.looked_at(lambda page: section_links(page, portal), ())[:_SECTIONS]:
        await ask_page(asker, seen, link.url)
    for page in (*seen.pages.values(), seen.front):
        following = next_of_list(page, portal)
        if following and await ask_page(asker, seen, following):
            seen.next_pages[page.url] = following
            return


def next_of_list(page: SeenPage, portal: Portal) -> str | None:
    """Return the next page of the list on *page*, as a crawl finds it."""
    return page.looked_at(lambda one: load_section_page(one, portal).next_page_url, None)


def addresses_of(seen: Seen, portal: Portal) -> dict[str, str]:
    """Return canonical address → kind, of all links, feeds and sitemaps that were seen."""
    found = dict.fromkeys(
        canonical for written in _written(seen) if (canonical := _canonical(written, portal)) is not None
    )
    return {url: kind_of(url, portal) for url in found}


def _written(seen: Seen) -> Iterator[str]:
    for page in (seen.front, *seen.pages.values()):
        yield from page.looked_at(links_on, ())
    for document in (*seen.feeds.values(), *seen.sitemaps.values()):
        yield from (entry.url for entry in document.entries)


def links_on(page: Page) -> list[str]:
    """Return the addresses of the links on *page*."""
    return [url for link in page.outline.links if (url := page.absolute(link.href))]


def _canonical(url: str, portal: Portal) -> str | None:
    try:
        return portal_url(url, portal)
    except ValueError:
        return None


def _articles(seen: Seen, portal: Portal) -> list[str]:
    """Return the addresses of articles, in turn from pages, feeds and sitemaps; first one of each folder."""
    pages = (seen.front, *seen.pages.values())
    linked = [url for one in pages for url in one.looked_at(lambda page: article_links(page, portal), ())]
    named = [_entries(seen.feeds.values(), portal), _entries(seen.sitemaps.values(), portal)]
    mixed = dict.fromkeys(url for three in zip_longest(linked, *named) for url in three if url)
    first: dict[str, str] = {}
    for url in mixed:
        first.setdefault(urlsplit(url).path.split("/")[1], url)
    return list(dict.fromkeys([*first.values(), *mixed]))


def _entries(documents: Iterable[Feed], portal: Portal) -> list[str]:
    return [
        url
        for document in documents
        for entry in document.entries
        if (url := _canonical(entry.url, portal)) and kind_of(url, portal) == "article"
    ]
