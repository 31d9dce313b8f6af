"""What an address is to a portal: article, section page, or nothing to ask for; and the article's identity."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from newscrawl.portals.structure import Portal
from newscrawl.urls import canonical_url, host_of

AddressKind = Literal["front_page", "article", "section", "ignored", "offsite", "other"]


def portal_url(url: str, portal: Portal) -> str:
    """Return *url*'s canonical form for *portal*: the portal's scheme, its own dropped parameters.

    Raises `ValueError` for what is no http(s) address.
    """
    scheme = _scheme_of(portal.start_urls[0]) if host_of(url) in portal.hosts else None
    return canonical_url(url, scheme=scheme, drop=portal.urls.drop_parameters)


@cache
def _scheme_of(start_url: str) -> str:
    return urlsplit(start_url).scheme


def kind_of(canonical: str, portal: Portal) -> AddressKind:
    """Return what the canonical URL *canonical* is, by the portal's patterns alone."""
    if host_of(canonical) not in portal.hosts:
        return "offsite"
    if canonical in _front_pages(portal.start_urls):
        return "front_page"
    where = _path(canonical)
    if _first(portal.urls.ignore, where):
        return "ignored"
    if _first(portal.urls.article, where):
        return "article"
    return "section" if _first(portal.urls.section, where) else "other"


def article_id(canonical: str, portal: Portal | None, *, name: str = "page") -> str:
    """Return the identity of the article at *canonical*: `PORTAL:NUMBER`, or `PORTAL:` and 16 hex digits of SHA-256.

    *name* means the portal where it has no file.
    """
    if portal is not None:
        if number := article_number(canonical, portal):
            return f"{portal.name}:{number}"
        name = portal.name
    return f"{name}:{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


def article_number(canonical: str, portal: Portal | None) -> str | None:
    """Return the article's number where the portal's pattern names it with a group `number`; None for no portal."""
    match = _first(portal.urls.article, _path(canonical)) if portal is not None else None
    return (match.groupdict().get("number") or None) if match else None


def page_number(canonical: str, portal: Portal) -> int | None:
    """Return the number of a section page where the portal's patterns name it with a group `page`."""
    match = _first(portal.urls.section, _path(canonical))
    printed = match.groupdict().get("page") if match else None
    return int(printed) if printed and printed.isdecimal() else None


def _path(canonical: str) -> str:
    return "/" + "/".join(canonical.split("/", 3)[3:])


def _first(patterns: tuple[str, ...], where: str) -> re.Match[str] | None:
    for pattern in _compiled(patterns):
        if match := pattern.search(where):
            return match
    return None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


@cache
def _front_pages(start_urls: tuple[str, ...]) -> frozenset[str]:
    return frozenset(canonical_url(url) for url in start_urls)
