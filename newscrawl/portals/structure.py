"""The content of a portal's file as types: its tables and their keys."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from newscrawl.portals.discovery_rules import Discovery
from newscrawl.portals.rule import Rule, parse_rule


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a portal's file: its keys are its attributes."""


class Urls(_Table, frozen=True, kw_only=True):
    """Which addresses are what. Regular expressions, searched in path and query of the canonical URL."""

    article: tuple[str, ...]
    """Articles; a group named `number` gives the portal's own number of the article."""

    section: tuple[str, ...] = ()
    """Section pages; a group named `page` gives the number of the page."""

    ignore: tuple[str, ...] = ()
    """Addresses that are never asked for. Wins over the others."""

    drop_parameters: tuple[str, ...] = ()
    """Names of parameters that never identify an article, beside the usual tracking parameters."""


class Links(_Table, frozen=True, kw_only=True):
    """Rules for links: each selects `a` elements, or elements that hold them, or `href` texts."""

    sections: tuple[str, ...] = ()
    """Links to section pages, on any page. Empty: the links whose address fits `urls.section`."""

    articles: tuple[str, ...] = ()
    """Links to articles on a front or section page. Empty: the links whose address fits `urls.article`."""

    next_page: tuple[str, ...] = ()
    """The link to the next page of a section or of an article. Empty: general rules (rel=next, 次へ, …)."""


ListKind = Literal["section_ranking", "recommended", "trending", "related"]


class List(_Table, frozen=True, kw_only=True):
    """A list of articles, known by its printed heading."""

    kind: ListKind
    """What the list is."""

    headings: tuple[str, ...]
    """The printed words; `{section}` means a section's label. Full and half width are the same."""


class FieldRules(_Table, frozen=True, kw_only=True):
    """The rules of one field, with what holds for it: `{ rules = […], only = true }`."""

    rules: tuple[str, ...]
    """Rules in order of trust."""

    only: bool = False
    """Whether these rules alone give the field: no general rule, feed or sitemap does."""


class Portal(_Table, frozen=True, kw_only=True):
    """One news site."""

    name: str
    """The name of its file, and of its spider."""

    title: str
    """What the portal calls itself: taken off the end of headlines."""

    language: str
    """BCP 47, e.g. `ja`."""

    zone: str
    """The zone of printed times, e.g. `Asia/Tokyo`."""

    hosts: tuple[str, ...]
    """Host names without port. No other host is ever asked."""

    start_urls: tuple[str, ...]
    """Front pages."""

    loader: str | None = None
    """A class for this portal's articles in a file beside this one: `example.py:ExampleLoader`. Read: with its path."""

    allow_private_addresses: bool = False
    """True only for a portal on this machine or network."""

    site_pictures: tuple[str, ...] = ()
    """Addresses of pictures of the whole site: articles without a picture name them for cards."""

    site_descriptions: tuple[str, ...] = ()
    """Texts about the whole site: articles without a summary of their own have them as their description."""

    urls: Urls
    links: Links = Links()
    lists: tuple[List, ...] = ()
    discovery: Discovery = Discovery()
    fields: dict[str, tuple[str, ...] | FieldRules] = {}
    """Field name → rules in order of trust. General rules follow them, unless `only` is true."""

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)

    @property
    def only_fields(self) -> frozenset[str]:
        """The fields that the portal's own rules alone give."""
        return frozenset(name for name, one in self.fields.items() if isinstance(one, FieldRules) and one.only)

    def written_rules(self, field: str) -> tuple[str, ...]:
        """Return the portal's own rules for *field* as its file has them, in order of trust."""
        own = self.fields.get(field, ())
        return own.rules if isinstance(own, FieldRules) else own

    def rules(self, field: str) -> tuple[Rule, ...]:
        """Return the portal's own rules for *field*, in order of trust."""
        return tuple(parse_rule(written) for written in self.written_rules(field))
