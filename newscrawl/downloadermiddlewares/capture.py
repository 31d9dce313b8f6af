"""Keeps each response of the portal's pages, as it came and when it came."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.headers import Headers

from newscrawl.clock import Clock
from newscrawl.dataset.captures import Exchange
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError

logger = logging.getLogger(__name__)

_LABELS = ("kind", "asked_url", "article_id", "section", "page")


class CaptureMiddleware:
    """Writes the answer to each request for a page into the run's captures, redirects and errors too.

    It is next to the network, so that bodies are kept as they were sent. `request.meta["capture"]` then has
    where the bytes are. Requests without a `kind`, such as that for robots.txt, are not kept.

    `request.meta["received_at"]` has the time of each response, also where nothing is kept. Reading may come
    later, on a busy machine or after a pause, and printed times such as ``3分前`` are measured from the answer.

    Settings: NEWSCRAWL_CAPTURE_ENABLED, NEWSCRAWL_CLOCK_START.
    Stats: newscrawl/capture/capture_count, newscrawl/capture/revisit_count, newscrawl/capture/byte_count,
    newscrawl/capture/failed_count, newscrawl/capture/deleted_file_count, newscrawl/capture/deleted_byte_count.
    """

    def __init__(self, crawler: Crawler, *, clock: Clock, keeps_responses: bool) -> None:
        self.crawler = crawler
        self._clock = clock
        self._keeps_responses = keeps_responses
        self._session: Session | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings."""
        middleware = cls(
            crawler,
            clock=Clock.from_setting(crawler.settings.get("NEWSCRAWL_CLOCK_START")),
            keeps_responses=crawler.settings.getbool("NEWSCRAWL_CAPTURE_ENABLED"),
        )
        crawler.signals.connect(middleware.engine_started, signal=signals.engine_started)
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    def engine_started(self) -> None:
        """Find the session, which is open before the first request."""
        self._session = self.crawler.get_extension(Session) if self._keeps_responses else None

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep *response*. A disk that refuses ends the run as it does for records; what is no record is passed on."""
        request.meta["received_at"] = received_at = self._clock.now()
        session = self._session
        if session is None or "kind" not in request.meta:
            return response
        request.meta.pop("capture", None)  # that of the page which led here
        try:
            request.meta["capture"] = session.add_capture(_exchange(request, response, received_at))
        except DatasetError as error:
            session.refuse(error)
        except ValueError as error:
            self.crawler.stats.inc_value("newscrawl/capture/failed_count")
            logger.warning("%(url)r was not kept: %(error)s", {"url": response.url, "error": error})
        return response

    def spider_closed(self) -> None:
        """Note how much was kept."""
        if self._session is None:
            return
        captures, retention, note = self._session.captures, self._session.retention, self.crawler.stats.set_value
        note("newscrawl/capture/capture_count", captures.record_count)
        note("newscrawl/capture/revisit_count", captures.revisit_count)
        note("newscrawl/capture/byte_count", captures.byte_count)
        note("newscrawl/capture/deleted_file_count", retention.file_count)
        note("newscrawl/capture/deleted_byte_count", retention.byte_count)


def _exchange(request: Request, response: Response, received_at: datetime) -> Exchange:
    return Exchange(
        url=response.url,
        captured_at=received_at,
        method=request.method,
        request_headers=_headers(request.headers),
        protocol=response.protocol or "HTTP/1.1",
        status=response.status,
        headers=_headers(response.headers),
        body=response.body,
        labels={name: str(value) for name in _LABELS if (value := request.meta.get(name)) is not None},
    )


def _headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
