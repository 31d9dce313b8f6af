"""Reads and checks a portal's file. Every fault is one error with file, line, what was expected, and how to mend it."""

from __future__ import annotations

import difflib
import logging
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from newscrawl.errors import PortalFileError, WrongUsageError
from newscrawl.portals.discovery import Discovery
from newscrawl.portals.position import line_of
from newscrawl.portals.rule import FIELDS, Rule, parse_rule
from newscrawl.urls import host_of

logger = logging.getLogger(__name__)

PORTALS_DIR = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")


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
    """The printed words; `{section}` stands for a section's label. Full and half width are the same."""


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

    allow_private_addresses: bool = False
    """True only for a portal on this machine or network."""

    urls: Urls
    links: Links = Links()
    lists: tuple[List, ...] = ()
    discovery: Discovery = Discovery()
    fields: dict[str, tuple[str, ...]] = {}
    """Field name → rules in order of trust. General rules follow them."""

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)

    def rules(self, field: str) -> tuple[Rule, ...]:
        """Return the portal's own rules for *field*, in order of trust."""
        return tuple(parse_rule(written) for written in self.fields.get(field, ()))


def portal_names(folder: Path = PORTALS_DIR) -> list[str]:
    """Return the names of the portals that have a file in *folder*, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


@cache
def load_portal(name: str, folder: Path = PORTALS_DIR) -> Portal:
    """Return the portal whose file is *name*.toml.

    Raises `WrongUsageError` where there is none, and `PortalFileError` where it is wrong.
    """
    names = portal_names(folder)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}?" if near else f"known portals: {', '.join(names)}"
        raise WrongUsageError(f"no portal is called {name!r}; {hint}")
    return load_portal_file(folder / f"{name}.toml")


def has_host(name: str, folder: Path, host: str) -> bool:
    """Tell whether the portal *name* has *host*; a portal whose file is wrong has none, and is told in the log."""
    try:
        return host in load_portal(name, folder).hosts
    except PortalFileError as error:
        logger.warning("portal left out: %(error)s", {"error": error})
        return False


def load_portal_file(path: Path) -> Portal:
    """Return the portal that the file at *path* describes. Raises `PortalFileError`."""
    source = path.read_text("utf-8")
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) if where else source.count("\n") + 1
        raise PortalFileError(path, line, "valid TOML", str(error), "mend the syntax of that line") from error
    if not _NAME.fullmatch(path.stem):
        raise PortalFileError(
            path, 1, "a file name of a-z, 0-9 and _", repr(path.stem), "rename the file: it names the portal"
        )
    portal = _convert(path, source, table)
    for place, expected, got, remedy in _faults(portal):
        raise PortalFileError(path, line_of(source, place), expected, got, remedy)
    return portal


def _convert(path: Path, source: str, table: dict[str, object]) -> Portal:
    if "name" in table:
        raise PortalFileError(path, line_of(source, "$.name"), "no key 'name'", "one", "the file's name is the name")
    try:
        return msgspec.convert({"name": path.stem, **table}, Portal)
    except msgspec.ValidationError as error:
        raise _convert_error(path, source, str(error)) from error


def _convert_error(path: Path, source: str, message: str) -> PortalFileError:
    what, _, place = message.partition(" - at `")
    where = place.rstrip("`") or "$"
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = unknown[1]
        known = _keys(where)
        near = difflib.get_close_matches(key, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"take it out, or use one of: {', '.join(known)}"
        return PortalFileError(path, line_of(source, f"{where}.{key}"), "a known key", f"{key!r}", remedy)
    if missing := re.search(r"missing required field `(.*)`", what):
        table = "the top of the file" if where == "$" else where.removeprefix("$.")
        remedy = f"add {missing[1]} = … at {table}; docs/adding-a-portal.md explains it"
        return PortalFileError(path, line_of(source, where), f"the key {missing[1]!r}", "none", remedy)
    if wrong := re.search(r"Invalid enum value (.*)", what):
        kinds = ", ".join(get_args(ListKind))
        return PortalFileError(path, line_of(source, where), f"one of {kinds}", wrong[1], "choose what the list is")
    expected, _, got = what.removeprefix("Expected ").partition(", got ")
    return PortalFileError(path, line_of(source, where), expected, got or what, f"mend {where.removeprefix('$.')}")


def _keys(where: str) -> tuple[str, ...]:
    tables: dict[str, type[msgspec.Struct]] = {
        "$": Portal,
        "$.urls": Urls,
        "$.links": Links,
        "$.discovery": Discovery,
    }
    names = tables.get(where, List).__struct_fields__
    return tuple(name for name in names if where != "$" or name != "name")


Fault = tuple[str, str, str, str]
"""Where (a path such as `$.urls.article[0]`), expected, got, remedy."""


def _faults(portal: Portal) -> Iterator[Fault]:
    yield from _faults_of_place(portal)
    yield from _faults_of_urls(portal.urls)
    yield from _faults_of_rules(portal)
    yield from portal.discovery.faults(portal.hosts)
    for number, list_ in enumerate(portal.lists):
        if not list_.headings or not all(heading.strip() for heading in list_.headings):
            yield (
                f"$.lists[{number}].headings",
                "printed words",
                "none",
                "write the heading as the portal prints it",
            )


def _faults_of_place(portal: Portal) -> Iterator[Fault]:
    try:
        _ = portal.time_zone
    except (ZoneInfoNotFoundError, ValueError):
        yield "$.zone", "a zone of the tz database", repr(portal.zone), "write it like Asia/Tokyo"
    yield from _faults_of_hosts(portal)
    yield from _faults_of_start(portal)


def _faults_of_hosts(portal: Portal) -> Iterator[Fault]:
    if not portal.hosts:
        yield "$.hosts", "at least one host", "none", "write the portal's host names"
    for number, host in enumerate(portal.hosts):
        if not host or host != host.lower() or re.search(r"[/:\s]", host):
            yield f"$.hosts[{number}]", "a host name", repr(host), "lower case, without scheme, port or path"


def _faults_of_start(portal: Portal) -> Iterator[Fault]:
    if not portal.start_urls:
        yield "$.start_urls", "at least one address", "none", "write the portal's front page"
    for number, url in enumerate(portal.start_urls):
        if not url.startswith(("http://", "https://")):
            yield f"$.start_urls[{number}]", "an http(s) address", repr(url), "begin it with https://"
        elif host_of(url) not in portal.hosts:
            yield (
                f"$.start_urls[{number}]",
                "an address on one of hosts",
                repr(url),
                f"add {host_of(url)!r} to hosts",
            )


def _faults_of_urls(urls: Urls) -> Iterator[Fault]:
    if not urls.article:
        yield "$.urls.article", "at least one regular expression", "none", r"for example '/(?P<number>\d+)$'"
    for key in ("article", "section", "ignore"):
        for number, pattern in enumerate(getattr(urls, key)):
            try:
                re.compile(pattern)
            except re.error as error:
                remedy = "mend it; in TOML write it in single quotes so that backslashes stay"
                yield f"$.urls.{key}[{number}]", "a regular expression", f"{pattern!r} ({error})", remedy


def _faults_of_rules(portal: Portal) -> Iterator[Fault]:
    places = [(f"$.links.{key}", getattr(portal.links, key)) for key in Links.__struct_fields__]
    places += [(f"$.fields.{field}", rules) for field, rules in portal.fields.items()]
    for field in portal.fields:
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(sorted(FIELDS))}"
            yield f"$.fields.{field}", "a field of an article", repr(field), remedy
    for where, rules in places:
        for number, written in enumerate(rules):
            try:
                parse_rule(written)
            except ValueError as error:
                expected, _, got = str(error).removeprefix("expected ").partition(", got ")
                yield (
                    f"{where}[{number}]",
                    expected,
                    got,
                    "mend the rule; docs/adding-a-portal.md shows each kind",
                )
