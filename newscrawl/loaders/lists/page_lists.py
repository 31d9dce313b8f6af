"""The lists on a page as records, and where a list or an article goes on."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, cast

from newscrawl.extraction.document.blocks import Link, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, COMMENTS
from newscrawl.extraction.lists.entries import Entry
from newscrawl.extraction.lists.find_lists import ArticleList, find_headings, read_lists
from newscrawl.items import SCHEMA_VERSION, RankingEntry, RelatedArticle
from newscrawl.items.ranking_entry import ListKind
from newscrawl.loaders.results import Note
from newscrawl.loaders.rules.compiled_rules import xpath_values
from newscrawl.loaders.rules.site import Site, articles_in, section_labels_of
from newscrawl.portals import parse_rule
from newscrawl.portals.address import article_number
from newscrawl.text import fold
from newscrawl.urls import host_of

ListKey = tuple[str, str, str | None, str | None]
"""What makes a list one list: its kind, its folded name, its section, and its page where it is of that page alone."""


def key_of_list(kind: str, name: str, section: str | None, page_url: str | None = None) -> ListKey:
    """Return the identity of a list among others."""
    return kind, fold(name), section, page_url


class EveryList:
    """A container of all lists, for a reader of articles alone: it takes a list from none of their pages."""

    def __contains__(self, key: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Capture:
    """When, and in which run, a page was received."""

    at: datetime | None
    run_id: str | None


@dataclass(frozen=True, slots=True)
class PageLists:
    """The headed lists of one page."""

    lists: tuple[ArticleList, ...]
    """In printed order; a list that is printed twice is here twice."""

    taken: frozenset[int]
    """The blocks that belong to a list."""

    labels: frozenset[str]
    """The section labels that the page prints, folded; empty for a page without lists."""

    empty: frozenset[str] = frozenset()
    """The headings of lists behind which no link leads to an article."""


def lists_of(page: Page, site: Site) -> PageLists:
    """Return the headed lists of *page*."""
    headings = find_headings(page.outline, site.headings)
    if not headings:
        return PageLists((), frozenset(), frozenset())
    addresses = site.addresses(page)
    labels = section_labels_of(page, addresses) | {fold(heading.section) for heading in headings if heading.section}
    found = read_lists(page.outline, headings, articles_in(addresses).get, labels)
    taken = {index for one in found for index in range(one.first, one.last)}
    taken.update(index for heading in headings for index in range(heading.first, heading.last))
    empty = {heading.name for heading in headings} - {one.heading.name for one in found}
    return PageLists(tuple(found), frozenset(taken), labels, frozenset(empty))


def notes_of(page: Page, lists: PageLists, *, has_dropped: bool = False, has_zone: bool = True) -> tuple[Note, ...]:
    """Return what is odd about *page*, though it can be read."""
    notes: list[Note] = []
    if page.broken_jsonld_count:
        notes.append("broken_jsonld")
    if page.is_damaged:
        notes.append("lost_characters")
    if page.is_cut:
        notes.append("nested_too_deep")
    if not has_zone:
        notes.append("unknown_zone")
    if lists.empty:
        notes.append("empty_list")
    if page.has_excess:
        notes.append("too_many_elements")
    if has_dropped:
        notes.append("value_out_of_bounds")
    return tuple(notes)


def rankings_of(
    lists: PageLists, page: Page, site: Site, capture: Capture, *, known: Container[ListKey] = ()
) -> tuple[RankingEntry, ...]:
    """Return the lines of all lists but the related block, and but those that are *known* already, each list once."""
    longest: dict[str, ArticleList] = {}
    for one in lists.lists:
        heading = one.heading
        if heading.kind == "related" or key_of_list(heading.kind, heading.name, heading.section) in known:
            continue
        kept = longest.get(heading.name)
        if kept is None or len(one.entries) > len(kept.entries):
            longest[heading.name] = one
    return tuple(
        record
        for one in longest.values()
        for record in ranking_records(
            one.entries,
            page=page,
            site=site,
            capture=capture,
            name=one.heading.name,
            kind=cast("ListKind", one.heading.kind),
            section=one.heading.section,
        )
    )


def ranking_records(
    entries: Sequence[Entry],
    *,
    page: Page,
    site: Site,
    capture: Capture,
    name: str,
    kind: ListKind,
    section: str | None,
) -> tuple[RankingEntry, ...]:
    """Return *entries* as the lines of one list, counted from 1, each article once."""
    by_id: dict[str, Entry] = {}
    for entry in entries:
        by_id.setdefault(site.article_id(entry.url), entry)
    return tuple(
        RankingEntry(
            schema_version=SCHEMA_VERSION,
            portal=site.name,
            list_name=name,
            list_kind=kind,
            list_section=section,
            position=position,
            article_id=identity,
            url=entry.url,
            headline=entry.headline,
            section=entry.section,
            page_url=page.url,
            captured_at=capture.at,
            run_id=capture.run_id,
        )
        for position, (identity, entry) in enumerate(by_id.items(), 1)
    )


def related_of(lists: PageLists, site: Site, own_id: str) -> tuple[RelatedArticle, ...]:
    """Return the related block's articles, each once, without the article *own_id* itself."""
    found: dict[str, RelatedArticle] = {}
    for one in lists.lists:
        if one.heading.kind == "related":
            for entry in one.entries:
                related = RelatedArticle(url=entry.url, headline=entry.headline)
                found.setdefault(site.article_id(entry.url), related)
    found.pop(own_id, None)
    return tuple(found.values())


_NAMED = re.compile(r"[?&](?:page|paged|pg|pn)=(?P<query>\d{1,4})(?=&|$)|/page/(?P<path>\d{1,4})/?$", re.IGNORECASE)
"""A page number behind a word for it."""
_BARE = re.compile(r"/(?P<path>\d{1,2})/?$|[_-]p?(?P<name>\d{1,2})(?=\.html?$)|[?&]p=(?P<query>\d{1,3})(?=&|$)")
"""A number that may be a page's, or the article's own."""
_ENDING = re.compile(r"\.html?$")


class ArticlePage(NamedTuple):
    """One page of an article of one or more pages."""

    first: str
    """The address without its page number."""

    number: int
    """The page, counted from 1."""


def article_page(canonical: str, site: Site) -> ArticlePage:
    """Return which page of an article *canonical* names.

    A bare number is the page's only where what remains is an article's address: `/archives/7/` is article 7.
    """
    if match := _NAMED.search(canonical):
        return ArticlePage(_without(canonical, match), _number(match))
    match = _BARE.search(canonical)
    if match and _is_article(rest := _without(canonical, match), site):
        return ArticlePage(rest, _number(match))
    return ArticlePage(_plain(canonical), 1)


def is_same_article(one: str, other: str, site: Site) -> bool:
    """Return whether two canonical addresses are pages of one article.

    Two addresses with numbers of their own by the portal's pattern are, only where the numbers are equal.
    """
    if host_of(one) != host_of(other):
        return False
    mine, its = (article_number(canonical, site.portal) for canonical in (one, other))
    if mine and its:
        return mine == its
    return article_page(one, site).first == article_page(other, site).first


def _is_article(rest: str, site: Site) -> bool:
    """Return whether *rest* is an article's address, with or without the slash or the ending that was cut."""
    return any(site.article_of(address, address) for address in (rest, f"{rest}/", f"{rest}.html"))


def _without(canonical: str, match: re.Match[str]) -> str:
    rest = canonical[match.end() :]
    mark = "?" if match[0].startswith("?") and rest.startswith("&") else ""
    return _plain(canonical[: match.start()] + (mark + rest[1:] if mark else rest))


def _plain(canonical: str) -> str:
    return _ENDING.sub("", canonical).rstrip("/")


def _number(match: re.Match[str]) -> int:
    return next(int(number) for number in match.groups() if number)


_NEXT = re.compile(
    r"(?:次(?:の)?(?:ページ|頁|のページへ|へ)?(?:へ|を読む)?|次(?:の)?\d+件|つぎへ|もっと見る|続きを読む|next(?:page|\d{0,3}(?:items|posts|entries|articles|results))?|older(?:posts|entries)?|weiter|nächsteseite|suivant|siguiente|다음(?:페이지)?)?[>»›→▶≫⟩❯]*",
    re.IGNORECASE,
)
_ARTICLE_NEXT = re.compile(
    r"(?:次(?:の)?(?:ページ|頁)(?:へ|を読む|に続く)?|続き(?:を読む)?|next(?:page)?|다음페이지)"
    r"(?:[>»›→▶≫:：]*|[>»›→▶≫:：].{1,60})",
    re.IGNORECASE,
)
_BEGINS_NEXT = frozenset("次続n다")
_LONGEST_LABEL, _LONGEST_NEXT = 12, 80
_LABELLED = re.compile(r"(?:page|ページ|頁|seite|p\.?)?(\d{1,3})(?:ページ目?|頁|page)?[へに]?", re.IGNORECASE)


def next_page_url(page: Page, site: Site, *, of_article: bool) -> str | None:
    """Return the canonical address of the next page of the list, or of the article, on *page*.

    The portal's own rules first; then `rel=next`; then a link whose words mean it; then the next number: of an article
    as printed, of a list in the address.
    """
    own = {site.canonical(page.url), canonical_of(page, site)} if of_article else {site.canonical(page.url)}
    for href in _hrefs(page, site, of_article=of_article):
        found = site.address(href, page.base_url)
        if found is None or found[1] in {"offsite", "ignored", "front_page"} or found[0] in own:
            continue
        if any(is_same_article(found[0], one, site) for one in own) if of_article else found[1] != "article":
            return found[0]
    return None


def has_pager(page: Page, site: Site) -> bool:
    """Return whether the article's page prints links to further pages: ページ 2, or the numbers of the next two pages.

    One bare number alone may be a count.
    """
    following = article_page(site.canonical(page.url), site).number + 1
    wanted, behind = str(following), str(following + 1)
    printed = [(number, link.text.strip()) for link, number in _numbered(page) if link.href]
    numbers = {number for number, _ in printed}
    if wanted not in numbers:
        return False
    return behind in numbers or any(number == wanted and text != wanted for number, text in printed)


def is_further_page(url: str, site: Site) -> bool:
    """Return whether the address *url* names a later page than the first one of its article."""
    return article_page(site.canonical(url), site).number > 1


def _hrefs(page: Page, site: Site, *, of_article: bool) -> list[str]:
    hrefs: list[str] = []
    for written in site.portal.links.next_page if site.portal else ():
        rule = parse_rule(written)
        if rule.xpath:
            hrefs += [_href(found) for found in xpath_values(rule.xpath, page)]
    hrefs += [e.get("href") or "" for e in page.related if "next" in (e.get("rel") or "").lower().split()]
    if of_article:
        following = str(article_page(site.canonical(page.url), site).number + 1)
        hrefs += [link.href for link, words in page.once(_pager_links) if words.is_next]
        hrefs += [link.href for link, number in _numbered(page) if number == following]
    else:
        hrefs += [link.href for link in page.outline.links if 0 < len(link.text) <= _LONGEST_NEXT and _leads_on(link)]
        hrefs += _following(page, site)
    return [href for href in hrefs if href]


def _leads_on(link: Link) -> bool:
    """Return whether the text of *link* is a usual one for the next page of a list."""
    return _NEXT.fullmatch(folded(link.text)) is not None


def _following(page: Page, site: Site) -> list[str]:
    """Return the addresses that differ from the list's own in the number of the page alone, which is one more.

    A pager may print arrows as icons, or numbers alone.
    """
    own = article_page(site.canonical(page.url), site)
    named = [(link.href, match) for link in page.outline.links if (match := _NAMED.search(link.href))]
    following = [href for href, match in named if _number(match) == own.number + 1]
    addresses = ((href, site.address(href, page.base_url)) for href in dict.fromkeys(following))
    return [href for href, found in addresses if found and article_page(found[0], site).first == own.first]


def _numbered(page: Page) -> list[tuple[Link, str]]:
    """Return the links that print a page's number: 1 2 3, ページ 2. Comments have their own."""
    blocks = page.outline.blocks
    numbered = [(link, words.number) for link, words in page.once(_pager_links) if words.number]
    return [
        (link, number)
        for link, number in numbered
        if link.first < len(blocks) and not blocks[link.first].zones & (COMMENTS | ASIDE)
    ]


class _PagerWords(NamedTuple):
    """What the text of a link to a further page of an article means."""

    number: str | None
    """The page that it leads to: 2, ページ 2, Page 2, 2ページ目."""

    is_next: bool
    """Whether it leads to the next page: 次のページ, Next."""


def _pager_links(page: Page) -> list[tuple[Link, _PagerWords]]:
    """Return the links whose texts may be those of links to further pages of an article, in order."""
    short = (link for link in page.outline.links if len(link.text) <= _LONGEST_NEXT)
    return [(link, words) for link in short if (words := _pager_words(link.text))]


@lru_cache(maxsize=8192)  # menus are on every page
def _pager_words(printed: str) -> _PagerWords | None:
    plain = folded(printed)
    match = _LABELLED.fullmatch(plain) if len(printed) <= _LONGEST_LABEL else None
    if match:
        return _PagerWords(match[1], is_next=False)
    is_next = plain[:1] in _BEGINS_NEXT and _ARTICLE_NEXT.fullmatch(plain) is not None
    return _PagerWords(None, is_next) if is_next else None


def _href(found: object) -> str:
    if isinstance(found, str):
        return found
    get = getattr(found, "get", None)
    inner = get("href") if get else None
    if inner:
        return str(inner)
    anchor = next(found.iter("a"), None) if hasattr(found, "iter") else None
    return (anchor.get("href") or "") if anchor is not None else ""


def canonical_of(page: Page, site: Site) -> str:
    """Return the canonical URL of *page*.

    It is the page's rel=canonical where that is an address of the site and not its front page: a canonical that
    points home is a common fault. Else the page's own URL.
    """
    own = site.canonical(page.url)
    for link in page.tagged("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found = site.address(link.get("href") or "", page.base_url)
            if found and found[1] not in {"offsite", "front_page"} and _is_as_good(found[1], page.url, site):
                return found[0]
    return own


def _is_as_good(kind: str, url: str, site: Site) -> bool:
    """A canonical that is no article's is believed only where the page's own address is not an article's either."""
    own = site.address(url, url)
    return kind == "article" or own is None or own[1] != "article"
