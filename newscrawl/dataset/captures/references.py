"""The captures that an article's line names, read without building the whole record."""

from __future__ import annotations

import msgspec

from newscrawl.items import CapturePlace


class NamingLine(msgspec.Struct, frozen=True, gc=False):
    """The fields of an article's line that link it to its captures."""

    article_id: str
    revision: int
    captures: tuple[CapturePlace, ...] = ()
