"""Resolves names, and refuses those that mean addresses which are not on the public internet."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.datatypes import LocalCache
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from newscrawl.urls import is_private_address

logger = logging.getLogger(__name__)

refused_names: LocalCache[str, str] = LocalCache(1000)
"""Name → the private address that it resolved to. Twisted keeps no reason of a failed lookup, so it is kept here."""


class PublicAddressResolver(CachingThreadedResolver):
    """Scrapy's default resolver (IPv4, cached, with a timeout), which gives no private address.

    The address that is checked is the one that is connected to, so a name that changes between two lookups gains
    nothing. Private addresses are given where every crawl of the process allows them.

    There is one resolver a process, made before a spider's own settings are known: it asks each crawl's settings when
    it resolves. So the class must be named in the project's settings, never in a spider's.

    Settings: NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES, DNSCACHE_ENABLED, DNSCACHE_SIZE, DNS_TIMEOUT.
    """

    crawlers: Iterable[Crawler] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make the resolver; Scrapy passes its process, which holds its crawls, instead of one of them."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.crawlers = getattr(crawler, "crawlers", (crawler,))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 # Twisted's name
        """Return the address of *name*. Fails with `DNSLookupError` for one that is private."""
        return super().getHostByName(name, timeout).addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if not is_private_address(address) or self._allows_private():
            return address
        refused_names[name] = address
        message = f"{name} resolves to {address}, which is not on the public internet"
        raise DNSLookupError(message)

    def _allows_private(self) -> bool:
        crawlers = list(self.crawlers)
        return bool(crawlers) and all(
            crawler.settings.getbool("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES") for crawler in crawlers
        )
