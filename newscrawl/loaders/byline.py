"""What is printed around a headline: who wrote it, when it was published and changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from newscrawl.extraction._pending import read_authors
from newscrawl.extraction.blocks import Block
from newscrawl.extraction.dates import read_times, time_from_url
from newscrawl.extraction.page import Page
from newscrawl.extraction.zones import NAV, OUTSIDE
from newscrawl.items import Author

_FAR = 12
_DIGITS = re.compile(r"[0-9０-９]{1,4}\s*[年/.\-:時月년]|昨日|[0-9０-９]\s*(?:分|時間|日)前|元年")
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")


@dataclass(slots=True)
class Byline:
    """What a byline says."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[Author, ...] = ()


def printed_byline(page: Page, headline_block: int, zone: ZoneInfo, captured_at: datetime | None) -> Byline:
    """Return what is printed near the block *headline_block*; the address's own date as the last resort."""
    found = Byline()
    blocks = page.outline.blocks
    near = blocks[headline_block + 1 : headline_block + 1 + _FAR] + blocks[max(0, headline_block - 3) : headline_block]
    for block in near:
        if len(block.text) <= 120 and not block.zones & NAV and _DIGITS.search(block.text):
            _take_times(block, page, zone, captured_at, found)
    if found.published_at is None:
        found.published_at = getattr(time_from_url(page.url, zone), "at", None)
    found.authors = _authors(blocks, headline_block)
    return found


def _take_times(block: Block, page: Page, zone: ZoneInfo, captured_at: datetime | None, found: Byline) -> None:
    for read in read_times(block.text, zone=zone, captured_at=captured_at, url=page.url):
        if read.at is None:
            continue
        if read.label == "modified":
            found.modified_at = found.modified_at or read.at
        elif found.published_at is None:
            found.published_at = read.at


def _authors(blocks: list[Block], headline_block: int) -> tuple[Author, ...]:
    """Return the name in the line behind the headline, with the address of the signature."""
    for block in blocks[headline_block + 1 : headline_block + 5]:
        text = re.split(r"アクセス|閲覧|조회", block.text)[0].strip()
        if 1 < len(text) <= 20 and not _DIGITS.search(text) and not block.zones & OUTSIDE and not block.links:
            authors = read_authors(text)
            if authors:
                return tuple(authors)
    return ()
