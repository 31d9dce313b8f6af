"""Headed lists of articles: the headings by their printed words, and the links behind each by their structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from newscrawl.extraction.document.blocks import Block, Link, Outline, ancestors, folded
from newscrawl.extraction.document.zones import FOOTER, NAV
from newscrawl.extraction.element import Element
from newscrawl.extraction.lists.entries import Entry, read_entries
from newscrawl.text import fold, letters, width

_PLACE = "{section}"
_MOST_HEADING_BLOCKS = 4
_LONGEST_HEADING = 60
_NO_SECTION = re.compile(
    r"(?:アクセス(?:数)?|人気|記事|ニュース|総合|全体|最新|今日の?|本日の?|昨日の?|\d+時間|日間|週間|月間|年間|デイリー|ウィークリー|"
    r"マンスリー|リアルタイム|コメント|写真|動画|この|注目|閲覧数?|の|・|/)+"
)
"""What is before ranking words and names no section."""
_NO_LABEL = re.compile(r"[\[\]［］【】〈〉<>!?！？。、]")
"""Signs of titles: a title of an article may end in the words of a heading, too."""


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
        self._by_last: dict[str, list[tuple[int, str]]] = {}
        """The last letter of a text → the endings that may be its own, with their places."""
        for place, one in enumerate(self._endings):
            self._by_last.setdefault(one[-1:], []).append((place, one))
        self._tails = frozenset(one[start:] for one in self._endings for start in range(len(one) + 1))
        """Every last part of each ending: a look-up in place of a comparison with each."""
        self._known: dict[str, tuple[int, ...]] = {}
        self._last: dict[str, bool] = {}

    def ended_by(self, printed: str) -> tuple[int, ...]:
        """Return the places of those words that the text *printed*, folded, may be the last part of."""
        # Nearly all blocks are no heading, and are on the next page, too.
        places = self._known.get(printed)
        if places is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            places = self._known[printed] = self._read(folded(printed))
        return places

    def may_be_last(self, piece: str) -> bool:
        """Return whether a text that ends with *piece* may be the last part of any words: a quick look."""
        found = self._last.get(piece)
        if found is None:
            if len(self._last) >= _MOST_KNOWN:
                self._last.clear()
            plain = folded(piece)  # one letter may be a mark that belongs to the letter before
            found = self._last[piece] = len(plain) < 2 or plain[-1] in self._by_last or "" in self._by_last
        return found

    def _read(self, plain: str) -> tuple[int, ...]:
        if not plain or (not plain.endswith(self._endings) and plain not in self._tails):
            return ()
        near = self._by_last.get(plain[-1], []) + self._by_last.get("", [])
        return tuple(sorted(place for place, one in near if plain.endswith(one) or one.endswith(plain)))


def find_headings(outline: Outline, wanted: WantedHeadings) -> list[FoundHeading]:
    """Return the headings among *outline*'s blocks that print one of *wanted*, in order."""
    found: list[FoundHeading] = []
    for last, block in enumerate(outline.blocks):
        text = block.text
        if len(text) > _LONGEST_HEADING * 4 or block.zones & (NAV | FOOTER):
            continue
        is_heading = len(text) <= _LONGEST_HEADING and wanted.ended_by(text)  # a longer text is a paragraph
        if not is_heading and not (block.links and _ends_in_part(block, wanted)):
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
    for first in range(last - 1, max(behind, last - _MOST_HEADING_BLOCKS) - 1, -1):
        printed = f"{blocks[first].text} {printed}"
        if len(printed) > _LONGEST_HEADING:
            break
        runs.append((first, printed, folded(printed)))
    for words in possible:
        for first, printed, plain in runs:
            if words.words.startswith(_PLACE) and not _stands_with(blocks[first], blocks[last]):
                continue
            match = words.pattern.fullmatch(plain)
            if match and (heading := _heading(words, match, printed, first, blocks[last])):
                return heading
    return None


def _stands_with(label: Block, heading: Block) -> bool:
    """Return whether *label*, without a sign before it, is a part of *heading*: in its element, and no entry of a list.

    The last line of the box above (`もっと見る`) and the day of its last entry are no labels.
    """
    if label is heading or label.element is heading.element:
        return True
    return label.tag != "li" and label.element.getparent() is heading.element.getparent()


def _ends_in_part(block: Block, wanted: WantedHeadings) -> bool:
    """Return, at little cost, whether a part of *block* may end a heading: what is on its first link, or on none."""
    text, linked = block.text, block.links[0].text
    if linked == text:
        return False
    if linked and wanted.ended_by(linked):
        return True
    if linked and not text.startswith(linked) and wanted.ended_by(text.partition(linked)[0].strip()):
        return True
    last, on = block.runs[-1]
    return (on is not None or wanted.may_be_last(last)) and bool(wanted.ended_by(block.unlinked))


def _readings(block: Block) -> list[str]:
    """A heading may be in a line with a link ("more"), or be one, or open a line of links."""
    text = block.text
    readings = [text]
    if block.links and block.links[0].text != text:
        readings.append(block.unlinked)
        linked = block.links[0].text
        readings += [text.partition(linked)[0].strip(), linked] if linked else []
    return [reading for reading in readings if 0 < len(reading) <= _LONGEST_HEADING]


def _heading(words: HeadingWords, match: re.Match[str], printed: str, first: int, block: Block) -> FoundHeading | None:
    if _PLACE not in words.words:
        return FoundHeading(words.kind, words.words, None, first, block.index + 1, block)
    label = _printed_label(printed, match)
    if not letters(label) or _NO_LABEL.search(label):
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


ArticleOf = Callable[[str], str | None]
"""The canonical address of the article behind an `href`, or None where it is no article's."""

_TEXT_WIDTH = 320
"""In columns: so much unlinked text is no entry's teaser."""
_LABEL_WIDTH = 40
_MOST_BLOCKS = 500
"""A list goes on over at most so many blocks: pages with thousands of headings cost no more than their size."""
_FAR = 14
"""A list begins within this many blocks behind its heading."""


@dataclass(frozen=True)
class ArticleList:
    """A headed list of a page."""

    heading: FoundHeading
    links: tuple[Link, ...]
    first: int
    """The block where its heading begins."""
    last: int
    """The block behind its last entry."""
    read: Callable[[tuple[Link, ...]], list[Entry]]
    """Reads the links' entries."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its lines, read when they are first asked for: most lists of a page are on the page before, too."""
        return tuple(self.read(self.links))


def read_lists(
    outline: Outline, headings: list[FoundHeading], article_of: ArticleOf, labels: frozenset[str]
) -> list[ArticleList]:
    """Return the list behind each of *headings*, those without entries left out.

    *labels* are the portal's section labels, folded: they distinguish labels from headlines.
    """

    def read(links: tuple[Link, ...]) -> list[Entry]:
        return read_entries(outline, links, article_of, labels)

    found = []
    for number, heading in enumerate(headings):
        limit = _limit(outline, headings, number)
        links = _links_behind(outline, heading, limit, article_of)
        if links:
            last = max(link.last for link in links)
            found.append(ArticleList(heading, tuple(links), heading.first, last, read))
    return found


def _limit(outline: Outline, headings: list[FoundHeading], number: int) -> int:
    """Return the block where the list behind a heading ends: at the next other heading, an h1, or a text."""
    own = headings[number]
    following = (other.first for other in headings[number + 1 :] if other.name != own.name)
    return _behind_entries(outline, own.last, next(following, len(outline.blocks)))


def _behind_entries(outline: Outline, first: int, limit: int) -> int:
    """Return the block before *limit* at which something else begins: the article's h1, or more text than teases.

    An entry may have some unlinked lines below its headline. A text has more between two links that open a block.
    """
    begin, unlinked = first, 0
    limit = min(limit, first + _MOST_BLOCKS)
    for block in outline.blocks[first:limit]:
        if block.tag == "h1" and not block.links:
            return block.index
        if _opens_with_link(block):
            begin, unlinked = block.index + 1, 0
            continue
        unlinked += width(block.text) - block.linked
        if unlinked > _TEXT_WIDTH:
            return begin
    return limit


def _opens_with_link(block: Block) -> bool:
    """Return whether a link is among the first words of *block*, as in an entry: behind a number, a label or a day."""
    if not block.links:
        return False
    before = 0
    for text, on in block.runs:
        if on is not None:  # the first of nearly all
            return True
        before += width(text)
        if before > _LABEL_WIDTH:
            return False
    return True


def _links_behind(outline: Outline, heading: FoundHeading, limit: int, article_of: ArticleOf) -> list[Link]:
    start = heading.last if not _opens_line(heading) else heading.last - 1
    links = [
        link
        for link in outline.links_between(start, limit)
        if article_of(link.href) and _is_list_place(outline, link) and link.text != heading.block.text
    ]
    if not links or links[0].first > heading.last + _FAR:
        return []
    above, part = _meeting_point(heading.block.element, links[0].element)
    inside = [link for link in links if _is_inside(link.element, part)]
    if len({article_of(link.href) for link in inside}) < 2:
        inside = _in_siblings(links, above, part)
    return _until_foreign(outline, inside)


def _opens_line(heading: FoundHeading) -> bool:
    return bool(heading.block.links) and heading.last - heading.first == 1


def _is_list_place(outline: Outline, link: Link) -> bool:
    block = outline.blocks[link.first] if link.first < len(outline.blocks) else None
    return block is None or not block.zones & (NAV | FOOTER)


def _meeting_point(heading: Element, link: Element) -> tuple[Element, Element]:
    """Return the lowest element around both, and its child that holds the link."""
    around = {heading, *ancestors(heading)}
    part = link
    for ancestor in ancestors(link):
        if ancestor in around:
            return ancestor, part
        part = ancestor
    return part, part


def _is_inside(element: Element, container: Element) -> bool:
    around: Element | None = element
    while around is not None and around is not container:
        around = around.getparent()
    return around is not None


def _in_siblings(links: list[Link], above: Element, part: Element) -> list[Link]:
    """Return the links in *part* and the elements of its kind that follow it."""
    holders = {part}
    for sibling in part.itersiblings():
        if sibling.tag == part.tag:
            holders.add(sibling)
        elif sibling.tag not in {"br", "hr", "span", "b", "i", "em", "small", "font", "img", "dt"} and _has_text(
            sibling
        ):
            break
    chosen = []
    for link in links:
        child = link.element
        for ancestor in ancestors(link.element):
            if ancestor is above:
                break
            child = ancestor
        if child in holders:
            chosen.append(link)
    return chosen


def _has_text(element: Element) -> bool:
    text = "".join(map(str, element.itertext())).strip()
    return len(text) > 3


def _until_foreign(outline: Outline, links: list[Link]) -> list[Link]:
    """Cut *links* where a heading without a link is between two of them."""
    for number in range(1, len(links)):
        for block in outline.blocks[links[number - 1].last : links[number].first]:
            if block.tag in {"h1", "h2", "h3", "h4"} and not block.links:
                return links[:number]
    return links
