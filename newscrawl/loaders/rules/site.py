"""What reading needs of a portal, made once, or of any news site without a portal's file: its rules, its addresses."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache, partial
from itertools import islice
from typing import Any
from weakref import ref
from zoneinfo import ZoneInfo

from newscrawl.extraction.document.blocks import Block, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import HEADER
from newscrawl.extraction.headline.clean_headline import title_of
from newscrawl.extraction.lists.entries import label_of
from newscrawl.extraction.lists.find_lists import WantedHeadings, heading_words
from newscrawl.extraction.metadata.declared_data import text_of, types_of
from newscrawl.loaders.rules.compiled_rules import RankedRules, named_on, rules_of_fields
from newscrawl.loaders.rules.country_zones import ZONE_OF_COUNTRY, ZONE_OF_DOMAIN, ZONE_OF_LANGUAGE
from newscrawl.loaders.rules.general_lists import GENERAL_HEADINGS
from newscrawl.portals import Portal, article_id, kind_of, portal_url
from newscrawl.portals.address import AddressKind
from newscrawl.text import cjk_share, language_of_script, letters, squash
from newscrawl.urls import absolute_of_link, canonical_url, host_of, is_same_site, origin_of, without_port

_COUNTRY = re.compile(f"(?:{'|'.join(ZONE_OF_COUNTRY)})(?!na)")  # Indiana is in America


@cache
def zone_of_site(host: str, language: str) -> ZoneInfo:
    """Return the zone of *host*'s printed times: by its country domain or name, by *language* (BCP 47), else UTC."""
    name = ZONE_OF_DOMAIN.get(host.rpartition(".")[2])
    if name is None and (named := _COUNTRY.search(host)):
        name = ZONE_OF_COUNTRY[named[0]]
    written = language.lower().replace("_", "-")
    if name is None:
        name = ZONE_OF_LANGUAGE.get(written) or ZONE_OF_LANGUAGE.get(written.partition("-")[0])
    return ZoneInfo(name or "UTC")


_MOST_ADDRESSES = 50_000
_MOST_SITES, _MOST_KINDS, _MOST_ORIGINS = 16, 64, 4
_ROOTS = ("http", "/")
"""How an `href` begins that does not depend on the page's path."""
_MOST_CANONICAL = 64
"""A page's own address is asked for many times."""
DESCRIPTIONS = ("og:description", "description", "twitter:description")
"""The meta tags that describe a page."""
_LONGEST_LABEL = 16
_OF_SITE = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "Blog"})
_KINDS_OF_SECTIONS = frozenset({"section", "other"})

_Address = tuple[str, AddressKind]
Addresses = dict[str, _Address]
"""The `href` of a page's link → its canonical address (offsite: its address), and what it is."""


class Site:
    """One portal, or the site of one page."""

    def __init__(self, name: str, portal: Portal | None) -> None:
        self.name = name
        self.portal = portal
        self.title = portal.title if portal else None
        self.headings = _headings(portal)
        self.rules = rules_of_fields(portal)
        """Field → its rules in order of trust."""
        self._names = frozenset(rule.name for rules in self.rules.values() for rule in rules if rule.name)
        self._selected: dict[frozenset[str], RankedRules] = {}
        """The names of data that a page has → field → rules: the pages of a site have the same few sets of names."""
        self.descriptions = frozenset(map(letters, portal.site_descriptions)) if portal else frozenset()
        """The letters of texts about the whole site, which are no article's lead."""
        self.only_fields = portal.only_fields if portal else frozenset()
        """The fields that the portal's own rules alone give."""
        self._canonical: Callable[[str], str] = partial(portal_url, portal=portal) if portal else canonical_url
        self.canonical = lru_cache(maxsize=_MOST_CANONICAL)(self._canonical)
        """An address → its canonical form. Raises `ValueError` for what is no http(s) address."""
        self._rooted: dict[str, dict[str, _Address | None]] = {}
        """Origin → what is known of `href`s on its pages that are whole, or begin at the root."""
        self._relative: dict[tuple[str, str], _Address | None] = {}
        """Page and `href` → what is known of the others."""
        self._ids: dict[str, str] = {}
        self._last: tuple[ref[Page], Addresses] | None = None
        """The page that was asked for last, and its addresses: its lists and its links ask one after the other."""

    def describes_itself(self, description: str, page: Page, masthead: Iterable[Block]) -> bool:
        """Return whether *description*, letters alone, is a text about the site in its file, data or *masthead*."""
        if description in self.descriptions:
            return True
        alike = (node for node in page.nodes if letters(text_of(node.get("description")) or "") == description)
        if any(not _OF_SITE.isdisjoint(types_of(node)) for node in alike):
            return True
        least = len(description)
        lines = (one for one in masthead if one.zones & HEADER and least <= len(one.text) <= 2 * least)
        return any(letters(one.text) == description for one in lines)

    def rules_on(self, page: Page) -> RankedRules:
        """Return field → its rules, each with its rank, but those for data that *page* lacks: nearly all."""
        named = self._names & named_on(page)
        if named not in self._selected:
            if len(self._selected) >= _MOST_KINDS:
                self._selected.clear()
            self._selected[named] = {
                name: [(rank, rule) for rank, rule in enumerate(rules) if rule.may_find(named)]
                for name, rules in self.rules.items()
            }
        return self._selected[named]

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of printed times."""
        return self.portal.time_zone if self.portal else ZoneInfo("UTC")

    def zone_for(self, page: Page) -> ZoneInfo:
        """Return the zone of times that *page* prints without one."""
        return self.zone if self.portal else zone_of_site(self.name, language_of(page))

    def address(self, href: str, base: str) -> _Address | None:
        """Return the canonical address behind *href* on the page *base*, and what it is; None for no http(s) link.

        Of an address on another host than the portal's, the form is as written.
        """
        is_rooted = href.startswith(_ROOTS)
        known: dict[Any, _Address | None] = self._known_from(base) if is_rooted else self._relative
        key = href if is_rooted else (base, href)
        if key not in known:
            if len(known) >= _MOST_ADDRESSES:
                known.clear()
            known[key] = self._read_address(href, base)
        return known[key]

    def _known_from(self, base: str) -> dict[str, _Address | None]:
        origin = origin_of(base)
        if origin not in self._rooted and len(self._rooted) >= _MOST_ORIGINS:
            self._rooted.clear()
        return self._rooted.setdefault(origin, {})

    def article_of(self, href: str, base: str) -> str | None:
        """Return the canonical address of the article behind *href*; None where it is not one of this site's."""
        found = self.address(href, base)
        return found[0] if found and found[1] == "article" else None

    def addresses(self, page: Page) -> Addresses:
        """Return the `href` of each of *page*'s links → its address, each asked for once."""
        if self._last is None or self._last[0]() is not page:
            base, links = page.base_url, page.outline.links
            known = self._known_from(base)
            found = {one.href: known[one.href] if one.href in known else self.address(one.href, base) for one in links}
            self._last = ref(page), {href: address for href, address in found.items() if address}
        return self._last[1]

    def article_id(self, canonical: str) -> str:
        """Return the identity of the article at *canonical*."""
        found = self._ids.get(canonical)
        if found is None:
            if len(self._ids) >= _MOST_ADDRESSES:
                self._ids.clear()
            found = self._ids[canonical] = article_id(canonical, self.portal, name=self.name)
        return found

    def _read_address(self, href: str, base: str) -> _Address | None:
        url = absolute_of_link(href, base)
        if url is None:
            return None
        if self._leads_away(url):
            return url, "offsite"
        try:
            canonical = self._canonical(url)
        except ValueError:
            return None
        return canonical, kind_of(canonical, self.portal) if self.portal else _kind_anywhere(canonical, self.name)

    def _leads_away(self, url: str) -> bool:
        """Return whether *url* is on no host of the portal: the canonical form of such a one is never asked for."""
        host = host_of(url) if self.portal else ""
        return bool(self.portal and host and host.isascii() and host not in self.portal.hosts)


def _kind_anywhere(canonical: str, host: str) -> AddressKind:
    """Guess what an address of an unknown site is: articles have long or numbered paths."""
    # A canonical address has one form, which the general way of taking addresses apart costs more than all the rest.
    own, _, tail = canonical.partition("://")[2].partition("/")
    if not is_same_site(without_port(own), host):
        return "offsite"
    path, mark, query = tail.partition("?")
    path = path.strip("/")
    if not path and not query:
        return "front_page"
    last = path.rpartition("/")[2]
    digits = sum(map(str.isdigit, path + query if mark else path))
    words = last.count("-") + last.count("_")
    return "article" if digits >= 4 or words >= 3 else "other"


def _headings(portal: Portal | None) -> WantedHeadings:
    if portal is None:
        return _general_headings()
    return WantedHeadings([heading_words(one.kind, words) for one in portal.lists for words in one.headings])


@cache
def _general_headings() -> WantedHeadings:
    return WantedHeadings([heading_words(kind, words) for kind, headings in GENERAL_HEADINGS for words in headings])


_SITES: OrderedDict[int | str, Site] = OrderedDict()


def site_of(page: Page, portal: Portal | None) -> Site:
    """Return the site of *portal*, or that of *page* where there is no portal's file."""
    key = id(portal) if portal is not None else host_of(page.url) or "page"
    site = _SITES.get(key)
    if site is None or site.portal is not portal:
        site = Site(portal.name if portal else str(key), portal)
        _SITES[key] = site
        if len(_SITES) > _MOST_SITES:
            _SITES.popitem(last=False)
    return site


def articles_in(addresses: Addresses) -> dict[str, str]:
    """Return the `href` of each link to an article → the article's canonical address."""
    return {href: canonical for href, (canonical, kind) in addresses.items() if kind == "article"}


def section_labels_of(page: Page, addresses: Addresses) -> frozenset[str]:
    """Return the section labels that *page* prints in links to section pages, folded."""
    hrefs = {href for href, (_, kind) in addresses.items() if kind in _KINDS_OF_SECTIONS}
    texts = {link.text for link in page.outline.links if link.href in hrefs}
    return frozenset(map(_section_label, texts)) - {""}


@lru_cache(maxsize=8192)  # menus are on every page
def _section_label(text: str) -> str:
    label = label_of(text)
    return folded(label) if len(label) <= _LONGEST_LABEL else ""


_FIRST = 200
"""So many blocks are looked at for the language of a page."""


MOSTLY = 0.3
"""This share of a title's letters shows its script: not that of Yaki Onigiri (焼きおにぎり)."""


def language_of(page: Page) -> str:
    """Return the language of *page* (BCP 47): what it names, but not a template's `en` around East Asian letters."""
    named = page.language or ""
    if named and (named[:2].lower() != "en" or cjk_share(title_of(page)) < MOSTLY):
        return named
    return page.once(printed_language) or named


_WORDS = {
    "de": re.compile(r"\b(?:der|die|das|und|nicht|ist|mit|auf|eine?n?|auch|sich|wird|für|dass)\b"),
    "fr": re.compile(r"\b(?:les|des|est|une|dans|pour|qui|que|sur|avec|pas|cette|aux|ont)\b"),
    "es": re.compile(r"\b(?:los|las|una|por|con|para|que|del|más|como|pero|está|fue)\b"),
    "it": re.compile(r"\b(?:che|della?|sono|una|gli|per|con|nella?|alla?|più|anche|questo)\b"),
    "nl": re.compile(r"\b(?:het|een|van|niet|zijn|voor|met|dat|ook|wordt|naar|deze)\b"),
    "pt": re.compile(r"\b(?:não|uma|para|com|que|dos|das|mais|como|pelo|pela|são|também)\b"),
}
_LEAST_WORDS, _FEW_ENGLISH, _LONG_LINE = 12, 2, 100


def language_of_words(page: Page) -> str:
    """Return the Western language whose small words *page* has in its long lines; nothing beside English ones."""
    lines = (block.text for block in page.outline.blocks[:_FIRST] if len(block.text) >= _LONG_LINE)
    text = " ".join(islice(lines, _LEAST_WORDS))
    if not text or text.count(" the ") + text.count(" and ") > _FEW_ENGLISH:
        return ""
    counts = {name: len(pattern.findall(text)) for name, pattern in _WORDS.items()}
    first, second = sorted(counts, key=lambda name: -counts[name])[:2]
    return first if counts[first] >= max(_LEAST_WORDS, 2 * counts[second]) else ""


def printed_language(page: Page) -> str:
    """Return the language that *page* is printed in, by its script: ja, ko, zh-hans, zh-hant, or nothing."""
    return language_of_script("".join([block.text for block in page.outline.blocks[:_FIRST]]))


_LONGEST_LABEL = 24


def label_of_folder(section: str, page: Page) -> str | None:
    """Return what the page prints, in another script, on a link to the folder of its address that *section* is."""
    folder, found, _ = page.url.partition(f"/{section}/")
    if not found or not section.isascii() or not folder.partition("//")[2]:
        return None
    wanted = f"{folder}/{section}"
    labels = (
        squash(link.text)
        for link in page.outline.links
        if not link.text.isascii()
        and len(link.text) <= _LONGEST_LABEL
        and section in link.href
        and (page.absolute(link.href) or "").rstrip("/") == wanted
    )
    return next(labels, None)
