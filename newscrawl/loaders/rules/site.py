"""What reading needs of a portal, made once, or of any news site without a portal's file: its rules, its addresses.

A rule is compiled into a function that selects raw values on a page. The portal's own rules come first.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice, pairwise, takewhile
from typing import Any
from weakref import ref
from zoneinfo import ZoneInfo

from lxml import etree

from newscrawl.extraction.body.line_kinds import count_behind, values_behind
from newscrawl.extraction.body.paragraphs import Frame
from newscrawl.extraction.body.script_texts import text_in_scripts
from newscrawl.extraction.document.blocks import Link, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.printed_headline import (
    above_text,
    agreed_heading,
    lone_heading,
    named_title,
    printed_heading,
)
from newscrawl.extraction.lists.entries import label_of
from newscrawl.extraction.lists.find_lists import WantedHeadings, heading_words
from newscrawl.extraction.metadata.declared_data import follow, written_in_data
from newscrawl.extraction.metadata.metadata_words import HOLDERS
from newscrawl.extraction.metadata.microformats import marked_by_class
from newscrawl.loaders.rules.country_zones import ZONE_OF_COUNTRY, ZONE_OF_DOMAIN, ZONE_OF_LANGUAGE
from newscrawl.loaders.rules.general_lists import GENERAL_HEADINGS
from newscrawl.loaders.rules.general_rules import GENERAL_RULES
from newscrawl.portals import FIELDS, Portal, Rule, article_id, kind_of, parse_rule, portal_url
from newscrawl.portals.address import AddressKind
from newscrawl.portals.rule import NAMESPACES
from newscrawl.text import language_of_script
from newscrawl.urls import absolute_of_link, canonical_url, host_of, is_same_site, origin_of, without_port

_PEOPLE = frozenset({"author", "creator"})
_LEVELS = 3
_CATEGORY = "taxonomy-category"
"""The class of a block theme's list of categories."""
_WHOLES = frozenset({"article", "main", "section", "body"})
_MOST_VALUES = 250
_GAP = 3
"""So many blocks may part two names of one byline."""

Raw = Any
"""A text, an element, or a JSON-LD value."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule for one field."""

    source: str
    """The rule as `sources` names it."""

    find: Callable[[Page], list[Raw]]
    """Selects the raw values on a page."""


def rules_of_fields(portal: Portal | None) -> dict[str, tuple[CompiledRule, ...]]:
    """Return field → its rules in order of trust: the portal's own, then the general ones."""
    only = portal.only_fields if portal else frozenset()
    found = {}
    for field in FIELDS:
        own = portal.written_rules(field) if portal else ()
        general = () if field in only else GENERAL_RULES.get(field, ())
        found[field] = tuple(rule_of(field, written) for written in (*own, *general))
    return found


@cache
def rule_of(field: str, written: str) -> CompiledRule:
    """Return the rule *written*, such as `jsonld:headline`, for a field. Raises `ValueError` for what is no rule."""
    rule: Rule = parse_rule(written)
    if rule.xpath:
        return CompiledRule(str(rule), partial(_first_values, xpath_values, rule.xpath))
    is_count = rule.kind == "text" and field.endswith("_count")
    find = _count if is_count else _KINDS[rule.kind]
    return CompiledRule(str(rule), partial(_first_values, find, rule.expression))


def _first_values(find: Callable[[str, Page], list[Raw]], expression: str, page: Page) -> list[Raw]:
    """Return what *find* gives, at most 250 values: nobody writes an article with so many authors or tags."""
    return find(expression, page)[:_MOST_VALUES]


def xpath_values(xpath: str, page: Page) -> list[Raw]:
    """Return the elements, or texts, that *xpath* selects."""
    found = compiled(xpath)(page.root)
    return found if isinstance(found, list) else [str(found)]


@cache
def compiled(xpath: str) -> etree.XPath:
    """Return *xpath*, ready to run."""
    return etree.XPath(xpath, namespaces=NAMESPACES)


def _jsonld(path: str, page: Page) -> list[Raw]:
    node = page.article_node
    if node is None or path.partition(".")[0] not in node:
        return []
    return list(follow(node, path, page.nodes))


def _meta(name: str, page: Page) -> list[Raw]:
    return page.meta.get(name.lower(), [])


def _microdata(name: str, page: Page) -> list[Raw]:
    found = page.outline.own_among(page.microdata.get(name, []))
    return _beside_first(found) if name in _PEOPLE and len(found) > 1 else found


def _beside_first(elements: list[Element]) -> list[Element]:
    """Return those of *elements* that are near the first, where no scope gives their owner."""
    if _has_scope(elements[0]):
        return elements
    near = {around for around in islice(elements[0].iterancestors(), _LEVELS) if around.tag not in _WHOLES}
    return [one for one in elements if any(around in near for around in islice(one.iterancestors(), _LEVELS))]


def _has_scope(element: Element) -> bool:
    return any("itemscope" in one.attrib or "typeof" in one.attrib for one in element.iterancestors())


def _html(tag: str, page: Page) -> list[Raw]:
    if tag == "lang":
        return [page.language] if page.language else []
    found = page.tagged(tag)
    if tag != "h1" or len(found) < 2:
        return found
    printed = {one.element for one in page.outline.blocks if one.tag == tag}
    return above_text(page, [one for one in found if one in printed] or found)


def _agreed(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = agreed_heading(page)
    return [heading] if heading else []


def _printed(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = printed_heading(page)
    return [heading] if heading else []


def _lone(tag: str, page: Page) -> list[Raw]:
    heading = named_title(page) if tag == "title" else lone_heading(page)
    return [heading] if heading else []


def _rel(name: str, page: Page) -> list[Raw]:
    related = {one for one in page.related if one.tag == "a"}
    linked = [one for one in page.outline.links if related and one.element in related and name in _relations(one)]
    links = [link for link in linked if not page.outline.is_of_other(link.element)]
    return [link.element for link in (_of_one_byline(links, page) if name == "author" else links)]


def _relations(link: Link) -> list[str]:
    """Return what *link* is for the page. A category is no tag; WordPress's block themes mark both as tags."""
    names = (link.element.get("rel") or "").split()
    if "category" in names:
        return [name for name in names if name != "tag"]
    if "tag" in names and any(_CATEGORY in (one.get("class") or "").split() for one in _around(link.element)):
        return ["category"]
    return names


def _around(element: Element) -> Iterator[Element]:
    return islice(element.iterancestors(), _LEVELS)


def _of_one_byline(links: list[Link], page: Page) -> list[Link]:
    """Return those of *links* that are together, behind the page's h1: others sign the articles that it lists."""
    title = next((block.index for block in page.outline.headings("h1") if not block.zones & OUTSIDE), 0)
    ordered = sorted(links, key=lambda link: link.first < title)
    near = list(takewhile(lambda pair: 0 <= pair[1].first - pair[0].first <= _GAP, pairwise(ordered)))
    return [*ordered[:1], *(link for _, link in near)]


def _microformat(name: str, page: Page) -> list[Raw]:
    return list(marked_by_class(page.root, name, page.outline.is_of_other)) if page.has_microformats else []


def _data(name: str, page: Page) -> list[Raw]:
    return list(written_in_data((page.outline.own_among(page.tagged(tag)) for tag in HOLDERS), name))


def _text(label: str, page: Page) -> list[Raw]:
    return [value for value in values_behind(page.outline, label) if value]


def _script(name: str, page: Page) -> list[Raw]:
    del name
    return list(text_in_scripts(page.tagged("script"), page.url, Frame()).paragraphs)


def _count(label: str, page: Page) -> list[Raw]:
    count = count_behind(page.outline, label)
    return [] if count is None else [count]


_KINDS: dict[str, Callable[[str, Page], list[Raw]]] = {
    "jsonld": _jsonld,
    "meta": _meta,
    "microdata": _microdata,
    "html": _html,
    "text": _text,
    "rel": _rel,
    "agreed": _agreed,
    "printed": _printed,
    "microformat": _microformat,
    "data": _data,
    "lone": _lone,
    "script": _script,
}


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
_MOST_SITES = 16
_LONGEST_LABEL = 16

Addresses = dict[str, tuple[str, AddressKind]]
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
        self.only_fields = portal.only_fields if portal else frozenset()
        """The fields that the portal's own rules alone give."""
        self._kinds: dict[str | tuple[str, str], tuple[str, AddressKind] | None] = {}
        self._ids: dict[str, str] = {}
        self._last: tuple[ref[Page], Addresses] | None = None
        """The page that was asked for last, and its addresses: its lists and its links ask one after the other."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of printed times."""
        return self.portal.time_zone if self.portal else ZoneInfo("UTC")

    def zone_for(self, page: Page) -> ZoneInfo:
        """Return the zone of times that *page* prints without one."""
        return self.zone if self.portal else zone_of_site(self.name, page.language or page.once(printed_language))

    def address(self, href: str, base: str) -> tuple[str, AddressKind] | None:
        """Return the canonical address behind *href* on the page *base*, and what it is; None for no http(s) link.

        Of an address on another host than the portal's, the form is as written.
        """
        key = href if href.startswith("http") else (origin_of(base) if href.startswith("/") else base, href)
        kinds = self._kinds
        if key in kinds:
            return kinds[key]
        if len(kinds) >= _MOST_ADDRESSES:
            kinds.clear()
        found = kinds[key] = self._read_address(href, base)
        return found

    def article_of(self, href: str, base: str) -> str | None:
        """Return the canonical address of the article behind *href*; None where it is not one of this site's."""
        found = self.address(href, base)
        return found[0] if found and found[1] == "article" else None

    def addresses(self, page: Page) -> Addresses:
        """Return the `href` of each of *page*'s links → its address, each asked for once."""
        if self._last is None or self._last[0]() is not page:
            base = page.base_url
            found = [(href, self.address(href, base)) for href in {link.href for link in page.outline.links}]
            self._last = ref(page), {href: address for href, address in found if address}
        return self._last[1]

    def article_id(self, canonical: str) -> str:
        """Return the identity of the article at *canonical*."""
        found = self._ids.get(canonical)
        if found is None:
            if len(self._ids) >= _MOST_ADDRESSES:
                self._ids.clear()
            found = self._ids[canonical] = article_id(canonical, self.portal, name=self.name)
        return found

    def canonical(self, url: str) -> str:
        """Return *url*'s canonical form. Raises `ValueError` for what is no http(s) address."""
        return portal_url(url, self.portal) if self.portal else canonical_url(url)

    def _read_address(self, href: str, base: str) -> tuple[str, AddressKind] | None:
        url = absolute_of_link(href, base)
        if url is None:
            return None
        if self._leads_away(url):
            return url, "offsite"
        try:
            canonical = self.canonical(url)
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
    hrefs = {href for href, (_, kind) in addresses.items() if kind in {"section", "other"}}
    texts = {link.text for link in page.outline.links if link.href in hrefs}
    return frozenset([folded(label) for text in texts if 0 < len(label := label_of(text)) <= _LONGEST_LABEL])


_FIRST = 200
"""So many blocks are looked at for the language of a page."""


def printed_language(page: Page) -> str:
    """Return the language that *page* is printed in, by its script: ja, ko, zh-hans, zh-hant, or nothing."""
    return language_of_script("".join([block.text for block in page.outline.blocks[:_FIRST]]))
