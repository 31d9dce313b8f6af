"""Which captures an article's line names, read without building the whole record."""

from __future__ import annotations

import msgspec

from newscrawl.items import CapturePlace


class NamingLine(msgspec.Struct, frozen=True, gc=False):
    """Of an article's line, what ties it to its captures."""

    article_id: str
    revision: int
    captures: tuple[CapturePlace, ...] = ()
