"""Refuses requests to addresses that are not on the public internet."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, NotConfigured
from scrapy.statscollectors import StatsCollector
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.network.ip_literals import is_refused_host
from newscrawl.network.refusals import PrivateAddressError
from newscrawl.network.resolver import refused_names

logger = logging.getLogger(__name__)


class PrivateAddressMiddleware:
    """Refuses hosts that are a private address in any form, a local name, or a name that resolves to such an address.

    A portal's page must not make the crawler ask the machine it runs on, its network, or a cloud's metadata service.
    Redirects pass through here as well. `newscrawl.network.resolver` (setting TWISTED_DNS_RESOLVER) checks names when
    they are resolved; this middleware names its refusal. Off for a portal whose file has
    `allow_private_addresses = true`.

    Settings: NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES.
    Stats: newscrawl/private_address/refused_count/{literal,resolved}.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings; `NotConfigured` where private addresses are allowed."""
        if crawler.settings.getbool("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES"):
            raise NotConfigured
        return cls(crawler.stats)

    def process_request(self, request: Request) -> None:
        """Raise `PrivateAddressError` for a host that is one, or a local name."""
        if is_refused_host(urlparse_cached(request).hostname or ""):
            self._refuse(request, "literal", "not on the public internet")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise `PrivateAddressError` where the resolver refused the host's name."""
        if not isinstance(exception, CannotResolveHostError):
            return
        if address := refused_names.get(urlparse_cached(request).hostname or ""):
            self._refuse(request, "resolved", f"its name resolves to {address}, which is not on the public internet")

    def _refuse(self, request: Request, how: str, why: str) -> None:
        self.stats.inc_value(f"newscrawl/private_address/refused_count/{how}")
        message = f"{request.url}: {why}"
        logger.warning("Refused %(message)s", {"message": message})
        raise PrivateAddressError(message)
