"""Takes the Content-Encoding off a response that was unpacked already."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.statscollectors import StatsCollector

from newscrawl.items.request_meta import meta_of


class UnpackMiddleware:
    """Puts the content that `WholeBodyHandler` unpacked, to see its end mark, in the place of what was sent.

    Scrapy's `HttpCompressionMiddleware` is next and finds nothing to do. It unpacks what the handler left as it was.

    Stats: httpcompression/response_count, httpcompression/response_bytes.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of *crawler*."""
        return cls(crawler.stats)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response* with its content, as Scrapy returns one that it has unpacked."""
        body = meta_of(request).pop("unpacked", None)
        if body is None:
            return response
        self._stats.inc_value("httpcompression/response_bytes", len(body))
        self._stats.inc_value("httpcompression/response_count")
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        encoding = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, headers=headers, body=body, **encoding)
