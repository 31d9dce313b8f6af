"""Where a list or an article goes on."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, COMMENTS
from newscrawl.extraction.tree import folded
from newscrawl.loaders.rules.canonical_address import canonical_of
from newscrawl.loaders.rules.select import xpath_values
from newscrawl.loaders.rules.site import Site
from newscrawl.portals import parse_rule
from newscrawl.urls import host_of

_NEXT = re.compile(
    r"(?:次(?:の)?(?:ページ|頁|のページへ|へ)?(?:へ|を読む)?|次(?:の)?\d+件|つぎへ|もっと見る|続きを読む|next(?:page)?|older(?:posts|entries)?|weiter|nächsteseite|suivant|siguiente|다음(?:페이지)?)?[>»›→▶≫]*",
    re.IGNORECASE,
)
_ARTICLE_NEXT = re.compile(
    r"(?:次(?:の)?(?:ページ|頁)(?:へ|を読む|に続く)?|続き(?:を読む)?|next(?:page)?|다음페이지)[>»›→▶≫:：]*.{0,0}",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[/?&_-](?:page|paged|p|pg|pn)[/=_-]?)(\d{1,4})(?:/|\.html?|&|$)|/(\d{1,3})/?$|_(\d{1,2})\.html?$",
    re.IGNORECASE,
)


def next_page_url(page: Page, site: Site, *, of_article: bool) -> str | None:
    """Return the canonical address of the next page of the list, or of the article, on *page*.

    The portal's own rules first; then `rel=next`; then a link whose words say so; of an article, the next number.
    """
    own = {site.canonical(page.url), canonical_of(page, site)} if of_article else {site.canonical(page.url)}
    for href in _hrefs(page, site, of_article=of_article):
        found = site.address(href, page.base_url)
        if found is None or found[1] in {"offsite", "ignored", "front_page"} or found[0] in own:
            continue
        if any(_same_article(found[0], one, site) for one in own) if of_article else found[1] != "article":
            return found[0]
    return None


def is_further_page(url: str) -> bool:
    """Tell whether the address *url* names a later page than the first one of its article."""
    match = _PAGE_NUMBER.search(url)
    return match is not None and any(number and int(number) > 1 for number in match.groups())


def _hrefs(page: Page, site: Site, *, of_article: bool) -> list[str]:
    hrefs: list[str] = []
    for written in site.portal.links.next_page if site.portal else ():
        rule = parse_rule(written)
        if rule.xpath:
            hrefs += [_href(found) for found in xpath_values(rule.xpath, page)]
    for tag in ("link", "a"):
        related = ((element, element.get("rel")) for element in page.root.iter(tag))
        hrefs += [e.get("href") or "" for e, rel in related if rel and "next" in rel.lower().split()]
    pattern = _ARTICLE_NEXT if of_article else _NEXT
    for link in page.outline.links:
        printed = link.text
        if 0 < len(printed) <= 20 and pattern.fullmatch(folded(printed)):
            hrefs.append(link.href)
    if of_article:
        hrefs += _numbered(page)
    return [href for href in hrefs if href]


def _numbered(page: Page) -> list[str]:
    """Return the addresses behind the number of the page after this one: 1 2 3. Comments have pages of their own."""
    match = _PAGE_NUMBER.search(page.url)
    own = next((int(number) for number in match.groups() if number), 1) if match else 1
    blocks = page.outline.blocks
    links = [link for link in page.outline.links if link.text == str(own + 1) and link.first < len(blocks)]
    return [link.href for link in links if not blocks[link.first].zones & (COMMENTS | ASIDE)]


def _href(found: object) -> str:
    if isinstance(found, str):
        return found
    get = getattr(found, "get", None)
    inner = get("href") if get else None
    if inner:
        return str(inner)
    anchor = next(found.iter("a"), None) if hasattr(found, "iter") else None
    return (anchor.get("href") or "") if anchor is not None else ""


def _same_article(canonical: str, own: str, site: Site) -> bool:
    """Tell whether *canonical* is a later page of the article at *own*: the same number, or its address with a page."""
    if host_of(canonical) != host_of(own):
        return False
    if site.portal and site.article_id(canonical) == site.article_id(own):
        return True
    base, other = _without_page(own), _without_page(canonical)
    return base == other


def _without_page(url: str) -> str:
    parts = urlsplit(url)
    where = f"{parts.path}?{parts.query}" if parts.query else parts.path
    without = re.sub(
        r"(?:[?&](?:page|paged|p|pg|pn)=\d{1,3})|/(?:page/)?\d{1,2}/?$|[_-]p?\d{1,2}(?=\.html?$)", "", where
    )
    return re.sub(r"\.html?$", "", without).rstrip("/")
