"""The part of a portal's file about its feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from newscrawl.urls import host_of

Fault = tuple[str, str, str, str]
"""Where (a path such as `$.urls.article[0]`), expected, got, remedy."""


class Discovery(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ways to articles beside the portal's pages: the table `[discovery]` of its file."""

    feeds: tuple[str, ...] | Literal["auto"] = ()
    """Addresses of RSS 2.0, RSS 1.0 and Atom feeds; `auto`: those that the front page names (`link rel=alternate`)."""

    sitemaps: tuple[str, ...] = ()
    """Addresses of sitemaps, news sitemaps and indexes of sitemaps, gzipped or not."""

    sitemaps_of_robots: bool = False
    """Whether the sitemaps that robots.txt names are read too."""

    pages: bool = True
    """Whether the front page and the sections are read. Without them, only feeds and sitemaps lead to articles."""

    @property
    def named_feeds(self) -> tuple[str, ...]:
        """The addresses of feeds that the file names itself."""
        return () if self.feeds == "auto" else self.feeds

    def faults(self, hosts: tuple[str, ...]) -> Iterator[Fault]:
        """Yield where, what was expected, what is there, and the remedy, for every fault."""
        for key, urls in (("feeds", self.named_feeds), ("sitemaps", self.sitemaps)):
            for number, url in enumerate(urls):
                yield from _address_faults(f"$.discovery.{key}[{number}]", url, hosts)
        if not self.pages and not self.named_feeds and not self.sitemaps:
            yield (
                "$.discovery.pages",
                "feeds or sitemaps where pages are not read",
                "none",
                "name one, or take pages = false out",
            )


def _address_faults(where: str, url: str, hosts: tuple[str, ...]) -> Iterator[Fault]:
    if not url.startswith(("http://", "https://")):
        yield where, "an http(s) address", repr(url), "begin it with https://"
    elif host_of(url) not in hosts:
        yield where, "an address on one of hosts", repr(url), f"add {host_of(url)!r} to hosts"
