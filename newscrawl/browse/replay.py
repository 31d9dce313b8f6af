"""The captured page as it was: served so that a browser loads nothing for it and runs nothing of it."""

from __future__ import annotations

import re

from starlette.responses import Response

from newscrawl.dataset.captures import read_capture
from newscrawl.dataset.storage.layout import Layout
from newscrawl.items import CapturePlace

REPLAY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LINK = re.compile(rb"<(?=(?:link|meta|base)\b)", re.IGNORECASE)
"""Elements that look up a name, connect ahead or go elsewhere, which a policy does not forbid in every browser."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,30})", re.IGNORECASE)
_PRINTED_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,30})", re.IGNORECASE)


def replay(layout: Layout, place: CapturePlace) -> Response:
    """Return the page that is kept at *place*. Raises `DatasetError` where it cannot be read."""
    captured = read_capture(layout, place)
    sent = captured.content_type or ""
    named = _CHARSET.search(sent)
    printed = _PRINTED_CHARSET.search(captured.body[:2_000])
    charset = named[1] if named else printed[1].decode("ascii") if printed else "utf-8"
    is_html = "html" in sent.lower() or not sent
    is_plain = charset.lower().startswith(("utf-16", "utf-32", "utf-7"))
    return Response(
        _LINK.sub(b"<x-", captured.body) if is_html and not is_plain else captured.body,
        headers={
            "Content-Type": f"{'text/html' if is_html and not is_plain else 'text/plain'}; charset={charset}",
            "Content-Security-Policy": REPLAY_POLICY,
            "X-DNS-Prefetch-Control": "off",
        },
    )
