"""Keeps the run on the portal's hosts, whatever the request."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware as ScrapyOffsiteMiddleware
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.network.refusals import OffsiteHostError


class OffsiteMiddleware(ScrapyOffsiteMiddleware):
    """Scrapy's OffsiteMiddleware without its exceptions.

    Scrapy lets every request through that has `dont_filter`, which start requests and retries have, and redirects
    keep: one redirect of a start page, and the crawl is on another host. Subdomains, too, are other hosts here. The
    hosts are the spider's `allowed_domains`; where it has none, every host is allowed, as with Scrapy.

    Stats: newscrawl/offsite/refused_count.
    """

    def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 # Scrapy's own
        """Raise `OffsiteHostError` for a request to a host that is not the portal's."""
        if self.crawler.spider is not None and not self.should_follow(request, self.crawler.spider):
            self.stats.inc_value("newscrawl/offsite/refused_count")
            raise OffsiteHostError(f"{request.url}: not a host of this portal")

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Leave a request alone here: refused in `process_request`, its errback hears of it."""

    def should_follow(self, request: Request, spider: Spider) -> bool:
        """Return whether *request*'s host is one of *spider*'s."""
        allowed = getattr(spider, "allowed_domains", None)
        return not allowed or (urlparse_cached(request).hostname or "").rstrip(".") in allowed
