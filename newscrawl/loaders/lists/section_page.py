"""Front and section pages as records."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from newscrawl.extraction.document.blocks import Link, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import FOOTER, NAV
from newscrawl.extraction.element import Element
from newscrawl.extraction.lists.entries import label_of, read_entries
from newscrawl.loaders.lists.page_lists import (
    Capture,
    PageLists,
    lists_of,
    next_page_url,
    notes_of,
    ranking_records,
    rankings_of,
)
from newscrawl.loaders.results import SectionLink, SectionPage
from newscrawl.loaders.rules.compiled_rules import xpath_values
from newscrawl.loaders.rules.site import Site, articles_in, section_labels_of, site_of
from newscrawl.portals import Portal, parse_rule
from newscrawl.portals.address import page_number
from newscrawl.text import ends_sentence, fold, width
from newscrawl.urls import host_of

_HAS_LETTERS = re.compile(r"[^\W\d_]")
_PAGE = re.compile(r"(?:/page/\d+/?|[?&](?:page|paged)=\d+)$")


def load_section_page(
    page: Page,
    portal: Portal,
    *,
    captured_at: datetime | None = None,
    run_id: str | None = None,
    is_front: bool = False,
) -> SectionPage:
    """Return the records of a list page: the page's own list, and the headed lists beside it.

    Links in headed lists, menus and footers are not part of the page's own list.
    """
    site = site_of(page, portal)
    capture = Capture(captured_at, run_id)
    lists = lists_of(page, site)
    section = None if is_front else section_label(page, portal)
    name = portal.title if is_front else section or portal.title
    article_of = partial(site.article_of, base=page.base_url)
    labels = lists.labels or section_labels_of(page, site.addresses(page))
    entries = read_entries(page.outline, _own_links(page, site, lists), article_of, labels)
    records = ranking_records(
        entries,
        page=page,
        site=site,
        capture=capture,
        name=name,
        kind="front_page" if is_front else "section_page",
        section=section,
    )
    return SectionPage(
        section=section,
        entries=records,
        rankings=rankings_of(lists, page, site, capture),
        notes=notes_of(page, lists),
        next_page_url=next_page_url(page, site, of_article=False),
    )


def _own_links(page: Page, site: Site, lists: PageLists) -> list[Link]:
    if site.portal and site.portal.links.articles:
        return _chosen_links(page, site.portal.links.articles)
    blocks = page.outline.blocks
    return [
        link
        for link in page.outline.links
        if link.first not in lists.taken
        and not (link.first < len(blocks) and blocks[link.first].zones & (NAV | FOOTER))
        and site.article_of(link.href, page.base_url)
    ]


def _chosen_links(page: Page, rules: tuple[str, ...]) -> list[Link]:
    """Return the links that the portal's own *rules* select: `a` elements, or those in selected elements."""
    chosen = set()
    for written in rules:
        rule = parse_rule(written)
        for found in xpath_values(rule.xpath, page) if rule.xpath else ():
            if hasattr(found, "iter"):
                chosen.update(found.iter("a"))
    return [link for link in page.outline.links if link.element in chosen]


def section_links(page: Page, portal: Portal) -> tuple[SectionLink, ...]:
    """Return the links of *page* to first pages of sections, each once, with the printed label.

    Where the front page has none, and goes on over numbered pages of its own, the first of those is given.
    """
    site = site_of(page, portal)
    links = _chosen_links(page, portal.links.sections) if portal.links.sections else page.outline.links
    found: dict[str, SectionLink] = {}
    further: dict[int, SectionLink] = {}
    for link in links:
        address = site.address(link.href, page.base_url)
        if (
            link.href.startswith("#")
            or address is None
            or (not portal.links.sections and address[1] != "section")
            or address[1] == "offsite"
        ):
            continue
        number = page_number(address[0], portal)
        if number is not None:  # a pager's link may be an icon
            further.setdefault(number, SectionLink(url=address[0], label=portal.title))
        elif (label := label_of(link.text)) and not _leads_through_pages(link):
            found.setdefault(address[0], SectionLink(url=address[0], label=label))
    own = site.address(page.url, page.url)
    goes_on = not found and own is not None and own[1] == "front_page"
    return tuple(found.values()) if not goes_on else tuple(further[number] for number in sorted(further)[:1])


def _leads_through_pages(link: Link) -> bool:
    """Return whether *link* is a pager's way back to the first page: its text is no section's label."""
    relations = (link.element.get("rel") or "").lower().split()
    return "prev" in relations or "previous" in relations or not _HAS_LETTERS.search(link.text)


def section_label(page: Page, portal: Portal) -> str | None:
    """Return the printed label of the section that *page* lists: of the menu's link to it, else its heading."""
    site = site_of(page, portal)
    own = _without_page(site.canonical(page.url))
    for link in section_links(page, portal):
        if _without_page(link.url) == own:
            return link.label
    title = fold(portal.title)
    for block in page.outline.blocks:
        if block.tag in {"h1", "h2"} and len(block.text) <= 30 and fold(block.text) != title:
            return block.text
    return None


def _without_page(url: str) -> str:
    return _PAGE.sub("", url).rstrip("/")


def article_links(page: Page, portal: Portal) -> tuple[str, ...]:
    """Return the canonical address of each article that *page* links, once.

    A picture between paragraphs leads to a page of its own, and to no article.
    """
    site = site_of(page, portal)
    articles = articles_in(site.addresses(page))
    found: dict[str, None] = {}
    for link in page.outline.links:
        url = articles.get(link.href)
        if url and url not in found and (link.text or not _is_picture_in_text(link.element)):
            found[url] = None
    return tuple(found)


_LEAST_PROSE = 60


def _is_picture_in_text(link: Element) -> bool:
    """Return whether *link* holds a picture alone, right beside a paragraph, with the figures around it."""
    if next(link.iter("img", "picture"), None) is None:
        return False
    figures = list(link.iterancestors("figure"))
    box = figures[-1] if figures else link.getparent()
    beside = (box.getprevious(), box.getnext()) if box is not None else ()
    texts = (text_of_element(one) for one in beside if one is not None and one.tag == "p")
    return any(width(text) >= _LEAST_PROSE and ends_sentence(text) for text in texts)


_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml\s*(?:;.*)?", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment|コメント|댓글", re.IGNORECASE)
_MOST_FEEDS = 5


def feed_links(page: Page, portal: Portal | None) -> tuple[str, ...]:
    """Return the addresses of the article feeds that *page* names, at most 5; on *portal*'s hosts where it is given."""
    found: dict[str, None] = {}
    for link in page.tagged("link"):
        href, names = link.get("href") or "", (link.get("rel") or "").lower().split()
        is_feed = "alternate" in names and _FEED_TYPE.fullmatch((link.get("type") or "").strip()) is not None
        url = page.absolute(href) if is_feed else None
        is_own = url is not None and (portal is None or host_of(url) in portal.hosts)
        if url is not None and is_own and not _OF_COMMENTS.search(f"{link.get('title')} {href}"):
            found[url] = None
    return tuple(found)[:_MOST_FEEDS]
