"""What is printed around a headline and below a text: who wrote it, when, in which section, under which keywords."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.dates import read_times, time_from_url
from newscrawl.extraction.labels import field_of, labelled_values
from newscrawl.extraction.page import Page
from newscrawl.extraction.paragraphs import ends_sentence
from newscrawl.extraction.people import read_authors
from newscrawl.extraction.people_houses import is_house
from newscrawl.extraction.printed import text_of_element
from newscrawl.extraction.zones import CAPTION, NAV, OUTSIDE
from newscrawl.items import Author
from newscrawl.loaders.printed_authors import printed_authors
from newscrawl.text import fold, squash

_FAR = 12
_BEFORE = 3
_DIGITS = re.compile(r"[0-9０-９]{1,4}\s*[年/.\-:時月년]|昨日|[0-9０-９]\s*(?:分|時間|日)前|元年")
_MODIFIED = re.compile(r"更新|修正|수정|updat|modif|aktualis|geändert|ändrad|oppdatert|mise à jour", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:公開|掲載|配信|投稿|日時|日付|작성|입력|등록|datum|date|published|veröffentlicht|publi|pubblicat)",
    re.IGNORECASE,
)
_OPENING = ("（", "(", "【", "[", "〔", "＜", "<")
"""A bracket around a time is no end of a sentence."""
_TERMS = frozenset({"dt", "th"})
_SHORT = 60
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")
_KEYWORDS = re.compile(r"\s*[,，、;；/／・#＃]\s*|\s+#")
_LONGEST = 120


@dataclass(slots=True)
class Byline:
    """What the lines around a headline say."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[Author, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    time_source: str = "general:printed_time"
    """The rule that gave `published_at`."""


def printed_byline(
    page: Page,
    headline_block: int,
    zone: ZoneInfo,
    captured_at: datetime | None,
    *,
    missing: Container[str],
    houses: Sequence[str] = (),
) -> Byline:
    """Return what is printed near the block *headline_block* of the fields that are *missing*.

    Authors who are nobody but the house (*houses*) are taken where nobody else is named.
    The date in the page's address is the last resort for `published_at`.
    """
    found = Byline()
    blocks = page.outline.blocks
    near = blocks[headline_block + 1 : headline_block + 1 + _FAR]
    near += blocks[max(0, headline_block - _BEFORE) : headline_block]
    is_undated = "published_at" in missing
    for block in near:
        if len(block.text) <= _LONGEST and not block.zones & (NAV | CAPTION):
            _take_labelled(block, blocks, found)
            _take_near_time(block, page, zone, captured_at, found, is_undated=is_undated)
    if found.published_at is None and is_undated:
        _take_labelled_time(page, zone, captured_at, found)
    if found.published_at is None and is_undated:
        found.published_at, found.time_source = time_from_url(page.url, zone).at, "general:url"
    if "authors" in missing and all(is_house(author.name, houses) for author in found.authors):
        found.authors = printed_authors(blocks, headline_block, houses) or found.authors
    return found


def _take_near_time(
    block: Block, page: Page, zone: ZoneInfo, captured_at: datetime | None, found: Byline, *, is_undated: bool
) -> None:
    """Take the times that *block* tells; where they are looked for as *is_undated* says, in `time` elements first."""
    told = _with_told_times(block) if is_undated and found.published_at is None else block.text
    wanted = _DIGITS if is_undated else _MODIFIED
    is_sentence = ends_sentence(block.text) and not block.text.startswith(_OPENING)
    if is_sentence or not wanted.search(told):
        return
    was_dated = found.published_at is not None
    _take_times(told, page, zone, captured_at, found)
    if told != block.text and found.published_at is not None and not was_dated:
        found.time_source = "html:time"


def _with_told_times(block: Block) -> str:
    """Return *block*'s text with what its `time` elements tell in place of what they print: 5分前, Jan 14."""
    text = block.text
    for element in block.element.iter("time"):
        told, shown = (element.get("datetime") or "").strip(), text_of_element(element)
        is_finer = ":" in told or not re.search(r"[:：時시]", shown)
        if told and shown and is_finer:
            text = text.replace(shown, told, 1)
    return text


def _take_labelled_time(page: Page, zone: ZoneInfo, captured_at: datetime | None, found: Byline) -> None:
    """Take the first time on the page that is printed by itself behind a label such as 掲載 or Datum."""
    for block in page.outline.blocks:
        if len(block.text) <= _SHORT and _DATE_LABEL.match(block.text) and not block.zones & OUTSIDE:
            _take_times(block.text, page, zone, captured_at, found)
            if found.published_at is not None:
                return


def _take_labelled(block: Block, blocks: Sequence[Block], found: Byline) -> None:
    told = [(one.field, one.value) for one in labelled_values(block.text)]
    if block.tag in _TERMS and (named := field_of(block.text)):
        told = [(named, _cell(behind)) for behind in blocks[block.index + 1 : block.index + 2]]
    for name, value in told:
        if name == "section":
            found.section = found.section or value or None
        elif name == "tags":
            found.tags = found.tags or keywords_of(value)
        elif name == "authors":
            found.authors = found.authors or tuple(read_authors(value))


def _cell(block: Block) -> str:
    """Return the value in a cell: the words on its links, where it holds several."""
    return "、".join(link.text for link in block.links) if len(block.links) > 1 else block.text


def keywords_of(text: str) -> tuple[str, ...]:
    """Return the keywords of a printed list, each once."""
    return tuple(dict.fromkeys(word for part in _KEYWORDS.split(text) if (word := squash(part))))


def _take_times(text: str, page: Page, zone: ZoneInfo, captured_at: datetime | None, found: Byline) -> None:
    for read in read_times(text, zone=zone, captured_at=captured_at, url=page.url):
        if read.at is None:
            continue
        if read.label == "modified":
            found.modified_at = found.modified_at or read.at
        elif found.published_at is None:
            found.published_at = read.at


@lru_cache(maxsize=4096)
def _signed(lines: tuple[str, ...]) -> tuple[Author, ...]:
    """Read a signature; the same few people sign a portal's articles."""
    return tuple(read_authors(lines))


def with_signature(authors: Sequence[Author], blocks: Sequence[Block], names: bool) -> tuple[Author, ...]:
    """Return *authors* with the e-mail addresses that the signature in *blocks*, behind a text, gives them.

    Where *names* is true and there are no authors, those of the signature are returned.
    """
    lines = [block.text for block in blocks if len(block.text) <= _LONGEST]
    if not any("@" in line or "＠" in line for line in lines):
        return tuple(authors)
    signing = [
        line
        for number, line in enumerate(lines)
        if _EMAIL.search(line) or (number + 1 < len(lines) and _EMAIL.search(lines[number + 1]))
    ]
    if not signing:
        return tuple(authors)
    signed = _signed(tuple(signing))
    emails = {fold(author.name): author.email for author in signed if author.email}
    if not authors:
        return tuple(author for author in signed if author.email) if names else ()
    return tuple(author if author.email else replace(author, email=emails.get(fold(author.name))) for author in authors)
