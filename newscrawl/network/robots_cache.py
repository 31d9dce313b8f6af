"""The text of robots.txt: how much of it is read, and where it is kept between runs."""

from __future__ import annotations

import logging
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.unchanged_pages import keep_content
from newscrawl.errors import DatasetError
from newscrawl.network.refusals import RobotsUnavailableError
from newscrawl.network.response_headers import validators_of

logger = logging.getLogger(__name__)

RULES: Final = "robots.txt"
"""What is in a request's `meta["rules"]`, so that `RevalidateMiddleware` finds the kept text."""
MAX_BYTES: Final = 500 * 1024
"""What is behind is not read (RFC 9309, section 2.5, asks for at least so much)."""
START_BYTES: Final = 2 * MAX_BYTES + 1000
"""What is fetched at most, in any encoding: UTF-16 has two bytes for a letter."""


class RobotsTexts:
    """The texts of robots.txt that the dataset's index keeps, each with its ETag and Last-Modified."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    def kept(self, request: Request) -> bytes | None:
        """Return the text that *request* was sent with the validators of; None where it was sent without."""
        text = request.meta.get("kept_content")
        return None if text is None else str(text).encode()

    def keep(self, response: Response) -> bytes:
        """Keep the text of *response*, where it has validators; return what must be read of it."""
        text = _as_utf8(response)
        body = read_part(text)
        if len(text) > MAX_BYTES:
            logger.warning(
                "%(url)s is longer than %(max)d bytes: the rest is not read", {"url": response.url, "max": MAX_BYTES}
            )
        if (session := self.crawler.get_extension(Session)) is not None:
            kept = body.decode("utf-8-sig", errors="ignore")  # as the parser reads it
            try:
                keep_content(session, response.url, kept, rules=RULES, validators=validators_of(response))
            except DatasetError as error:
                session.refuse(error)
        return body


def _as_utf8(response: Response) -> bytes:
    """Return the body of *response* in UTF-8. Raises `RobotsUnavailableError` where it is no text.

    A robots.txt in UTF-16 (with its mark, or a zero byte beside each letter) is read; other zero bytes are no text.
    """
    body = response.body
    start = body[:1000]
    if b"\0" not in start and not body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return body
    first, second = start[::2], start[1::2]
    for encoding, mark, high, low in (
        ("utf-16-le", BOM_UTF16_LE, second, first),
        ("utf-16-be", BOM_UTF16_BE, first, second),
    ):
        if body.startswith(mark) or (high.count(0) > len(high) // 2 and 0 not in low):
            text = body[:START_BYTES].decode(encoding, errors="replace").lstrip("\ufeff")
            return text.encode("utf-8", errors="replace")
    raise RobotsUnavailableError(f"{response.url}: expected text, got binary data")


def read_part(body: bytes) -> bytes:
    """Return the whole lines of the first 500 KiB."""
    if len(body) <= MAX_BYTES:
        return body
    start = body[:MAX_BYTES]
    return start[: max(start.rfind(b"\n"), start.rfind(b"\r")) + 1]
