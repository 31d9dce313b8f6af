"""Scrapy's HTTP handler, which takes no answer that was cut off and no heads without an end."""

from __future__ import annotations

import logging
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, ResponseDataLossError, StopDownload
from scrapy.http import Response
from twisted.web.client import URI

from newscrawl.items.request_meta import meta_of
from newscrawl.network.bounded_reactor import UNUSED_MAX_BYTES, BoundedProtocol, note_progress
from newscrawl.network.completeness import Completeness

logger = logging.getLogger(__name__)


class WholeBodyHandler(HTTP11DownloadHandler):
    """Raises `ResponseDataLossError` for an answer that is not whole, as Scrapy does for one below its Content-Length.

    So it is asked for again, is never kept as a capture, and ends as `failed` with the reason `cut_off`. What was
    unpacked to see its end mark is handed on to `UnpackMiddleware`. Heads without an end are an answer that is too
    large: `DownloadCancelledError`, reason `too_large`, not asked for again. A request with `meta["start_bytes"]` gets
    the start of its answer, however long that is.

    Settings: DOWNLOAD_MAXSIZE, TWISTED_REACTOR.
    Stats: newscrawl/whole_body/cut_off_count, newscrawl/whole_body/endless_heads_count.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        _name_paths_as_written()
        self.crawler = crawler
        for signal in (signals.headers_received, signals.bytes_received):
            crawler.signals.connect(note_progress, signal=signal)
        crawler.signals.connect(self.bytes_received, signal=signals.bytes_received)
        self._received: WeakKeyDictionary[Request, int] = WeakKeyDictionary()
        """Request for a start → the bytes that came so far."""
        self._completeness = Completeness(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    async def download_request(self, request: Request) -> Response:
        """Return the whole answer to *request*, or its start where that is all it asks for."""
        meta_of(request).pop("unpacked", None)
        start_bytes = meta_of(request).get("start_bytes", 0)
        if start_bytes:
            request.meta["download_maxsize"] = 0  # a Content-Length above the bound is no reason to refuse the start
        try:
            response = await self._bounded(request)
        finally:
            if start_bytes:
                del request.meta["download_maxsize"]
        fault, body = self._completeness.judged(response, start_bytes)
        if fault is None:
            if body is not None and response.headers.get("Content-Encoding"):
                meta_of(request)["unpacked"] = body
            return response
        self.crawler.stats.inc_value("newscrawl/whole_body/cut_off_count")
        logger.info("%(url)s came incomplete: %(fault)s", {"url": response.url, "fault": fault})
        raise ResponseDataLossError(fault)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """End the download when the start that *request* asks for is there."""
        if start_bytes := meta_of(request).get("start_bytes"):
            count = self._received[request] = self._received.get(request, 0) + len(data)
            if count >= start_bytes:
                raise StopDownload(fail=False)

    async def _bounded(self, request: Request) -> Response:
        """Return what the server answers. Raises `DownloadCancelledError` where its heads have no end.

        A connection that is lost while another one is flooded counts as flooded, too.
        """
        before = BoundedProtocol.flood_count
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            if before == BoundedProtocol.flood_count:
                raise
            self.crawler.stats.inc_value("newscrawl/whole_body/endless_heads_count")
            message = f"{request.url}: expected an answer, got {UNUSED_MAX_BYTES // 1024} KB of heads without an end"
            logger.warning("%(message)s", {"message": message})
            raise DownloadCancelledError(message) from error


def origin_form(uri: URI) -> bytes:
    """Return the path of *uri* with its parameters and query: ``//news/1.html?p=2``.

    Twisted asks Python to join them. Python 3.12.4 and 3.13 put two more slashes before a path that begins with two, so
    that a link to https://news.example//news/1.html asks for ``////news/1.html``.
    """
    params = b";" + uri.params if uri.params else b""
    query = b"?" + uri.query if uri.query else b""
    return (uri.path or b"/") + params + query


def _name_paths_as_written() -> None:
    URI.originForm = property(origin_form)  # type: ignore[method-assign, assignment]
