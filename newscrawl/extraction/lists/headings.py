"""Headings of lists, found by their printed words: in any element, split over several, in full or half width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newscrawl.extraction.document.blocks import Block, Outline
from newscrawl.extraction.document.zones import FOOTER, NAV
from newscrawl.extraction.tree import folded
from newscrawl.text import fold, letters

_PLACE = "{section}"
_MOST_BLOCKS = 4
_LONGEST = 60
_NO_SECTION = re.compile(
    r"(?:アクセス(?:数)?|人気|記事|ニュース|総合|全体|最新|今日の?|本日の?|昨日の?|\d+時間|日間|週間|月間|年間|デイリー|ウィークリー|"
    r"マンスリー|リアルタイム|コメント|写真|動画|この|注目|閲覧数?|の|・|/)+"
)
"""What is before ranking words and names no section."""
_BRACKET = re.compile(r"[\[\]［］【】〈〉<>]")


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The printed words of one kind of list."""

    kind: str
    """What the list is, e.g. `related`."""

    words: str
    """As the portal writes it; `{section}` means a section's label."""

    pattern: re.Pattern[str]
    """Matches the folded words."""

    ending: str
    """The folded words behind the label, or all of them."""


def heading_words(kind: str, words: str) -> HeadingWords:
    """Return the words of a heading of lists of *kind*."""
    before, place, after = words.partition(_PLACE)
    middle = "(?P<section>.{1,24}?)" if place else ""
    pattern = re.compile(re.escape(fold(before)) + middle + re.escape(fold(after)))
    return HeadingWords(kind, words, pattern, fold(after) or fold(words))


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading on a page."""

    kind: str
    name: str
    """The words as the portal's file spells them, with the label filled in: one name however a theme prints it."""

    section: str | None
    """The label in the heading, as printed."""

    first: int
    """Its first block."""

    last: int
    """The block behind its last one."""

    block: Block
    """Its last block."""


_MOST_HEADINGS = 100
"""So many headed lists are read of one page."""


def find_headings(outline: Outline, wanted: Sequence[HeadingWords]) -> list[FoundHeading]:
    """Return the headings among *outline*'s blocks that say one of *wanted*, in order."""
    found: list[FoundHeading] = []
    endings = tuple([words.ending for words in wanted])
    for last, block in enumerate(outline.blocks):
        text = block.text
        if len(text) > _LONGEST * 4 or block.zones & (NAV | FOOTER):
            continue
        if (not block.links or block.links[0].text == text) and not _ended_by(folded(text), endings):
            continue
        heading = _ending_at(outline.blocks, last, found[-1].last if found else 0, wanted, endings)
        if heading is not None:
            found.append(heading)
        if len(found) >= _MOST_HEADINGS:
            outline.has_excess = True
            break
    return found


@lru_cache(maxsize=16384)  # nearly all blocks are no heading, and are on the next page, too
def _ended_by(plain: str, endings: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of those *endings* that the folded text *plain* may be the last part of."""
    if not plain.endswith(endings) and plain not in _tails(endings):
        return ()
    return tuple([place for place, one in enumerate(endings) if plain.endswith(one) or one.endswith(plain)])


@lru_cache(maxsize=64)
def _tails(endings: tuple[str, ...]) -> frozenset[str]:
    """Return every last part of each of *endings*: a look-up in place of a comparison with each."""
    return frozenset(one[start:] for one in endings for start in range(len(one) + 1))


def _ending_at(
    blocks: list[Block], last: int, behind: int, wanted: Sequence[HeadingWords], endings: tuple[str, ...]
) -> FoundHeading | None:
    """Return the heading whose last block is *last*: the shortest run of blocks, none before *behind*."""
    runs = [(last, printed, folded(printed)) for printed in _readings(blocks[last])]
    places = [place for _, _, plain in runs for place in _ended_by(plain, endings)]
    if not places:
        return None
    possible = [wanted[place] for place in sorted(set(places))]
    printed = blocks[last].text
    for first in range(last - 1, max(behind, last - _MOST_BLOCKS) - 1, -1):
        printed = f"{blocks[first].text} {printed}"
        if len(printed) > _LONGEST:
            break
        runs.append((first, printed, folded(printed)))
    for words in possible:
        for first, printed, plain in runs:
            match = words.pattern.fullmatch(plain)
            if match and (heading := _heading(words, match, printed, first, blocks[last])):
                return heading
    return None


def _readings(block: Block) -> list[str]:
    """A heading may be in a line with a link ("more"), or be one, or open a line of links."""
    text = block.text
    readings = [text]
    if block.links and block.links[0].text != text:
        readings.append(block.unlinked)
        linked = block.links[0].text
        readings += [text.partition(linked)[0].strip(), linked] if linked else []
    return [reading for reading in readings if 0 < len(reading) <= _LONGEST]


def _heading(words: HeadingWords, match: re.Match[str], printed: str, first: int, block: Block) -> FoundHeading | None:
    if _PLACE not in words.words:
        return FoundHeading(words.kind, words.words, None, first, block.index + 1, block)
    label = _printed_label(printed, match)
    if not letters(label) or _BRACKET.search(label):
        return None
    if _NO_SECTION.fullmatch(fold(label)):  # アクセスランキング: of the whole portal
        return FoundHeading("trending", words.words.replace(_PLACE, label), None, first, block.index + 1, block)
    return FoundHeading(words.kind, words.words.replace(_PLACE, label), label, first, block.index + 1, block)


def _printed_label(printed: str, match: re.Match[str]) -> str:
    """The label as printed: the characters that fold to what *match* found."""
    start, end = match.span("section")
    label: list[str] = []
    position = 0
    for character in printed:
        if start <= position < end:
            label.append(character)
        position += len(fold(character))
    return "".join(label).strip()
