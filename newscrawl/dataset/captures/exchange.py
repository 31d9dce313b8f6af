"""A response with its request: the form to be kept, and the form that is read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.items import CapturePlace

Headers = tuple[tuple[str, str], ...]
"""Names and values in the order of the message; a name may come twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, as they went over the wire."""

    url: str
    """The requested address."""

    captured_at: datetime
    method: str
    request_headers: Headers
    protocol: str
    """The protocol of the answer, e.g. ``HTTP/1.1``."""

    status: int
    headers: Headers
    body: bytes
    """As sent: it still has its Content-Encoding."""

    labels: dict[str, str]
    """What the crawl has on the page: `kind`, `asked_url` and, where they apply, `article_id`, `section`, `page`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A kept response."""

    file: str
    """The WARC file, from the portal's folder; for a file from elsewhere, as it was given."""

    offset: int
    """Where its record starts."""

    url: str
    captured_at: datetime
    status: int
    headers: Headers
    body: bytes
    """Decoded: ready to be read as the page's bytes. Empty where the answer was 304."""

    labels: dict[str, str]
    """See `Exchange.labels`; empty in files from elsewhere."""

    origin: CapturePlace | None = None
    """For a revisit: the place of the record with the bytes; files from elsewhere do not give it."""

    is_revisit: bool = False
    """Whether the record only points to the same bytes, kept before; `read_capture` gives them as `body`."""

    problem: str = ""
    """Why the body cannot be decoded; `body` is then empty. Empty where it can be decoded."""

    @property
    def place(self) -> CapturePlace:
        """The place of the bytes: an article that was read from them names it."""
        return self.origin or CapturePlace(file=self.file, offset=self.offset)

    @property
    def content_type(self) -> str | None:
        """The header Content-Type; None where the header is missing."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)
