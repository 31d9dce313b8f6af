"""What reading needs to know of a portal, made once: or of any news site, where there is no portal's file."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache, cached_property, lru_cache
from weakref import ref
from zoneinfo import ZoneInfo

from newscrawl.extraction.document.blocks import folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.lists.entries import label_of
from newscrawl.extraction.lists.find_lists import WantedHeadings, heading_words
from newscrawl.loaders.rules.general_lists import GENERAL_HEADINGS
from newscrawl.loaders.rules.select import rules_of_fields
from newscrawl.portals import Portal, article_id, kind_of, portal_url
from newscrawl.portals.address import AddressKind
from newscrawl.urls import absolute, canonical_url, host_of

# Country domains of countries with one zone, or with one where nearly all national news sites are.
_BY_DOMAIN = {
    "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "tw": "Asia/Taipei", "cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong",
    "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "id": "Asia/Jakarta", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila", "in": "Asia/Kolkata", "pk": "Asia/Karachi", "ae": "Asia/Dubai",
    "il": "Asia/Jerusalem", "tr": "Europe/Istanbul", "uk": "Europe/London", "ie": "Europe/Dublin", "fr": "Europe/Paris",
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "li": "Europe/Vaduz", "it": "Europe/Rome",
    "es": "Europe/Madrid", "pt": "Europe/Lisbon", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "lu": "Europe/Luxembourg", "dk": "Europe/Copenhagen", "no": "Europe/Oslo", "se": "Europe/Stockholm",
    "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw", "cz": "Europe/Prague",
    "sk": "Europe/Bratislava", "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia",
    "gr": "Europe/Athens", "hr": "Europe/Zagreb", "rs": "Europe/Belgrade", "si": "Europe/Ljubljana",
    "ua": "Europe/Kyiv", "ru": "Europe/Moscow", "by": "Europe/Minsk", "lt": "Europe/Vilnius", "lv": "Europe/Riga",
    "ee": "Europe/Tallinn", "za": "Africa/Johannesburg", "na": "Africa/Windhoek", "ls": "Africa/Maseru",
    "ng": "Africa/Lagos", "ke": "Africa/Nairobi", "eg": "Africa/Cairo", "ar": "America/Argentina/Buenos_Aires",

    "au": "Australia/Sydney", "br": "America/Sao_Paulo", "ca": "America/Toronto", "mx": "America/Mexico_City",
    "cl": "America/Santiago", "co": "America/Bogota", "pe": "America/Lima", "nz": "Pacific/Auckland",
}  # fmt: skip
_BY_LANGUAGE = {
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "zh-tw": "Asia/Taipei",
    "zh-hant": "Asia/Taipei",
    "zh": "Asia/Shanghai",
    "zh-hk": "Asia/Hong_Kong",
    "en-gb": "Europe/London",
    "en-ie": "Europe/Dublin",
    "en-au": "Australia/Sydney",
    "en-nz": "Pacific/Auckland",
    "en-in": "Asia/Kolkata",
    "en-ca": "America/Toronto",
    "fr-ca": "America/Toronto",
    "pt-br": "America/Sao_Paulo",
    "pt-pt": "Europe/Lisbon",
    "es-es": "Europe/Madrid",
    "es-mx": "America/Mexico_City",
    "es-ar": "America/Argentina/Buenos_Aires",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "pl": "Europe/Warsaw",
    "tr": "Europe/Istanbul",
    "sv": "Europe/Stockholm",
    "nb": "Europe/Oslo",
    "no": "Europe/Oslo",
    "da": "Europe/Copenhagen",
    "nl": "Europe/Amsterdam",
    "uk": "Europe/Kyiv",
    "cs": "Europe/Prague",
    "hu": "Europe/Budapest",
    "el": "Europe/Athens",
    "fi": "Europe/Helsinki",
    "he": "Asia/Jerusalem",
    "th": "Asia/Bangkok",
    "vi": "Asia/Ho_Chi_Minh",
    "id": "Asia/Jakarta",
}


@cache
def zone_of_site(host: str, language: str) -> ZoneInfo:
    """Return the zone of *host*'s printed times: by its country domain, by *language* (BCP 47), else UTC."""
    name = _BY_DOMAIN.get(host.rpartition(".")[2])
    written = language.lower().replace("_", "-")
    if name is None:
        name = _BY_LANGUAGE.get(written) or _BY_LANGUAGE.get(written.partition("-")[0])
    return ZoneInfo(name or "UTC")


_MOST_ADDRESSES = 50_000
_MOST_SITES = 16
_LONGEST_LABEL = 16
_OTHER_SCHEMES = ("javascript:", "mailto:", "tel:")
_WHOLE = re.compile(r"https?://[^/?#\s]")
_ROOTED = re.compile(r"https?://[^/?#\s]+/")

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
        key = href if href.startswith("http") else (_origin(base) if href.startswith("/") else base, href)
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
        url = _absolute(href, base)
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
    if not _same_site(_without_port(own), host):
        return "offsite"
    path, mark, query = tail.partition("?")
    path = path.strip("/")
    if not path and not query:
        return "front_page"
    last = path.rpartition("/")[2]
    digits = sum(map(str.isdigit, path + query if mark else path))
    words = last.count("-") + last.count("_")
    return "article" if digits >= 4 or words >= 3 else "other"


def _without_port(own: str) -> str:
    return own[1:].partition("]")[0] if own.startswith("[") else own.partition(":")[0]


def _same_site(one: str, other: str) -> bool:
    return (
        one == other
        or one.endswith("." + other.removeprefix("www."))
        or one.removeprefix("www.") == other.removeprefix("www.")
    )


def _absolute(href: str, base: str) -> str | None:
    """Return *href* as seen from *base*, to be made canonical; None for no http(s) link.

    Most links are whole addresses or begin at the root: nothing of *base*'s path is in them, and the canonical form
    drops their fragments. Joining costs as much as all the rest; what may need it is joined.
    """
    if href.startswith(_OTHER_SCHEMES):
        return None
    if ";" not in href and "/." not in href and " " not in href and href.isprintable():
        if _WHOLE.match(href):
            return href
        if href.startswith("/") and not href.startswith("//") and _ROOTED.match(base):
            return _origin(base) + href
    return absolute(href, base)


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    return "/".join(base.split("/", 3)[:3])


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


def articles_in(addresses: Addresses) -> dict[str, str]:
    """Return the `href` of each link to an article → the article's canonical address."""
    return {href: canonical for href, (canonical, kind) in addresses.items() if kind == "article"}


def labels_of(page: Page, addresses: Addresses) -> frozenset[str]:
    """Return the section labels that *page* prints in links to section pages, folded."""
    hrefs = {href for href, (_, kind) in addresses.items() if kind in {"section", "other"}}
    texts = {link.text for link in page.outline.links if link.href in hrefs}
    return frozenset([folded(label) for text in texts if 0 < len(label := label_of(text)) <= _LONGEST_LABEL])


_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HANGUL = re.compile("[가-힣]")
_SIMPLIFIED = re.compile("[这个们来说国时会为对发经过还进动问关]")
_TRADITIONAL = re.compile("[這個們來說國時會為對發經過還進動問關]")
_FIRST, _FEW = 200, 10
"""So many blocks are looked at, and more letters of a script decide."""


def printed_language(page: Page) -> str:
    """Return the language that *page* is printed in, by its script: ja, ko, zh-hans, zh-hant, or nothing."""
    text = "".join([block.text for block in page.outline.blocks[:_FIRST]])
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if max(kana, hangul) > _FEW:
        return "ja" if kana > hangul else "ko"
    simplified, traditional = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
    if max(simplified, traditional) > _FEW:
        return "zh-hans" if simplified > traditional else "zh-hant"
    return ""
