"""What is wrong with a portal's file, beyond the types of its values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfoNotFoundError

from newscrawl.portals.discovery_rules import Fault
from newscrawl.portals.rule import FIELDS, KINDS, parse_rule
from newscrawl.portals.structure import Links, Portal, Urls
from newscrawl.urls import has_user, host_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_GROUPS = {"article": ("number",), "section": ("page",)}
"""Key of `urls` → the names that groups of its expressions may have."""


def faults_of(portal: Portal) -> Iterator[Fault]:
    """Yield each fault of a portal's file: the place, what was expected there, what is there, and the remedy."""
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
    if not _LANGUAGE.fullmatch(portal.language):
        yield "$.language", "a language tag (BCP 47)", repr(portal.language), "write it like ja, en or pt-BR"
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
        elif has_user(url):
            remedy = "take out the user before the @: newscrawl reads only what everybody can read"
            yield f"$.start_urls[{number}]", "an address without a user", repr(url), remedy


def _faults_of_urls(urls: Urls) -> Iterator[Fault]:
    if not urls.article:
        yield "$.urls.article", "at least one regular expression", "none", r"for example '/(?P<number>\d+)$'"
    for key in ("article", "section", "ignore"):
        for number, pattern in enumerate(getattr(urls, key)):
            where = f"$.urls.{key}[{number}]"
            yield from _faults_of_pattern(where, pattern, _GROUPS.get(key, ()))
            if pattern.partition(":")[0] in KINDS:
                yield (
                    where,
                    "a regular expression for addresses",
                    f"the rule {pattern!r}",
                    "rules for links in [links]",
                )


def _faults_of_pattern(where: str, pattern: str, groups: Sequence[str]) -> Iterator[Fault]:
    try:
        named = re.compile(pattern).groupindex
    except re.error as error:
        remedy = "correct it; in TOML write it in single quotes so that backslashes stay"
        yield where, "a regular expression", f"{pattern!r} ({error})", remedy
        return
    for name in named:
        if name not in groups:
            near = difflib.get_close_matches(name, groups, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else "write (?:…) for a group without a name"
            expected = f"no named group but {groups[0]!r}" if groups else "no named group"
            yield where, expected, repr(name), remedy


def _faults_of_rules(portal: Portal) -> Iterator[Fault]:
    places = [(f"$.links.{key}", getattr(portal.links, key)) for key in Links.__struct_fields__]
    places += [(f"$.fields.{field}", portal.written_rules(field)) for field in portal.fields]
    for field in portal.fields:
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(sorted(FIELDS))}"
            yield f"$.fields.{field}", "a field of an article", repr(field), remedy
    for field in sorted(portal.only_fields):
        if not portal.written_rules(field):
            yield f"$.fields.{field}", "a rule where only = true", "none", "add a rule, or take only out"
    for where, rules in places:
        for number, written in enumerate(rules):
            try:
                _check_rule(written, selects_links=where.startswith("$.links."))
            except ValueError as error:
                expected, _, got = str(error).removeprefix("expected ").partition(", got ")
                yield (
                    f"{where}[{number}]",
                    expected,
                    got,
                    "correct the rule; docs/adding-a-portal.md shows each kind",
                )


def _check_rule(written: str, *, selects_links: bool) -> None:
    rule = parse_rule(written)
    if selects_links and rule.xpath is None:
        raise ValueError(f"expected a rule that selects links (css: or xpath:), got {written!r}")
