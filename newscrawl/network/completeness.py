"""Checks whether an answer came whole, so that half a page is never read as the page."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from typing import NamedTuple

from scrapy.http import Response

from newscrawl.dataset.captures.content_encoding import DamagedContentError, DecodedBody, decoded_body_of
from newscrawl.urls import host_of

_TAIL_BYTES = 2048
_END = re.compile(rb"</html\s*>", re.IGNORECASE)
_BEGIN = re.compile(rb"<(?:!doctype\s+)?html", re.IGNORECASE)
_OPEN_COUNT = 3
"""After so many pages without an end, taken as they are, the host is known not to close its documents."""
_SAME_SHARE = 0.01
"""An answer that has the length of the last one, within this share, was not cut off by chance."""
_MOST_URLS = 1000


class BodyFacts(NamedTuple):
    """What was found of an answer."""

    fault: str | None
    """How it is cut off; None where it is whole, or where that cannot be known."""

    body: bytes | None
    """Its body without the Content-Encoding; None where it has none, or one that cannot be undone."""


class Completeness:
    """Judges answers one by one, and learns for each host whether its pages end in `</html>`."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._closed: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._lengths: OrderedDict[str, int] = OrderedDict()
        """Address → the length of the page without an end that it gave last."""

    def judged(self, response: Response, start_bytes: int = 0) -> BodyFacts:
        """Return how *response* is cut off, and its body without the Content-Encoding.

        Where only its first *start_bytes* are asked for, returns these; then a rest that is missing is no fault.

        A compressed body must reach its end mark. A page must have its `</html>` where the connection ended without a
        length, or where the host's other pages have one. A page that ends in a tag, and comes with the same length
        again, is taken as it is: its template leaves the end out.
        """
        if not response.body:
            return BodyFacts(None, None)
        try:
            encodings, max_bytes = _encodings(response), start_bytes or self._max_bytes
            content = decoded_body_of(response.body, encodings, max_bytes, start_only=start_bytes > 0)
        except DamagedContentError as error:
            return BodyFacts(str(error), None)
        except ValueError:  # too large, or an unknown encoding: others report it
            return BodyFacts(None, None)
        if start_bytes and ("download_stopped" in response.flags or len(content.body) > start_bytes):
            return BodyFacts(None, content.body)
        if not content.is_whole:
            return BodyFacts("the compressed content has no end", None)
        fault = self._fault_in_page(response, content) if _is_page(response) else None
        return BodyFacts(fault, content.body)

    def _fault_in_page(self, response: Response, content: DecodedBody) -> str | None:
        host = host_of(response.url)
        tail = content.body[-_TAIL_BYTES:].replace(b"\0", b"").rstrip()  # UTF-16 has a zero byte for each letter
        if not _BEGIN.search(content.body[:_TAIL_BYTES].replace(b"\0", b"")):
            return None
        if _END.search(tail):
            self._closed[host] += 1
            return None
        is_of_host = self._closed[host] > 0
        is_open_ended = "partial" in response.flags and self._open[host] < _OPEN_COUNT
        came_before = self._came_before(response.url, len(content.body))
        if not (is_of_host or is_open_ended) or (came_before and tail.endswith(b">")):
            self._open[host] += 1
            return None
        return "the page has no end"

    def _came_before(self, url: str, length: int) -> bool:
        before = self._lengths.pop(url, None)
        self._lengths[url] = length
        if len(self._lengths) > _MOST_URLS:
            self._lengths.popitem(last=False)
        return before is not None and abs(before - length) <= _SAME_SHARE * length


def _encodings(response: Response) -> tuple[tuple[str, str], ...]:
    values = response.headers.getlist("Content-Encoding")
    return tuple(("content-encoding", value.decode("latin-1")) for value in values)


def _is_page(response: Response) -> bool:
    kind = (response.headers.get("Content-Type") or b"").lower()
    return response.status == 200 and b"html" in kind
