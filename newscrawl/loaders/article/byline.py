"""What is printed around a headline and below a text: who wrote it, when, in which section, under which keywords."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.labels import field_of, labelled_values
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import CAPTION, NAV
from newscrawl.extraction.headline.headline_position import blocks_behind
from newscrawl.extraction.people.publishers import is_house
from newscrawl.extraction.people.read_people import read_authors
from newscrawl.items import Author
from newscrawl.loaders.article.printed_authors import printed_authors
from newscrawl.text import fold, squash

_FAR = 12
_BEFORE = 3
_TERMS = frozenset({"dt", "th"})
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")
_KEYWORDS = re.compile(r"\s*[,，、;；/／・#＃]\s*|\s+#")
_LONGEST = 120


@dataclass(slots=True)
class Byline:
    """What the lines around a headline say."""

    authors: tuple[Author, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()


def printed_byline(
    page: Page,
    headline_block: int,
    *,
    missing: Container[str],
    houses: Sequence[str] = (),
    is_housed: bool = False,
) -> Byline:
    """Return what is printed near the block *headline_block* of the fields that are *missing*.

    Authors who are nobody but the house (*houses*) are taken where nobody else is named; where data name the house
    already, as *is_housed* says, an agency needs a label to take its place.
    """
    blocks = page.outline.blocks
    found = Byline()
    for block in near_lines(page, headline_block):
        if not block.zones & CAPTION:
            _take_labelled(block, blocks, found)
    if "authors" in missing and all(is_house(author.name, houses) for author in found.authors):
        found.authors = printed_authors(blocks, headline_block, houses, is_housed=is_housed) or found.authors
    return found


def near_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines behind the block *headline_block*, and those right before it."""
    blocks = page.outline.blocks
    near = [*blocks_behind(blocks, headline_block, _FAR)]
    before = blocks[max(0, headline_block - _BEFORE) : max(0, headline_block)]
    near += [block for block in before if not block.zones & NAV]
    return [block for block in near if len(block.text) <= _LONGEST]


def _take_labelled(block: Block, blocks: Sequence[Block], found: Byline) -> None:
    told = [(one.field, one.value) for one in labelled_values(block.text)]
    if block.tag in _TERMS and (named := field_of(block.text)):
        told = [(named, _cell(behind)) for behind in blocks[block.index + 1 : block.index + 2]]
    for name, value in told:
        _take(name, value, found)


def _take(name: str, value: str, found: Byline) -> None:
    """Take the first *value* that is printed for a field."""
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
