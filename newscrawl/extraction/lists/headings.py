"""Headings of lists, found by their printed words: in any element, split over several, in full or half width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_MOST_KNOWN = 20_000


class WantedHeadings:
    """The headings that are looked for on every page of a site, with what was found out about printed texts."""

    def __init__(self, words: Sequence[HeadingWords]) -> None:
        self.words = tuple(words)
        self._endings = tuple([one.ending for one in words])
        self._tails = frozenset(one[start:] for one in self._endings for start in range(len(one) + 1))
        """Every last part of each ending: a look-up in place of a comparison with each."""
        self._known: dict[str, tuple[int, ...]] = {}

    def ended_by(self, printed: str) -> tuple[int, ...]:
        """Return the places of those words that the text *printed*, folded, may be the last part of."""
        # Nearly all blocks are no heading, and are on the next page, too.
        places = self._known.get(printed)
        if places is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            places = self._known[printed] = self._read(folded(printed))
        return places

    def _read(self, plain: str) -> tuple[int, ...]:
        if not plain.endswith(self._endings) and plain not in self._tails:
            return ()
        return tuple([place for place, one in enumerate(self._endings) if plain.endswith(one) or one.endswith(plain)])


def find_headings(outline: Outline, wanted: WantedHeadings) -> list[FoundHeading]:
    """Return the headings among *outline*'s blocks that say one of *wanted*, in order."""
    found: list[FoundHeading] = []
    for last, block in enumerate(outline.blocks):
        text = block.text
        if len(text) > _LONGEST * 4 or block.zones & (NAV | FOOTER):
            continue
        if (not block.links or block.links[0].text == text) and not wanted.ended_by(text):
            continue
        heading = _ending_at(outline.blocks, last, found[-1].last if found else 0, wanted)
        if heading is not None:
            found.append(heading)
        if len(found) >= _MOST_HEADINGS:
            outline.has_excess = True
            break
    return found


def _ending_at(blocks: list[Block], last: int, behind: int, wanted: WantedHeadings) -> FoundHeading | None:
    """Return the heading whose last block is *last*: the shortest run of blocks, none before *behind*."""
    readings = _readings(blocks[last])
    places = {place for printed in readings for place in wanted.ended_by(printed)}
    if not places:
        return None
    runs = [(last, printed, folded(printed)) for printed in readings]
    possible = [wanted.words[place] for place in sorted(places)]
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
