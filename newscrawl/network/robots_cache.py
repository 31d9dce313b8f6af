"""The text of robots.txt: how much of it is read, and where it is kept between runs."""

from __future__ import annotations

import logging
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.dataset.run.list_cache import keep_reading
from newscrawl.dataset.run.session import Session
from newscrawl.errors import DatasetError

logger = logging.getLogger(__name__)

RULES: Final = "robots.txt"
"""What stands in a request's `meta["rules"]`, so that `RevalidateMiddleware` finds the kept text."""
MAX_BYTES: Final = 500 * 1024
"""What stands behind is not read (RFC 9309, section 2.5, asks for at least so much)."""


class RobotsTexts:
    """The texts of robots.txt that the dataset's index keeps, each with its ETag and Last-Modified."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    def kept(self, request: Request) -> bytes | None:
        """Return the text that *request* was sent with the validators of; None where it was sent without."""
        text = request.meta.get("kept_reading")
        return None if text is None else str(text).encode()

    def keep(self, response: Response) -> bytes:
        """Keep the text of *response*, where it has validators; return what is to be read of it."""
        body = read_part(response.body)
        if len(body) < len(response.body):
            logger.warning(
                "%(url)s has %(count)d bytes: the rest after %(max)d bytes is not read",
                {"url": response.url, "count": len(response.body), "max": MAX_BYTES},
            )
        if (session := self.crawler.get_extension(Session)) is not None:
            text = body.decode("utf-8-sig", errors="ignore")  # as the parser reads it
            validators = _header(response, "ETag"), _header(response, "Last-Modified")
            try:
                keep_reading(session, response.url, text, rules=RULES, validators=validators)
            except DatasetError as error:
                session.refuse(error)
        return body


def read_part(body: bytes) -> bytes:
    """Return the whole lines of the first 500 KiB."""
    if len(body) <= MAX_BYTES:
        return body
    start = body[:MAX_BYTES]
    return start[: max(start.rfind(b"\n"), start.rfind(b"\r")) + 1]


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
