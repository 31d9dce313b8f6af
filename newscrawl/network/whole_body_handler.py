"""Scrapy's HTTP handler, which takes no answer that was cut off."""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from newscrawl.items.request_meta import meta_of
from newscrawl.network.completeness import Completeness

logger = logging.getLogger(__name__)


class WholeBodyHandler(HTTP11DownloadHandler):
    """Raises `ResponseDataLossError` for an answer that is not whole, as Scrapy does for one below its Content-Length.

    So it is asked for again, is never kept as a capture, and ends as `failed` with the reason `cut_off`. What was
    unpacked to see its end mark is handed on to `UnpackMiddleware`.

    Settings: DOWNLOAD_MAXSIZE.
    Stats: newscrawl/whole_body/cut_off_count.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self._completeness = Completeness(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    async def download_request(self, request: Request) -> Response:
        """Return the whole answer to *request*."""
        meta_of(request).pop("unpacked", None)
        response = await super().download_request(request)
        fault, body = self._completeness.judged(response)
        if fault is None:
            if body is not None and response.headers.get("Content-Encoding"):
                meta_of(request)["unpacked"] = body
            return response
        self.crawler.stats.inc_value("newscrawl/whole_body/cut_off_count")
        logger.info("%(url)s came incomplete: %(fault)s", {"url": response.url, "fault": fault})
        raise ResponseDataLossError(fault)
