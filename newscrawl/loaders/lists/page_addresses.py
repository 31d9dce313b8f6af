"""Which page of an article an address names, and whether two addresses are pages of one article."""

from __future__ import annotations

import re
from typing import NamedTuple

from newscrawl.loaders.rules.site import Site
from newscrawl.portals.address import article_number
from newscrawl.urls import host_of

_NAMED = re.compile(r"[?&](?:page|paged|pg|pn)=(?P<query>\d{1,4})(?=&|$)|/page/(?P<path>\d{1,4})/?$", re.IGNORECASE)
"""A page number behind a word that says so."""
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
