"""What a portal's file says of its feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newscrawl.urls import host_of

Fault = tuple[str, str, str, str]
"""Where (a path such as `$.urls.article[0]`), expected, got, remedy."""


class Discovery(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ways to articles beside the portal's pages: the table `[discovery]` of its file."""

    feeds: tuple[str, ...] = ()
    """Addresses of RSS 2.0, RSS 1.0 and Atom feeds."""

    sitemaps: tuple[str, ...] = ()
    """Addresses of sitemaps, news sitemaps and indexes of sitemaps, gzipped or not."""

    sitemaps_of_robots: bool = False
    """Whether the sitemaps that robots.txt names are read too."""

    pages: bool = True
    """Whether the front page and the sections are read. Without them, only feeds and sitemaps lead to articles."""

    def faults(self, hosts: tuple[str, ...]) -> Iterator[Fault]:
        """Yield where, what was expected, what stands there, and the remedy, for every fault."""
        for key in ("feeds", "sitemaps"):
            for number, url in enumerate(getattr(self, key)):
                yield from _address_faults(f"$.discovery.{key}[{number}]", url, hosts)
        if not self.pages and not self.feeds and not self.sitemaps:
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
